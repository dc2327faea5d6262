import Disclosure
import ReportKit
import Significance
import Text

/// What it would take to meet a target: from one published figure alone.
///
/// The caseload and what is predicted for it are taken to stay as they are; chance decides who of them has the outcome.
/// The counts that are significant are those of the module's own exact test. The chances are of the same distribution,
/// of people like those published (``PlannedPeople``), whose true rate is today's actual rate after a change.
public struct Plan: Sendable {
    public let indicator: Indicator
    public let area: Area
    /// The span of the figure.
    public let period: Period
    public let requested: ReportPeriod
    /// How many people, or cases, the figure is of.
    public let n: Int
    public let observed: Int
    /// Distinct people, where some are counted several times.
    public let people: Int?
    /// What the records behind the figure lack, in a sentence; nil where that is no more than is allowed.
    public let insufficiency: String?
    /// What is judged against: the predicted rate, or the rate that is the target.
    public let reference: Double
    /// What the target is for, in the unit of the agreement: a rate, or a difference from what was predicted.
    public let target: AgreedTarget
    /// Whether the target was agreed; otherwise it was asked for.
    public let isAgreed: Bool
    /// The rate at which the target is met.
    public let targetRate: Double
    /// The last count that meets the target; nil where no count does.
    public let lastCount: Int?
    /// The first count that is significantly better than the reference; nil where none is.
    public let significantlyBetter: Int?
    /// The first count that is significantly worse; nil where none is.
    public let significantlyWorse: Int?
    /// What happens where nothing changes, and after each change.
    public let scenarios: [Scenario]
    /// The 95% interval of the true rate today, and the chance that the target is met at either end.
    public let today: (interval: Interval, atLower: Double, atUpper: Double)?
    public let power: Double
    public let caseloads: [Caseload]
    /// The scenarios of a chart: close together, over all changes that are looked at.
    let curve: [Scenario]
    private let alike: PlannedPeople

    /// What happens if the true rate changes.
    public struct Scenario: Sendable {
        /// In % of today's rate.
        public let change: Double
        public let rate: Double
        /// In % of the reference.
        public let difference: Double
        /// How many are to be expected.
        public let expected: Double
        /// The chance that the target is met.
        public let met: Double
        /// The chance that the figure is found significantly better than the reference.
        public let better: Double
    }

    /// How many it takes to find a true difference.
    public struct Caseload: Sendable {
        /// In % of the reference.
        public let difference: Double
        /// Nil where more than a million would be needed, or no rate differs by so much.
        public let n: Int?
    }

    // MARK: - Making a plan

    /// - Parameters:
    ///   - report: on the area; not broken down.
    ///   - target: nil for the one that was agreed.
    ///   - changes: the changes of the true rate that are looked at; nil for a range of them.
    ///   - differences: the differences whose caseload is asked for; nil for a range of them.
    public init(
        _ report: PublishedReport, area: Area, target asked: PlanTarget?, changes: [PlanChange] = [],
        differences: [PlanChange] = [], power: PlanPower = .usual
    ) throws {
        let indicator = report.indicator
        guard [.proportionAgainstPredicted, .proportionAgainstTarget].contains(indicator.family) else {
            throw PlanError.family(
                indicator: indicator.id,
                what:
                    "is not a proportion. Plans are for proportions against a prediction or a target, such as NI18 and "
                    + "NI143; 'laa modules list' shows each indicator's family.")
        }
        let isLowerBetter = indicator.polarity == .lowerIsBetter
        guard isLowerBetter || indicator.polarity == .higherIsBetter else {
            throw PlanError.noDirection(indicator: indicator.id)
        }
        guard let finding = report.shown.first(where: { $0.area == area }), let observed = finding.observed,
            let n = finding.n, n > 0
        else {
            throw PlanError.noFigure(of: area, in: report)
        }
        if let withheld = finding.notJudged {
            throw PlanError.notJudged(indicator: indicator.id, area: area.name, reason: withheld.reason)
        }
        let agreed = asked == nil ? finding.target.map { Self.target($0, indicator) } : nil
        guard let target = asked?.agreed ?? agreed else {
            throw PlanError.noTarget(indicator: indicator.id, area: area.named)
        }
        let goal = try Self.goal(target, finding, indicator)
        let figure = try Figure(finding, n: n, observed: observed, reference: goal.reference)
        (self.indicator, self.area, period, requested) = (indicator, area, report.period, report.requested)
        (self.n, self.observed, people, self.target, isAgreed) = (n, observed, figure.people, target, asked == nil)
        insufficiency = finding.insufficiency
        (reference, targetRate, self.power, alike) = (goal.reference, goal.rate, power.value, figure.alike)
        lastCount = Self.lastCount(meeting: goal.rate, of: n, isLowerBetter)
        (significantlyBetter, significantlyWorse) =
            isLowerBetter ? (figure.low, figure.high) : (figure.high, figure.low)
        let chances = try Chances(
            figure.alike.rows(n), lastCount: lastCount, better: significantlyBetter, isLowerBetter: isLowerBetter)
        let rate = Double(observed) / Double(n)
        if let impossible = changes.map(\.percentage).first(where: { rate * (1 + $0 / 100) > 1 }) {
            throw PlanError.noRateLeft(change: impossible, of: rate)
        }
        guard !differences.contains(where: { $0.percentage == 0 }) else { throw PlanError.noDifference }
        let (reference, needed) = (reference, rate > 0 ? 100 * (goal.rate / rate - 1) : 0)
        func scenario(_ change: Double) -> Scenario {
            let truth = min(1, rate * (1 + change / 100))
            let found = chances(ratio: truth / reference)
            return Scenario(
                change: change, rate: truth, difference: 100 * (truth / reference - 1), expected: truth * Double(n),
                met: found.met, better: found.better)
        }
        let usual = Self.changes(needed: needed, isLowerBetter)
        let looked = changes.isEmpty ? usual : [0] + changes.map(\.percentage).filter { $0 != 0 }
        scenarios = looked.map(scenario)
        let (least, most) = (min(usual.min() ?? 0, looked.min() ?? 0), max(usual.max() ?? 0, looked.max() ?? 0))
        curve = (0...60).map { scenario(least + (most - least) * Double($0) / 60) }
        today = figure.interval.map { interval in
            (interval, chances(ratio: interval.lower / reference).met, chances(ratio: interval.upper / reference).met)
        }
        let own = goal.rate == reference ? [] : [100 * (goal.rate / reference - 1)]
        let wanted =
            differences.isEmpty
            ? own + [5, 10, 15, 20].map { isLowerBetter ? -$0 : $0 } : differences.map(\.percentage)
        caseloads = try wanted.map { difference in
            let isPossible = difference != 0 && reference * (1 + difference / 100) <= 1
            return Caseload(
                difference: difference,
                n: isPossible
                    ? try figure.alike.caseload(
                        detecting: 1 + difference / 100, power: power.value,
                        significance: JudgementRules.standard.significance,
                        smallest: JudgementRules.standard.smallestN) : nil)
        }
    }

    /// Today's actual rate.
    public var rate: Double { Double(observed) / Double(n) }
    var isLowerBetter: Bool { indicator.polarity == .lowerIsBetter }
    /// Whether the reference is a prediction; otherwise it is the target.
    public var isPredicted: Bool { indicator.family == .proportionAgainstPredicted }
    /// How many fewer, or more, the target takes than there are now: 0 or less where it is met.
    public var missing: Int? { lastCount.map { isLowerBetter ? observed - $0 : $0 - observed } }
    /// How many people so many rows are of.
    public func people(of rows: Int) -> Int? {
        people == nil ? nil : Int((Double(rows) / alike.rowsPerPerson).rounded())
    }

    /// The target as it was agreed, a value in the indicator's unit made a rate.
    private static func target(_ outcome: TargetOutcome, _ indicator: Indicator) -> AgreedTarget {
        let isValue = outcome.measure == .value
        let unit = isValue ? indicator.unitsPerOne : 1
        return AgreedTarget(
            measure: isValue && indicator.family == .proportionAgainstTarget ? .rate : outcome.measure,
            value: outcome.value / unit, upper: outcome.upper.map { $0 / unit }, designated: outcome.designated,
            source: outcome.source)
    }

    /// The rate that meets the target, and what is judged against.
    private static func goal(
        _ target: AgreedTarget, _ finding: ShownFinding, _ indicator: Indicator
    ) throws(PlanError) -> (rate: Double, reference: Double) {
        let ends = [target.value, target.upper ?? target.value]
        // Of a range, only the end on the bad side decides.
        let end = (indicator.polarity == .lowerIsBetter ? ends.max() : ends.min()) ?? target.value
        func checked(_ rate: Double) throws(PlanError) -> Double {
            guard rate > 0, rate < 1 else { throw .impossibleTarget("\(Numbers.trimmed(100 * end, decimals: 4))%") }
            return rate
        }
        switch (target.measure, finding.figures) {
        case (.rate, .proportion):
            let rate = try checked(end)
            return (rate, rate)
        case (.rate, .predicted(let figures)):
            return (try checked(end), try checked(figures.predictedRate ?? 0))
        case (.relativeDifference, .predicted(let figures)):
            let predicted = try checked(figures.predictedRate ?? 0)
            return (try checked(predicted * (1 + end)), predicted)
        default:
            throw .family(
                indicator: indicator.id,
                what:
                    "is not compared with a prediction: give a rate as the target, without a sign, such as --target "
                    + "75%."
            )
        }
    }

    /// The last count of n whose rate is as good as a rate, which may be off by rounding.
    private static func lastCount(meeting rate: Double, of n: Int, _ isLowerBetter: Bool) -> Int? {
        let exact = rate * Double(n)
        let count = Int(isLowerBetter ? (exact + 1e-9).rounded(.down) : (exact - 1e-9).rounded(.up))
        return (0...n).contains(count) ? count : nil
    }

    /// Round changes in the good direction, far enough for the target and half as far again, and one in the bad.
    private static func changes(needed: Double, _ isLowerBetter: Bool) -> [Double] {
        let sign = isLowerBetter ? -1.0 : 1
        let farthest = min(isLowerBetter ? 90 : 1000, max(15, 1.6 * sign * needed))
        let step = [2.5, 5, 10, 20, 50, 100].first { farthest / $0 <= 7 } ?? 200
        let last = Int((farthest / step).rounded(.up))
        return (-1...last).map { sign * step * Double($0) }
    }
}

/// The counts that are significant, and people like those of the figure.
private struct Figure {
    let alike: PlannedPeople
    /// Nil where each is one person.
    let people: Int?
    /// The last count that is significantly low, and the first that is significantly high.
    let low, high: Int?
    /// The 95% interval of the rate.
    let interval: Interval?

    init(_ finding: ShownFinding, n: Int, observed: Int, reference: Double) throws {
        let counts: ClosedRange<Int>
        switch finding.figures {
        case .predicted(let figures):
            alike = try PlannedPeople(
                n: n, people: figures.people, expected: figures.expected, variance: figures.variance,
                correlation: figures.withinPersonCorrelation ?? 0)
            people = figures.people
            interval = figures.rateInterval
            guard let range = figures.rangeOfInsignificance else {
                (low, high) = (nil, nil)
                return
            }
            func count(_ difference: Double) -> Int {
                Int((figures.expected * (1 + difference / 100)).rounded())
            }
            counts = count(range.lower)...max(count(range.lower), count(range.upper))
        case .proportion(let figures):
            alike = try PlannedPeople(rate: reference)
            people = nil
            interval = figures.interval
            counts = try Proportions.insignificantCounts(
                n: n, predicted: reference, significance: JudgementRules.standard.significance)
        default: throw PlanError.family(indicator: finding.area.name, what: "is not a proportion.")
        }
        let isJudged = n >= JudgementRules.standard.smallestN
        low = isJudged && counts.lowerBound > 0 ? counts.lowerBound - 1 : nil
        high = isJudged && counts.upperBound < n ? counts.upperBound + 1 : nil
    }
}

/// The chances of what people may do, by how many times their true rate is the reference.
private struct Chances {
    private let people: RepeatedPeople
    private let lastCount, better: Int?
    private let isLowerBetter: Bool

    init(_ people: RepeatedPeople, lastCount: Int?, better: Int?, isLowerBetter: Bool) {
        (self.people, self.lastCount, self.better, self.isLowerBetter) = (people, lastCount, better, isLowerBetter)
    }

    func callAsFunction(ratio: Double) -> (met: Double, better: Double) {
        let distribution = people.distribution(times: people.factor(reaching: ratio))
        func chance(_ count: Int?) -> Double {
            count.map { isLowerBetter ? distribution.lowerTail($0) : distribution.upperTail($0) } ?? 0
        }
        return (chance(lastCount), chance(better))
    }
}
