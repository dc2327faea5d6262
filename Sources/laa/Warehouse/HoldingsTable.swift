import Host
import ReportKit
import Text

extension ExtractHoldings {
    /// The most trusts that a line names.
    private static let longestList = 3

    /// The table of extracts by quarter and trust, as lines of text; empty where nothing was loaded.
    ///
    /// - Parameter naming: whether every trust has a line of its own, except where all hold the same.
    func lines(naming: Bool) -> [String] {
        guard !rows.isEmpty else { return [] }
        var table = TextTable(
            [.init(heading: "Extract", alignment: .left), .init(heading: "Trusts", alignment: .left, yields: true)]
                + quarters.map { .init(heading: $0.description, alignment: .left) })
        var last: ExtractKind?
        for row in rows {
            for name in naming && !row.isEveryTrust ? row.trusts.map(\.name) : [Self.names(row)] {
                table.append([row.kind == last ? "" : row.kind.rawValue, name] + row.states.map(\.rawValue))
                last = row.kind
            }
        }
        let isWhole = rows.allSatisfy { $0.states.allSatisfy { $0 == .there } }
        return ["Extracts by quarter and trust:"] + table.lines(width: .max)
            + (isWhole
                ? []
                : [
                    "Figures are not judged where an extract that they need is missing, or there only partly. Load it with",
                    "'laa load KIND FILE --for TRUST --covers FROM..TO'.",
                ])
    }

    private static func names(_ row: Row) -> String {
        if row.isEveryTrust { return "every trust" }
        let names = row.trusts.map(\.name)
        return names.count > longestList ? "\(names[0]) and \(names.count - 1) more" : names.joined(separator: ", ")
    }
}
