import ReportKit

/// Finds the headings of an extract among its first rows: exports often begin with a title, the day and a blank line.
struct HeadingSearch {
    /// How many rows are looked at, not counting blank ones.
    static let depth = 30

    let extract: Extract
    let mapping: Mapping

    /// The first row that names enough of the kind's columns (``HeadingWords/nameEnough``); nil where none does. A
    /// later row is never preferred, however well it fits: the rows in between may be data.
    func find(in rows: [[String]]) -> Int? {
        rows.prefix(Self.depth).firstIndex { HeadingWords($0, extract, mapping).nameEnough }
    }

    /// The row that is most like headings of the kind, or else of any kind, for an error to name what it lacks; nil
    /// where each row has at most one of them.
    func likeliest(in rows: [[String]]) -> Int? {
        most(rows, extract) ?? ExtractKind.allCases.lazy.compactMap { most(rows, .of($0)) }.first
    }

    /// The most columns of the kind that one of the rows names.
    func matches(in rows: [[String]]) -> Int {
        rows.prefix(Self.depth).map { HeadingWords($0, extract, mapping).columns }.max() ?? 0
    }

    private func most(_ rows: [[String]], _ extract: Extract) -> Int? {
        let counts = rows.prefix(Self.depth).map { HeadingWords($0, extract, mapping).columns }
        guard let most = counts.max(), most > 1 else { return nil }
        return counts.firstIndex(of: most)
    }
}
