import ReportKit
import Text

/// Which cell of one file holds each column of an extract's kind.
struct Heading {
    /// A column of the kind, and where its values are.
    struct Place {
        let column: Column
        let source: Source
    }

    /// Where the values of a column are.
    enum Source {
        /// In that cell of each row.
        case cell(Int)
        /// In the mapping: one value for every row.
        case constant(Mapping.Constant)
    }

    /// In the kind's order of columns; columns without values are not here.
    let places: [Place]
    /// Cells with texts of rows that are passed over.
    let ignoredRows: [(cell: Int, texts: [String])]
    /// How many columns have a heading.
    let width: Int
    /// How many columns behind these have none: spreadsheets leave them. Their cells must be empty.
    let unheaded: Int

    /// - Parameters:
    ///   - cells: the record with the headings.
    ///   - place: where it is, for messages.
    init(_ cells: [String], of extract: Extract, mapping: Mapping, place: String) throws(LoadError) {
        width = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
        unheaded = cells.count - width
        let reading = HeadingWords(cells.prefix(width), extract, mapping)
        guard reading.isHeading else { throw .noHeading(place: place, kind: extract.kind) }

        let known = Set(extract.columns.map(\.name))
        var targets: [String: [Int]] = [:]
        var personal: [HeadingWords.Word] = []
        var unknown: [HeadingWords.Word] = []
        for word in reading.words where !word.isIgnored {
            if known.contains(word.target) {
                targets[word.target, default: []].append(word.index)
            } else if PersonalColumns.contains(word.normalised) {
                personal.append(word)
            } else {
                unknown.append(word)
            }
        }
        let constants = Dictionary(uniqueKeysWithValues: mapping.constants.map { ($0.column, $0) })
        var problems = Heading.problems(targets, constants, extract)
        if !unknown.isEmpty {
            let left = extract.columns.map(\.name).filter { targets[$0] == nil && constants[$0] == nil }
            let list = reading.list(unknown) { word in
                let nearest = nearestNames(to: word.normalised, among: left, count: 1).first
                return "'\(word.text)'" + (nearest.map { " (is \($0) meant?)" } ?? "")
            }
            problems.append("it has columns that its kind does not have: \(list)")
        }
        if !problems.isEmpty, !targets.isEmpty || personal.isEmpty {
            throw .heading(
                place: place, kind: extract.kind, problems: problems,
                looksLike: Heading.betterKind(
                    for: reading.words.filter { !$0.isIgnored }.map(\.target), than: extract))
        }
        if !personal.isEmpty {
            throw .personalColumns(place: place, columns: reading.list(personal, \.normalised))
        }
        if let both = mapping.constants.first(where: { targets[$0.column] != nil }) {
            throw both.wrong(
                "is a column of the file too (\(place)): take it away, or under 'kinds' name it without a value"
            )
        }
        places = extract.columns.compactMap { column in
            if let cells = targets[column.name] { return Place(column: column, source: .cell(cells[0])) }
            return constants[column.name].map { Place(column: column, source: .constant($0)) }
        }
        ignoredRows = mapping.ignoredRows.sorted { $0.key < $1.key }.compactMap { heading, texts in
            let target = mapping.columns[heading] ?? heading
            let read = reading.words.filter { !$0.isIgnored }
            let word =
                read.first { $0.normalised == heading } ?? read.first { $0.target == target }
                ?? reading.words.first { $0.normalised == heading }
            return word.map { ($0.index, texts) }
        }
    }

    /// The form in which headings are compared: lower case, with underscores for what is neither a letter nor a digit.
    static func normalised(_ heading: String) -> String {
        var word = ""
        for character in heading.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if !word.isEmpty, word.last != "_" {
                word.append("_")
            }
        }
        return word.last == "_" ? String(word.dropLast()) : word
    }

    private static func problems(
        _ targets: [String: [Int]], _ constants: [String: Mapping.Constant], _ extract: Extract
    ) -> [String] {
        var problems: [String] = []
        let missing = extract.columns.filter { column in
            column.isRequired && targets[column.name] == nil && constants[column.name] == nil
        }.map(\.name)
        if !missing.isEmpty { problems.append("it lacks \(missing.joined(separator: ", "))") }
        let identifiers = extract.identifiers.map(\.name)
        if !identifiers.isEmpty, identifiers.allSatisfy({ targets[$0] == nil }) {
            problems.append("it lacks \(identifiers.joined(separator: " or "))")
        }
        for column in extract.columns {
            guard let cells = targets[column.name], cells.count > 1 else { continue }
            let numbers = cells.map { "\($0 + 1)" }.joined(separator: ", ")
            problems.append("it has \(column.name) more than once, in columns \(numbers)")
        }
        return problems
    }

    /// Another kind that the whole heading is one of: it has all the columns, each is there once, and none is missing.
    private static func betterKind(for targets: [String], than extract: Extract) -> ExtractKind? {
        let present = Set(targets)
        guard present.count == targets.count else { return nil }
        return ExtractKind.allCases.first { kind in
            let other = Extract.of(kind)
            guard kind != extract.kind, present.isSubset(of: other.columns.map(\.name)) else { return false }
            return other.columns.allSatisfy { !$0.isRequired || present.contains($0.name) }
                && (other.identifiers.isEmpty || other.identifiers.contains { present.contains($0.name) })
        }
    }
}

extension Extract {
    /// The index among the heading's columns of the one in the file that a row must have where it has another: of a
    /// model its prediction, and so of the model's horizon.
    func partner(of column: Column, in places: [Heading.Place]) -> Int? {
        var name = column.name
        var seen: Set<String> = []
        while seen.insert(name).inserted, let next = rules.lazy.compactMap({ $0.partner(of: name) }).first {
            name = next
            guard let index = places.firstIndex(where: { $0.column.name == next }) else { return nil }
            if case .cell = places[index].source { return index }
        }
        return nil
    }
}
