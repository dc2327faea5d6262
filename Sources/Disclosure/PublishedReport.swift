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
    /// What is suppressed or, in the internal form, would be.
    public let suppressions: [Suppression]
    /// Which p value its verdicts are by.
    public let judgedBy: VerdictBasis
    /// The levels shown at which so many areas are judged that some verdicts are to be expected by chance.
    public let manyAreas: [JudgedLevel]
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

    /// The same report with at most `count` findings.
    public func first(_ count: Int) -> PublishedReport {
        var report = self
        report.findings = Array(findings.prefix(count))
        return report
    }

    /// The internal form: every finding, under its marking.
    ///
    /// - Parameter suppressions: what the published form suppresses.
    init(_ report: Report, marking: String, suppressions: [Suppression], judgedBy: VerdictBasis = .p) {
        self.init(
            findings: report.findings.map { .shown(ShownFinding($0)) }, of: report, without: [],
            release: .internal(marking: marking), suppressions: suppressions, judgedBy: judgedBy)
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
    ///   - hidden: the places of figures that are not shown and would be rounded too.
    init(
        _ report: Report, rounded: [CountTable.Place: RoundedFinding], without hidden: Set<CountTable.Place> = [],
        _ policy: DisclosurePolicy, judgedBy: VerdictBasis = .p
    ) {
        var shown = report
        shown.others = report.others.filter { !policy.isSmall($0.observed) && !policy.isSmall($0.n - $0.observed) }
        shown.calibration = []
        // These measures would give the true denominators.
        shown.dataQuality.measures = []
        if !rounded.isEmpty { shown.caveats.append(Self.roundedCaveat(policy)) }
        let findings = report.findings.map { finding -> PublishedFinding in
            if let rounded = rounded[finding.place] { return .rounded(rounded) }
            var finding = finding
            let hidden = policy.smallCounts(beside: finding)
            finding.dataQuality = []
            return .shown(ShownFinding(finding, hiding: hidden))
        }
        self.init(
            findings: findings, of: shown, without: hidden.union(rounded.keys), release: .published, suppressions: [],
            judgedBy: judgedBy)
    }

    /// - Parameters:
    ///   - suppressed: what is suppressed, by place, including areas that are not shown.
    ///   - tree: how areas lie in one another.
    init(
        _ report: Report, suppressed: [CountTable.Place: Suppression], _ policy: DisclosurePolicy, in tree: AreaTree,
        judgedBy: VerdictBasis = .p
    ) {
        let hidden = Set(suppressed.keys)
        let hiddenHere = Set(report.findings.map(\.place)).intersection(hidden)
        let findings = report.findings.map { finding -> PublishedFinding in
            if let suppression = suppressed[finding.place] { return .suppressed(suppression) }
            let hiddenWithin = hidden.filter {
                tree.lies($0.area, in: .init(finding.area)) && finding.area.level == .trust
            }
            let hidesNotAssigned = hiddenHere.union(hiddenWithin).contains { $0.area.level == .notAssigned }
            return .shown(Self.quieted(finding, hidesNotAssigned: hidesNotAssigned, policy))
        }
        var shown = report
        shown.others = Self.others(of: report, without: hidden, policy)
        // These are of all areas together: where the nation's figure is suppressed, or was not weighed, they would
        // give it away.
        let hidesNation =
            report.breakdown == nil
            ? !report.tellsNation || hidden.contains { $0.area.level == .national }
            : hidden.contains { $0.area.level == .national && $0.group == nil }
        shown.dataQuality.measures =
            hidesNation
            ? []
            : Self.quieted(
                report.dataQuality.measures,
                hidesNotAssigned: hiddenHere.contains { $0.area.level == .notAssigned }, policy)
        shown.calibration = hidesNation ? [] : policy.joined(report.calibration)
        if !hiddenHere.isEmpty { shown.caveats.append(Self.caveat) }
        self.init(
            findings: findings, of: shown, without: hidden, release: .published,
            suppressions: findings.compactMap { finding in
                guard case .suppressed(let suppression) = finding else { return nil }
                return suppression
            }, judgedBy: judgedBy)
    }

    private static func roundedCaveat(_ policy: DisclosurePolicy) -> String {
        "Counts below \(policy.roundTo) are rounded to 0 or \(policy.roundTo), and totals are recomputed from the "
            + "rounded counts, so that nobody can be recognised; what is based on the true counts is suppressed ([c], "
            + "confidential)."
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

    private static func quieted(
        _ finding: Finding, hidesNotAssigned: Bool, _ policy: DisclosurePolicy
    ) -> ShownFinding {
        let hidden = policy.smallCounts(beside: finding)
        var quieter = finding
        quieter.dataQuality = quieted(finding.dataQuality, hidesNotAssigned: hidesNotAssigned, policy)
        let shown = Set(quieter.dataQuality.map(\.measure))
        let lacksWhatIsHidden = finding.dataQuality.contains { measure in
            measure.measure == .pncMatch && !shown.contains(.pncMatch) && measure.isInsufficient
                && !policy.isSmall(measure.count)
        }
        return ShownFinding(quieter, hiding: hidden, lacksWhatIsHidden: lacksWhatIsHidden)
    }

    /// Data-quality measures that are safe to publish. Drops small counts, and the "not assigned" count where that
    /// group's figure is suppressed, because it equals the figure's denominator; rounds counts of rejected rows. Those
    /// not matched and those without a prediction are given out of the same rows, so that each gives the other away
    /// beside the denominator.
    private static func quieted(
        _ measures: [QualityMeasure], hidesNotAssigned: Bool, _ policy: DisclosurePolicy
    ) -> [QualityMeasure] {
        let ofAllRows: Set<QualityMeasure.Kind> = [.pncMatch, .prediction]
        let hidesRows = measures.contains { ofAllRows.contains($0.measure) && policy.isSmall($0.count) }
        return measures.filter { measure in
            !(hidesRows && ofAllRows.contains(measure.measure)) && !(hidesNotAssigned && measure.measure == .authority)
                && !policy.isSmall(measure.count)
                && !policy.isSmall(measure.of - measure.count)
        }.compactMap(policy.roundingRejected)
    }
}

extension DisclosurePolicy {
    func isSmall(_ count: Int?) -> Bool {
        count.map { (1...largestSmallCount).contains($0) } ?? false
    }

    /// The small counts that stand beside a finding's figures: of those not recorded, and of people, where few of them are
    /// counted again.
    func smallCounts(beside finding: Finding) -> Set<CountKind> {
        var small: Set<CountKind> = []
        if isSmall(finding[.notRecorded]) { small.insert(.notRecorded) }
        if isSmall(finding[.repeats]) || isSmall(finding[.people]) { small.insert(.people) }
        return small
    }

    /// A measure whose count of rejected rows is rounded, since that of a region less those of its areas could be a
    /// small one; nil where it is small itself. Other measures are unchanged.
    func roundingRejected(_ measure: QualityMeasure) -> QualityMeasure? {
        guard measure.measure == .rejected else { return measure }
        if isSmall(measure.count) || isSmall(measure.of - measure.count) { return nil }
        return measure.rounded(to: max(5, largestSmallCount + 1))
    }
}

extension UnshownCounts.Row {
    fileprivate var place: CountTable.Place { .init(area: .init(level: level, code: code), group: group) }
}

extension Report {
    /// Whether the counts of all areas together are among those that disclosure control weighs.
    fileprivate var tellsNation: Bool {
        findings.contains { $0.area.level == .national } || unshown.holds(.national)
    }
}
