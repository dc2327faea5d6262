import Disclosure
import ReportKit
import Text

/// How findings of one family are put into words and drawn: one file per family.
///
/// The words must be true in every case, and these rules hold for all families: *worse* and *better* are used only where
/// the verdict is significant; a difference that is not significant is never called none; where there is too little to
/// judge, the words say so and give the counts.
package protocol FamilyPresentation {
    /// What was found and what may be concluded from it: one sentence, without its full stop.
    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String

    /// What else a reader of this one finding must know, one sentence each; what holds for every finding of an indicator
    /// is among its caveats instead.
    func cautions(of finding: ShownFinding) -> [String]

    /// The p value that a verdict rests on; nil where there is none.
    var p: Double? { get }

    /// The value that is compared with a target, in the target's unit; nil where there is none.
    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double?

    /// What a funnel plot of the family shows; nil where it has none.
    var funnel: FunnelMeasure? { get }

    /// The value that a caterpillar draws, with its interval; nil where the family or the finding has
    /// none.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue?

    /// The figure as an overview gives it; nil where there is none.
    func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline?
}

extension FamilyPresentation {
    package func cautions(of finding: ShownFinding) -> [String] { [] }

    package var p: Double? { nil }

    package var funnel: FunnelMeasure? { nil }

    package func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? { nil }

    package func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? { nil }

    package func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline? {
        plotted(finding, indicator).map { Headline($0, indicator) }
    }
}

extension Finding.Figures {
    /// The presentation of the figures' own family.
    package var presentation: any FamilyPresentation {
        switch self {
        case .predicted(let figures): PredictedWords(figures: figures)
        case .proportion(let figures): ProportionWords(figures: figures)
        case .change(let figures): ChangeWords(figures: figures)
        case .frequency(let figures): FrequencyWords(figures: figures)
        case .rate(let figures): RateWords(figures: figures)
        case .standardised(let figures): StandardisedWords(figures: figures)
        case .count(let figures): CountWords(figures: figures)
        case .countChange(let figures): CountChangeWords(figures: figures)
        case .mean(let figures): MeanWords(figures: figures)
        case .quantile(let figures): QuantileWords(figures: figures)
        case .supplied(let figures): SuppliedWords(figures: figures)
        }
    }
}

extension ShownFinding {
    /// The finding in plain words, target and cautions included.
    ///
    /// ```
    /// 11.30% re-offended (2,940 of 26,016 offender-snapshots), against 10.55% predicted: 7.1% worse, more than chance
    /// would explain (p < 0.001). The target, 7.77% or more below predicted, was not met.
    /// ```
    package func sentence(_ indicator: Indicator) -> String {
        let words = figures.presentation
        if let notJudged, notJudged.cause == .noFigure { return notJudged.sentence }
        var sentences = [words.judgement(of: self, indicator) + "."]
        if let judgedAmong, let p = figures.judging?.pAdjusted {
            let own = isAdjustedAway ? "By its own p value it would differ significantly. " : ""
            sentences.append("\(own)Allowing for all \(judgedAmong) areas judged at once, \(Phrases.p(p)).")
        }
        if let target { sentences.append(TargetWords(target: target, indicator: indicator).text) }
        sentences += words.cautions(of: self)
        if let coverage, !coverage.isComplete { sentences.append(coverage.sentence(of: area)) }
        if let insufficiency { sentences.append(insufficiency) }
        return sentences.joined(separator: " ")
    }

    /// Whether its own p value would have made a difference significant that is not once all areas are allowed for.
    package var isAdjustedAway: Bool {
        judgedAmong != nil && verdict == .noSignificantDifference
            && (figures.judging?.p).map { $0 < JudgementRules.standard.significance } ?? false
    }

    /// What its records lack, in a sentence; nil where they lack no more than the thresholds allow.
    var insufficiency: String? {
        guard isInsufficient else { return nil }
        let lacks =
            dataQuality.filter(\.isInsufficient).map { measure in
                "\(measure.name), \(Numbers.percent(measure.share, decimals: 1)) "
                    + "(at most \(Numbers.percent(measure.largestShare, decimals: 1)) allowed)"
            } + lackingMore.map { "\($0.name), more than allowed" }
        return "Its records lack more than the thresholds allow: \(lacks.joined(separator: "; "))."
    }
}
