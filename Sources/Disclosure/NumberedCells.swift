/// The cells of several tables, numbered consecutively, table by table.
struct NumberedCells: Sendable {
    let tables: [CountTable]
    /// The number of each table's first cell.
    private let firsts: [Int]
    /// The table of each cell.
    private let tableOf: [Int]

    init(_ tables: [CountTable]) {
        self.tables = tables
        var firsts: [Int] = []
        var tableOf: [Int] = []
        for (index, table) in tables.enumerated() {
            firsts.append(tableOf.count)
            tableOf += repeatElement(index, count: table.cells.count)
        }
        self.firsts = firsts
        self.tableOf = tableOf
    }

    var indices: Range<Int> { tableOf.indices }

    subscript(number: Int) -> CountTable.Cell { tables[tableOf[number]].cells[number - firsts[tableOf[number]]] }

    func table(of number: Int) -> CountTable { tables[tableOf[number]] }

    /// The numbers of a table's cells.
    func numbers(inTable table: Int) -> Range<Int> { firsts[table]..<firsts[table] + tables[table].cells.count }
}
