import Disclosure
import ReportKit
import Text

extension PredictionUncertainty {
    /// What it does to one area's judgement, in sentences; none where it does not matter.
    ///
    /// ```
    /// The prediction itself is uncertain (98.4 predicted, standard error 6.1): allowing for that, the interval would
    /// be 12% wider, and the verdict would be: no significant difference (p = 0.061).
    /// ```
    /// - Parameter expected: the predicted number.
    func sentences(expected: Double) -> [String] {
        guard matters else { return [] }
        let error = "\(Numbers.fixed(expected, 1)) predicted, standard error \(Numbers.fixed(standardError, 1))"
        let wider = widening.map { "\(Numbers.percent($0 - 1, decimals: 0)) wider" }
        let verdict = other.map { "the verdict would be: \($0.words)" }
        if isJudged {
            let why = wider.map { ", for which the interval is \($0)" } ?? ""
            return ["This allows for the uncertainty of the prediction itself (\(error))\(why)."]
                + (verdict.map { ["Without it, \($0)."] } ?? [])
        }
        let would = [wider.map { "the interval would be \($0)" }, verdict].compactMap(\.self)
        return [
            "The prediction itself is uncertain (\(error)): allowing for that, \(would.joined(separator: ", and "))."
        ]
    }

    /// The judgement that is not the finding's own, where its verdict is another.
    fileprivate var other: Outcome? {
        without.verdict == with.verdict ? nil : isJudged ? without : with
    }
}

extension PredictionUncertainty.Outcome {
    /// `no significant difference (p = 0.061)`.
    fileprivate var words: String { (verdict?.rawValue ?? "not judged") + Phrases.inBrackets(p) }
}

extension PublishedReport {
    /// What the uncertainty of the predictions themselves does to the areas of a table, in one sentence; none where it
    /// does not matter.
    ///
    /// - Parameter label: what an area is called.
    func predictionNotes(_ label: (ShownFinding) -> String) -> [String] {
        let told = shown.compactMap { finding -> (finding: ShownFinding, uncertainty: PredictionUncertainty)? in
            guard case .predicted(let figures) = finding.figures, let uncertainty = figures.predictionUncertainty,
                uncertainty.matters
            else { return nil }
            return (finding, uncertainty)
        }
        guard let first = told.first else { return [] }
        let widest = told.compactMap(\.uncertainty.widening).max() ?? 1
        let verdicts = told.compactMap { told in
            told.uncertainty.other.map { "\(label(told.finding)) \($0.words)" }
        }
        let judged = first.uncertainty.isJudged
        let by = judgedBy == .p ? "" : " by p values not adjusted for how many are judged at once,"
        return [
            "The prediction itself is uncertain, since its model was fitted on so many people and no more: "
                + (judged ? "intervals are" : "allowing for that (--prediction-uncertainty), intervals would be")
                + " up to \(Numbers.percent(widest - 1, decimals: 0)) wider\(judged ? " for it" : "")"
                + (verdicts.isEmpty
                    ? "." : "; \(judged ? "without it" : "then")\(by) \(verdicts.joined(separator: "; ")).")
        ]
    }
}
