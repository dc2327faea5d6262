/// The counts of several tables' cells, numbered consecutively: table by table, cell by cell, column by column.
struct NumberedCounts: Sendable {
    let tables: [CountTable]
    /// The number of each table's first count; one more entry than there are tables.
    private let firsts: [Int]
    /// The table of each count.
    private let tableOf: [Int32]
    /// The cell of each count in its table.
    private let cellOf: [Int32]
    /// The count itself, or what is not a count.
    private let values: [Int]

    private static let unknown = -1
    private static let suppressed = -2

    init(_ tables: [CountTable]) {
        self.tables = tables
        var firsts = [0]
        var tableOf: [Int32] = []
        var cellOf: [Int32] = []
        var values: [Int] = []
        for (index, table) in tables.enumerated() {
            for (number, cell) in table.cells.enumerated() {
                tableOf += repeatElement(Int32(index), count: table.columns.count)
                cellOf += repeatElement(Int32(number), count: table.columns.count)
                for (column, count) in cell.counts.enumerated() {
                    values.append(count ?? (cell.suppressed.contains(column) ? Self.suppressed : Self.unknown))
                }
            }
            firsts.append(tableOf.count)
        }
        self.firsts = firsts
        self.tableOf = tableOf
        self.cellOf = cellOf
        self.values = values
    }

    var indices: Range<Int> { tableOf.indices }

    /// The number of a count.
    func number(_ table: Int, _ cell: Int, _ column: Int) -> Int {
        firsts[table] + cell * tables[table].columns.count + column
    }

    /// The numbers of the counts of the same cell.
    func cellmates(_ number: Int) -> Range<Int> {
        let table = Int(tableOf[number])
        let columns = tables[table].columns.count
        let first = firsts[table] + Int(cellOf[number]) * columns
        return first..<first + columns
    }

    func indexOfTable(_ number: Int) -> Int { Int(tableOf[number]) }

    func table(of number: Int) -> CountTable { tables[Int(tableOf[number])] }

    func cell(of number: Int) -> CountTable.Cell { tables[Int(tableOf[number])].cells[Int(cellOf[number])] }

    func indexOfColumn(_ number: Int) -> Int { number - cellmates(number).lowerBound }

    func column(of number: Int) -> CountColumn { tables[Int(tableOf[number])].columns[indexOfColumn(number)] }

    /// The count; nil where it is not known.
    func count(_ number: Int) -> Int? { values[number] >= 0 ? values[number] : nil }

    /// Whether the count is known.
    func isCount(_ number: Int) -> Bool { values[number] >= 0 }

    /// Whether there is such a count, known or suppressed.
    func isTold(_ number: Int) -> Bool { values[number] != Self.unknown }
}
