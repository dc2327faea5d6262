import ReportKit

/// A report that passed disclosure control: what renderers, words, charts and returns are made from.
///
/// Only this library makes one, with ``DisclosureControl``, so that nothing undisclosed can be shown by mistake.
public struct PublishedReport: Sendable {
    /// In the order of the report.
    public private(set) var findings: [PublishedFinding] {
        didSet { shown = findings.compactMap(\.shown) }
    }
    /// The findings that are shown with their numbers: what words, charts and rankings are made from.
    public private(set) var shown: [ShownFinding]
    /// Who it is for, and what must be printed on it.
    public let release: Release
    /// What is suppressed; nothing in the internal form.
    public let suppressions: [Suppression]
    /// Which p value its verdicts are by.
    public let judgedBy: VerdictBasis
    /// The levels shown at which so many areas are judged that some verdicts are to be expected by chance.
    public let manyAreas: [JudgedLevel]
    /// Of a report on an earlier period: which of its areas are of the same ground as later ones; nil for any other.
    public private(set) var ground: SameGround?
    private let shrunkenAreas: ShrunkenAreas
    /// The report without anything that may not be shown.
    private let report: Report

    public var indicator: Indicator { report.indicator }
    public var requested: ReportPeriod { report.requested }
    /// The span that the figures are labelled with.
    public var period: Period { report.period }
    public var breakdown: Breakdown? { report.breakdown }
    public var caveats: [String] { report.caveats }
    public var dataQuality: DataQuality { report.dataQuality }
    /// The other areas of the levels shown, as unnamed points of a chart.
    public var others: [Comparator] { report.others }
    /// Predictions against outcomes, over all areas together, the lowest predictions first.
    public var calibration: PublishedRiskGroups { PublishedRiskGroups(published: report.calibration) }

    /// The levels whose areas' true ratios of actual to expected are estimated together; empty where the family has no
    /// expectation, and for levels with too few areas.
    public var shrunkenLevels: [ShrunkenLevel] { shrunkenAreas.levels }

    /// A finding's ratio of actual to expected, drawn towards that of the other areas of its level; nil where it is not
    /// estimated.
    public func shrunken(_ finding: ShownFinding) -> ShrunkenArea? { shrunkenAreas[finding] }

    /// Whether it shows rounded counts.
    public var isRounded: Bool { findings.contains { if case .rounded = $0 { true } else { false } } }

    /// The same report with at most `count` findings.
    public func first(_ count: Int) -> PublishedReport {
        var report = self
        report.findings = Array(findings.prefix(count))
        return report
    }

    /// The same report on areas that others are only compared with: of those of which anything is suppressed, it says nothing.
    public var saidOfOthers: PublishedReport {
        var report = self
        report.findings = findings.filter { finding in
            switch finding {
            case .shown, .rounded: true
            case .partial, .suppressed: false
            }
        }
        return report
    }

    /// The same report, of which it is known which of its areas are of the same ground as later ones.
    public func on(_ ground: SameGround?) -> PublishedReport {
        var report = self
        report.ground = ground
        return report
    }

    /// Whether a finding's area is the same place as an area of a later report, whatever it was called. Where nothing is
    /// known of the ground, it is what has the same code.
    public func isOfSameGround(_ found: Area, as area: Area) -> Bool {
        found.level == area.level
            && found.code == (ground.map { $0.formerCode(area.level, area.code) } ?? area.code)
    }

    /// Whether an area of a later report was not of the same ground then, so that nothing in this one compares with it.
    public func isOfOtherGround(_ area: Area) -> Bool {
        ground.map { $0.formerCode(area.level, area.code) == nil } ?? false
    }

    /// The internal form: every finding, under its marking.
    ///
    init(_ report: Report, marking: String, judgedBy: VerdictBasis = .p) {
        self.init(
            findings: report.findings.map { .shown(ShownFinding($0)) }, of: report, without: [],
            release: .internal(marking: marking), suppressions: [], judgedBy: judgedBy)
    }

    /// Every finding, for figures that are not about people. The rows rejected may be about people all the same.
    init(everythingIn report: Report, _ policy: DisclosurePolicy, judgedBy: VerdictBasis = .p) {
        var shown = report
        shown.dataQuality.measures = report.dataQuality.measures.compactMap(policy.roundingRejected)
        let findings = report.findings.map { finding in
            var finding = finding
            finding.dataQuality = finding.dataQuality.compactMap(policy.roundingRejected)
            return PublishedFinding.shown(ShownFinding(finding))
        }
        self.init(
            findings: findings, of: shown, without: [], release: .published, suppressions: [], judgedBy: judgedBy)
    }

    /// - Parameter hidden: the places whose figures are not published, among those shown and all others.
    private init(
        findings: [PublishedFinding], of report: Report, without hidden: Set<CountTable.Place>, release: Release,
        suppressions: [Suppression], judgedBy: VerdictBasis
    ) {
        let others = report.unshown.rows.filter { !hidden.contains($0.place) }
        let areas = Comparisons(findings.compactMap(\.shown), beside: others)
        self.findings = findings.map { $0.judged(beside: areas, by: judgedBy) }
        shown = self.findings.compactMap(\.shown)
        self.release = release
        self.suppressions = suppressions
        self.judgedBy = judgedBy
        manyAreas = areas.levels
        shrunkenAreas = ShrunkenAreas(shown, beside: others, of: report.indicator.family)
        var rest = report
        rest.findings = []
        rest.unshown = UnshownCounts()
        self.report = rest
    }

    /// - Parameters:
    ///   - rounded: what is rounded of what is shown, by place.
    ///   - suppressed: what is suppressed, by place.
    ///   - hidden: the places of figures that are not shown and would be rounded too.
    ///   - standing: the places whose figure stands as it was published before.
    init(
        _ report: Report, rounded: [CountTable.Place: RoundedFinding],
        suppressed: [CountTable.Place: Suppression] = [:], without hidden: Set<CountTable.Place> = [],
        standing: Set<CountTable.Place> = [], _ policy: DisclosurePolicy, judgedBy: VerdictBasis = .p
    ) {
        var shown = report
        // These would give the true counts.
        shown.others = []
        shown.calibration = []
        shown.dataQuality.measures = []
        if !rounded.isEmpty { shown.caveats.append(Self.roundedCaveat(policy)) }
        if report.findings.contains(where: { standing.contains($0.place) }) {
            shown.caveats.append(Revisions.roundedCaveat)
        }
        let suppressions = report.findings.compactMap { suppressed[$0.place] }
        if !suppressions.isEmpty { shown.caveats.append(Self.caveat) }
        let findings = report.findings.map { finding -> PublishedFinding in
            if let suppression = suppressed[finding.place] { return .suppressed(suppression) }
            if let rounded = rounded[finding.place] { return .rounded(rounded) }
            var finding = finding
            finding.dataQuality = []
            return .shown(policy.roundedBeside(finding))
        }
        self.init(
            findings: findings, of: shown, without: hidden.union(rounded.keys).union(suppressed.keys),
            release: .published, suppressions: suppressions, judgedBy: judgedBy)
    }

    /// - Parameters:
    ///   - suppressed: which counts are suppressed, by place, including areas that are not shown.
    ///   - standing: the earlier figures that stand in place of revised ones.
    ///   - tree: how areas lie in one another.
    init(
        _ report: Report, suppressed: [CountTable.Place: HiddenCounts],
        standing: [CountTable.Place: Revisions.Figure] = [:], _ policy: DisclosurePolicy, in tree: AreaTree,
        judgedBy: VerdictBasis = .p
    ) {
        let family = report.indicator.family
        let findings = report.findings.map { finding -> PublishedFinding in
            let hidden = suppressed[finding.place]
            if let hidden, let figure = standing[finding.place] {
                return .partial(
                    PartialFinding(
                        finding, family: family, observed: figure.observed, n: figure.n, hidden.suppression))
            }
            if let hidden { return hidden.published(finding, family: family) }
            if let partial = policy.withoutQuantile(finding, in: report) { return .partial(partial) }
            return .shown(policy.roundedBeside(finding))
        }
        let hidden = Set(suppressed.keys)
        var shown = report
        shown.others = Self.others(of: report, without: hidden, policy)
        // These are of all areas together: where the nation's figure is suppressed, or was not weighed, they would
        // give it away.
        let hidesNation =
            report.breakdown == nil
            ? !report.tellsNation || hidden.contains { $0.area.level == .national }
            : hidden.contains { $0.area.level == .national && $0.group == nil }
        shown.dataQuality.measures = hidesNation ? [] : policy.roundedBeside(report.dataQuality.measures)
        shown.calibration = hidesNation ? [] : policy.joined(report.calibration)
        let suppressions = report.findings.compactMap {
            suppressed[$0.place]?.suppression ?? policy.withoutQuantile($0, in: report)?.suppression
        }
        if !suppressions.isEmpty { shown.caveats.append(Self.caveat) }
        if report.findings.contains(where: { standing[$0.place] != nil }) {
            shown.caveats.append(Revisions.caveat(policy))
        }
        self.init(
            findings: findings, of: shown, without: hidden, release: .published, suppressions: suppressions,
            judgedBy: judgedBy)
    }

    private static func roundedCaveat(_ policy: DisclosurePolicy) -> String {
        "Counts of people are rounded to multiples of \(policy.roundTo), and totals are the sums of their rounded parts, "
            + "so that nobody can be recognised; rates are computed from the rounded counts, and what is based on the true "
            + "counts is suppressed ([c], confidential)."
    }

    /// The other areas of the levels shown, except those whose figures are suppressed. As points without a name, they
    /// can be told apart only by their counts.
    private static func others(
        of report: Report, without hidden: Set<CountTable.Place>, _ policy: DisclosurePolicy
    ) -> [Comparator] {
        struct Point: Hashable {
            let level: AreaLevel
            let observed, n: Int?
        }
        let suppressed = Set(
            report.unshown.rows.filter { hidden.contains($0.place) }.map {
                Point(level: $0.level, observed: $0.observed, n: $0.n)
            })
        return report.others.filter {
            !suppressed.contains(Point(level: $0.level, observed: $0.observed, n: $0.n)) && !policy.isSmall($0.observed)
                && !policy.isSmall($0.n - $0.observed)
        }
    }

    /// The caveat of a report with suppressed figures.
    static let caveat =
        "Some figures are suppressed ([c], confidential) so that nobody can be recognised: small ones, and those from "
        + "which small ones could be worked out."
}

extension DisclosurePolicy {
    func isSmall(_ count: Int?) -> Bool {
        count.map { (1...largestSmallCount).contains($0) } ?? false
    }
}

extension Report {
    /// Whether the counts of all areas together are among those that disclosure control weighs.
    fileprivate var tellsNation: Bool {
        findings.contains { $0.area.level == .national } || unshown.holds(.national)
    }
}
