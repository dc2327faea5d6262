import Disclosure
import Presenting
import ReportKit
import Text

/// What a return knows about one row of a template in one area.
struct RowFigures {
    /// The figure itself, or why it is missing.
    enum Figure {
        case shown(ShownFinding)
        case rounded(RoundedFinding)
        case partial(PartialFinding)
        case suppressed
        /// The indicator is not given at the area's level.
        case notOffered
        case none
    }

    /// As the template writes the indicator; nil for a measure that the program does not count.
    let written: String?
    let id: String?
    let area: Area
    /// Nil where the indicator's module is not installed.
    let indicator: Indicator?
    let report: PublishedReport?
    let figure: Figure
    let earlier: [PublishedReport]
    let agreements: Agreements
    /// The last day asked about.
    let day: Day
    let texts: [String: String]
    let lights: TrafficLightRule

    // MARK: - Texts

    /// A text of the plan or the template, or else what the indicator itself says.
    func text(_ name: String) -> TemplateCell {
        if let text = texts[name] { return .text(text) }
        let own: String? =
            switch name {
            case "reference": written ?? id
            case "measure": indicator?.title ?? id
            case "description": indicator?.title
            case "purpose": indicator?.definition
            case "frequency": indicator?.frequency
            default: nil
            }
        return TemplateCell(own, orElse: name == "national-reference" ? .notApplicable : .notAvailable)
    }

    // MARK: - Figures

    func cell(_ column: FigureColumn) -> TemplateCell {
        switch column {
        case .indicator: TemplateCell(id, orElse: .notApplicable)
        case .title: TemplateCell(indicator?.title, orElse: .notAvailable)
        case .definition: TemplateCell(indicator?.definition, orElse: .notAvailable)
        case .unit: TemplateCell(indicator?.unit, orElse: .notAvailable)
        case .goodIs: TemplateCell(indicator?.polarity.words, orElse: .notAvailable)
        case .source: TemplateCell(indicator?.source, orElse: .notAvailable)
        case .period: TemplateCell(report.map { Dates.text($0.period) }, orElse: .notAvailable)
        case .target: target
        case .designated: designated
        case .targetSource: TemplateCell(agreed?.source, orElse: .notApplicable)
        case .baseline: baseline
        // One column per year: see target(in:).
        case .targetsByYear: .shorthand(.notApplicable)
        case .light: light
        case .counts, .outturn, .predicted, .difference, .targetMet, .percentOfTarget, .verdict, .trend, .sentence:
            figureCell(column)
        }
    }

    /// The target for one financial year.
    func target(in year: FinancialYear) -> TemplateCell {
        let agreed = id.flatMap { agreements.target($0, area, inYear: year) }
        let aim = agreed.flatMap { agreed in indicator.map(agreed.aim) }
        return TemplateCell(aim ?? texts[TextField.target(of: year)], orElse: .notApplicable)
    }

    private func figureCell(_ column: FigureColumn) -> TemplateCell {
        guard let indicator else { return .shorthand(.notAvailable) }
        switch figure {
        case .shown(let finding): return cell(column, finding, indicator)
        case .rounded(let finding):
            switch column {
            case .outturn:
                let mark = finding.notJudged.map { " [\($0.cause.word)]" } ?? ""
                return TemplateCell(Outturn.text(finding, indicator).map { $0 + mark }, orElse: .confidential)
            case .counts: return TemplateCell(counts(finding.observed, finding.n), orElse: .confidential)
            case .verdict: return TemplateCell(finding.notJudged?.cause.word, orElse: .confidential)
            default: return .shorthand(.confidential)
            }
        case .partial(let finding):
            switch column {
            case .counts: return .text(counts(finding.observed, finding.n, unknown: Shorthand.confidential.rawValue))
            case .verdict: return TemplateCell(finding.notJudged?.cause.word, orElse: .confidential)
            default: return .shorthand(.confidential)
            }
        case .suppressed: return .shorthand(.confidential)
        case .notOffered: return .shorthand(.notApplicable)
        case .none: return .shorthand(.notAvailable)
        }
    }

    /// Both counts, with a mark in place of the one that is suppressed.
    private func counts(_ observed: Int?, _ n: Int?, unknown: String) -> String {
        "\(observed.map { Numbers.count($0) } ?? unknown) of \(n.map { Numbers.count($0) } ?? unknown)"
    }

    private func cell(_ column: FigureColumn, _ finding: ShownFinding, _ indicator: Indicator) -> TemplateCell {
        let marks = (finding.notJudged.map { " [\($0.cause.word)]" } ?? "") + finding.marks
        switch column {
        case .counts: return TemplateCell(counts(finding.observed, finding.n), orElse: .notApplicable)
        case .outturn: return TemplateCell(Outturn.text(finding, indicator).map { $0 + marks }, orElse: .notAvailable)
        case .predicted, .difference:
            guard case .predicted(let figures) = finding.figures else { return .shorthand(.notApplicable) }
            return TemplateCell(
                column == .predicted
                    ? figures.predictedRate.map { Numbers.percent($0) }
                    : PercentOfTarget.againstPredicted(figures, finding.verdict, indicator.polarity),
                orElse: .notAvailable)
        case .targetMet:
            guard let target = finding.target else { return .shorthand(.notApplicable) }
            return TemplateCell(target.met.map { $0 ? "Yes" : "No" }, orElse: .notAvailable)
        case .percentOfTarget:
            return TemplateCell(
                PercentOfTarget(finding: finding, indicator: indicator).text, orElse: .notApplicable)
        case .verdict:
            return TemplateCell(
                finding.verdict?.rawValue ?? finding.notJudged?.cause.word, orElse: .notApplicable)
        case .trend:
            guard let report else { return .shorthand(.notAvailable) }
            return TemplateCell(
                TrendWords(finding: finding, report: report, earlier: earlier).text, orElse: .notAvailable)
        case .sentence: return .text(finding.sentence(indicator))
        default: return .shorthand(.notAvailable)
        }
    }

    private func counts(_ observed: Int?, _ n: Int?) -> String? {
        switch (observed, n) {
        case (let observed?, let n?): "\(Numbers.count(observed)) of \(Numbers.count(n))"
        case (let observed?, nil): Numbers.count(observed)
        case (nil, let n?): "of \(Numbers.count(n))"
        case (nil, nil): nil
        }
    }

    private var light: TemplateCell {
        switch figure {
        case .shown(let finding):
            guard let indicator else { return .light(.unknown, why: "no figure") }
            let told = lights.light(finding, indicator)
            return .light(told.light, why: told.why)
        case .rounded, .partial, .suppressed:
            return .light(.unknown, why: "suppressed \(Shorthand.confidential.rawValue)")
        case .notOffered: return .light(.unknown, why: "not given at this level \(Shorthand.notApplicable.rawValue)")
        case .none: return .light(.unknown, why: "no figure \(Shorthand.notAvailable.rawValue)")
        }
    }

    // MARK: - What was agreed

    /// The target that the figure was compared with or, where there is none, the one for the day.
    private var agreed: AgreedTarget? {
        if case .shown(let finding) = figure, let target = finding.target {
            return AgreedTarget(
                measure: target.measure, value: target.value, upper: target.upper, designated: target.designated,
                source: target.source)
        }
        return id.flatMap { agreements.target($0, area, on: report?.period.to ?? day) }
    }

    private var target: TemplateCell {
        if let agreed, let indicator { return .text(agreed.aim(indicator)) }
        if let words = texts["target-words"] { return .text(words) }
        // The results table shows the prediction here.
        if case .shown(let finding) = figure, case .predicted(let figures) = finding.figures,
            let predicted = figures.predictedRate
        {
            return .text("\(Numbers.percent(predicted)) (predicted)")
        }
        return .shorthand(.notApplicable)
    }

    private var designated: TemplateCell {
        let agreed = id.flatMap { agreements.isDesignated($0, area) }
        return TemplateCell(agreed.map { $0 ? "Designated" : "Local" }, orElse: .notApplicable)
    }

    private var baseline: TemplateCell {
        guard let id, let indicator else { return .shorthand(.notAvailable) }
        if let agreed = agreements.baseline(id, area, on: day) { return .text(agreed.amount(indicator)) }
        switch figure {
        case .shown(let finding): return TemplateCell(ownBaseline(finding, indicator), orElse: .notAvailable)
        case .rounded, .partial, .suppressed: return .shorthand(.confidential)
        case .notOffered: return .shorthand(.notApplicable)
        case .none: return .shorthand(.notAvailable)
        }
    }

    /// The baseline that the figure itself is compared with, in families that have one.
    private func ownBaseline(_ finding: ShownFinding, _ indicator: Indicator) -> String? {
        switch finding.figures {
        case .rate(let figures): figures.baselineRate.map(InUnit(indicator: indicator).rate)
        case .change: finding.n.map { "\(Numbers.count($0)) offences" }
        case .countChange: finding.n.map { Numbers.count($0) }
        case .predicted, .proportion, .frequency, .standardised, .count, .mean, .quantile, .supplied: nil
        }
    }
}
