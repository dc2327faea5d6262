import ReportKit
import Significance
import TestSupport
import Testing

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("Words and lights of the plans' tables")
struct TemplateFigureTests {
    private func words(_ finding: Finding, _ indicator: Indicator) -> String? {
        PercentOfTarget(finding: finding, indicator: indicator).text
    }

    /// Outcome, target and % of target as Lancashire's review of 2012/13 prints them; 51 of 39 is printed as 132%, from
    /// figures that were rounded later.
    @Test(
        "% of target is that of Lancashire's results table",
        arguments: [
            (94.7, 92, "103%"), (98, 90, "109%"), (97, 90, "108%"), (51, 39, "131%"), (88, 75, "117%"),
            (75, 70, "107%"), (99.5, 90, "111%"),
        ])
    func percentages(outcome: Double, target: Double, percent: String) {
        let finding = Made.proportion(
            Made.trust, observed: Int(outcome * 10), n: 1000, nil,
            target: Made.target(.rate, target / 100, met: true))
        #expect(words(finding, Made.indicator(.proportionAgainstTarget, .higherIsBetter)) == percent)
    }

    @Test(
        "a count is a percentage of what was due",
        arguments: [
            (1423, 1.0, "95%"), (750, 0.5, "100% of the target to date"), (1497, 1, "99.8%"), (1500, 1, "100%"),
        ])
    func counts(observed: Int, share: Double, percent: String) {
        let indicator = Made.indicator(.countAgainstTarget, .higherIsBetter, unit: "count")
        #expect(words(Made.count(Made.trust, observed, of: 1500, yearShare: share), indicator) == percent)
    }

    @Test("re-offending is worded from counts, though its rounded rates give another number")
    func reoffending() {
        // 11.3% and 10.5% would give 7.6%; the counts give 7.1%.
        let finding = Made.predicted(Made.trust, observed: 11_264, n: 100_000, expected: 10_517.3, .significantlyWorse)
        let indicator = Made.indicator(.proportionAgainstPredicted)
        #expect(words(finding, indicator) == "7.1% worse than predicted")
        #expect(Outturn.text(finding, indicator) == "11.26%")
    }

    @Test("better and worse are said of significant differences alone, and nothing is called no change")
    func significance() {
        let indicator = Made.indicator(.proportionAgainstPredicted)
        func said(_ observed: Int, _ verdict: Verdict?) -> String? {
            words(Made.predicted(Made.trust, observed: observed, n: 1000, expected: 100, verdict), indicator)
        }
        #expect(said(130, .significantlyWorse) == "30.0% worse than predicted")
        #expect(said(70, .significantlyBetter) == "30.0% better than predicted")
        #expect(said(107, .noSignificantDifference) == "7.0% above predicted, not significant")
        #expect(said(93, .noSignificantDifference) == "7.0% below predicted, not significant")
        #expect(said(100, .noSignificantDifference) == "as predicted, not significant")
        #expect(said(107, .notEnoughData) == "7.0% above predicted, too few to judge")
        #expect(said(107, nil) == "7.0% above predicted, not judged")
    }

    @Test("sickness is worded, and that nothing was tested is said")
    func sickness() {
        func said(_ value: Double) -> String? {
            words(
                Made.supplied(Made.trust, value, target: Made.target(.value, 10.5, met: value <= 10.5)), Made.sickness)
        }
        #expect(said(8.3) == "2.2 days better than target, not tested")
        #expect(said(12) == "1.5 days worse than target, not tested")
        #expect(said(10.5) == "on target")
        #expect(words(Made.supplied(Made.trust, 8.3, target: nil), Made.sickness) == nil)
    }

    @Test("a proportion that should be low is worded in percentage points")
    func lowProportion() {
        func said(_ observed: Int, _ verdict: Verdict) -> String? {
            words(
                Made.proportion(
                    Made.trust, observed: observed, n: 1000, verdict,
                    target: Made.target(.rate, 0.1, met: observed <= 100)),
                Made.indicator(.proportionAgainstTarget, .lowerIsBetter))
        }
        #expect(said(150, .significantlyWorse) == "5.00 percentage points worse than target")
        #expect(said(103, .noSignificantDifference) == "0.30 percentage points above target, not significant")
        #expect(said(20, .notEnoughData) == "8.00 percentage points below target, too few to judge")
    }

    @Test(
        "a light is by whether the target was met, and then by whether missing it was more than chance",
        arguments: [
            (Verdict.significantlyBetter, true, TrafficLight.green), (.noSignificantDifference, true, .green),
            (.noSignificantDifference, false, .amber), (.significantlyWorse, false, .red),
            (.notEnoughData, true, .unknown),
            (.notEnoughData, false, .unknown),
        ])
    func lights(verdict: Verdict, met: Bool, light: TrafficLight) {
        let finding = Made.proportion(
            Made.trust, observed: 70, n: 100, verdict, target: Made.target(.rate, 0.7, met: met))
        let told = TrafficLightRule(amberWithin: 10).light(
            finding, Made.indicator(.proportionAgainstTarget, .higherIsBetter))
        #expect(told.light == light && !told.why.isEmpty)
    }

    @Test(
        "re-offending without a target of its own is green where significantly better than predicted, as two plans have it"
    )
    func predictedLights() {
        let rule = TrafficLightRule(amberWithin: 10)
        func light(_ verdict: Verdict?, _ target: TargetOutcome? = nil) -> TrafficLight {
            rule.light(
                Made.predicted(Made.trust, observed: 95, n: 1000, expected: 100, verdict, target: target),
                Made.indicator(.proportionAgainstPredicted)
            ).light
        }
        #expect(light(.significantlyBetter) == .green && light(.noSignificantDifference) == .amber)
        #expect(light(.significantlyWorse) == .red && light(.notEnoughData) == .unknown && light(nil) == .unknown)
        let missed = Made.target(.relativeDifference, -0.0777, met: false)
        #expect(light(.significantlyBetter, missed) == .amber && light(.significantlyWorse, missed) == .red)
    }

    @Test(
        "where nothing is tested, amber is within so many per cent of the target",
        arguments: [
            (10.4, TrafficLight.green), (11.5, .amber), (11.6, .red),
        ])
    func untested(value: Double, light: TrafficLight) {
        let finding = Made.supplied(Made.trust, value, target: Made.target(.value, 10.5, met: value <= 10.5))
        #expect(TrafficLightRule(amberWithin: 10).light(finding, Made.sickness).light == light)
        #expect(
            TrafficLightRule(amberWithin: 10).light(Made.supplied(Made.trust, value, target: nil), Made.sickness).light
                == .unknown)
    }

    @Test(
        "the interval of a difference is Newcombe's (1998, table II, method 10)",
        arguments: [
            (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1),
        ])
    func newcombe(first: Int, of n: Int, second: Int, of other: Int, lower: Double, upper: Double) throws {
        func figure(_ observed: Int, _ n: Int) throws -> ComparedFigure {
            let interval = try Proportions.wilsonInterval(observed: observed, n: n)
            var finding = Made.proportion(Made.trust, observed: observed, n: n, nil, target: nil)
            finding.figures = .proportion(
                ProportionFigures(
                    rate: Double(observed) / Double(n), interval: .pair(interval.lower, interval.upper), notRecorded: 0,
                    tests: .init(exactBinomial: nil)))
            return try #require(ComparedFigure(finding))
        }
        let found = try #require(try figure(first, n).difference(from: figure(second, other)))
        #expect(abs(found.lower - lower) < 5e-5 && abs(found.upper - upper) < 5e-5, "\(found)")
    }

    private func trend(_ observed: Int, before: [(String, Int)], polarity: Polarity = .higherIsBetter) -> String? {
        let indicator = Made.indicator(.proportionAgainstTarget, polarity)
        func report(_ quarter: Quarter, _ observed: Int) -> Report {
            Made.report(
                indicator, [Made.proportion(Made.trust, observed: observed, n: 1000, nil, target: nil)],
                quarter: quarter,
                period: Made.year(to: quarter))
        }
        let own = report(Made.quarter(), observed)
        return TrendWords(
            finding: own.findings[0], report: own, earlier: before.map { report(Made.quarter($0.0), $0.1) }
        ).text
    }

    @Test("a trend is against the latest year that shares no day with this one, and said only where significant")
    func trends() {
        #expect(trend(700, before: [("2009-10Q4", 600), ("2009-10Q3", 900)]) == "Better than in 2009-10Q4")
        #expect(trend(700, before: [("2009-10Q4", 800)]) == "Worse than in 2009-10Q4")
        #expect(trend(700, before: [("2009-10Q4", 800)], polarity: .lowerIsBetter) == "Better than in 2009-10Q4")
        #expect(trend(700, before: [("2009-10Q4", 800)], polarity: .noDirection) == "Lower than in 2009-10Q4")
        #expect(trend(700, before: [("2009-10Q4", 690)]) == "No significant difference from 2009-10Q4")
        #expect(trend(700, before: [("2010-11Q3", 100), ("2010-11Q1", 100)]) == "Only figures that overlap this one")
        #expect(trend(700, before: []) == nil)
    }

    @Test(
        "re-offending is compared as its difference from predicted: a rate that rises with the caseload's risk is no trend"
    )
    func predictedTrend() {
        let indicator = Made.indicator(.proportionAgainstPredicted)
        func report(_ quarter: String, _ observed: Int, _ expected: Double) -> Report {
            Made.report(
                indicator,
                [
                    Made.predicted(
                        Made.trust, observed: observed, n: 10_000, expected: expected, .noSignificantDifference)
                ],
                quarter: Made.quarter(quarter), period: Made.year(to: Made.quarter(quarter)))
        }
        let own = report("2010-11Q4", 1400, 1390)
        func said(_ earlier: Report) -> String? {
            TrendWords(finding: own.findings[0], report: own, earlier: [earlier]).text
        }
        #expect(said(report("2009-10Q4", 1000, 995)) == "No significant difference from 2009-10Q4")
        #expect(said(report("2009-10Q4", 1400, 1000)) == "Better than in 2009-10Q4")
    }
}
