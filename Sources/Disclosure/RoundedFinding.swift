import ReportKit

/// A finding whose counts were rounded: of its figures, only what the rounded counts give. No test, interval or verdict: those
/// of the true counts would give them away.
public struct RoundedFinding: Hashable, Sendable {
    public let area: Area
    public let group: Finding.Group?
    public let family: Family
    /// The rounded numerator; nil where it is no count.
    public let observed: Int?
    /// The denominator, rounded where it counts those who are counted; nil where there is none.
    public let n: Int?

    /// - Parameter counts: the rounded ones, a count a side of the family.
    init(_ finding: Finding, family: Family, counts: [Int]) {
        area = finding.area
        group = finding.group
        self.family = family
        observed = family.numerator(of: counts)
        n = family.denominator(of: counts, was: finding.n)
    }

    /// What the rounded counts give; nil where the family's value is no such rate.
    public var rate: Double? { family.rate(observed: observed, n: n) }
}
