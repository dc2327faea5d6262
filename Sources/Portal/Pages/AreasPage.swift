import ReportKit

/// The areas of a partnership's latest return side by side, indicator by indicator: its own first, then those that the
/// return shows for comparison.
struct AreasPage: PageView {
    /// Areas that are shown at once; more are on each indicator's page.
    private static let most = 12

    let title: String
    let partnership: String
    let home: String
    let quarter: String
    let edition: Int
    let href: String
    let notice: String?
    let columns: [Column]
    let rows: [Row]
    let more: Int?
    let key: [ShapeMeaning]

    struct Column {
        let name: String
        let level: String
        let isOwn: Bool
    }

    struct Row {
        let title: String
        let indicator: String
        let href: String
        let cells: [Cell]
    }

    struct Cell {
        let figure: String
        let counts: String?
        let shape: String?
        let verdict: String
    }

    /// Nil where no return was delivered, or it cannot be read.
    init?(_ partnership: String, _ holdings: Holdings, _ library: BundleLibrary) {
        guard let latest = holdings.editions(of: partnership).first, let published = try? library.figures(of: latest)
        else { return nil }
        title = "Areas of \(partnership) side by side"
        self.partnership = partnership
        home = "/partnerships/\(Slug.text(partnership))"
        quarter = "\(latest.quarter)"
        edition = latest.number
        href = "/partnerships/\(latest.place)"
        notice = published.notice
        var areas = published.areas
        for finding in published.reports.flatMap(\.findings) where !finding.isOfGroup && !areas.contains(finding.area) {
            areas.append(finding.area)
        }
        let shown = Array(areas.prefix(Self.most))
        more = areas.count > shown.count ? areas.count - shown.count : nil
        columns = shown.map {
            Column(name: $0.name, level: $0.level.word, isOwn: published.areas.contains($0))
        }
        rows = published.reports.map { report in
            let findings = Dictionary(
                report.findings.filter { !$0.isOfGroup }.map { ($0.area, $0) }, uniquingKeysWith: { first, _ in first })
            return Row(
                title: report.title, indicator: report.indicator,
                href: "/partnerships/\(Slug.text(partnership))/indicators/\(Address.encoded(report.indicator))",
                cells: shown.map { area in
                    guard let finding = findings[area] else {
                        return Cell(figure: "–", counts: nil, shape: nil, verdict: "not in the return")
                    }
                    let figure = PublishedFigure(finding.slice)
                    return Cell(
                        figure: figure.text, counts: figure.counts, shape: figure.shape.rawValue,
                        verdict: figure.verdict)
                })
        }
        key = ShapeMeaning.all(of: rows.flatMap { $0.cells.compactMap(\.shape) })
    }
}
