import Disclosure
import ReportKit
import Significance

/// Why an area's actual rate differs from what it was: the mix of its groups, what was predicted within them, and
/// performance (``RateDecomposition``).
///
/// Made of four published reports: the area's whole figure and its groups, at both times. Groups whose figure is
/// published at both times stand for themselves; all others are taken together, as what the published figures leave of
/// the whole, so that nothing enters that they do not give.
public struct Explanation: Sendable {
    public let indicator: Indicator
    public let area: Area
    public let breakdown: Breakdown
    /// The earlier time and the later one.
    public let before: Side
    public let after: Side
    public let decomposition: RateDecomposition
    /// The groups, in the order of the report; those that were kept back last, as one.
    public let groups: [Group]
    /// How many groups are not published at both times.
    public let keptBack: Int

    /// The area's whole figure at one time.
    public struct Side: Sendable {
        public let requested: ReportPeriod
        public let period: Period
        public let observed: Int
        public let n: Int
        public let people: Int
        public let expected: Double
        /// The 95% interval of the actual rate.
        public let interval: Interval
        /// What the records behind it lack, in a sentence; nil where that is no more than is allowed.
        public let insufficiency: String?
        /// Whether it rests on enough data for a verdict.
        let hasEnoughData: Bool
        /// How much larger the variance is because people are in several rows.
        fileprivate let effect: Double

        public var actual: Double { Double(observed) / Double(n) }
        public var predicted: Double { expected / Double(n) }
    }

    /// One group at both times.
    public struct Group: Sendable {
        public let name: String
        public let before: RateDecomposition.Group
        public let after: RateDecomposition.Group
        public let parts: RateDecomposition.Parts
    }

    /// - Parameters:
    ///   - whole: the reports on the earlier and the later time, not broken down.
    ///   - groups: the reports on the same times, broken down in the same way.
    public init(
        area: Area, whole: (before: PublishedReport, after: PublishedReport),
        groups: (before: PublishedReport, after: PublishedReport)
    ) throws {
        let indicator = whole.after.indicator
        try Self.check(indicator)
        guard let breakdown = groups.after.breakdown else {
            throw PlanError.family(indicator: indicator.id, what: "is not broken down.")
        }
        try Self.check(
            (whole.before.requested, whole.before.period), before: (whole.after.requested, whole.after.period))
        let models = (whole.before.predictedBy, whole.after.predictedBy)
        guard models.0 == models.1 else {
            throw PlanError.models(
                one: "\(whole.before.requested): \(models.0 ?? "not said")",
                other: "\(whole.after.requested): \(models.1 ?? "not said")")
        }
        let (before, after) = (try Side(whole.before, of: area), try Side(whole.after, of: area))
        let found = try Self.groups(
            (Cells(groups.before, of: area), before), (Cells(groups.after, of: area), after))
        let names = found.names
        let decomposition = try RateDecomposition(before: found.before, after: found.after)
        (self.indicator, self.area, self.breakdown) = (indicator, area, breakdown)
        (self.before, self.after, self.decomposition, keptBack) = (before, after, decomposition, found.keptBack)
        self.groups = names.indices.map { index in
            Group(
                name: names[index], before: found.before[index], after: found.after[index],
                parts: decomposition.groups[index])
        }
    }

    /// Refuses an indicator that is not compared with a prediction: before its figures are read.
    public static func check(_ indicator: Indicator) throws(PlanError) {
        guard indicator.family == .proportionAgainstPredicted else {
            throw .family(
                indicator: indicator.id,
                what:
                    "is not compared with a prediction, so that its change cannot be told apart from a riskier "
                    + "caseload. 'laa explain' is for NI18 and others of the family proportion-predicted; 'laa report "
                    + "--history' shows figures over the quarters.")
        }
    }

    /// Refuses two figures that are partly of the same days: before they are weighed.
    ///
    /// - Parameters:
    ///   - earlier: what was asked for, and the days that the figure is of.
    ///   - later: the same of the figure that is explained.
    public static func check(
        _ earlier: (requested: ReportPeriod, period: Period), before later: (requested: ReportPeriod, period: Period)
    ) throws(PlanError) {
        guard earlier.period.to < later.period.from else {
            throw .overlap(one: "\(earlier.requested)", other: "\(later.requested)")
        }
    }

    /// What is left of the whole, as one group.
    public static let others = "others, not published one by one"

    /// The groups that are published at both times, and what is left.
    private static func groups(
        _ before: (cells: Cells, whole: Side), _ after: (cells: Cells, whole: Side)
    ) throws -> (names: [String], before: [RateDecomposition.Group], after: [RateDecomposition.Group], keptBack: Int) {
        var names: [String] = []
        for name in after.cells.names + before.cells.names where !names.contains(name) { names.append(name) }
        let kept = names.filter { before.cells.isHidden($0) || after.cells.isHidden($0) }
        let shown = names.filter { !kept.contains($0) }
        let (first, second) = (shown.map(before.cells.group), shown.map(after.cells.group))
        let (leftBefore, leftAfter) = (
            try before.whole.rest(without: first),
            try after.whole.rest(without: second)
        )
        guard !shown.isEmpty else { throw PlanError.noGroups(of: names.count) }
        guard leftBefore.n + leftAfter.n > 0 else { return (shown, first, second, kept.count) }
        return (
            shown + [Self.others], first + [leftBefore], second + [leftAfter],
            kept.count
        )
    }
}

/// The published groups of an area at one time.
private struct Cells {
    /// In the order of the report.
    let names: [String]
    private var shown: [String: RateDecomposition.Group] = [:]

    init(_ report: PublishedReport, of area: Area) {
        var names: [String] = []
        for finding in report.findings where report.isOfSameGround(finding.area, as: area) {
            guard let name = finding.group?.value else { continue }
            names.append(name)
            guard let own = finding.shown, let n = own.n, let observed = own.observed,
                case .predicted(let figures) = own.figures,
                let interval = figures.rateInterval
            else { continue }
            shown[name] = RateDecomposition.Group(
                n: n, observed: observed, expected: figures.expected, interval: interval)
        }
        self.names = names
    }

    /// Whether there is such a group and its figure is not published.
    func isHidden(_ name: String) -> Bool { names.contains(name) && shown[name] == nil }

    /// A published group; one of nobody where there is none.
    func group(_ name: String) -> RateDecomposition.Group {
        shown[name]
            ?? RateDecomposition.Group(
                n: 0, observed: 0, expected: 0, interval: Interval(lower: 0, upper: 1, confidence: 0.95, method: "none")
            )
    }
}

extension Explanation.Side {
    private init(figure finding: ShownFinding, _ report: PublishedReport, _ figures: PredictedFigures) throws {
        guard let n = finding.n, let observed = finding.observed, n > 0, let interval = figures.rateInterval else {
            throw PlanError.noFigure(
                indicator: report.indicator.id, area: finding.area.name, period: "\(report.requested)")
        }
        (requested, period) = (report.requested, report.period)
        (self.observed, self.n, people, expected) = (observed, n, figures.people, figures.expected)
        hasEnoughData = finding.verdict != .notEnoughData && !finding.isInsufficient
        insufficiency = finding.insufficiency
        (self.interval, effect) = (interval, figures.designEffect ?? 1)
    }

    fileprivate init(_ report: PublishedReport, of area: Area) throws {
        guard let finding = report.shown.first(where: { report.isOfSameGround($0.area, as: area) && $0.group == nil }),
            case .predicted(let figures) = finding.figures
        else {
            if report.isOfOtherGround(area) {
                throw PlanError.otherGround(area: area.named, period: "\(report.requested)")
            }
            throw PlanError.noFigure(of: area, in: report)
        }
        if let withheld = finding.notJudged {
            throw PlanError.notJudged(
                indicator: report.indicator.id, area: "\(area.name), \(report.requested)", reason: withheld.reason)
        }
        try self.init(figure: finding, report, figures)
    }

    /// What is left of the whole without some groups.
    fileprivate func rest(without groups: [RateDecomposition.Group]) throws -> RateDecomposition.Group {
        let n = n - groups.reduce(0) { $0 + $1.n }
        let observed = observed - groups.reduce(0) { $0 + $1.observed }
        let expected = expected - groups.reduce(0) { $0 + $1.expected }
        guard n >= 0, (0...n).contains(observed), expected > -1e-6 else {
            throw PlanError.family(
                indicator: "\(requested)",
                what:
                    "has groups that do not add up to the whole figure, since one of them was published before late "
                    + "data "
                    + "came: choose another --by.")
        }
        let interval =
            n > 0
            ? try Proportions.wilsonInterval(
                rate: Double(observed) / Double(n), effectiveN: max(1, Double(n) / max(effect, 1)))
            : Interval(lower: 0, upper: 1, confidence: 0.95, method: "none")
        return RateDecomposition.Group(n: n, observed: observed, expected: max(0, expected), interval: interval)
    }
}

extension PublishedReport {
    /// The models whose predictions it is judged by, as its caveats say; nil where they do not.
    fileprivate var predictedBy: String? { caveats.first { $0.hasPrefix("Predicted by: ") } }
}
