import ReportKit

/// A learned mapping as YAML: what is certain, and as comments what is not.
struct MappingText {
    let text: String

    init(
        _ columns: LearnedColumns, _ rows: [[String]], _ headings: LearnedFile.Candidate, others: [ExtractKind]
    ) {
        let writer = Writer(columns: columns, rows: rows)
        text =
            (Self.top(columns, rows, headings, others) + writer.columnLines + writer.constantLines + writer.codeLines
            + writer.emptyLines + writer.ignoredLines + writer.ignoredRowLines).joined(separator: "\n") + "\n"
    }

    /// What the file seems to be, and how it is loaded.
    private static func top(
        _ columns: LearnedColumns, _ rows: [[String]], _ headings: LearnedFile.Candidate, _ others: [ExtractKind]
    ) -> [String] {
        let kind = columns.extract.kind.rawValue
        var options = ""
        if let delimiter = headings.delimiter, delimiter != .comma { options += " --sniff-delimiter" }
        if datesAreDayFirst(columns, rows) { options += " --uk-dates" }
        var lines = [
            "# A mapping to begin with, for an extract of kind \(kind), from its headings and \(rows.count) rows.",
            "# Look through it: what begins with # is a guess, or something to be said. Then try it:",
            "#   laa load \(kind) FILE --mapping THIS-FILE\(options) --dry-run",
        ]
        if !others.isEmpty {
            lines.append("# It may also be of kind \(others.map(\.rawValue).joined(separator: " or ")): see --kind.")
        }
        return lines
    }

    /// Whether dates are in the order of day and month.
    private static func datesAreDayFirst(_ columns: LearnedColumns, _ rows: [[String]]) -> Bool {
        let cells = columns.taken.filter(\.column.type.isDate).map(\.heading.cell)
        return rows.prefix(1_000).contains { row in
            cells.contains { cell in
                row.indices.contains(cell)
                    && LearnedValue.bytes(of: row[cell]) {
                        Cells.day($0, uk: true) != nil && Cells.day($0, uk: false) == nil
                    }
            }
        }
    }
}

private struct Writer {
    let columns: LearnedColumns
    let rows: [[String]]

    var columnLines: [String] {
        let asTheyAre = columns.taken.filter { $0.certainty == .named }.map(\.column.name)
        // Nothing but the words that a column usually has: no data.
        let renamed = columns.taken.filter { $0.certainty != .named }
        let perhaps = columns.offered.filter { mayShow($0.heading) }
        var lines: [String] = asTheyAre.isEmpty ? [] : ["# Read as they are: \(asTheyAre.joined(separator: ", "))"]
        if !renamed.isEmpty || !perhaps.isEmpty { lines.append("columns:") }
        lines += renamed.map { "  \(Self.quoted($0.heading.text)): \($0.column.name)" }
        lines += perhaps.map { "  # \(Self.quoted($0.heading.text)): \($0.column.name)  # perhaps" }
        let hidden = columns.offered.filter { !mayShow($0.heading) }
        return lines + hidden.map { "# column \($0.heading.cell + 1) may be \($0.column.name): \(Self.notShown)" }
    }

    var constantLines: [String] {
        let missing = columns.missing.filter { !$0.isIdentifying }
        let identifiers = columns.extract.identifiers
        var lines: [String] = []
        if !missing.isEmpty {
            lines.append("# The file has no column for these. Where a value is the same in all rows, state it:")
            lines.append("# constants:")
            lines += missing.map { "#   \($0.name): ...  # \($0.meaning)" }
        }
        if !identifiers.isEmpty,
            !columns.taken.contains(where: { match in identifiers.contains { $0.name == match.column.name } })
        {
            lines.append("# The file needs a column for \(identifiers.map(\.name).joined(separator: " or ")).")
        }
        return lines
    }

    var codeLines: [String] {
        var lines: [String] = []
        for (match, codes) in learned where !codes.codes.isEmpty || codes.notShown > 0 {
            let name = match.column.name
            let certain = codes.codes.filter { $0.isCertain && $0.meaning != nil }
            lines.append(certain.isEmpty ? "  # \(name):" : "  \(name):")
            for code in codes.codes {
                let entry = "\(Self.quoted(code.word)): \(code.meaning ?? "...")"
                lines.append(
                    code.isCertain && code.meaning != nil ? "    \(entry)" : "    # \(entry)\(values(of: match.column))"
                )
            }
            if codes.notShown > 0 {
                lines.append("    # and \(codes.notShown) more, not shown: few rows have them, or they may be names")
            }
        }
        return lines.isEmpty ? [] : ["codes:"] + lines
    }

    var emptyLines: [String] {
        var seen: Set<String> = []
        let words = learned.flatMap(\.codes.empty).filter { seen.insert(Mapping.folded($0)).inserted }
        return words.isEmpty ? [] : ["empty: [\(words.map(Self.quoted).joined(separator: ", "))]"]
    }

    var ignoredLines: [String] {
        let personal = columns.personal.filter(mayShow)
        let unknown = (columns.unknown + columns.offered.map(\.heading)).filter(mayShow)
        let hidden = (columns.personal + columns.unknown).filter { !mayShow($0) }
        var lines: [String] = []
        if !personal.isEmpty || !unknown.isEmpty { lines.append("ignore:") }
        lines += personal.map { "  - \(Self.quoted($0.text))" }
        if !unknown.isEmpty {
            lines.append(
                "  # These mean no column, as far as can be told; one that does belongs under 'columns' instead:")
        }
        lines += unknown.map { "  - \(Self.quoted($0.text))" }
        return lines + hidden.map { "# column \($0.cell + 1) means no column: \(Self.notShown)" }
    }

    /// The last row, where it is one of totals.
    var ignoredRowLines: [String] {
        guard let last = rows.last(where: { row in row.contains { !$0.isEmpty } }) else { return [] }
        func line(_ name: String, _ heading: LearnedColumns.HeadingCell) -> String? {
            guard last.indices.contains(heading.cell), Self.totals.contains(Mapping.folded(last[heading.cell])) else {
                return nil
            }
            return "ignore-rows: {\(Self.quoted(name)): \(Self.quoted(Mapping.trimmed(last[heading.cell])))}"
        }
        let taken = columns.taken.compactMap {
            line($0.certainty == .named ? $0.column.name : $0.heading.text, $0.heading)
        }
        let ignored = (columns.personal + columns.unknown + columns.offered.map(\.heading)).filter(mayShow)
            .compactMap { line($0.text, $0) }
        return (taken + ignored).first.map { [$0] } ?? []
    }

    /// What a row of totals calls itself.
    private static let totals: Set<String> = ["total", "totals", "grand total"]

    /// The columns of codes with their words.
    private var learned: [(match: LearnedColumns.Match, codes: LearnedCodes)] {
        columns.taken.map { match in
            let cell = match.heading.cell
            let values = rows.lazy.compactMap { $0.indices.contains(cell) ? $0[cell] : nil }
            return (match, LearnedCodes(values, of: match.column))
        }
    }

    /// What a column takes, for a comment.
    private func values(of column: Column) -> String {
        switch column.type {
        case .code(let list): "  # one of: \(list.joined(separator: "; "))"
        case .flag: "  # yes or no"
        case .area: "  # 'laa areas' lists codes and names"
        case .wholeNumber(let range): "  # \(range.lowerBound) to \(range.upperBound)"
        default: ""
        }
    }

    private static let notShown = "its heading may be somebody's data, and is not shown"

    private func mayShow(_ heading: LearnedColumns.HeadingCell) -> Bool {
        PersonalColumns.mayShow(heading.text, heading.word, areTrusted: columns.areTrusted)
    }

    /// A text as YAML's double-quoted scalar.
    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
