import Mustache
import Presenting
import ReportKit
import Text

/// An overview's table, as the templates are filled with it.
struct GlanceTable {
    let id: String
    let caption: String
    /// The quarter that changes are since.
    let before: String
    /// Whether any figure is compared with those of similar areas.
    let hasSimilar: Bool
    let rows: [Row]

    struct Row {
        let id: String
        let title: String
        /// Whether the page has a section of the indicator.
        let isLinked: Bool
        let label: String?
        let figure: String
        let counts: String?
        let against: [String]
        let shape: String
        let verdict: String
        let target: String?
        let history: String?
        let change: String?
        /// Whether the table has a column for similar areas.
        let hasSimilar: Bool
        let similar: Similar?
    }

    /// The figures of similar areas: their median, their range, and how the own one stands to them.
    struct Similar {
        let median, range, standing: String
    }

    init(_ rows: [GlanceRow], id: String, caption: String, before: Quarter, isLinked: Bool) {
        self.id = id
        self.caption = caption
        self.before = "\(before)"
        let isCompared = rows.contains { $0.similar != nil }
        hasSimilar = isCompared
        self.rows = rows.map { row in
            Row(
                id: row.indicator.id, title: row.indicator.title, isLinked: isLinked, label: row.label,
                figure: row.figure, counts: row.counts, against: row.against, shape: row.shape.rawValue,
                verdict: row.verdict,
                target: row.target, history: row.history?.svg, change: row.change, hasSimilar: isCompared,
                similar: row.similar.map {
                    Similar(
                        median: $0.unit.text($0.median),
                        range: "\($0.unit.text($0.lowest)) to \($0.unit.text($0.highest))",
                        standing: $0.standing.rawValue)
                })
        }
    }
}

// Without this, each look-up would go through the type's fields by reflection.
extension GlanceTable.Row: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "title": title
        case "isLinked": isLinked
        case "label": label
        case "figure": figure
        case "counts": counts
        case "against": against
        case "shape": shape
        case "verdict": verdict
        case "target": target
        case "history": history
        case "change": change
        case "hasSimilar": hasSimilar
        case "similar": similar
        default: nil
        }
    }
}

/// The indicators of one theme, as the templates are filled with them.
struct ThemeView {
    let name: String
    let tally: String
    let table: GlanceTable
}

/// The shapes beside verdicts, each drawn once in a page: they differ in outline, so that colours are not needed.
package enum ShapeSymbols {
    package static let svg: String = {
        var root = Element("svg", ["width": "0", "height": "0", "class": "symbols", "aria-hidden": "true"])
        for shape in VerdictShape.allCases {
            root.append(Element("symbol", ["id": "shape-\(shape.rawValue)", "viewBox": "0 0 16 16"], drawing(shape)))
        }
        return root.text
    }()

    private static func drawing(_ shape: VerdictShape) -> [Element] {
        switch shape {
        case .worse:
            [
                Element("path", ["d": "M8 0 16 8 8 16 0 8Z", "fill": "#b10e1e"]),
                Element("path", ["d": "M5.5 5.5 10.5 10.5M10.5 5.5 5.5 10.5", "stroke": "#fff", "stroke-width": "2"]),
            ]
        case .better:
            [
                Element("circle", ["cx": "8", "cy": "8", "r": "7.5", "fill": "#00603c"]),
                Element(
                    "path", ["d": "M4 8.5 7 11.5 12 5", "stroke": "#fff", "stroke-width": "2", "fill": "none"]),
            ]
        case .plain:
            [
                Element(
                    "circle",
                    ["cx": "8", "cy": "8", "r": "6", "fill": "none", "stroke": "#1d5a94", "stroke-width": "2.5"])
            ]
        case .tooFew:
            [
                Element(
                    "circle",
                    [
                        "cx": "8", "cy": "8", "r": "6.5", "fill": "none", "stroke": "#505a5f", "stroke-width": "1.5",
                        "stroke-dasharray": "2 2",
                    ])
            ]
        case .notJudged: [Element("path", ["d": "M3 8H13", "stroke": "#505a5f", "stroke-width": "2.5"])]
        case .suppressed:
            [
                Element(
                    "rect",
                    [
                        "x": "2", "y": "2", "width": "12", "height": "12", "fill": "none", "stroke": "#505a5f",
                        "stroke-width": "1.5",
                    ]),
                Element("path", ["d": "M4 12 12 4", "stroke": "#505a5f", "stroke-width": "1.5"]),
            ]
        }
    }
}
