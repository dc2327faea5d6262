import ReportKit

/// A finding of which only some counts may be shown. It has no rate, test, interval or verdict: those would give the
/// suppressed counts away.
public struct PartialFinding: Sendable {
    public let area: Area
    public let group: Finding.Group?
    public let family: Family
    /// The numerator; nil where it is suppressed.
    public let observed: Int?
    /// The denominator; nil where it is suppressed.
    public let n: Int?
    /// How many of its members an area that is made up of others has in its figure; nil for any other area.
    public let coverage: MemberCoverage?
    /// Why there is no verdict, where the data behind the figure do not allow one; it holds no count.
    public let notJudged: NotJudged?
    /// What is suppressed, and why.
    public let suppression: Suppression

    init(_ finding: Finding, family: Family, observed: Int?, n: Int?, _ suppression: Suppression) {
        area = finding.area
        group = finding.group
        self.family = family
        self.observed = observed
        self.n = n
        coverage = finding.coverage
        notJudged = finding.notJudged
        self.suppression = suppression
    }
}
