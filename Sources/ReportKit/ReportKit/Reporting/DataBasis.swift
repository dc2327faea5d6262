/// What the figures of each area rest on: which extracts were loaded for it, and how much of them was rejected.
///
/// The host finds it before anything is counted; findings carry it, and those that rest on too little are not judged.
public struct DataBasis: Hashable, Sendable {
    /// What the figures of one area rest on.
    public struct OfArea: Hashable, Sendable {
        /// The members of an area that is made up of others; nil for any other area.
        public var coverage: MemberCoverage?
        /// Why the area's figures are not judged; nil where the extracts allow it.
        public var notJudged: NotJudged?
        /// How many rows of an extract were rejected, out of those read; nil where no account was kept.
        public var rejected: QualityMeasure?

        public init(coverage: MemberCoverage? = nil, notJudged: NotJudged? = nil, rejected: QualityMeasure? = nil) {
            self.coverage = coverage
            self.notJudged = notJudged
            self.rejected = rejected
        }
    }

    private let areas: [String: OfArea]
    /// Whether the figures are sums of counts that each authority or trust supplies: one without a row lacks its count,
    /// since a count of 0 is a row.
    public let countsNeedEveryArea: Bool

    /// A basis that says nothing of any area, as for a module run without a host.
    public static let unknown = DataBasis([:])

    /// - Parameters:
    ///   - areas: by the areas' codes.
    ///   - countsNeedEveryArea: whether an authority or trust without a row lacks its count.
    public init(_ areas: [String: OfArea], countsNeedEveryArea: Bool = false) {
        self.areas = areas
        self.countsNeedEveryArea = countsNeedEveryArea
    }

    public subscript(area: Area) -> OfArea {
        areas[area.code] ?? OfArea()
    }
}

extension [Finding] {
    /// The findings of one level as they are reported: with what each rests on.
    func judged(on basis: DataBasis) -> [Finding] {
        map { $0.resting(on: basis[$0.area]) }
    }
}

extension Finding {
    /// The p value by which the finding is judged beside the other areas of its level; nil where it is not judged, and for
    /// offenders who are not assigned to an area.
    public var pOfVerdict: Double? {
        guard area.level != .notAssigned, notJudged == nil, let verdict, verdict != .notEnoughData else { return nil }
        // What is no probability, of a module with tests of its own, cannot be compared with others.
        return figures.judging?.p.flatMap { (0...1).contains($0) ? $0 : nil }
    }

    /// The finding with what its area's figures rest on, and without a verdict where they rest on too little.
    ///
    /// A reason that the family or module gave itself stays.
    public func resting(on basis: DataBasis.OfArea) -> Finding {
        var finding = self
        finding.coverage = finding.coverage ?? basis.coverage
        if let rejected = basis.rejected, !dataQuality.contains(where: { $0.measure == .rejected }) {
            finding.dataQuality.append(rejected)
        }
        if let reason = finding.notJudged ?? basis.notJudged { finding.withdrawJudgement(reason) }
        return finding
    }

    /// Takes back every verdict and every test: a p value is a judgement too, and so is whether a target was met.
    public mutating func withdrawJudgement(_ reason: NotJudged) {
        notJudged = reason
        verdict = nil
        // What has no figure has none that is unreliable.
        if reason.cause == .noFigure { unreliable = false }
        target?.met = nil
        figures = figures.with(
            figures.any.outcomes.map { $0.map { _ in TestOutcome(statistic: nil, p: nil, verdict: nil) } })
        figures = figures.changed { $0.withdrawJudgement() }
    }
}
