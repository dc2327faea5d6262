import Disclosure
import Mustache
import Presenting
import ReportKit

/// What the templates of a page are filled with, named as in the templates.
///
/// First the overview, which fits on two printed pages; then, unless only a summary is asked for, a section for each
/// indicator.
struct Page {
    let title: String
    let subtitle: String
    let notice: String?
    /// The heading of every printed page.
    let marking: String?
    let style = PageStyle.css
    let shapes = ShapeSymbols.svg
    let headline: GlanceTable
    let key: [KeyEntry]
    /// How to read the overview, in a few sentences.
    let guide: String
    /// Which areas the return's own are compared with.
    let comparisons: [String]
    let worth: [Thing]
    let themes: [ThemeView]
    let hasThemes: Bool
    /// The first indicator that has a section; nil where none has.
    let first: String?
    /// One rendered section per indicator.
    let sections: [String]
    let missing: [Return.MissingSection]
    let hasMissing: Bool
    let reading: [String]
    let sources: [String]

    /// What one shape means.
    struct KeyEntry {
        let shape: String
        let meaning: String
    }

    /// One thing worth knowing.
    struct Thing {
        let subject: String
        let line: String
        /// The section that it is about; nil where the page has none.
        let link: String?
    }

    /// - Parameter sections: one per indicator, rendered; none in a summary.
    init(_ edition: Return, sections: [String]) {
        let glance = edition.glance
        let isLinked = !sections.isEmpty
        title = "Return for \(edition.title)"
        subtitle = edition.subtitle
        notice = edition.notice
        marking = edition.marking
        headline = GlanceTable(
            glance.headline, id: "headline", caption: "Headline indicators, \(edition.title)",
            before: edition.quarterBefore, isLinked: isLinked)
        let shapes = Set((glance.headline + glance.themes.flatMap(\.rows)).map(\.shape))
        key = VerdictShape.allCases.filter(shapes.contains).map { KeyEntry(shape: $0.rawValue, meaning: $0.meaning) }
        guide = Page.overviewGuide(since: edition.quarterBefore)
        comparisons = edition.overviewNotes
        worth = glance.worth.map { Thing(subject: $0.subject, line: $0.line, link: isLinked ? $0.indicator : nil) }
        themes = glance.themes.map { group in
            ThemeView(
                name: group.theme.rawValue, tally: group.tally,
                table: GlanceTable(
                    group.rows, id: group.theme.identifier, caption: "\(group.theme.rawValue), \(edition.title)",
                    before: edition.quarterBefore, isLinked: isLinked))
        }
        hasThemes = !themes.isEmpty
        first = isLinked ? edition.reports.first?.indicator.id : nil
        self.sections = sections
        missing = edition.missing
        hasMissing = !edition.missing.isEmpty
        reading = Page.guide(
            edition.reports.first?.judgedBy ?? .p, isRounded: edition.reports.contains(where: \.isRounded))
        sources = edition.sourceLines
    }

    private static func overviewGuide(since quarter: Quarter) -> String {
        "By quarter: each dot is a quarter's figure, the upright line its 95% interval, the dash what was predicted "
            + "or agreed; the latest is marked by its verdict, and open dots share data with the one after. Since "
            + "\(quarter): from the figure as last quarter's edition published it, or as it is in this one; "
            + "a change may be chance alone."
    }

    /// Notes that hold for every indicator.
    private static func guide(_ basis: VerdictBasis, isRounded: Bool) -> [String] {
        [
            "A difference is called significant where chance alone would give one as large less often than once in "
                + "twenty "
                + "times. Not significant is not the same as none: where few are counted, even large differences "
                + "cannot be told "
                + "from chance.",
            "Whether a target was met and whether a difference is significant are separate questions, answered "
                + "separately.",
            "p adj. allows for all areas of a level being judged at once (Benjamini and Hochberg); verdicts are by "
                + basis.ending,
            FigureMark.allCases.map(\.line).joined(separator: " "),
            "Areas that were not asked for (the surrounding trust, region and nation) are shown for comparison.",
            isRounded
                ? "The same figures, of the same rounded counts, are in return.ods, return.csv and return.json."
                : "The same figures, unrounded, are in return.ods, return.csv and return.json.",
        ]
    }
}

/// One indicator's part of a page.
struct PageSection {
    struct Words {
        let area: String
        let sentence: String
    }

    let id: String
    let heading: String
    let definition: String
    let facts: String
    let notice: String?
    /// The text where no area of the return has a figure.
    let none: String?
    let words: [Words]
    let table: PageTable?
    let charts: [PageChart]
    let notes: [String]

    /// - Parameter charts: nil where the page has no room for them.
    init(_ report: PublishedReport, charts: [PageChart]?, _ edition: Return) {
        let labels = AreaLabels(report)
        id = report.indicator.id
        heading = report.heading
        definition = report.indicator.definition
        facts = [
            "\(Dates.text(report.period)). Good is: \(report.indicator.polarity.words).",
            report.indicator.source.isEmpty ? "" : "Source: \(report.indicator.source).",
            report.indicator.supplier.isEmpty ? "" : "Supplier: \(report.indicator.supplier).",
        ].filter { !$0.isEmpty }.joined(separator: " ")
        notice = edition.notice(on: report)
        words = report.findings.filter { edition.isOwn($0.area) }.compactMap { finding in
            switch finding {
            case .shown(let shown):
                Words(
                    area: labels[shown],
                    sentence: [shown.sentence(report.indicator), edition.similarSentence(on: shown, in: report)]
                        .compactMap(\.self).joined(separator: " "))
            case .rounded: Words(area: labels[finding], sentence: finding.sentence(report.indicator))
            case .partial, .suppressed: nil
            }
        }
        none = report.findings.isEmpty ? report.whyNoFigures : nil
        table = report.findings.isEmpty ? nil : PageTable(report)
        self.charts = charts ?? []
        notes =
            report.chanceNotes + report.caveats.filter { $0 != Report.syntheticCaveat }
            + (charts == nil
                ? ["Its charts are left out, to keep this page short; laa plot \(report.indicator.id) draws them."]
                : [])
    }
}

// Most lookups of a page are for cells: without these, each would look through the type's fields by reflection.
extension PageTable.Heading: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "kind": kind.isEmpty ? nil : kind
        default: nil
        }
    }
}

extension PageTable.Row: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "name": self.name
        case "cells": cells
        default: nil
        }
    }
}

/// A table of a page: its first column names the rows.
struct PageTable {
    struct Heading {
        let text: String
        /// The classes of the cell; empty for none.
        let kind: String
    }

    struct Row {
        let name: String
        let cells: [Heading]
    }

    let id: String
    let caption: String
    let headings: [Heading]
    let rows: [Row]

    /// The findings of a report, without columns that are empty for all of them: the answer first, then what it rests
    /// on.
    init(_ report: PublishedReport) {
        let labels = AreaLabels(report)
        let all = report.tableColumns(.full)
        let columns =
            [TableColumn.Part.figure, .verdict, .other].flatMap { part in all.filter { $0.part == part } }
        id = report.indicator.id
        caption = "\(report.indicator.id), \(Dates.text(report.period))"
        let kinds = columns.map { column in
            [column.alignment == .right ? "number" : nil, column.part.cssClass].compactMap(\.self)
                .joined(separator: " ")
        }
        headings =
            [Heading(text: "Area", kind: "")]
            + zip(columns, kinds).map { Heading(text: PageTable.inFull[$0.heading] ?? $0.heading, kind: $1) }
        rows = report.findings.map { finding in
            Row(
                name: labels[finding],
                cells: zip(columns, kinds).map { Heading(text: $0.cell(finding), kind: $1) })
        }
    }

    init(_ table: ChartTable, id: String) {
        self.id = "\(id)-table"
        caption = table.caption
        let isNumber = table.headings.indices.map { column in
            column > 0 && table.rows.allSatisfy { !$0[column].replacing(" to ", with: "").contains(where: \.isLetter) }
        }
        let kinds = isNumber.map { $0 ? "number" : "" }
        headings = zip(table.headings, kinds).map { Heading(text: $0, kind: $1) }
        rows = table.rows.map { row in
            Row(name: row[0], cells: zip(row, kinds).dropFirst().map { Heading(text: $0, kind: $1) })
        }
    }

    /// Headings that are shortened for a terminal, in full.
    private static let inFull = [
        "Pred.": "Predicted", "Diff.": "Relative difference", "Insig.": "Range of insignificance", "p adj.": "p adj.",
    ]
}

extension PageChart: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "title": title
        case "summary": summary
        case "svg": svg
        case "narrow": narrow
        case "table": table
        default: nil
        }
    }
}

extension TableColumn.Part {
    fileprivate var cssClass: String? {
        switch self {
        case .figure: "figure"
        case .verdict: "verdict"
        case .area, .level, .other: nil
        }
    }
}

/// A chart of a page, its figures beside it.
struct PageChart {
    let id: String
    let title: String
    let summary: String
    let svg: String
    /// The same for the width of a phone.
    let narrow: String
    let table: PageTable

    init(_ chart: any Chart, notice: String?) {
        id = chart.id
        title = chart.title
        summary = chart.summary
        svg = chart.svg(notice: notice)
        narrow = chart.narrowSVG(notice: notice, labelledBy: "\(chart.id)-caption")
        table = PageTable(chart.table, id: chart.id)
    }
}

extension PublishedReport {
    fileprivate var heading: String { "\(indicator.id): \(indicator.title)" }
}

/// The style sheet that is embedded in every page of a return.
package enum PageStyle {
    package static let css = String(decoding: PackageResources.style_css, as: UTF8.self)
}
