import Text

/// A table of `data`, whose cells are found by the names of their columns.
struct DataFile {
    /// The file's name, for messages.
    let name: String
    let rows: [Row]

    init(_ bytes: [UInt8], name: String) throws {
        self.name = name
        do {
            let table = try CSVTable(bytes, file: "\(name).csv")
            rows = table.rows.map { Row(file: name, heading: table.heading, fields: $0.cells) }
        } catch {
            throw SampleError.data(file: name, problem: "has a fault in line \(error.line) (\(error.problem))")
        }
    }

    /// One row, whose fields are looked up by column name.
    struct Row {
        fileprivate let file: String
        fileprivate let heading: [String]
        fileprivate let fields: [String]

        func text(_ column: String) throws -> String {
            guard let index = heading.firstIndex(of: column), index < fields.count else {
                throw SampleError.data(file: file, problem: "has a row without '\(column)'")
            }
            return fields[index]
        }

        func whole(_ column: String) throws -> Int {
            guard let number = try optionalWhole(column) else {
                throw SampleError.data(file: file, problem: "has a row with an empty '\(column)'")
            }
            return number
        }

        func real(_ column: String) throws -> Double {
            guard let number = try optionalReal(column) else {
                throw SampleError.data(file: file, problem: "has a row with an empty '\(column)'")
            }
            return number
        }

        /// Nil where the field is empty.
        func optionalWhole(_ column: String) throws -> Int? {
            try number(column, Int.init)
        }

        /// Nil where the field is empty.
        func optionalReal(_ column: String) throws -> Double? {
            try number(column, Double.init)
        }

        private func number<N>(_ column: String, _ read: (String) -> N?) throws -> N? {
            let field = try text(column)
            if field.isEmpty { return nil }
            guard let number = read(field) else {
                throw SampleError.data(file: file, problem: "has '\(field)' as '\(column)'")
            }
            return number
        }
    }
}
