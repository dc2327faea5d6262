import Foundation
import Presenting
import ReportKit

/// All partnerships on one page: their latest figures, indicator by indicator, with the shapes of their verdicts.
struct OverviewPage: PageView {
    /// Indicators that are shown at once.
    private static let columnsAtOnce = 12
    /// Those that come first.
    private static let first = ["NI18", "NI30", "NI143", "NI144"]

    let title = "All partnerships"
    let columns: [Column]
    let rows: [Row]
    let hasRows: Bool
    let sortedBy: String
    let byName: Link
    let parts: [Link]
    let hasParts: Bool
    let key: [ShapeMeaning]

    struct Column {
        let indicator: String
        let title: String
        let sort: String
        let isSorted: Bool
    }

    struct Row {
        let name: String
        let href: String
        let quarter: String
        let cells: [Cell]
    }

    struct Cell {
        let figure: String
        let shape: String?
        let verdict: String
        /// Not called as the row's own, which would stand for one that is missing.
        let page: String?
        let target: String?
    }

    struct Link {
        let text: String
        let href: String
        let isCurrent: Bool
    }

    /// - Parameter query: `sort`, an indicator's name or `name`; `part`, which of the indicators, from 1.
    init(_ holdings: Holdings, _ library: BundleLibrary, _ query: [String: String]) {
        let latest = holdings.partnerships.map {
            name -> (name: String, edition: PublishedEdition?, digest: ReturnDigest?) in
            let edition = holdings.latest(of: name).first
            return (name, edition, edition.flatMap { try? library.digest(of: $0) })
        }
        var titles: [String: String] = [:]
        for row in latest.flatMap({ $0.digest?.rows ?? [] }) { titles[row.indicator] = row.title }
        let others = titles.keys.filter { !Self.first.contains($0) }
            .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        let all = Self.first.filter { titles[$0] != nil } + others
        let count = max(1, (all.count + Self.columnsAtOnce - 1) / Self.columnsAtOnce)
        let part = min(max(query["part"].flatMap(Int.init) ?? 1, 1), count)
        let shown = Array(all.dropFirst((part - 1) * Self.columnsAtOnce).prefix(Self.columnsAtOnce))
        let sort = query["sort"].flatMap { shown.contains($0) ? $0 : nil }
        let made = latest.map { name, edition, digest -> (row: Row, value: Double?) in
            let byIndicator = Dictionary(
                (digest?.byIndicator ?? []).map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
            let cells = shown.map { indicator -> Cell in
                guard let row = byIndicator[indicator] else {
                    return Cell(figure: "–", shape: nil, verdict: "not in the return", page: nil, target: nil)
                }
                let line = GlanceLine(row, of: name)
                return Cell(
                    figure: line.figure, shape: line.shape, verdict: line.verdict, page: line.href, target: line.target)
            }
            let row = Row(
                name: name, href: "/partnerships/\(Slug.text(name))",
                quarter: edition.map { "\($0.quarter)" } ?? "none yet", cells: cells)
            return (row, sort.flatMap { byIndicator[$0]?.figure.value })
        }
        rows =
            sort == nil
            ? made.map(\.row)
            : made.sorted { one, other in
                switch (one.value, other.value) {
                case (let one?, let other?): one > other
                case (.some, nil): true
                default: false
                }
            }.map(\.row)
        hasRows = !rows.isEmpty
        columns = shown.map {
            Column(
                indicator: $0, title: titles[$0] ?? "", sort: "/overview?part=\(part)&sort=\(Address.encoded($0))",
                isSorted: $0 == sort)
        }
        sortedBy = sort.map { "by \($0), the highest first" } ?? "by name"
        byName = Link(text: "Partnership", href: "/overview?part=\(part)", isCurrent: sort == nil)
        parts = (1...count).map { number in
            let ofPart = all.dropFirst((number - 1) * Self.columnsAtOnce).prefix(Self.columnsAtOnce)
            return Link(
                text: "\(ofPart.first ?? "") to \(ofPart.last ?? "")", href: "/overview?part=\(number)",
                isCurrent: number == part)
        }
        hasParts = count > 1
        key = ShapeMeaning.all(of: rows.flatMap { $0.cells.compactMap(\.shape) })
    }
}
