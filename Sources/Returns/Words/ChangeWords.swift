import ReportKit

/// A cohort's follow-up against its baseline, in words.
struct ChangeWords: FamilyPresentation {
    let figures: ChangeFigures

    var p: Double? { figures.tests.againstExpected?.p }

    var funnel: FunnelMeasure? { .observedOverExpected }

    func value(for measure: AgreedTarget.Measure, of finding: Finding) -> Double? {
        switch measure {
        case .relativeChange: figures.change.map { $0 / 100 }
        case .relativeDifference: figures.expected.flatMap { $0 > 0 ? Double(finding.observed) / $0 - 1 : nil }
        case .rate, .count: nil
        }
    }

    func judgement(of finding: Finding, _ indicator: Indicator) -> String {
        let told = told(finding)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(expected), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(expected), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from \(expected)" + (p.map { " (\(Phrases.p($0)))" } ?? "")
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding))"
        case nil: return "\(told): not judged, since nothing was expected of them to judge it against"
        }
    }

    func cautions(of finding: Finding) -> [String] {
        var cautions: [String] = []
        if finding.n > 0 {
            cautions.append(
                "A fall is to be expected without any effect, since people are chosen because they offended much.")
        }
        if figures.yearShare < 1 {
            cautions.append(
                "The year is not over: its latest offences have had less time to be proven, which makes a fall look "
                    + "larger.")
        }
        return cautions
    }

    /// The change with its interval, beside what was expected.
    func plotted(_ finding: Finding, _ indicator: Indicator) -> PlottedValue? {
        guard let change = figures.change else { return nil }
        return PlottedValue(
            value: change, interval: finding.unreliable ? nil : figures.interval.map { ($0[0], $0[1]) },
            reference: figures.expectedChange, unit: .signedPercent(decimals: 1), axis: "% change from the baseline",
            name: "Change", referenceName: "Expected change")
    }

    private func told(_ finding: Finding) -> String {
        let counts =
            "\(Phrases.people(figures.people)) had \(Numbers.count(finding.observed)) proven "
            + "\(finding.observed == 1 ? "offence" : "offences") in the follow-up, against \(baseline(finding))"
        guard let change = figures.change else { return counts }
        let interval =
            finding.unreliable
            ? nil
            : figures.interval.map {
                " (95% interval \(Numbers.signedPercent($0[0])) to \(Numbers.signedPercent($0[1])))"
            }
        return "\(counts), \(movement(change))\(interval ?? "")"
    }

    private func baseline(_ finding: Finding) -> String {
        figures.yearShare < 1
            ? "\(Numbers.fixed(Double(finding.n) * figures.yearShare, 1)) for the same share of the baseline year "
                + "(\(Numbers.count(finding.n)) in all)"
            : "\(Numbers.count(finding.n)) in the baseline"
    }

    /// `a fall of 39.0%`, `a rise of 4.2%`, `as many`.
    private func movement(_ change: Double) -> String {
        if change == 0 { return "as many" }
        return "a \(change < 0 ? "fall" : "rise") of \(Phrases.size(change))"
    }

    private var expected: String {
        guard let change = figures.expectedChange else { return "expected" }
        return change == 0
            ? "as many, which was expected" : "the \(change < 0 ? "fall" : "rise") of \(Phrases.size(change)) expected"
    }

    private func shortage(_ finding: Finding) -> String {
        figures.people < JudgementRules.standard.smallestN
            ? Phrases.tooFew
            : finding.n == 0 ? "nothing happened in the baseline to compare with" : "the test cannot be made"
    }
}
