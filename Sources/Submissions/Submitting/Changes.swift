import Foundation
import Returns
import Text

/// How a later edition's figures differ from the earlier one's: one row per changed figure.
///
/// Figures are compared, not files: a newer program's words for the same figures, and columns that only one of the files
/// has, are no change.
struct Changes {
    static let name = "changes.csv"

    /// The cells of each change, in the order of ``heading``.
    private(set) var rows: [[String]] = []

    private static let key = ["indicator", "area_code", "area_level", "by", "group"]
    static let heading = key + ["column", "before", "after"]

    /// Compares two `return.csv`.
    init(from before: Data, to after: Data) throws(CSVError) {
        let (before, after) = (try Figures(before), try Figures(after))
        let shared = before.columns.intersection(after.columns)
        for key in Set(before.rows.keys).union(after.rows.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (was, isNow) = (before.rows[key] ?? [:], after.rows[key] ?? [:])
            // A figure that only one file has is new or gone with all that is said of it.
            let columns = was.isEmpty || isNow.isEmpty ? before.columns.union(after.columns) : shared
            for column in columns.subtracting(CSVRenderer.wordingColumns).sorted()
            where !Self.areSame(was[column] ?? "", isNow[column] ?? "") {
                rows.append(key + [column, was[column] ?? "", isNow[column] ?? ""])
            }
        }
    }

    /// Whether two cells say the same: numbers by value, since one program may write `75.0` and another `75`.
    private static func areSame(_ before: String, _ after: String) -> Bool {
        if before == after { return true }
        guard let before = Double(before), let after = Double(after) else { return false }
        return before == after
    }

    /// The changes as a file; the cells are those of files that are safe to open in a spreadsheet.
    var file: BundleFile {
        BundleFile(name: Changes.name, text: ([Changes.heading] + rows).map(CSV.line).joined())
    }

    /// The cells of a `return.csv` by what their row is about and by column.
    private struct Figures {
        let columns: Set<String>
        var rows: [[String]: [String: String]] = [:]

        init(_ file: Data) throws(CSVError) {
            let table = try CSVTable([UInt8](file), file: "return.csv")
            columns = Set(table.heading).subtracting(Changes.key)
            for row in table.rows {
                let cells = Dictionary(zip(table.heading, row.cells), uniquingKeysWith: { first, _ in first })
                rows[Changes.key.map { cells[$0] ?? "" }] = cells
            }
        }
    }
}
