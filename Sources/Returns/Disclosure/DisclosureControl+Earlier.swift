import ReportKit

extension DisclosureControl {
    /// Reports of one period and those of earlier periods: weighed together, and given back apart.
    public func disclosed(
        _ current: [Report], with earlier: [Report]
    ) throws(DisclosureError) -> (current: [DisclosedReport], earlier: [DisclosedReport]) {
        let all = try disclosed(current + earlier)
        return (Array(all.prefix(current.count)), Array(all.dropFirst(current.count)))
    }
}
