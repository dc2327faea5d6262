import ReportKit

/// A finding that passed disclosure control and may be shown with its numbers. Only this library makes one.
public struct ShownFinding: Hashable, Sendable {
    private let finding: Finding

    init(_ finding: Finding) {
        self.finding = finding
    }

    public var area: Area { finding.area }
    /// The group it is about, where the report is broken down.
    public var group: Finding.Group? { finding.group }
    /// The numerator; nil where it is not known, or not a whole number.
    public var observed: Int? { finding.observed }
    /// The denominator; nil where there is none, it is not known, or it is not a whole number.
    public var n: Int? { finding.n }
    /// Nil where there is nothing to judge against.
    public var verdict: Verdict? { finding.verdict }
    /// Why there is no verdict, where the data behind the figure do not allow one.
    public var notJudged: NotJudged? { finding.notJudged }
    /// How many of its members an area that is made up of others has in its figure; nil for any other area.
    public var coverage: MemberCoverage? { finding.coverage }
    /// Whether the rate is of too few people to be relied on.
    public var unreliable: Bool { finding.unreliable }
    public var target: TargetOutcome? { finding.target }
    /// What the area's own records lack, except what is too small to publish.
    public var dataQuality: [QualityMeasure] { finding.dataQuality }
    /// The figures of the indicator's family.
    public var figures: Finding.Figures { finding.figures }
    /// Whether the area's records lack more than they may.
    public var isInsufficient: Bool { finding.isInsufficient }
    /// The finding as a point for comparison with other areas; nil where its family is not compared in that way.
    public var comparator: Comparator? { finding.comparator }
}

extension ShownFinding: Encodable {
    public func encode(to encoder: any Encoder) throws {
        try finding.encode(to: encoder)
    }
}
