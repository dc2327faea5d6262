import CLibPQ

extension Connection {
    /// Loads a whole small CSV file with a heading, such as a reference list; its columns are the table's, in order.
    ///
    /// - Parameter table: a constant of the program.
    /// - Returns: how many rows the server took.
    @discardableResult
    func copyIn(_ table: String, csv: [UInt8]) throws -> Int {
        let statement = Statement(text: "copy \(table) from stdin (format csv, header)", source: "loading \(table)")
        try beginStatement()
        try start(statement) { PQsendQuery($0, statement.text) }
        guard let result = try nextResult() else { throw lost(try liveHandle()) }
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COPY_IN else {
            let error = failure(of: result, statement)
            try? drain()
            throw error
        }
        let handle = try liveHandle()
        let taken = csv.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
        }
        guard taken == 1 else { throw lost(handle) }
        return try finish(statement) { PQputCopyEnd($0, nil) }
    }
}
