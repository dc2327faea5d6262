import ReportKit

/// Which counts of one finding are suppressed.
struct HiddenCounts: Sendable {
    /// The suppression that stands for all of them.
    let suppression: Suppression
    private let kinds: Set<CountKind>

    /// - Parameters:
    ///   - suppressions: by column, at least one.
    ///   - indicator: under whose name the counts are shown.
    init?(_ suppressions: [Int: Suppression], of indicator: Indicator) {
        let ordered = suppressions.sorted { $0.key < $1.key }.map(\.value)
        guard let first = ordered.first(where: \.reason.isPrimary) ?? ordered.first else { return nil }
        self.init(first.of(indicator, counts: ordered.flatMap(\.counts)))
    }

    init(_ suppression: Suppression) {
        self.suppression = suppression
        kinds = Set(suppression.counts)
    }

    private func hides(_ kind: CountKind) -> Bool { kinds.contains(kind) }

    /// The finding as it may be shown.
    func published(_ finding: Finding, family: Family) -> PublishedFinding {
        if family.needsEveryCount || hides(.observed) && hides(.n) { return .suppressed(suppression) }
        return .partial(
            PartialFinding(
                finding, family: family, observed: hides(.observed) ? nil : finding.observed,
                n: hides(.n) ? nil : finding.n, suppression))
    }
}
