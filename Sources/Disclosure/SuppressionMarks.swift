import ReportKit

/// Why each count of some tables is suppressed, if it is.
struct SuppressionMarks: Equatable {
    /// By table, cell and column, one after another; nil where a count is not suppressed.
    private var reasons: [SuppressionReason?] = []
    /// For each table, where its first count is.
    private let first: [Int]
    private let columns: [Int]

    /// - Parameter reason: of a count, by the indices of its table, cell and column.
    init(_ tables: [CountTable], _ reason: (Int, Int, Int) -> SuppressionReason?) {
        self.init(places: tables)
        for (index, table) in tables.enumerated() {
            for cell in table.cells.indices {
                for column in table.columns.indices { reasons.append(reason(index, cell, column)) }
            }
        }
    }

    private init(places tables: [CountTable]) {
        var next = 0
        first = tables.map { table in
            defer { next += table.cells.count * table.columns.count }
            return next
        }
        columns = tables.map(\.columns.count)
    }

    subscript(table: Int, cell: Int, column: Int) -> SuppressionReason? {
        reasons[first[table] + cell * columns[table] + column]
    }

    // MARK: - As bytes

    /// One byte a count: 0 where it is not suppressed, else one more than the reason's place among all reasons.
    var bytes: [UInt8] {
        let places = Dictionary(
            uniqueKeysWithValues: SuppressionReason.allCases.enumerated().map { ($1, UInt8($0 + 1)) })
        return reasons.map { $0.flatMap { places[$0] } ?? 0 }
    }

    /// Nil where the bytes are not those of marks of such tables.
    init?(bytes: [UInt8], of tables: [CountTable]) {
        self.init(places: tables)
        let all = SuppressionReason.allCases
        guard bytes.count == tables.reduce(0, { $0 + $1.cells.count * $1.columns.count }),
            bytes.allSatisfy({ $0 <= all.count })
        else { return nil }
        reasons = bytes.map { $0 == 0 ? nil : all[Int($0) - 1] }
    }
}
