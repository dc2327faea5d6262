import Presenting
import Text

/// `summary.txt` and `summary.html`: the overview for an e-mail. The page has all its styles inline and no picture,
/// since mail programs drop the others, and is small enough to be shown whole.
struct SummaryFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        let glance = edition.glance
        return [
            ReturnFile(name: "summary.txt", contents: Self.text(edition, glance)),
            ReturnFile(name: "summary.html", contents: SummaryPage(edition, glance).html),
        ]
    }

    /// Characters in a line of an e-mail.
    private static let width = 76

    private static func text(_ edition: Return, _ glance: AtAGlance) -> String {
        var lines = ["Return for \(edition.title)", edition.subtitle]
        if let notice = edition.notice { lines += Wrapping.lines(notice, width: width, first: "", rest: "") }
        for row in glance.headline {
            let subject = "\(row.indicator.id) \(row.indicator.title)" + (row.label.map { ", \($0)" } ?? "")
            lines += [""] + Wrapping.lines(subject, width: width, first: "", rest: "  ")
            lines += Wrapping.lines("\(row.shape.character) \(row.line)", width: width, first: "  ", rest: "    ")
            if let change = row.change { lines.append("    Since \(edition.quarterBefore): \(change)") }
            if let similar = row.similar {
                lines += Wrapping.lines("Similar areas: \(similar.line)", width: width, first: "    ", rest: "    ")
            }
        }
        lines += ["", "Most worth knowing"]
        for (index, thing) in glance.worth.enumerated() {
            lines += Wrapping.lines(
                "\(thing.subject): \(thing.line)", width: width, first: "\(index + 1). ", rest: "   ")
        }
        if !glance.themes.isEmpty { lines += ["", "The other indicators"] }
        for group in glance.themes {
            lines += Wrapping.lines(
                "\(group.theme.rawValue): \(group.tally)", width: width, first: "  ", rest: "    ")
        }
        if !edition.overviewNotes.isEmpty { lines.append("") }
        for line in edition.overviewNotes { lines += Wrapping.lines(line, width: width, first: "", rest: "  ") }
        lines += [""] + Wrapping.lines(SummaryPage.ending(edition), width: width, first: "", rest: "")
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The overview as a page for mail programs.
struct SummaryPage {
    private let edition: Return
    private let glance: AtAGlance

    static func ending(_ edition: Return) -> String {
        "A difference is called significant where chance alone would give one as large less often than once in twenty "
            + "times; a change since the quarter before may be chance alone. "
            + (edition.detail == .full
                ? "The whole return, with sources and notes, is in return.html."
                : "The figures of every indicator are in return.ods.")
    }

    init(_ edition: Return, _ glance: AtAGlance) {
        self.edition = edition
        self.glance = glance
    }

    var html: String {
        var body = Element("body", ["style": Self.body])
        body.append(Element("h1", ["style": "font-size:24px;margin:0 0 8px"], text: "Return for \(edition.title)"))
        body.append(Self.paragraph(edition.subtitle))
        if let notice = edition.notice {
            body.append(
                Element(
                    "p", ["style": "border:3px solid #b10e1e;padding:8px 12px;margin:0 0 16px;font-weight:bold"],
                    text: notice))
        }
        body.append(Element("h2", ["style": Self.heading], text: "At a glance"))
        body.append(table)
        body.append(Element("h2", ["style": Self.heading], text: "Most worth knowing"))
        body.append(
            Element(
                "ol", ["style": "margin:0 0 16px;padding-left:24px"],
                glance.worth.map { Element("li", ["style": "margin:0 0 6px"], text: "\($0.subject): \($0.line)") }))
        if !glance.themes.isEmpty {
            body.append(Element("h2", ["style": Self.heading], text: "The other indicators"))
            body.append(
                Element(
                    "ul", ["style": "margin:0 0 16px;padding-left:24px"],
                    glance.themes.map { Element("li", [:], text: "\($0.theme.rawValue): \($0.tally)") }))
        }
        for line in edition.overviewNotes { body.append(Self.paragraph(line)) }
        body.append(Self.paragraph(Self.ending(edition)))
        let head = Element(
            "head", [:],
            [
                Element("meta", ["charset": "utf-8"]),
                Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                Element("title", text: "Return for \(edition.title)"),
            ])
        return "<!DOCTYPE html>\n" + Element("html", ["lang": "en-GB"], [head, body]).text + "\n"
    }

    private static let body =
        "color:#0b0c0c;background:#ffffff;font:16px/1.5 Arial,'Liberation Sans',sans-serif;margin:0 auto;"
        + "max-width:640px;padding:16px"
    private static let heading = "border-top:3px solid #1d5a94;font-size:20px;margin:24px 0 8px;padding-top:8px"
    private static let cell = "border-bottom:1px solid #b1b4b6;padding:8px 8px 8px 0;text-align:left;vertical-align:top"

    private static func paragraph(_ text: String) -> Element {
        Element("p", ["style": "margin:0 0 16px"], text: text)
    }

    private var table: Element {
        func head(_ text: String) -> Element {
            Element("th", ["scope": "col", "style": Self.cell + ";border-bottom:2px solid #0b0c0c"], text: text)
        }
        let rows = glance.headline.map { row in
            Element(
                "tr", [:],
                [
                    Element(
                        "th", ["scope": "row", "style": Self.cell],
                        text: "\(row.indicator.id) \(row.indicator.title)" + (row.label.map { ", \($0)" } ?? "")),
                    Self.cell(
                        [(row.figure, "font-size:20px;font-weight:bold")]
                            + ((row.counts.map { [$0] } ?? []) + row.against).map { ($0, "") }),
                    Self.cell(
                        [("\(row.shape.character) \(row.verdict)", "color:\(row.shape.colour);font-weight:bold")]
                            + [
                                row.target, row.change.map { "since \(edition.quarterBefore): \($0)" },
                                row.similar.map { "similar areas: \($0.line)" },
                            ]
                            .compactMap(\.self).map { ($0, "") }),
                ])
        }
        return Element(
            "table", ["style": "border-collapse:collapse;margin:0 0 16px;width:100%"],
            [
                Element("thead", [:], [Element("tr", [:], ["Indicator", "Figure", "Verdict"].map(head))]),
                Element("tbody", [:], rows),
            ])
    }

    /// A cell of lines, each with a style of its own.
    private static func cell(_ lines: [(text: String, style: String)]) -> Element {
        Element(
            "td", ["style": cell],
            lines.map { line in Element("div", line.style.isEmpty ? [:] : ["style": line.style], text: line.text) })
    }
}

extension VerdictShape {
    /// The colour of its words, which say the same.
    fileprivate var colour: String {
        switch self {
        case .worse: "#b10e1e"
        case .better: "#00603c"
        case .plain: "#1d5a94"
        case .tooFew, .notJudged, .suppressed: "#505a5f"
        }
    }
}
