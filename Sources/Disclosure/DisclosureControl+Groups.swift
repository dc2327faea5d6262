import ReportKit

extension DisclosureControl {
    /// Refuses a report with more groups than the policy allows. Their names are not printed: they may be free text.
    func checkGroups(of report: Report) throws(DisclosureError) {
        guard let breakdown = report.breakdown else { return }
        var groups = Set(report.findings.compactMap(\.group?.value))
        groups.formUnion(report.unshown.rows.lazy.compactMap(\.group))
        guard groups.count > policy.largestBreakdown else { return }
        throw .tooManyGroups(
            report: report.indicator.id, breakdown: breakdown, groups: groups.count, allowed: policy.largestBreakdown)
    }
}
