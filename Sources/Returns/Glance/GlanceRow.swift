import Disclosure
import Presenting
import ReportKit
import Text

/// One indicator of one area in an overview.
struct GlanceRow: Sendable {
    let indicator: Indicator
    /// The area that it is about.
    let area: Area
    /// What the area is called; nil where the whole overview is about it.
    let label: String?
    /// The figure: `11.80%`, `[c]`, `no figure`.
    let figure: String
    /// The counts behind it: `170 of 1,441`; nil where there are none, or they are the figure.
    let counts: String?
    /// The figure where it may be shown.
    let headline: Headline?
    /// What was predicted or expected, and the target: `predicted 10.97%`, `target: at least 75%`.
    let against: [String]
    let shape: VerdictShape
    /// The verdict in words, with the marks of figures and records that are lacking.
    let verdict: String
    /// Nil where no target was agreed, or whether it was met cannot be said.
    let isTargetMet: Bool?
    let history: SmallHistory?
    /// The difference from the quarter before: `up 0.42 points`; nil where the two cannot be compared.
    let change: String?
    /// How it stands among similar areas; nil where they have too few published figures.
    let similar: SimilarPosition?

    /// - Parameters:
    ///   - areas: the areas of one name, of which the first that has a figure is shown.
    ///   - earlier: the same indicator's reports on earlier quarters.
    init(_ report: PublishedReport, of areas: [Area], earlier: [PublishedReport], in edition: Return) {
        indicator = report.indicator
        let found = areas.lazy.compactMap { area in
            report.findings.first { $0.area == area && $0.group == nil }
        }.first
        area = found?.area ?? areas[0]
        label =
            Set(edition.areas.map(\.name)).count > 1 || area != areas[0]
            ? area.name + (area != areas[0] ? " (\(area.level.word))" : "") : nil
        shape = VerdictShape(found)
        let finding = found?.shown
        let headline = finding.flatMap { $0.figures.presentation.headline($0, report.indicator) }
        self.headline = headline
        figure =
            switch found {
            case .shown: headline?.text ?? "no figure"
            case .rounded(let rounded): rounded.figure(report.indicator)
            case .partial, .suppressed: Shorthand.confidential.rawValue
            case nil: report.indicator.family == .undefined ? "definition not known" : "no figure"
            }
        verdict =
            switch found {
            case .shown(let finding): VerdictWords.full.text(finding)
            case .rounded(let finding): finding.notJudged?.cause.word ?? "rounded"
            case .partial, .suppressed: "suppressed"
            case nil: Numbers.missing
            }
        counts = if case .partial(let partial) = found { partial.countsShown } else { finding?.countsBehind }
        let target = finding?.target
        against =
            (headline?.against.map { [$0] } ?? [])
            + (target.map { ["target: \(TargetWords(target: $0, indicator: report.indicator).aim)"] } ?? [])
        isTargetMet = target?.met
        history = SmallHistory(earlier + [report], area: area)
        change = headline.flatMap {
            edition.before.value(
                of: report, area: found?.area, quarter: edition.quarter, earlier: earlier
            ).flatMap($0.change)
        }
        similar = finding.flatMap { edition.similar.position(of: $0, in: report) }
    }

    /// `target met`, `target not met`; nil where there is nothing to say.
    var target: String? { isTargetMet.map { $0 ? "target met" : "target not met" } }

    /// The whole in a line: `11.80% (170 of 1,441), predicted 10.97%: no significant difference; target not met`.
    var line: String {
        ([figure + (counts.map { " (\($0))" } ?? "")] + against).joined(separator: ", ") + ": "
            + ([verdict] + (target.map { [$0] } ?? []))
            .joined(separator: "; ")
    }
}

extension PartialFinding {
    /// Its two counts, with a mark in place of the one that is suppressed.
    fileprivate var countsShown: String? {
        guard observed != nil || n != nil else { return nil }
        func text(_ count: Int?) -> String { count.map { Numbers.count($0) } ?? Shorthand.confidential.rawValue }
        return "\(text(observed)) of \(text(n))"
    }
}
