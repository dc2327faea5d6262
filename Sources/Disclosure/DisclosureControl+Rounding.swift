import ReportKit

extension DisclosureControl {
    /// The reports with small counts rounded; reports on the same counts are rounded together.
    func rounded(_ reports: [Report]) -> [WeighedReport] {
        let (policy, judgedBy) = (policy, judgedBy)
        let tables = reports.map { CountTable($0, policy, in: tree) }
        var rounded = reports.map { _ in [CountTable.Place: RoundedFinding]() }
        var hidden = reports.map { _ in Set<CountTable.Place>() }
        for group in RelatedTables.clusters(reports, tables, companionsFrom: reports.count) {
            let own = group.distinct
            // The year before that a figure is compared with is rounded too, and then not shown.
            let before = own.map(\.yearBefore)
            let result = ControlledRounding(
                own + before.compactMap(\.self), in: tree, base: policy.roundTo, valuesLeft: policy.valuesLeft)
            var next = own.count
            let places = before.map { before in
                defer { next += before == nil ? 0 : 1 }
                return before == nil ? nil : next
            }
            let cells = own.map { table in
                Dictionary(
                    table.cells.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
            }
            for (report, index) in zip(group.reports, group.indices) {
                let isRounded = own[index].cells.indices.map { cell in
                    result.isRounded[index][cell] || places[index].map { result.isRounded[$0][cell] } ?? false
                }
                hidden[report] = Set(zip(own[index].cells, isRounded).filter(\.1).map(\.0.place))
                for finding in reports[report].findings {
                    guard let cell = cells[index][finding.place], isRounded[cell] else { continue }
                    rounded[report][finding.place] = RoundedFinding(
                        finding, family: reports[report].indicator.family, columns: own[index].columns,
                        counts: result.counts[index][cell])
                }
            }
        }
        return reports.indices.map { index in
            let (rounded, hidden) = (rounded[index], hidden[index])
            guard tables[index] != nil else {
                return WeighedReport(reports[index]) { PublishedReport(everythingIn: $0, policy, judgedBy: judgedBy) }
            }
            return WeighedReport(reports[index]) {
                PublishedReport($0, rounded: rounded, without: hidden, policy, judgedBy: judgedBy)
            }
        }
    }
}
