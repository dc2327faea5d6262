import Disclosure
import Platform
import Presenting
import ReportKit
import Spreadsheet
import Text

/// Several indicators side by side: one row per area, and for each indicator a group of columns with its answer.
///
/// ```
/// area_code,area_name,area_level,NI18_actual_rate,NI18_actual_rate_lower95,...,NI143_rate,...
/// E06000008,Blackburn with Darwen,local-authority,0.0952,...
/// ```
public struct WideTable {
    private let reports: [PublishedReport]
    private let groups: [(report: PublishedReport, columns: [FindingColumn])]

    /// - Parameter reports: of one period, one per indicator, in the order of the groups.
    public init(_ reports: [PublishedReport]) {
        self.reports = reports
        groups = reports.map { ($0, FindingColumn.answer(of: $0.indicator.family)) }
    }

    /// The areas of all reports, each once.
    private var areas: [Area] {
        var known: Set<Area> = []
        return reports.flatMap(\.findings).map(\.area).filter { known.insert($0).inserted }
    }

    /// The findings on each area, one per group.
    private func rows() -> [(area: Area, findings: [PublishedFinding?])] {
        let byArea = reports.map { report in
            Dictionary(report.findings.filter { $0.group == nil }.map { ($0.area, $0) }, uniquingKeysWith: { $1 })
        }
        return areas.map { area in (area, byArea.map { $0[area] }) }
    }

    /// As comma-separated values, numbers at full precision and rates as fractions.
    public var csv: String {
        let places = ["area_code", "area_name", "area_level"]
        let marking = reports.lazy.compactMap(\.release.marking).first
        let names =
            places + groups.flatMap { group in group.columns.map { "\(group.report.indicator.id)_\($0.name)" } }
            + ["synthetic"] + (marking == nil ? [] : ["marking"])
        let synthetic = "\(reports.contains { $0.dataQuality.synthetic })"
        let lines = rows().map { area, findings in
            CSV.line(
                [area.code, CSV.text(area.name), area.level.rawValue]
                    + zip(groups, findings).flatMap { group, finding in
                        group.columns.map { column in finding.flatMap { column.csv(group.report, $0) } ?? "" }
                    } + [synthetic] + (marking.map { [$0] } ?? []))
        }
        return CSV.line(names) + lines.joined()
    }

    /// As a workbook: the table, then what its columns mean.
    public var workbook: [UInt8] {
        get throws {
            let title = "\(reports.map(\.indicator.id).joined(separator: ", ")), \(period)"
            let notices = [
                reports.lazy.compactMap(\.release.marking).first,
                reports.contains { $0.dataQuality.synthetic } ? Report.syntheticCaveat : nil,
            ].compactMap(\.self)
            let shorthand = Shorthand.allCases.map { "\($0.rawValue) \($0.meaning)" }
            let table = Worksheet(
                name: "Table", title: title,
                introduction: (notices + ["This sheet has one table: one row per area."] + shorthand).map {
                    .init(text: $0)
                },
                table: .init(headings: ["Area", "Code", "Level"] + headings, rows: cells))
            let notes = Worksheet(
                name: "Notes", title: "Notes",
                introduction: [.init(text: "This sheet has one table: what the columns mean, and the notes.")],
                table: .init(headings: ["What", "Note"], rows: notes.map { [.text($0.0), .text($0.1)] }))
            return try OpenDocument(Workbook(title: title, subject: title, sheets: [table, notes])).file
        }
    }

    private var period: String { reports.first.map { "\($0.requested)" } ?? "" }

    private var headings: [String] {
        groups.flatMap { group in
            group.columns.map { "\(group.report.indicator.id): \($0.per(group.report.indicator.per).title)" }
        }
    }

    private var cells: [[Worksheet.Cell]] {
        let decimals = groups.map { ReturnWorkbook.decimals(of: $0.report, $0.columns) }
        return rows().map { area, findings in
            [.text(area.name), .text(area.code), .text(area.level.word)]
                + groups.indices.flatMap { index -> [Worksheet.Cell] in
                    let (report, columns) = groups[index]
                    return zip(columns, decimals[index]).map { column, decimals in
                        let text = findings[index].flatMap { column.csv(report, $0) }
                        return ReturnWorkbook.cell(text, column.per(report.indicator.per), decimals: decimals)
                    }
                }
        }
    }

    private var notes: [(String, String)] {
        var known: Set<String> = []
        let meanings = groups.flatMap(\.columns).filter { known.insert($0.title).inserted }.map { ($0.title, $0.note) }
        let caveats = reports.flatMap { report in
            [(report.indicator.id, "\(report.indicator.title). \(report.indicator.definition)")]
                + report.caveats.enumerated().map { ("\(report.indicator.id) note \($0.offset + 1)", $0.element) }
        }
        return meanings + caveats
    }

    /// As aligned text: the figure and the verdict of each indicator.
    public func text(width: Int) -> String {
        var table = TextTable(
            [.init(heading: "Area", alignment: .left, yields: true)]
                + reports.flatMap { report in
                    [
                        TextTable.Column(heading: report.indicator.id),
                        .init(heading: "Verdict", alignment: .left),
                    ]
                })
        let levels = Dictionary(grouping: areas, by: \.name)
        for (area, findings) in rows() {
            table.append(
                [(levels[area.name]?.count ?? 0) > 1 ? area.named : area.name]
                    + zip(reports, findings).flatMap { report, finding -> [String] in
                        guard let finding else { return [Numbers.missing, Numbers.missing] }
                        if case .rounded(let rounded) = finding {
                            return [rounded.figure(report.indicator), rounded.notJudged?.cause.word ?? "rounded"]
                        }
                        guard let shown = finding.shown else {
                            return [Shorthand.confidential.rawValue, Shorthand.confidential.rawValue]
                        }
                        let headline = shown.figures.presentation.headline(shown, report.indicator)
                        return [headline?.text ?? Numbers.missing, VerdictWords.short.text(shown)]
                    })
        }
        var lines = ["\(period)"]
        if let marking = reports.lazy.compactMap(\.release.marking).first { lines.insert(marking, at: 0) }
        if reports.contains(where: { $0.dataQuality.synthetic }) { lines.append(Report.syntheticCaveat) }
        let printed = table.lines(width: width)
        lines += [""] + printed + [""]
        lines += reports.flatMap {
            Wrapping.lines("\($0.indicator.id): \($0.indicator.title).", width: width, first: "* ", rest: "  ")
        }
        lines += Wrapping.lines(VerdictWords.legend, width: width, first: "* ", rest: "  ")
        for mark in FigureMark.allCases where printed.contains(where: { $0.contains(mark.rawValue) }) {
            lines += Wrapping.lines(mark.line, width: width, first: "* ", rest: "  ")
        }
        for mark in Shorthand.allCases where printed.contains(where: { $0.contains(mark.rawValue) }) {
            lines += Wrapping.lines("\(mark.rawValue) \(mark.meaning)", width: width, first: "* ", rest: "  ")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
