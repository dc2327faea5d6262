import ReportKit
import TestSupport
import Testing
import Text

@testable import Disclosure
@testable import Presenting

extension Finding {
    /// The words of a finding that is shown.
    fileprivate func sentence(_ indicator: Indicator) -> String { ShownFinding(self).sentence(indicator) }
}

@Suite("Findings in words")
struct WordsTests {
    private static let families = Family.allCases.filter { $0 != .undefined }

    private func generated(_ family: Family, _ polarity: Polarity) -> [(Finding, String)] {
        var generator = FindingGenerator(seed: 20_110_331)
        let indicator = Made.indicator(family, polarity)
        return (0..<2000).map { _ in
            let finding = generator.finding(family, polarity)
            return (finding, finding.sentence(indicator))
        }
    }

    @Test(
        "a sentence says worse or better just when the verdict does, and never no change", arguments: families,
        Polarity.allCases)
    func verdicts(family: Family, polarity: Polarity) {
        var seen: Set<Verdict?> = []
        for (finding, sentence) in generated(family, polarity) {
            seen.insert(finding.verdict)
            let said = sentence.lowercased()
            #expect(!said.contains("no change"), "\(sentence)")
            #expect(said.contains("worse") == (finding.verdict == .significantlyWorse), "\(sentence)")
            #expect(said.contains("better") == (finding.verdict == .significantlyBetter), "\(sentence)")
            #expect(
                said.contains("no significant difference") == (finding.verdict == .noSignificantDifference),
                "\(sentence)")
            #expect(said.contains("not enough data") == (finding.verdict == .notEnoughData), "\(sentence)")
            #expect(said.contains("not judged, since") == (finding.verdict == nil), "\(sentence)")
        }
        switch polarity {
        case .lowerIsBetter, .higherIsBetter: #expect(seen.isSuperset(of: Verdict.allCases))
        // Nothing is better than what was agreed, or than zero.
        case .insideBand, .closestToZero:
            #expect(seen.isSuperset(of: Verdict.allCases.filter { $0 != .significantlyBetter }))
            #expect(!seen.contains(.significantlyBetter))
        case .noDirection: #expect(seen == [nil])
        }
    }

    @Test(
        "a sentence says whether a target was met apart from the verdict, and only where there is one",
        arguments: families)
    func targets(family: Family) {
        for (finding, sentence) in generated(family, .lowerIsBetter) {
            #expect(sentence.contains(" was met.") == (finding.target?.met == true), "\(sentence)")
            #expect(sentence.contains(" was not met.") == (finding.target?.met == false), "\(sentence)")
            #expect(
                sentence.contains("was met cannot be said.") == (finding.target != nil && finding.target?.met == nil),
                "\(sentence)")
        }
    }

    @Test("a sentence is whole: it has its denominator, no loose ends and no number that is none", arguments: families)
    func form(family: Family) {
        for (finding, sentence) in generated(family, .higherIsBetter) {
            #expect(sentence.hasSuffix("."))
            for loose in ["  ", "..", " .", ";.", "nan", "inf", "-0.0%", "Optional", "()"] {
                #expect(!sentence.contains(loose), "\(sentence)")
            }
            // What was supplied in words has no counts.
            if family == .supplied, sentence.contains("“") { continue }
            #expect(sentence.contains(Numbers.count(finding.n ?? finding.observed)), "\(sentence)")
        }
    }

    private func predicted(
        observed: Int, n: Int, people: Int? = nil, expected: Double, p: Double, z: Double? = nil, verdict: Verdict,
        target: TargetOutcome? = nil
    ) -> Finding {
        let outcome = TestOutcome(statistic: nil, p: p, verdict: verdict)
        return Finding(
            area: Area(code: "X", name: "X", level: .trust), group: nil, observed: observed, n: n, verdict: verdict,
            unreliable: false, target: target, dataQuality: [],
            figures: .predicted(
                .made(
                    observed: observed, n: n, people: people, expected: expected, outcome,
                    z: z.map { p in
                        TestOutcome(
                            statistic: nil, p: p,
                            verdict: Verdict(
                                p: p, difference: Double(observed) - expected, polarity: .lowerIsBetter))
                    })))
    }

    @Test("Lancashire's published case reads as its review has it")
    func lancashire() {
        let target = TargetOutcome(
            AgreedTarget(measure: .relativeDifference, value: -0.0777, designated: true, source: "plan"), met: false)
        let finding = predicted(
            observed: 2940, n: 26016, people: 9000, expected: 2745.1, p: 0.0008, verdict: .significantlyWorse,
            target: target)
        #expect(
            finding.sentence(Made.indicator(.proportionAgainstPredicted))
                == "11.30% re-offended (2,940 of 26,016 offender-snapshots), against 10.55% predicted: 7.1% worse, more "
                + "than chance would explain (p < 0.001). The target, 7.77% or more below predicted, was not met.")
    }

    @Test("what is not significant says how large a difference would have had to be")
    func notSignificant() {
        let finding = predicted(observed: 105, n: 1000, expected: 100, p: 0.6, verdict: .noSignificantDifference)
        #expect(
            finding.sentence(Made.indicator(.proportionAgainstPredicted))
                == "10.50% re-offended (105 of 1,000 offender-snapshots), against 10.00% predicted: no significant "
                + "difference; with 1,000 offender-snapshots, differences from -18.6% to +18.6% are within chance.")
    }

    @Test("where only the plain test is significant, the sentence says that the others do not agree")
    func disagreement() {
        let finding = predicted(
            observed: 120, n: 1000, expected: 100, p: 0.08, z: 0.035, verdict: .noSignificantDifference)
        let sentence = finding.sentence(Made.indicator(.proportionAgainstPredicted))
        #expect(sentence.contains("no significant difference; the official-style z test alone"))
        #expect(!sentence.contains("within chance"))
    }

    @Test(
        "a target's aim is a floor or a ceiling by the indicator's polarity",
        arguments: [
            (AgreedTarget.Measure.rate, 0.75, Polarity.higherIsBetter, "at least 75%"),
            (.rate, 0.0976, .lowerIsBetter, "at most 9.76%"),
            (.relativeDifference, -0.0777, .lowerIsBetter, "7.77% or more below predicted"),
            (.relativeDifference, 0.05, .lowerIsBetter, "no more than 5% above predicted"),
            (.relativeDifference, 0, .lowerIsBetter, "no more than predicted"),
            (.relativeDifference, 0.05, .higherIsBetter, "5% or more above predicted"),
            (.relativeDifference, -0.05, .higherIsBetter, "no more than 5% below predicted"),
            (.relativeChange, -0.22, .lowerIsBetter, "a fall of 22% or more"),
            (.relativeChange, 0.02, .lowerIsBetter, "a rise of no more than 2%"),
            (.relativeChange, 0.1, .higherIsBetter, "a rise of 10% or more"),
            (.count, 1200, .higherIsBetter, "at least 1,200"), (.value, 8.5, .lowerIsBetter, "at most 8.5 days"),
            (.relativeDifference, 0.05, .closestToZero, "within 5% of predicted"),
            (.value, 3, .closestToZero, "no farther than 3 days from zero"), (.rate, 0.1, .insideBand, "10%"),
            (.rate, 0.1, .noDirection, "10%"),
        ])
    func aims(measure: AgreedTarget.Measure, value: Double, polarity: Polarity, aim: String) {
        let target = TargetOutcome(
            AgreedTarget(measure: measure, value: value, designated: false, source: "plan"), met: true)
        let unit = measure == .value ? "days" : "%"
        let indicator = Made.indicator(.supplied, polarity, unit: unit)
        #expect(TargetWords(target: target, indicator: indicator).text == "The target, \(aim), was met.")
    }

    @Test(
        "a target that is a range has both ends, each in words of its measure",
        arguments: [
            (AgreedTarget.Measure.rate, 0.05, 0.1, "5% to 10%"), (.value, 10, 15, "10% to 15%"),
            (.count, 1600, 1800, "1,600 to 1,800"),
            (.relativeDifference, -0.05, 0.05, "from 5% below predicted to 5% above predicted"),
            (.relativeChange, -0.05, 0, "from a fall of 5% to as many"),
        ])
    func ranges(measure: AgreedTarget.Measure, value: Double, upper: Double, aim: String) {
        let target = TargetOutcome(
            AgreedTarget(measure: measure, value: value, upper: upper, designated: false, source: "plan"), met: false)
        for polarity in Polarity.allCases {
            let indicator = Made.indicator(.proportionAgainstTarget, polarity)
            #expect(TargetWords(target: target, indicator: indicator).text == "The target, \(aim), was not met.")
        }
    }

    private func sentence(
        _ figures: Finding.Figures, _ indicator: Indicator, observed: Int?, n: Int?, verdict: Verdict?,
        target: AgreedTarget? = nil, met: Bool? = nil
    ) -> String {
        Finding(
            area: Area(code: "X", name: "X", level: .trust), group: nil, observed: observed, n: n, verdict: verdict,
            unreliable: false, target: target.map { TargetOutcome($0, met: met) }, dataQuality: [], figures: figures
        ).sentence(indicator)
    }

    private let outcome = TestOutcome(statistic: nil, p: 0.03, verdict: nil)

    @Test("a frequency reads with its events, its people and its target, all per 100")
    func frequency() {
        let figures = FrequencyFigures(
            people: 1000, per: 100, rate: 1.42, interval: .pair(1.3, 1.55), poissonInterval: nil, dispersion: 2,
            clustering: 0.7, callable: [.significantlyBetter, .significantlyWorse], tests: .init(againstTarget: outcome)
        )
        #expect(
            sentence(
                .frequency(figures), Made.indicator(.frequency, unit: "per 100"), observed: 1420, n: 1000,
                verdict: .significantlyBetter,
                target: AgreedTarget(measure: .rate, value: 1.55, designated: false, source: ""), met: true)
                == "142.00 per 100 (1,420 events, 1,000 offender-snapshots; 95% interval 130.00 to 155.00): better than the target of "
                + "155.00 per 100, more than chance would explain (p = 0.030). The target, at most 155 per 100, was met."
        )
    }

    @Test("where few were expected, the words say that none at all would not have differed either")
    func fewExpected() {
        func words(_ callable: [Verdict], _ polarity: Polarity) -> String {
            let figures = FrequencyFigures(
                people: 100, per: 100, rate: 0.01, interval: .pair(0, 0.05), poissonInterval: nil, dispersion: 1,
                clustering: 2, callable: callable, tests: .init(againstTarget: outcome))
            return sentence(
                .frequency(figures), Made.indicator(.frequency, polarity, unit: "per 100"), observed: 1, n: 100,
                verdict: .noSignificantDifference)
        }
        let phrase = "(p = 0.030); so few were expected that not even none would have differed significantly."
        #expect(words([.significantlyWorse], .lowerIsBetter).hasSuffix(phrase))
        #expect(words([.significantlyBetter], .higherIsBetter).hasSuffix(phrase))
        #expect(!words([.significantlyBetter, .significantlyWorse], .lowerIsBetter).contains("so few"))
        #expect(!words([.significantlyWorse], .insideBand).contains("so few"), "both ends are called worse")
    }

    @Test("a count reads with what was due by the end of the period; its target for the year stands apart")
    func count() {
        let figures = CountFigures(
            interval: .pair(56.3, 90.7), yearShare: 0.75, targetToDate: 45, targetToDateUpper: nil,
            percentOfTarget: 160,
            tests: .init(againstTarget: outcome))
        var indicator = Made.indicator(.countAgainstTarget, .higherIsBetter, unit: "count")
        indicator.decimals = 0
        #expect(
            sentence(
                .count(figures), indicator, observed: 72, n: nil, verdict: .significantlyBetter,
                target: AgreedTarget(measure: .count, value: 60, designated: false, source: ""), met: true)
                == "72 (95% interval 56.3 to 90.7), against 45 due by the end of the period: better than the target, more "
                + "than chance would explain (p = 0.030). The target, at least 60, was met.")
    }

    @Test("a figure as supplied reads in its own unit; without counts or target there is no verdict, and why is said")
    func supplied() {
        let figures = SuppliedFigures(
            value: 8.3, text: nil, interval: nil, rate: nil, rateInterval: nil, source: "Personnel system",
            tests: .init(exactBinomial: nil))
        var indicator = Made.indicator(.supplied, unit: "days")
        indicator.decimals = 1
        #expect(
            sentence(.supplied(figures), indicator, observed: nil, n: nil, verdict: nil)
                == "8.3 days: not judged, since no value was agreed to judge it against. Supplied: Personnel system.")
        #expect(
            sentence(
                .supplied(figures), indicator, observed: nil, n: nil, verdict: nil,
                target: AgreedTarget(measure: .value, value: 9, designated: false, source: ""), met: true)
                == "8.3 days: not judged, since the counts behind it were not supplied. The target, at most 9 days, was "
                + "met. Supplied: Personnel system.")
    }
}
