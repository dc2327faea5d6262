import Presenting
import Text

/// An overview as text for a terminal: the headline indicators as a table, then a line for each theme.
///
/// ```
/// Indicator                     Figure  Against           Verdict                     Since 2010-11Q3
/// ----------------------------  ------  ----------------  --------------------------  ---------------
/// NI18 Adult re-offending ...   11.80%  predicted 10.97%  ○ no significant difference  up 0.28 points
/// ```
struct GlanceText {
    private let edition: Return
    private var glance: AtAGlance { edition.glance }

    init(_ edition: Return) {
        self.edition = edition
    }

    /// No longer than so many characters, as far as its table can be made so.
    func lines(width: Int) -> [String] {
        let tables = [table(isWide: true), table(isWide: false)]
        let table = tables.first { $0.leastWidth + 20 <= width } ?? tables[1]
        let similar = glance.headline.compactMap { row in
            row.similar.map { "\(row.indicator.id)\(row.label.map { ", \($0)" } ?? ""): \($0.line)" }
        }
        let themes = glance.themes.flatMap { group in
            Wrapping.lines("\(group.theme.rawValue): \(group.tally)", width: width, first: "  ", rest: "    ")
        }
        let subject = edition.overviewSubject.map { Wrapping.lines($0, width: width, first: "", rest: "") } ?? []
        return table.lines(width: width) + subject
            + (similar.isEmpty
                ? []
                : ["", "Among similar areas:"]
                    + similar.flatMap { Wrapping.lines($0, width: width, first: "  ", rest: "    ") })
            + (themes.isEmpty ? [] : ["", "The other indicators:"] + themes)
    }

    /// - Parameter isWide: whether there is room for verdicts in full and for changes.
    private func table(isWide: Bool) -> TextTable {
        let isOfSeveral = glance.headline.contains { $0.label != nil }
        var columns = [TextTable.Column(heading: "Indicator", alignment: .left, yields: true)]
        if isOfSeveral { columns.append(.init(heading: "Area", alignment: .left)) }
        columns += [.init(heading: "Figure"), .init(heading: "Against", alignment: .left)]
        columns.append(.init(heading: "Verdict", alignment: .left))
        if isWide { columns.append(.init(heading: "Since \(edition.quarterBefore)", alignment: .left)) }
        var table = TextTable(columns)
        for row in glance.headline {
            var cells = ["\(row.indicator.id) \(row.indicator.title)"]
            if isOfSeveral { cells.append(row.label ?? row.area.name) }
            cells += [row.figure, row.against.isEmpty ? Numbers.missing : row.against.joined(separator: "; ")]
            let verdict = isWide ? row.verdict : row.shape.shortMeaning
            cells.append("\(row.shape.character) \(verdict)" + (row.target.map { "; \($0)" } ?? ""))
            if isWide { cells.append(row.change ?? Numbers.missing) }
            table.append(cells)
        }
        return table
    }
}

extension VerdictShape {
    /// What it means where lines would be too wide.
    fileprivate var shortMeaning: String {
        switch self {
        case .worse: "worse"
        case .better: "better"
        case .plain: "not sig."
        case .tooFew: "too few"
        case .notJudged: "not judged"
        case .suppressed: "suppressed"
        }
    }
}
