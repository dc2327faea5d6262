import Disclosure
import Presenting
import ReportKit
import Text

/// What it would take to meet a target, for people or for programs.
public struct PlanSheet {
    private let plan: Plan
    /// What must be said first, such as that the figures are synthetic.
    private let notices: [String]

    public init(_ plan: Plan, notices: [String]) {
        self.plan = plan
        self.notices = notices + [plan.insufficiency].compactMap(\.self)
    }

    /// Sentences, and two tables: what happens after a true change, and how many it takes to find a true difference.
    public func text(width: Int) -> String {
        let title = "\(plan.indicator.id) \(plan.indicator.title), \(Dates.text(plan.period))"
        let sentences = [plan.now, plan.goal, plan.significant] + [plan.unchanged].compactMap(\.self)
        let reference = plan.isPredicted ? "predicted" : "the target"
        var changes = TextTable([
            .init(heading: "True change", alignment: .left), .init(heading: "True rate"),
            .init(heading: "From \(reference)"), .init(heading: "Count"), .init(heading: "Target met"),
            .init(heading: "Significantly better"),
        ])
        for scenario in plan.scenarios {
            changes.append([
                Plan.change(scenario.change), Numbers.percent(scenario.rate),
                Numbers.signedPercent(scenario.difference), Numbers.amount(scenario.expected, decimals: 0),
                Plan.chance(scenario.met), plan.significantlyBetter == nil ? "never" : Plan.chance(scenario.better),
            ])
        }
        var caseloads = TextTable(
            [.init(heading: "True difference", alignment: .left), .init(heading: plan.counted)]
                + (plan.people == nil ? [] : [.init(heading: "People")]) + [.init(heading: "Times today's")])
        for caseload in plan.caseloads {
            let people = plan.people == nil ? [] : [caseload.n.flatMap(plan.people(of:)).map { Numbers.count($0) }]
            let times = caseload.n.map { Numbers.fixed(Double($0) / Double(plan.n), 2) }
            caseloads.append(
                [
                    Numbers.signedPercent(caseload.difference, decimals: 2),
                    caseload.n.map { Numbers.count($0) } ?? "none",
                ]
                    + people.map { $0 ?? Numbers.missing } + [times ?? Numbers.missing])
        }
        let lines =
            notices + Self.wrapped(title, width) + [""] + sentences.flatMap { Self.wrapped($0, width) }
            + ["", "The chances if the true rate changes:"] + changes.lines(width: width)
            + ["", "How many it takes to find a true difference from \(reference), \(plan.powerText) of the time:"]
            + caseloads.lines(width: width) + [""] + Self.wrapped(plan.assumptions, width)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        Wrapping.lines(text, width: width, first: "", rest: "")
    }

    /// Every number in full precision; rates, chances and differences are fractions, except `change`, `difference` and
    /// `relativeDifference`, which are in %.
    public func json() throws -> String {
        try JSONText.text(Document(plan, notices: notices))
    }

    private struct Document: Encodable {
        struct Scenario: Encodable {
            let change, rate, relativeDifference, expected, met: Double
            @OrNull var significantlyBetter: Double?
        }
        struct Caseload: Encodable {
            let relativeDifference: Double
            @OrNull var n: Int?
        }
        struct Today: Codable, Hashable {
            let rateInterval, met: [Double]
        }
        let indicator: String
        let area: Area
        let quarter: String
        let notices: [String]
        let observed, n: Int
        @OrNull var people: Int?
        let rate: Double
        /// The predicted rate, or the rate that is the target.
        let reference: Double
        let target: AgreedTarget
        let isAgreed: Bool
        let targetRate: Double
        @OrNull var lastCountMeetingTarget: Int?
        @OrNull var missing: Int?
        @OrNull var firstSignificantlyBetter: Int?
        @OrNull var firstSignificantlyWorse: Int?
        let scenarios: [Scenario]
        @OrNull var unchangedOverInterval: Today?
        let power: Double
        let caseloads: [Caseload]

        init(_ plan: Plan, notices: [String]) {
            indicator = plan.indicator.id
            area = plan.area
            quarter = "\(plan.requested)"
            self.notices = notices
            (observed, n) = (plan.observed, plan.n)
            (rate, reference, targetRate, power) = (plan.rate, plan.reference, plan.targetRate, plan.power)
            (target, isAgreed) = (plan.target, plan.isAgreed)
            scenarios = plan.scenarios.map {
                Scenario(
                    change: $0.change, rate: $0.rate, relativeDifference: $0.difference, expected: $0.expected,
                    met: $0.met, significantlyBetter: plan.significantlyBetter == nil ? nil : $0.better)
            }
            caseloads = plan.caseloads.map { Caseload(relativeDifference: $0.difference, n: $0.n) }
            people = plan.people
            lastCountMeetingTarget = plan.lastCount
            missing = plan.missing
            firstSignificantlyBetter = plan.significantlyBetter
            firstSignificantlyWorse = plan.significantlyWorse
            unchangedOverInterval = plan.today.map {
                Today(rateInterval: [$0.interval.lower, $0.interval.upper], met: [$0.atLower, $0.atUpper])
            }
        }
    }
}

extension Plan {
    /// What is counted.
    fileprivate var counted: String { isPredicted ? "Offender-snapshots" : "Cases" }
    fileprivate var powerText: String { "\(Numbers.trimmed(100 * power))%" }
}
