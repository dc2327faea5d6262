import Disclosure
import ReportKit
import Text

/// One indicator over the quarters as aligned text: the quarters of each area in order, those that share data with
/// another marked.
///
/// ```
/// Area        Quarter      Figure      95% interval  Against             Counts  Verdict
/// ----------  -----------  ------  ----------------  ------------  ------------  --------
/// Lancashire  2010-11Q3 ~  11.71%   9.95% to 13.65%  pred. 10.80%  169 of 1,443  not sig.
/// Lancashire  2010-11Q4    11.80%  10.00% to 13.73%  pred. 10.97%  170 of 1,441  not sig.
/// ```
public struct HistoryRenderer: Sendable {
    /// Characters in a line.
    public var width: Int

    public init(width: Int) {
        self.width = width
    }

    /// - Parameters:
    ///   - report: on the latest quarter: its areas are shown, as it is arranged.
    ///   - earlier: the same indicator's reports on earlier quarters.
    ///   - asked: the earlier quarters that were asked for; those without a report are named.
    public func render(
        _ report: PublishedReport, earlier: [PublishedReport], asked: [ReportPeriod] = [],
        arrangement: Arrangement = .asReported
    ) -> String {
        let reports = (earlier + [report]).sorted { $0.period.to < $1.period.to }
        let apart = OverQuarters.apart(reports.map(\.period))
        var lines = Wrapping.lines(
            "\(report.indicator.id)  \(report.indicator.title)", width: width, first: "", rest: "  ")
        if let marking = report.release.marking { lines.insert(marking, at: 0) }
        if report.dataQuality.synthetic { lines.append(Report.syntheticCaveat) }
        lines.append("")
        var table = TextTable([
            .init(heading: "Area", alignment: .left, yields: true), .init(heading: "Quarter", alignment: .left),
            .init(heading: "Figure"), .init(heading: "95% interval"), .init(heading: "Against", alignment: .left),
            .init(heading: "Counts"), .init(heading: "Verdict", alignment: .left),
        ])
        let labels = AreaLabels(report)
        let findings = arrangement.findings(of: report)
        for shown in findings {
            for (index, report) in reports.enumerated() {
                guard let finding = report.anyFinding(of: shown.area) else { continue }
                let quarter = "\(report.requested)" + (apart.contains(index) ? "" : " ~")
                table.append([labels[shown], quarter] + Self.cells(finding, report.indicator))
            }
        }
        if findings.isEmpty {
            lines += [
                report.findings.isEmpty ? "No figure." : "No area has such a verdict in \(report.requested).", "",
            ]
        } else {
            lines += table.lines(width: width) + [""]
        }
        var notes = ["Source: \(report.indicator.source)."]
        let missing = asked.filter { period in !reports.contains { $0.requested == period } }.map(\.description)
        if let first = missing.first, let last = missing.last {
            let named = missing.count > 4 ? "\(first) to \(last)" : missing.joined(separator: ", ")
            notes.append("There is no report on \(missing.count) of the \(asked.count) earlier quarters: \(named).")
        }
        notes += Self.otherGround(findings, reports)
        if apart.count < reports.count {
            notes.append(
                "~ shares data with a figure that has no mark: they do not show a trend. Compare those without the "
                    + "mark."
            )
        }
        notes.append(VerdictWords.legend)
        notes += report.caveats.filter { $0 != Report.syntheticCaveat }
        lines += notes.flatMap { Wrapping.lines($0, width: width, first: "* ", rest: "  ") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Which areas were not of the same ground in which quarters.
    private static func otherGround(_ findings: [PublishedFinding], _ reports: [PublishedReport]) -> [String] {
        var told: Set<Area> = []
        return findings.compactMap { finding in
            let quarters = reports.filter { $0.isOfOtherGround(finding.area) }.map { "\($0.requested)" }
            guard let first = quarters.first, let last = quarters.last, told.insert(finding.area).inserted else {
                return nil
            }
            return "\(finding.area.name) (\(finding.area.level.word)) was not of the same ground "
                + (quarters.count == 1 ? "in \(first)" : "from \(first) to \(last)")
                + ": areas were joined or divided since, and nothing of then compares with it."
        }
    }

    private static func cells(_ finding: PublishedFinding, _ indicator: Indicator) -> [String] {
        if case .rounded(let rounded) = finding {
            let counts = [rounded.observed, rounded.n].compactMap(\.self).map { Numbers.count($0) }
            return [
                rounded.figure(indicator), Numbers.missing, Numbers.missing, counts.joined(separator: " of "),
                rounded.notJudged?.cause.word ?? "rounded",
            ]
        }
        guard let shown = finding.shown else {
            return Array(repeating: Shorthand.confidential.rawValue, count: 5)
        }
        let headline = shown.figures.presentation.headline(shown, indicator)
        let aim = shown.target.map { "target \(TargetWords(target: $0, indicator: indicator).aim)" }
        return [
            headline?.text ?? Numbers.missing, headline?.intervalText ?? Numbers.missing,
            (headline?.against ?? aim ?? Numbers.missing).replacing("predicted", with: "pred."),
            shown.countsBehind ?? Numbers.missing,
            VerdictWords.short.text(shown),
        ]
    }
}
