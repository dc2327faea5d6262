import ReportKit

/// What the columns of a file are for a kind, as far as their headings and cells say it.
struct LearnedColumns {
    /// A heading of the file.
    struct HeadingCell {
        let cell: Int
        let text: String
        /// In the form in which headings are compared.
        let word: String
    }

    /// A column of the kind that a heading stands for.
    struct Match {
        let heading: HeadingCell
        let column: Column
        let certainty: HeadingGuess.Certainty
    }

    let extract: Extract
    /// In the file's order. Those that may mean a column are offered, not taken.
    private(set) var taken: [Match] = []
    private(set) var offered: [Match] = []
    /// Headings of names, addresses and the like.
    private(set) var personal: [HeadingCell] = []
    /// Headings that mean no column of the kind.
    private(set) var unknown: [HeadingCell] = []

    /// - Parameter sample: the cells of some rows below the headings.
    init(_ cells: [String], _ extract: Extract, sample: [[String]]) {
        self.extract = extract
        let headings = cells.enumerated().filter { !$0.element.isEmpty }.map {
            HeadingCell(cell: $0.offset, text: $0.element, word: Heading.normalised($0.element))
        }
        var matches: [Match] = []
        for heading in headings {
            if PersonalColumns.contains(heading.word), !extract.columns.contains(where: { $0.name == heading.word }) {
                if heading.word != "trust_name" {
                    personal.append(heading)
                    continue
                }
            }
            for column in extract.columns {
                guard let certainty = HeadingGuess.certainty(that: heading.word, means: column) else { continue }
                // A heading that only may mean it must have cells that could be its values.
                if certainty < .named, Self.share(of: sample, in: heading.cell, fitting: column) < 0.5 { continue }
                matches.append(Match(heading: heading, column: column, certainty: certainty))
            }
        }
        var columns: Set<String> = []
        var used: Set<Int> = []
        let order = matches.enumerated().sorted { one, other in
            (other.element.certainty, one.offset) < (one.element.certainty, other.offset)
        }.map(\.element)
        for match in order where !columns.contains(match.column.name) && !used.contains(match.heading.cell) {
            columns.insert(match.column.name)
            used.insert(match.heading.cell)
            if match.certainty > .perhaps { taken.append(match) } else { offered.append(match) }
        }
        taken.sort { $0.heading.cell < $1.heading.cell }
        offered.sort { $0.heading.cell < $1.heading.cell }
        unknown = headings.filter { heading in
            !used.contains(heading.cell) && !personal.contains { $0.cell == heading.cell }
        }
    }

    /// How well the file fits the kind: the more of the required columns and of all headings, the better.
    var score: Double {
        let names = Set(taken.map(\.column.name))
        guard names.count > 1 else { return 0 }
        let required = extract.columns.filter(\.isRequired)
        let found = required.count { names.contains($0.name) }
        let all = taken.count + offered.count + unknown.count
        return Double(found) / Double(max(1, required.count)) + Double(taken.count) / Double(max(1, all))
    }

    /// Whether so many of the row's cells are headings that the others will be headings too, and may be shown.
    var areTrusted: Bool {
        let known = taken.count + personal.count
        return taken.count > 1 && known * 2 > known + offered.count + unknown.count
    }

    /// Columns of the kind that every row must have and that no heading stands for.
    var missing: [Column] {
        extract.columns.filter { column in column.isRequired && !taken.contains { $0.column.name == column.name } }
    }

    /// Which share of the cells that hold something could be the column's values.
    private static func share(of sample: [[String]], in cell: Int, fitting column: Column) -> Double {
        let values = sample.lazy.compactMap { $0.indices.contains(cell) && !$0[cell].isEmpty ? $0[cell] : nil }
        var (fitting, all) = (0, 0)
        for value in values {
            all += 1
            if LearnedValue.couldBe(value, of: column) { fitting += 1 }
        }
        return all == 0 ? 1 : Double(fitting) / Double(all)
    }
}

/// What a cell says without the warehouse.
enum LearnedValue {
    /// Whether a value, or a system's own word for one, may stand in a column.
    static func couldBe(_ value: String, of column: Column) -> Bool {
        switch column.type {
        case .day, .quarterEnd, .birthMonth, .number, .amount, .horizon:
            column.type.problem(of: value) == nil || isEmpty(value)
        case .offenceCode:
            // With its leading zeros or without.
            KnownOffenceCodes.lengths.contains(value.utf8.count) && value.utf8.allSatisfy { Cells.digit($0) != nil }
                || isEmpty(value)
        case .wholeNumber(let range):
            column.type.problem(of: value) == nil || isEmpty(value) || range.count <= 10 && value.count <= 20
        case .identifier:
            bytes(of: value) { IdentifierShape.occurs(in: $0) || Placeholder.isOne($0) }
        case .flag, .code, .area: value.count <= 60 && !bytes(of: value, IdentifierShape.occurs)
        case .text, .model, .indicator: true
        }
    }

    /// Whether it is one of the words that usually stand for an empty cell.
    static func isEmpty(_ value: String) -> Bool { emptyWords.contains(Mapping.folded(value)) }

    static func bytes<Result>(of value: String, _ look: (UnsafeRawBufferPointer) -> Result) -> Result {
        var value = value
        return value.withUTF8 { look(UnsafeRawBufferPointer($0)) }
    }

    private static let emptyWords: Set<String> = [
        "n/k", "nk", "n/a", "na", "-", "--", "?", "unknown", "not known", "not recorded", "null", "none",
    ]
}
