import ReportKit
import Text

/// What the views that modules read hold: for people at a terminal, as a page, and for programs.
public struct ViewDictionary {
    /// A view, and which indicators read it.
    public struct View: Encodable, Sendable {
        let name: String
        @OrNull var meaning: String?
        let columns: [Column]
        let readBy: [String]

        /// - Parameters:
        ///   - name: with its schema.
        ///   - readBy: identifiers of indicators.
        public init(name: String, meaning: String?, columns: [Column], readBy: [String]) {
            self.name = name
            self.columns = columns
            self.readBy = readBy
            self.meaning = meaning
        }
    }

    /// A column of a view.
    public struct Column: Encodable, Sendable {
        let name: String
        let type: String
        @OrNull var meaning: String?
        /// The texts that it may hold; empty where it is not coded.
        let codes: [String]

        public init(name: String, type: String, meaning: String?, codes: [String]) {
            self.name = name
            self.type = type
            self.codes = codes
            self.meaning = meaning
        }

        /// The meaning, and the codes where that does not have them.
        fileprivate var words: String {
            let meaning = meaning ?? ""
            guard !codes.isEmpty, !codes.allSatisfy(meaning.contains) else { return meaning }
            return [meaning, "Codes: \(codes.joined(separator: "; "))."].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private let views: [View]

    public init(_ views: [View]) {
        self.views = views
    }

    /// One line per view: what its rows are, and how many indicators read it.
    public func list(width: Int) -> String {
        var table = TextTable([
            .init(heading: "View", alignment: .left), .init(heading: "Read by"),
            .init(heading: "What a row is", alignment: .left, yields: true),
        ])
        for view in views {
            table.append([view.name, view.readBy.isEmpty ? "-" : "\(view.readBy.count)", view.meaning ?? ""])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// Each view whole: every column, what it means, and who reads the view.
    public func text(width: Int) -> String {
        views.map { view in
            let margin = 2 + (view.columns.map(\.name.count).max() ?? 0) + 2
            let columns = view.columns.flatMap { column in
                let name = "  " + column.name + String(repeating: " ", count: margin - 2 - column.name.count)
                return Wrapping.lines(
                    "\(column.type). \(column.words)", width: width, first: name,
                    rest: String(repeating: " ", count: margin))
            }
            let readers = Wrapping.lines(Self.readers(of: view), width: width, first: "", rest: "  ")
            return
                (Wrapping.lines("\(view.name): \(view.meaning ?? "")", width: width, first: "", rest: "  ") + [""]
                + columns + [""] + readers).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// The views as a page in Markdown.
    public func markdown() -> String {
        Self.pageHeading
            + views.map { view in
                let rows = view.columns.map { "| `\($0.name)` | \($0.type) | \(Self.cell($0.words)) |" }
                return
                    (["## \(view.name)", "", view.meaning ?? "", "", "| column | type | meaning |", "|---|---|---|"]
                    + rows
                    + ["", Self.readers(of: view)]).joined(separator: "\n") + "\n"
            }.joined(separator: "\n")
    }

    private static let pageHeading = """
        # The views that modules read

        Every view of the schema `reporting`, every column, what it means, and which indicators of the catalogue read it.
        `laa warehouse describe VIEW` prints the same of your warehouse, with your own modules, and `\\d+ reporting.VIEW` of
        psql the meanings. This page is what `laa warehouse describe --format markdown` prints.


        """

    /// The views as an array of objects.
    public func json() throws -> String { try JSONText.text(views) }

    private static func readers(of view: View) -> String {
        view.readBy.isEmpty
            ? "No installed indicator reads it." : "Read by: \(view.readBy.joined(separator: ", "))."
    }

    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
