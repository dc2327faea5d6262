import Host
import ReportKit

/// Reports that hold the figures of similar areas too, taken apart.
enum ReportsOfGroups {
    /// The reports as they were asked for, and the same on the members of comparison groups alone, where any has a
    /// finding. Either has the counts of all other areas for disclosure control, so that both are weighed alike.
    static func split(
        _ reports: [Report], _ selection: AreaSelection, _ groups: [ComparisonGroup]
    ) -> (own: [Report], beside: [Report]) {
        let members = Set(groups.flatMap(\.members))
        let added = members.filter { !(selection.codes?.contains($0.code) ?? true) }
        guard !added.isEmpty else { return (reports, []) }
        var (own, beside) = ([Report](), [Report]())
        for report in reports {
            let (similar, asked) = report.findings.partitioned { added.contains($0.area) }
            guard !similar.isEmpty else {
                own.append(report)
                continue
            }
            var first = report
            first.findings = asked
            first.others = (report.others + similar.compactMap(\.comparator)).unnamed()
            first.unshown = UnshownCounts(report.unshown.rows + similar.map(UnshownCounts.Row.init))
            own.append(first)
            var second = report
            second.findings = similar
            second.calibration = []
            second.unshown = UnshownCounts(report.unshown.rows + asked.map(UnshownCounts.Row.init))
            beside.append(second)
        }
        return (own, beside)
    }
}

extension Array {
    /// Those for which a condition holds, and the others, each in their order.
    fileprivate func partitioned(_ holds: (Element) -> Bool) -> (holding: [Element], others: [Element]) {
        (filter(holds), filter { !holds($0) })
    }
}
