import Disclosure
import ReportKit
import Text

/// Renders a report as aligned text.
///
/// ```
/// NI18  Adult re-offending rates for those under probation supervision
/// 2010-11Q4: 2010-04-01 to 2011-03-31
///
/// Area        Observed       n  Actual   Pred.  Diff.  Insig.  Verdict
/// ----------  --------  ------  ------  ------  -----  ------  -------------------
/// Lancashire     2,940  26,016  11.30%  10.55%  +7.1%   ±3.5%  significantly worse
/// ```
public struct TableRenderer: ReportRenderer {
    /// Characters in a line.
    public var width: Int
    private let arrangement: Arrangement

    public init(width: Int, arrangement: Arrangement = .asReported) {
        self.width = width
        self.arrangement = arrangement
    }

    public func render(_ report: PublishedReport) -> String {
        var lines = Wrapping.lines(
            "\(report.indicator.id)  \(report.indicator.title)", width: width, first: "", rest: "  ")
        if let marking = report.release.marking { lines.insert(marking, at: 0) }
        lines.append("\(report.requested): \(report.period.from) to \(report.period.to)")
        if report.dataQuality.synthetic { lines.append(Report.syntheticCaveat) }
        lines.append("")
        let findings = arrangement.findings(of: report)
        let full = Self.table(findings, report.tableColumns(.full))
        var notes: [String] = []
        if findings.isEmpty {
            lines.append(report.findings.isEmpty ? "No figure." : "No area has such a verdict.")
        } else if full.leastWidth <= width {
            lines += full.lines(width: width)
        } else {
            var columns = report.tableColumns(.short)
            var leftOut: [String] = []
            var table = Self.table(findings, columns)
            while table.leastWidth > width,
                let spare = columns.indices.max(by: {
                    (columns[$0].spare ?? 0) < (columns[$1].spare ?? 0)
                }), columns[spare].spare != nil
            {
                leftOut.append(columns.remove(at: spare).heading)
                table = Self.table(findings, columns)
            }
            lines += table.lines(width: width)
            notes.append(VerdictWords.legend)
            if !leftOut.isEmpty {
                notes.append("Left out for want of width: \(leftOut.joined(separator: ", "))")
            }
        }
        lines.append("")
        notes += self.notes(report)
        lines += notes.flatMap { Wrapping.lines($0, width: width, first: "* ", rest: "  ") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ findings: [PublishedFinding], _ columns: [TableColumn]) -> TextTable {
        var table = TextTable(
            columns.map { .init(heading: $0.heading, alignment: $0.alignment, yields: $0.yields) })
        for finding in findings { table.append(columns.map { $0.cell(finding) }) }
        return table
    }

    /// What a note calls a finding.
    private func label(_ finding: ShownFinding, _ report: PublishedReport) -> String {
        label(.shown(finding), report)
    }

    private func label(_ finding: PublishedFinding, _ report: PublishedReport) -> String {
        let shared = report.findings.contains {
            $0.area.name == finding.area.name && $0.area.level != finding.area.level
        }
        let name = finding.areaName + (shared ? " (\(finding.area.level.word))" : "")
        return finding.group.map { "\(name), \($0.value)" } ?? name
    }

    private func notes(_ report: PublishedReport) -> [String] {
        var notes = ["Source: \(report.indicator.source)."] + familyNotes(report)
        if report.shown.contains(where: \.unreliable) {
            notes.append(FigureMark.unreliable.line)
        }
        if report.shown.contains(where: { $0.figures.judging?.pAdjusted != nil }) {
            notes.append(
                "p adj.: allowing for every area of the level being judged at once (Benjamini and Hochberg); a verdict "
                    + "is by \(report.judgedBy.ending)")
        }
        notes += report.chanceNotes
        if report.shown.contains(where: { $0.verdict == nil && $0.notJudged == nil }) {
            notes.append(notJudged(report.indicator))
        }
        notes += withheld(report)
        notes += insufficiencies(report)
        notes += disagreements(report)
        notes += report.predictionNotes { label($0, report) }
        let lacks = report.dataQuality.measures.filter { $0.count > 0 }.map {
            "\($0.name) \(Numbers.count($0.count)) of \(Numbers.count($0.of)) "
                + "(\(Numbers.percent(Double($0.count) / Double($0.of), decimals: 1)))"
        }
        if !lacks.isEmpty { notes.append("Data quality, all areas together: \(lacks.joined(separator: "; ")).") }
        return notes + report.caveats.filter { $0 != Report.syntheticCaveat }
    }

    /// What the columns of the family mean.
    private func familyNotes(_ report: PublishedReport) -> [String] {
        switch report.indicator.family {
        case .proportionAgainstPredicted where report.shown.contains { $0.notJudged?.cause == .notComparable }: []
        case .proportionAgainstPredicted:
            [
                "Diff.: 100 x (actual - predicted) / predicted. Insig.: the differences within chance. p: of the exact test "
                    + "that allows for each person's prediction and for people who are counted several times."
            ]
        case .frequency:
            ["The interval and the test allow for differences between people in how many events they have."]
        case .ratePerPopulation: ["Baseline: its rate. p: the exact test of the two counts and their populations."]
        case .standardisedRate:
            [
                "Rates, except the crude one, are as they would be with the standard population's ages. The verdict "
                    + "depends on whether the interval excludes the rate of all areas of the report together."
            ]
        case .countAgainstTarget, .countChange: ["p: the exact test of independent events."]
        case .supplied: suppliedNotes(report)
        case .quantile:
            [
                "The interval is exact, from the order of the values; few people give none. p: of the exact test against the "
                    + "target, rounded up to 0.001, 0.01, 0.049 or 1."
            ] + (report.shown.contains { $0.isRoundedQuantile } ? [QuantileWords.roundingNote] : [])
        case .proportionAgainstTarget, .cohortChange, .mean, .undefined: []
        }
    }

    /// Who supplied the figures, and the texts that were too long for the table.
    private func suppliedNotes(_ report: PublishedReport) -> [String] {
        let figures = report.shown.compactMap { finding in
            (finding.figures.any as? SuppliedFigures).map { (finding: finding, figures: $0) }
        }
        let sources = Set(figures.compactMap(\.figures.source)).sorted()
        return ["Figures are as they were supplied, and are never added up."]
            + (sources.isEmpty ? [] : ["Supplied: \(sources.joined(separator: "; "))."])
            + figures.compactMap { finding, figures in
                guard let text = figures.text, text.count > FindingColumn.longestText else { return nil }
                return "\(label(finding, report)): \(text)"
            }
    }

    private func notJudged(_ indicator: Indicator) -> String {
        if indicator.polarity == .noDirection { return "Not judged: neither direction is good." }
        return switch indicator.family {
        case .proportionAgainstPredicted, .cohortChange:
            "Not judged: nothing was expected of that area or group, or no range was agreed for it."
        case .ratePerPopulation, .standardisedRate, .countChange: "Not judged: there is nothing to compare with."
        case .proportionAgainstTarget, .frequency, .countAgainstTarget, .mean, .quantile, .supplied, .undefined:
            "Not judged: there is no target, or none that chance could miss."
        }
    }

    /// Why the data allow no verdict, each reason once.
    private func withheld(_ report: PublishedReport) -> [String] {
        var reasons: [NotJudged] = []
        for finding in report.findings {
            if let reason = finding.notJudged, !reasons.contains(reason) { reasons.append(reason) }
        }
        let told = reasons.prefix(Self.longestList).map { reason in
            let labels = report.findings.filter { $0.notJudged == reason }.map { label($0, report) }
            let names =
                labels.prefix(3).joined(separator: ", ") + (labels.count > 3 ? " and \(labels.count - 3) more" : "")
            return "\(names): \(reason.cause.word), since \(reason.reason)."
        }
        let more = reasons.count - told.count
        return more > 0 ? told + ["And \(more) more reasons: see column 'not_judged' of --format csv."] : told
    }

    /// The most reasons that are listed.
    private static let longestList = 12

    /// What the records of the marked areas lack, area by area.
    private func insufficiencies(_ report: PublishedReport) -> [String] {
        report.shown.filter(\.isInsufficient).map { finding in
            let lacks =
                finding.dataQuality.filter(\.isInsufficient).map { measure in
                    "\(measure.name) \(Numbers.percent(measure.share, decimals: 1)), at most "
                        + "\(Numbers.percent(measure.largestShare, decimals: 1)) allowed"
                } + finding.lackingMore.map { "\($0.name), more than allowed" }
            return "\(FigureMark.insufficient.rawValue) \(label(finding, report)): \(lacks.joined(separator: "; "))."
        }
    }

    /// Where the official-style test would have said something else than the one that judges.
    private func disagreements(_ report: PublishedReport) -> [String] {
        let others = report.shown.compactMap { finding -> String? in
            guard case .predicted(let figures) = finding.figures, let own = figures.tests.z.verdict,
                own != .notEnoughData, let judged = figures.tests.judging.verdict, judged != .notEnoughData,
                own != judged
            else { return nil }
            return "\(label(finding, report)) \(own.rawValue) (p \(Numbers.p(figures.tests.z.p)))"
        }
        guard !others.isEmpty else { return [] }
        return [
            "The official-style z test alone, which takes every row for another person with the mean prediction, would say: "
                + others.joined(separator: "; ") + "."
        ]
    }
}
