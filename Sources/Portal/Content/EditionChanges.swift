import Submissions
import Text

/// A figure that differs from the edition before.
struct EditionChange: Sendable {
    let indicator: String
    let area: String
    let what: String
    let before: String
    let after: String
}

extension BundleLibrary {
    /// What an edition changed, as its own `changes.csv` has it; nil where it has none, as a first edition.
    func changes(of edition: PublishedEdition) throws -> [EditionChange]? {
        let bundle = try bundle(of: edition)
        guard let listed = bundle.files.first(where: { $0.name == "changes.csv" }) else { return nil }
        func make() throws -> [EditionChange] {
            let table = try CSVTable(try file(listed, of: bundle).bytes, file: listed.name)
            let columns = ["indicator", "area_code", "by", "group", "column", "before", "after"].map {
                table.heading.firstIndex(of: $0)
            }
            return table.rows.map { row in
                func cell(_ column: Int) -> String { columns[column].map { row.cells[$0] } ?? "" }
                let group = cell(2).isEmpty ? "" : " (\(cell(2)): \(cell(3)))"
                return EditionChange(
                    indicator: cell(0), area: cell(1) + group, what: cell(4), before: cell(5), after: cell(6))
            }
        }
        return try changeTables.value(edition.hash, cost: { $0.count + 1 }, make: make)
    }
}
