import ReportKit

/// A finding whose counts were rounded. It has only the figures that follow from the rounded counts: no test, interval
/// or verdict, since those of the true counts would give them away.
public struct RoundedFinding: Hashable, Sendable {
    public let area: Area
    public let group: Finding.Group?
    public let family: Family
    /// The rounded numerator; nil where it is not a count.
    public let observed: Int?
    /// The denominator, rounded where it counts offenders rather than residents; nil where there is none.
    public let n: Int?
    /// What counts are rounded to multiples of.
    public let base: Int

    /// How many of its members an area that is made up of others has in its figure; nil for any other area.
    public let coverage: MemberCoverage?
    /// Why there is no verdict, where the data behind the figure do not allow one; it holds no count.
    public let notJudged: NotJudged?

    /// - Parameters:
    ///   - counts: the rounded counts, one per column.
    ///   - base: what they are rounded to multiples of.
    init(_ finding: Finding, family: Family, columns: [CountColumn], counts: [Int?], to base: Int = 5) {
        func rounded(_ kind: CountKind) -> Int? { columns.firstIndex { $0.kind == kind }.flatMap { counts[$0] } }
        area = finding.area
        group = finding.group
        self.family = family
        self.base = base
        coverage = finding.coverage
        notJudged = finding.notJudged
        observed = rounded(.observed)
        // A denominator that is not confidential counts residents.
        n = columns.contains { $0.kind == .n } ? rounded(.n) : finding.n
    }

    /// The rate of the rounded counts; nil where the family's value is not a numerator over a denominator.
    public var rate: Double? { family.rate(observed: observed, n: n) }
}
