import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Plans")
struct PlanTests {
    private static let area = Area(code: "E10000034", name: "Worcestershire", level: .localAuthority)

    private func report(
        _ family: Family = .proportionAgainstPredicted, observed: Int, n: Int, expected: Double = 100,
        target: AgreedTarget? = nil, change: (inout Finding) -> Void = { _ in }
    ) throws -> PublishedReport {
        var report = try Made.report(family, areas: 1)
        report.indicator.polarity = family == .proportionAgainstPredicted ? .lowerIsBetter : .higherIsBetter
        let outcome = TestOutcome(statistic: nil, p: 0.4, verdict: .noSignificantDifference)
        var finding = Finding(
            area: Self.area, group: nil, observed: observed, n: n, verdict: .noSignificantDifference,
            unreliable: false, target: target.map { TargetOutcome($0, met: nil) }, dataQuality: [],
            figures: family == .proportionAgainstPredicted
                ? .predicted(.made(observed: observed, n: n, expected: expected, outcome))
                : .proportion(
                    ProportionFigures(
                        rate: Double(observed) / Double(n), interval: .pair(0.6, 0.7), notRecorded: 0,
                        tests: .init(exactBinomial: outcome))))
        change(&finding)
        report.findings = [finding]
        return PublishedReport(everythingIn: report)
    }

    @Test("a difference from the prediction is told in re-offenders at today's caseload")
    func difference() throws {
        let plan = try Plan(
            report(observed: 104, n: 1000), area: Self.area, target: PlanTarget("-7.77%"),
            changes: [PlanChange("-10%")], differences: [PlanChange("-20%")])
        // 92.23 of 1,000: 92 meet the target, 93 do not.
        #expect(plan.lastCount == 92 && plan.missing == 12)
        #expect(abs(plan.targetRate - 0.09223) < 1e-12)
        // SciPy: binom.cdf(92, 1000, 0.104) and binom.cdf(92, 1000, 0.0936)
        #expect(plan.scenarios.map(\.change) == [0, -10])
        #expect(abs(plan.scenarios[0].met - 0.115519995) < 1e-6)
        #expect(abs(plan.scenarios[1].met - 0.458238720) < 1e-6)
        // As for binom(n, 0.1) in reference/caseload.csv.
        #expect(plan.caseloads.map(\.n) == [1700])
        #expect(plan.goal.hasPrefix("A target of -7.77% from what is predicted is 9.22%: at most 92 of 1,000."))
        #expect(plan.goal.hasSuffix("That is 12 fewer than now (11.5% of them)."), "\(plan.goal)")
    }

    @Test("a rate where more is better counts upwards, and the test is against the target")
    func rate() throws {
        let plan = try Plan(
            report(.proportionAgainstTarget, observed: 130, n: 200), area: Self.area, target: PlanTarget("75%"))
        #expect(plan.lastCount == 150 && plan.missing == 20)
        // SciPy: the counts of 200 that binomtest(k, 200, 0.75) does not reject at 0.05 are 138 to 162.
        #expect(plan.significantlyBetter == 163 && plan.significantlyWorse == 137)
        #expect(plan.scenarios.contains { $0.change > 0 && $0.met > 0.5 } && !plan.isPredicted)
        #expect(plan.goal.contains("at least 150 of 200. That is 20 more than now"))
    }

    @Test("the counts that are significant are those of the published range, whatever people it is of")
    func significant() throws {
        let plan = try Plan(report(observed: 104, n: 1000), area: Self.area, target: PlanTarget("9%"))
        // .made has the normal range of ±18.6%: 81.4 to 118.6 of 100 expected.
        #expect(plan.significantlyBetter == 80 && plan.significantlyWorse == 120)
        #expect(plan.significant.contains("at most 80 (-20.0%)"))
    }

    @Test("an agreed target is planned for where none is asked for, and one that is met says so")
    func agreed() throws {
        let target = AgreedTarget(measure: .relativeDifference, value: 0.05, designated: true, source: "a plan")
        let plan = try Plan(report(observed: 99, n: 1000, target: target), area: Self.area, target: nil)
        #expect(plan.isAgreed && plan.missing == -6)
        #expect(plan.goal.contains("The agreed target of +5%") && plan.goal.contains("with 6 to spare"))
    }

    @Test("the chance if nothing changes is told with what today's own uncertainty makes of it")
    func uncertainty() throws {
        let plan = try Plan(report(observed: 104, n: 1000), area: Self.area, target: PlanTarget("-7.77%"))
        let today = try #require(plan.today)
        #expect(today.atLower > 0.5 && today.atUpper < 0.01)
        #expect(
            try #require(plan.unchanged).contains(
                "with a chance of 11.6%. Today's true rate is known only to lie between"))
    }

    @Test("what cannot be planned for is refused, with what to do")
    func refused() throws {
        let target = try PlanTarget("-5%")
        func message(_ report: PublishedReport, area: Area = Self.area, target: PlanTarget?) -> String {
            do {
                _ = try Plan(report, area: area, target: target)
                return ""
            } catch { return "\(error)" }
        }
        let report = try report(observed: 104, n: 1000)
        #expect(message(report, target: nil).contains("no target was agreed"))
        let other = Area(code: "X", name: "Elsewhere", level: .localAuthority)
        #expect(message(report, area: other, target: target).contains("Elsewhere"))
        #expect(
            message(PublishedReport(everythingIn: try Made.report(.frequency, areas: 1)), target: target).contains(
                "not a proportion"))
        let proportion = try self.report(.proportionAgainstTarget, observed: 10, n: 50)
        #expect(message(proportion, target: target).contains("without a sign"))
        let withheld = try self.report(observed: 104, n: 1000) {
            $0.withdrawJudgement(NotJudged(.notComplete, "a snapshot is missing"))
        }
        #expect(message(withheld, target: target).contains("a snapshot is missing"))
        for text in ["", "%", "-", "7,77%", "x", "--5%", "-100%", "0%", "100%", "1e2", "nan"] {
            #expect(throws: PlanError.self, "\(text)") { try PlanTarget(text) }
        }
        for text in ["5%", "-101%", "x"] { #expect(throws: PlanError.self) { try PlanChange(text) } }
        for (text, remedy) in [("0.105", "10.5% or 0.105%"), ("-0.0777", "-7.77% or -0.0777%")] {
            let error = #expect(throws: PlanError.self) { try PlanTarget(text) }
            #expect(error.map { "\($0)" }?.contains(remedy) == true, "\(String(describing: error))")
        }
        #expect(throws: PlanError.self) { try PlanChange("-0.05") }
        #expect(try PlanChange("-0.05%").percentage == -0.05)
        for text in ["20%", "100%", "-80%"] { #expect(throws: PlanError.self) { try PlanPower(text) } }
        #expect(try abs(PlanTarget("−7.77 %").value + 0.0777) < 1e-12 && PlanChange("0").percentage == 0)
    }

    @Test("a change that leaves no rate, and a difference of nothing, are refused")
    func impossible() throws {
        let report = try report(observed: 104, n: 1000)
        let target = try PlanTarget("-5%")
        let error = #expect(throws: PlanError.self) {
            try Plan(report, area: Self.area, target: target, changes: [PlanChange("-5%"), PlanChange("+900%")])
        }
        #expect(error.map { "\($0)" }?.contains("a change of +900% of today's rate, 10.40%, leaves no rate") == true)
        let nothing = #expect(throws: PlanError.self) {
            try Plan(report, area: Self.area, target: target, differences: [PlanChange("0%")])
        }
        #expect(nothing.map { "\($0)" }?.contains("give --detect one") == true)
    }

    @Test("the chart is well-formed at every width, and has the table's figures")
    func chart() throws {
        let plan = try Plan(report(observed: 104, n: 1000), area: Self.area, target: PlanTarget("-7.77%"))
        let svg = plan.chart.svg()
        #expect(XMLParser(data: Data(svg.utf8)).parse() && !svg.contains("nan"))
        #expect(plan.chart.narrowSVG(notice: nil, labelledBy: "x").contains("significantly better"))
        #expect(plan.chart.table.rows.count == plan.scenarios.count)
    }
}
