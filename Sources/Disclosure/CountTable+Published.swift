import ReportKit

extension CountTable {
    /// The counts that were published before; nil for an indicator whose figures do not count people. A rounded figure
    /// is not taken as known.
    init?(_ table: PublishedTable, in tree: AreaTree) {
        let columns = table.family.countColumns
        guard !columns.isEmpty else { return nil }
        let cells = table.cells.map { cell in
            var counts = columns.map { _ in Int?.none }
            var suppressed: Set<Int> = []
            var rounded: [Int: Int] = [:]
            func told(_ kind: CountKind) -> PublishedTable.Count? { cell.counts[kind.rawValue] }
            for (index, column) in columns.enumerated() {
                guard let kind = column.kind else {
                    counts[index] = told(.n)?.number.flatMap { n in told(.observed)?.number.map { n - $0 } }
                    continue
                }
                switch told(kind) {
                case .number(let count): counts[index] = count
                case .rounded(let count) where column.isBeside:
                    suppressed.insert(index)
                    rounded[index] = count
                case .rounded, .suppressed: if !column.isBeside { suppressed.insert(index) }
                case nil: break
                }
            }
            return Cell(
                place: Place(area: .init(level: cell.place.level, code: cell.place.code), group: cell.place.group),
                area: tree.area(cell.place.level, code: cell.place.code), counts: counts, suppressed: suppressed,
                yearBefore: cell.counts[CountKind.yearBefore.rawValue]?.number, rounded: rounded)
        }
        self.init(
            indicator: table.indicator, breakdown: table.breakdown, span: table.span, family: table.family,
            columns: columns, cells: cells, isPublished: true)
    }
}
