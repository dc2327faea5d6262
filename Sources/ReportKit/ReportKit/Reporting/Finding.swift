/// What was found in one area, or in one group of people in it.
public struct Finding: Hashable, Sendable {
    public var area: Area
    /// The group that the finding is about, where the report is broken down.
    public var group: Group?
    /// The numerator; nil where it is not known or not a whole number.
    public var observed: Int?
    /// The denominator; nil where there is none, or it is not known or not a whole number.
    public var n: Int?
    /// What may be concluded; nil where there is nothing to judge against, or for the reason in ``notJudged``.
    public var verdict: Verdict?
    /// Why there is no verdict, where the data behind the figure do not allow one.
    public var notJudged: NotJudged?
    /// How many of its members an area that is made up of others has in its figure; nil for any other area.
    public var coverage: MemberCoverage?
    /// Whether the numbers are too small for the rate to be relied on.
    public var unreliable: Bool
    public var target: TargetOutcome?
    /// What the area's own rows lack.
    public var dataQuality: [QualityMeasure]
    /// The figures of the indicator's family.
    public var figures: Figures

    /// One group of a breakdown.
    public struct Group: Hashable, Codable, Sendable {
        public var by: Breakdown
        public var value: String

        public init(by: Breakdown, value: String) {
            self.by = by
            self.value = value
        }
    }

    public init(
        area: Area, group: Group?, observed: Int?, n: Int?, verdict: Verdict?, unreliable: Bool,
        target: TargetOutcome?, dataQuality: [QualityMeasure], figures: Figures
    ) {
        self.area = area
        self.group = group
        self.observed = observed
        self.n = n
        self.verdict = verdict
        self.unreliable = unreliable
        self.target = target
        self.dataQuality = dataQuality
        self.figures = figures
    }

    /// Whether the area's rows lack more than is allowed.
    public var isInsufficient: Bool { dataQuality.contains(where: \.isInsufficient) }
}

// In JSON, a finding is one flat object, whatever its family.
extension Finding: Codable {
    private enum Key: String, CodingKey {
        case family, area, breakdown, observed, n, verdict, notJudged, notJudgedCause, coverage, unreliable, target
        case dataQuality, insufficientData
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        area = try container.decode(Area.self, forKey: .area)
        group = try container.decodeIfPresent(Group.self, forKey: .breakdown)
        observed = try container.decodeIfPresent(Int.self, forKey: .observed)
        n = try container.decodeIfPresent(Int.self, forKey: .n)
        verdict = try container.decodeIfPresent(Verdict.self, forKey: .verdict)
        if let reason = try container.decodeIfPresent(String.self, forKey: .notJudged) {
            notJudged = NotJudged(try container.decode(NotJudged.Cause.self, forKey: .notJudgedCause), reason)
        }
        coverage = try container.decodeIfPresent(MemberCoverage.self, forKey: .coverage)
        unreliable = try container.decode(Bool.self, forKey: .unreliable)
        target = try container.decodeIfPresent(TargetOutcome.self, forKey: .target)
        dataQuality = try container.decode([QualityMeasure].self, forKey: .dataQuality)
        figures = try Figures(container.decode(Family.self, forKey: .family), from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(area, forKey: .area)
        try container.encodeIfPresent(group, forKey: .breakdown)
        try container.encode(observed, forKey: .observed)
        try container.encode(n, forKey: .n)
        try container.encode(verdict, forKey: .verdict)
        try container.encodeIfPresent(notJudged?.reason, forKey: .notJudged)
        try container.encodeIfPresent(notJudged?.cause, forKey: .notJudgedCause)
        try container.encodeIfPresent(coverage, forKey: .coverage)
        try container.encode(unreliable, forKey: .unreliable)
        try container.encodeIfPresent(target, forKey: .target)
        try container.encode(dataQuality, forKey: .dataQuality)
        try container.encode(isInsufficient, forKey: .insufficientData)
        let figures = figures.any
        try container.encode(type(of: figures).family, forKey: .family)
        try figures.encode(to: encoder)
    }
}
