import ReportKit

/// A finding that passed disclosure control and may be shown with its numbers. Only this library makes one.
public struct ShownFinding: Hashable, Sendable {
    private var finding: Finding
    /// How many areas of its level its verdict allows for; nil where the verdict is by its own p value alone.
    public private(set) var judgedAmong: Int?

    /// Small counts beside its figures, which are not shown.
    private let hidden: Set<CountKind>
    /// Whether its records lack more than they may of what is not shown because it would give another count away.
    public let lacksWhatIsHidden: Bool

    /// - Parameters:
    ///   - hidden: counts beside the figures that are not shown: people, or those not recorded. Data-quality measures are
    ///     left out already.
    ///   - lacksWhatIsHidden: whether one of the measures left out, none of a small count, is of more than may be
    ///     lacking.
    init(_ finding: Finding, hiding hidden: Set<CountKind> = [], lacksWhatIsHidden: Bool = false) {
        self.finding = finding
        self.hidden = hidden
        self.lacksWhatIsHidden = lacksWhatIsHidden
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
    /// Distinct people behind the counts; nil where the family does not count them, and where their number is suppressed.
    public var people: Int? { hides(.people) ? nil : finding[.people] }
    /// How many were left out because the question was not answered; nil where the family does not say, and where the
    /// number is suppressed.
    public var notRecorded: Int? { hides(.notRecorded) ? nil : finding[.notRecorded] }
    /// Whether a count beside the figures is suppressed.
    public func hides(_ kind: CountKind) -> Bool { hidden.contains(kind) }
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
    /// The p value by which it is judged beside the other areas of its level; nil where it is not judged, and for
    /// offenders who are not assigned to an area.
    public var pOfVerdict: Double? { finding.pOfVerdict }
    /// The figures of the indicator's family.
    public var figures: Finding.Figures { finding.figures }
    /// Whether the area's records lack more than they may.
    public var isInsufficient: Bool { finding.isInsufficient || lacksWhatIsHidden }
    /// The finding as a point for comparison with other areas; nil where its family is not compared in that way.
    public var comparator: Comparator? { finding.comparator }
}

extension ShownFinding: Encodable {
    /// The counts beside the figures, each of which may be suppressed by itself.
    private enum Key: String, CodingKey {
        case people, notRecorded, insufficientData
    }

    public func encode(to encoder: any Encoder) throws {
        try finding.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        if hides(.people) { try container.encode(["suppressed": true], forKey: .people) }
        if hides(.notRecorded) { try container.encode(["suppressed": true], forKey: .notRecorded) }
        if lacksWhatIsHidden { try container.encode(true, forKey: .insufficientData) }
    }
}
