import ReportKit

/// A finding that passed disclosure control and may be shown with its numbers. Only this library makes one.
public struct ShownFinding: Hashable, Sendable {
    private var finding: Finding
    /// How many areas of its level its verdict allows for; nil where the verdict is by its own p value alone.
    public private(set) var judgedAmong: Int?

    /// What the counts beside its figures are rounded down to a multiple of; nil where they are exact.
    public let roundedTo: Int?
    /// What its records lack more of than they may, where the rounded count does not say so.
    public let lackingMore: [QualityMeasure.Kind]

    /// - Parameters:
    ///   - roundedTo: what the counts beside its figures are rounded down to a multiple of; nil where they are exact.
    ///   - lackingMore: what its records lack more of than they may, where the rounded count does not say so.
    init(_ finding: Finding, roundedTo: Int? = nil, lackingMore: [QualityMeasure.Kind] = []) {
        // Whoever shows it chose one form of a quantile already, or may see all of it.
        self.finding = finding.withoutRoundings
        self.roundedTo = roundedTo
        self.lackingMore = lackingMore
    }

    /// The finding with its adjusted p value, and judged by it if asked for.
    ///
    /// - Parameters:
    ///   - pAdjusted: nil where the finding stands outside the areas judged at once; it then keeps its verdict.
    ///   - areas: how many are judged at once.
    func judged(by basis: VerdictBasis, pAdjusted: Double?, among areas: Int) -> ShownFinding {
        var judged = self
        judged.finding.figures.judging?.pAdjusted = pAdjusted
        guard basis == .pAdjusted, let pAdjusted else { return judged }
        judged.judgedAmong = areas
        if pAdjusted >= JudgementRules.standard.significance {
            judged.finding.verdict = .noSignificantDifference
            judged.finding.figures.judging?.verdict = .noSignificantDifference
        }
        return judged
    }

    public var area: Area { finding.area }
    /// The group it is about, where the report is broken down.
    public var group: Finding.Group? { finding.group }
    /// The numerator; nil where it is not known, or not a whole number.
    public var observed: Int? { finding.observed }
    /// The denominator; nil where there is none, it is not known, or it is not a whole number.
    public var n: Int? { finding.n }
    /// Distinct people behind the counts; nil where the family does not count them.
    public var people: Int? { finding.figures.people }
    /// How many were left out because the question was not answered; nil where the family does not say.
    public var notRecorded: Int? { finding[.notRecorded] }
    /// Nil where there is nothing to judge against.
    public var verdict: Verdict? { finding.verdict }
    /// Why there is no verdict, where the data behind the figure do not allow one.
    public var notJudged: NotJudged? { finding.notJudged }
    /// How many of its members an area that is made up of others has in its figure; nil for any other area.
    public var coverage: MemberCoverage? { finding.coverage }
    /// Whether the rate is of too few people to be relied on.
    public var unreliable: Bool { finding.unreliable }
    public var target: TargetOutcome? { finding.target }
    /// What the area's own records lack.
    public var dataQuality: [QualityMeasure] { finding.dataQuality }
    /// The p value by which it is judged beside the other areas of its level; nil where it is not judged, and for
    /// offenders who are not assigned to an area.
    public var pOfVerdict: Double? { finding.pOfVerdict }
    /// The figures of the indicator's family.
    public var figures: Finding.Figures { finding.figures }
    /// Whether the area's records lack more than they may.
    public var isInsufficient: Bool { finding.isInsufficient || !lackingMore.isEmpty }
    /// The finding as a point for comparison with other areas; nil where its family is not compared in that way.
    public var comparator: Comparator? { finding.comparator }
}

extension ShownFinding: Encodable {
    private enum Key: CodingKey {
        case insufficientData
    }

    public func encode(to encoder: any Encoder) throws {
        try finding.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        if !lackingMore.isEmpty { try container.encode(true, forKey: .insufficientData) }
    }
}
