import Foundation
import Text

/// What a later edition's figures differ in from the earlier one's: a row a changed figure.
struct Changes {
    static let name = "changes.csv"

    /// The cells of each change, in the order of ``heading``.
    private(set) var rows: [[String]] = []

    private static let key = ["indicator", "area_code", "area_level", "by", "group"]
    static let heading = key + ["column", "before", "after"]

    /// Compares two `return.csv`.
    init(from before: Data, to after: Data) throws(CSVError) {
        let (before, after) = (try Changes.figures(before), try Changes.figures(after))
        for key in Set(before.keys).union(after.keys).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (was, isNow) = (before[key] ?? [:], after[key] ?? [:])
            for column in Set(was.keys).union(isNow.keys).sorted() where was[column] ?? "" != isNow[column] ?? "" {
                rows.append(key + [column, was[column] ?? "", isNow[column] ?? ""])
            }
        }
    }

    /// The changes as a file; the cells are those of files that are safe to open in a spreadsheet.
    var file: BundleFile {
        BundleFile(name: Changes.name, text: ([Changes.heading] + rows).map(CSV.line).joined())
    }

    /// Each row's cells by the name of their column, by what the row is about.
    private static func figures(_ file: Data) throws(CSVError) -> [[String]: [String: String]] {
        let table = try CSVTable([UInt8](file), file: "return.csv")
        var figures: [[String]: [String: String]] = [:]
        for row in table.rows {
            var cells = Dictionary(zip(table.heading, row.cells), uniquingKeysWith: { first, _ in first })
            let about = key.map { cells.removeValue(forKey: $0) ?? "" }
            figures[about] = cells
        }
        return figures
    }
}
