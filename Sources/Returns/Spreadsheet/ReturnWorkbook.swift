import Disclosure
import Presenting
import ReportKit
import Spreadsheet
import Text

/// A return as a workbook, by the Government Analysis Function's guidance on releasing statistics in spreadsheets:
/// the overview and contents, cover, notes, then one table per sheet, without merged or empty cells.
struct ReturnWorkbook {
    private let edition: Return

    init(_ edition: Return) {
        self.edition = edition
    }

    var workbook: Workbook {
        let tables = edition.reports.map(sheet)
        let missing = edition.missing.isEmpty ? [] : [missingSheet]
        let described = [cover, notes] + tables + missing
        return Workbook(
            title: "Return for \(edition.title)", subject: edition.subtitle,
            sheets: [GlanceSheet(edition).sheet, .contents(of: described)] + described)
    }

    private var cover: Worksheet {
        var lines = [edition.subtitle]
        if let notice = edition.notice { lines.insert(notice, at: 0) }
        lines.append(
            "Figures of areas that were not asked for (the surrounding trust, region and nation) are for comparison.")
        let held =
            edition.reports.contains(where: \.isRounded)
            ? "Counts of people are rounded, and rates are computed from the rounded counts."
            : "Numbers are held unrounded and shown rounded."
        lines.append("\(held) A verdict does not say whether a target was met.")
        lines += edition.vintages.map { source in
            "Drawn from: \(source.kind.rawValue) extract of \(source.system), vintage \(source.vintage)"
                + (source.coversFrom.map { ", from \(Dates.text($0))" } ?? "")
                + (source.coversThrough.map { " to \(Dates.text($0))" } ?? "")
                + "."
        }
        return Worksheet(
            name: "Cover", title: "Return for \(edition.title)", introduction: lines.map { .init(text: $0) }, table: nil
        )
    }

    private var notes: Worksheet {
        let shorthand = Shorthand.allCases.map { ($0.rawValue, $0.meaning) }
        let caveats = edition.reports.flatMap { report in
            report.caveats.filter { $0 != Report.syntheticCaveat }.enumerated().map {
                ("\(report.indicator.id) note \($0.offset + 1)", $0.element)
            }
        }
        var seen: Set<String> = []
        let meanings = edition.reports.flatMap(columnsShown).filter { seen.insert($0.title).inserted }
            .map { ($0.title, $0.note) }
        return Worksheet(
            name: "Notes", title: "Notes",
            introduction: [
                .init(
                    text: "This sheet has one table: what shorthand and columns mean, and the notes on each indicator.")
            ],
            table: .init(
                headings: ["What", "Note"],
                rows: (shorthand + caveats + meanings).map { [.text($0.0), .text($0.1)] }))
    }

    private func sheet(_ report: PublishedReport) -> Worksheet {
        let columns = columnsShown(of: report)
        var lines = [
            report.findings.isEmpty
                ? report.whyNoFigures
                : "This sheet has one table. \(Self.shorthand) are shorthand: see the sheet Notes.",
            "Period: \(Dates.text(report.period)). Source: \(report.indicator.source).",
            report.indicator.definition,
        ]
        if report.judgedBy == .pAdjusted {
            lines.append("Verdicts are by p adjusted, which allows for all areas of a level being judged at once.")
        }
        lines += report.chanceNotes
        if let notice = edition.notice(on: report) { lines.insert(notice, at: 0) }
        return Worksheet(
            name: report.indicator.id,
            title: "\(report.indicator.id): \(report.indicator.title), \(edition.title)",
            introduction: lines.map { .init(text: $0) },
            table: report.findings.isEmpty
                ? nil
                : .init(
                    headings: columns.map(\.title),
                    rows: rows(of: report, columns)))
    }

    /// The columns of a report's sheet, the area's name first.
    private func columnsShown(of report: PublishedReport) -> [FindingColumn] {
        FindingColumn.all(of: report.indicator.family).filter { column in
            !Self.onCover.contains(column.name)
                // A column that is empty for every area is left out, rather than filled with shorthand.
                && report.shown.contains { column.csv(report, .shown($0))?.isEmpty == false }
        }.sorted { first, second in first.name == "area_name" && second.name != "area_name" }
            .map { $0.per(report.indicator.per) }
    }

    private static let shorthand = Shorthand.allCases.map(\.rawValue).joined(separator: ", ")

    /// What is the same in every row is given above the table instead.
    private static let onCover: Set = ["indicator", "quarter", "period_from", "period_to", "source", "synthetic"]

    private func rows(of report: PublishedReport, _ columns: [FindingColumn]) -> [[Worksheet.Cell]] {
        let decimals = Self.decimals(of: report, columns)
        return report.findings.map { finding in
            zip(columns, decimals).map { Self.cell($0.csv(report, finding), $0, decimals: $1) }
        }
    }

    /// How many decimals a page shows of each column's numbers; nil where it does not show them. The upper end of an
    /// interval is shown as the lower one is.
    static func decimals(of report: PublishedReport, _ columns: [FindingColumn]) -> [Int?] {
        let sample = report.shown.prefix(8)
        let own = columns.map { column in
            switch column.kind {
            case .fraction, .rate, .percentage, .number:
                sample.lazy.compactMap { column.decimalsShown(report.indicator, $0) }.max()
            case .text, .day, .flag, .count, .probability: nil as Int?
            }
        }
        return columns.indices.map { index in
            own[index] ?? (columns[index].name.contains("upper") && index > 0 ? own[index - 1] : nil)
        }
    }

    static func cell(_ text: String?, _ column: FindingColumn, decimals: Int?) -> Worksheet.Cell {
        guard let text, !text.isEmpty else { return .shorthand(column.whenEmpty.rawValue) }
        if text == Shorthand.confidential.rawValue { return .shorthand(text) }
        switch column.kind {
        case .flag: return .text(text == "true" ? "Yes" : "No")
        case .day: return .text(text)
        case .text: return .text(text.first == "'" ? String(text.dropFirst()) : text)
        case .count: return number(text, column) { _ in .whole }
        case .fraction, .rate: return number(text, column) { _ in .init(.percent, decimals: decimals ?? 2) }
        case .percentage, .number: return number(text, column) { _ in .init(.decimal, decimals: decimals ?? 2) }
        case .probability:
            return number(text, column) { .init(.probability, decimals: FindingColumn.decimals(ofP: $0)) }
        }
    }

    private static func number(
        _ text: String, _ column: FindingColumn, _ form: (Double) -> Worksheet.Form
    ) -> Worksheet.Cell {
        Double(text).map { .number($0 * column.factor, form($0 * column.factor)) } ?? .text(text)
    }

    private var missingSheet: Worksheet {
        Worksheet(
            name: "Missing", title: "Sections that are missing",
            introduction: [.init(text: "This sheet has one table: the modules that gave no figures, and why.")],
            table: .init(
                headings: ["Module", "Why"], rows: edition.missing.map { [.text($0.module), .text($0.reason)] }))
    }
}

extension PublishedReport {
    /// The text where no area of the return has a figure.
    var whyNoFigures: String {
        indicator.family == .undefined
            ? "The definition of this indicator is not known: no figure can be given."
            : "This indicator has no figures for these areas and this quarter."
    }
}
