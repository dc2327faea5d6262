import Presenting
import ReportKit

/// An indicator of a partnership over the quarters, as each edition published it, and beside other areas.
struct IndicatorPage: PageView {
    let title: String
    let partnership: String
    let home: String
    let definition: String
    let chart: ChartView?
    let editions: [Row]
    let areas: [AreaRow]
    let hasAreas: Bool
    let comparison: ComparisonView?
    let quarter: String
    let notice: String?
    let key: [ShapeMeaning]

    struct Row {
        let quarter: String
        let edition: Int
        let state: String
        let href: String
        let figure: String
        let counts: String?
        let shape: String
        let verdict: String
        let target: String?
    }

    struct AreaRow {
        let name: String
        let figure: String
        let counts: String?
        let shape: String
        let verdict: String
        let isOwn: Bool
    }

    /// Nil where no edition has the indicator, or it cannot be read.
    init?(_ asked: String, of partnership: String, _ holdings: Holdings, _ library: BundleLibrary) {
        let found = holdings.editions(of: partnership).compactMap { edition in
            (try? library.digest(of: edition))?.byIndicator
                .first { $0.indicator.lowercased() == asked.lowercased() }.map { (edition: edition, row: $0) }
        }
        guard let latest = found.first else { return nil }
        let id = latest.row.indicator
        title = "\(id): \(latest.row.title)"
        self.partnership = partnership
        home = "/partnerships/\(Slug.text(partnership))"
        definition = latest.row.definition
        quarter = "\(latest.edition.quarter)"
        editions = found.map { edition, row in
            Row(
                quarter: "\(edition.quarter)", edition: edition.number,
                state: holdings.isSuperseded(edition) ? "superseded" : "current",
                href: "/partnerships/\(edition.place)", figure: row.figure.text, counts: row.figure.counts,
                shape: row.figure.shape.rawValue, verdict: row.figure.verdict,
                target: row.figure.target)
        }
        let published = try? library.figures(of: latest.edition)
        notice = published?.notice
        let own = latest.row.area
        areas = (published?.reports.first { $0.indicator == id }?.findings ?? []).filter { !$0.isOfGroup }
            .prefix(400).map { finding in
                let figure = PublishedFigure(finding.slice)
                return AreaRow(
                    name: "\(finding.area.name) (\(finding.area.level.word))", figure: figure.text,
                    counts: figure.counts, shape: figure.shape.rawValue, verdict: figure.verdict,
                    isOwn: finding.area == own)
            }
        hasAreas = areas.count > 1
        comparison = ComparisonView(published, latest.row)
        key = ShapeMeaning.all(of: editions.map(\.shape) + areas.map(\.shape))
        chart = EditionsChart(
            found.compactMap { edition, row in
                row.figure.value.map { value in
                    EditionsChart.Point(
                        quarter: edition.quarter, edition: edition.number, value: value,
                        interval: row.figure.interval, reference: row.figure.reference, shape: row.figure.shape)
                }
            }, id: "over-quarters", title: "\(id): \(own.name) over the quarters",
            axis: latest.row.figure.unit.axis, referenceName: latest.row.figure.referenceName,
            unit: latest.row.figure.unit
        ).map { ChartView($0, notice: published?.notice) }
    }
}

extension PlottedValue.Unit {
    /// What an axis of such values says.
    fileprivate var axis: String {
        switch self {
        case .percent: "Figure (%)"
        case .signedPercent: "Change (%)"
        case .plain, .whole: "Figure"
        }
    }
}

/// A chart for two widths, with its figures.
struct ChartView {
    struct Row {
        let name: String
        let cells: [String]
    }

    let id: String
    let title: String
    let summary: String
    let svg: String
    let narrow: String
    let caption: String
    let headings: [String]
    let rows: [Row]

    init(_ chart: any Chart, notice: String?) {
        id = chart.id
        title = chart.title
        summary = chart.summary
        svg = chart.svg(notice: notice)
        narrow = chart.narrowSVG(notice: notice, labelledBy: "\(chart.id)-caption")
        caption = chart.table.caption
        headings = chart.table.headings
        rows = chart.table.rows.map { Row(name: $0[0], cells: Array($0.dropFirst())) }
    }
}
