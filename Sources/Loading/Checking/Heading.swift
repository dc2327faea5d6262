import ReportKit

/// Which cell of one file holds each column of an extract's kind.
struct Heading {
    /// A column of the kind and the cell that holds it.
    struct Place {
        let column: Column
        let cell: Int
    }

    /// In the kind's order of columns; columns that the file lacks are not here.
    let places: [Place]
    /// How many columns have a heading.
    let width: Int
    /// How many columns behind these have none: spreadsheets leave them. Their cells must be empty.
    let unheaded: Int

    /// - Parameters:
    ///   - cells: the file's first record.
    ///   - place: where it is, for messages.
    init(_ cells: [String], of extract: Extract, mapping: Mapping, place: String) throws(LoadError) {
        width = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
        unheaded = cells.count - width
        let reading = Reading(cells.prefix(width), extract, mapping)
        guard reading.isHeading else { throw .noHeading(place: place, kind: extract.kind) }

        let known = Set(extract.columns.map(\.name))
        var targets: [String: [Int]] = [:]
        var personal: [Reading.Word] = []
        var unknown: [Reading.Word] = []
        for word in reading.words {
            if known.contains(word.target) {
                targets[word.target, default: []].append(word.index)
            } else if PersonalColumns.contains(word.normalised) {
                personal.append(word)
            } else {
                unknown.append(word)
            }
        }
        var problems = Heading.problems(targets, extract)
        if !unknown.isEmpty {
            problems.append("it has columns that its kind does not have: \(reading.list(unknown) { "'\($0.text)'" })")
        }
        if !problems.isEmpty, !targets.isEmpty || personal.isEmpty {
            throw .heading(
                place: place, kind: extract.kind, problems: problems,
                looksLike: Heading.betterKind(for: reading.words.map(\.target), than: extract))
        }
        if !personal.isEmpty {
            throw .personalColumns(place: place, columns: reading.list(personal, \.normalised))
        }
        places = extract.columns.compactMap { column in
            targets[column.name].map { Place(column: column, cell: $0[0]) }
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

    /// How many columns of a kind a heading has.
    static func matches(_ words: [String], _ extract: Extract, _ mapping: Mapping) -> Int {
        let known = Set(extract.columns.map(\.name))
        return Set(words.map { mapping.columns[$0] ?? $0 }).intersection(known).count
    }

    private static func problems(_ targets: [String: [Int]], _ extract: Extract) -> [String] {
        var problems: [String] = []
        let missing = extract.columns.filter { $0.isRequired && targets[$0.name] == nil }.map(\.name)
        if !missing.isEmpty { problems.append("it lacks \(missing.joined(separator: ", "))") }
        let identifiers = extract.identifiers.map(\.name)
        if !identifiers.isEmpty, identifiers.allSatisfy({ targets[$0] == nil }) {
            problems.append("it lacks \(identifiers.joined(separator: " or "))")
        }
        let twice = extract.columns.filter { (targets[$0.name]?.count ?? 0) > 1 }.map(\.name)
        if !twice.isEmpty { problems.append("it has \(twice.joined(separator: ", ")) more than once") }
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

/// A first record as words, and how much of it may be shown: where the heading is missing, it is somebody's row.
private struct Reading {
    struct Word {
        let index: Int
        /// As it is written.
        let text: String
        let normalised: String
        /// The column that it means, if it means one.
        let target: String
    }

    /// Without those that the mapping ignores.
    let words: [Word]
    /// Whether any of them is a heading: of any kind, of the mapping, or a personal one.
    let isHeading: Bool
    /// Whether so many are headings of the kind that the others will be headings too. One may be chance.
    private let isTrusted: Bool

    init(_ cells: ArraySlice<String>, _ extract: Extract, _ mapping: Mapping) {
        let own = Set(extract.columns.map(\.name))
        var words: [Word] = []
        var (recognised, ofKind) = (0, 0)
        for (index, text) in cells.enumerated() {
            let normalised = Heading.normalised(text)
            let isIgnored = mapping.ignored.contains(normalised)
            let isBirthDay = ["date_of_birth", "dob"].contains(normalised)
            let target = mapping.columns[normalised] ?? (isBirthDay ? "birth_month" : normalised)
            if isIgnored || own.contains(target) { ofKind += 1 }
            if isIgnored || Reading.known.contains(target) || PersonalColumns.names.contains(normalised) {
                recognised += 1
            }
            if !isIgnored { words.append(Word(index: index, text: text, normalised: normalised, target: target)) }
        }
        self.words = words
        isHeading = recognised > 0
        isTrusted = ofKind > 1
    }

    /// The columns of all kinds.
    private static let known = Set(ExtractKind.allCases.flatMap { Extract.of($0).columns.map(\.name) })

    /// The first five words, or the places of those that may be data.
    func list(_ words: [Word], _ form: (Word) -> String) -> String {
        let shown = words.prefix(5).map { mayShow($0) ? form($0) : "column \($0.index + 1)" }
        return shown.joined(separator: ", ") + (words.count > 5 ? " and \(words.count - 5) more" : "")
    }

    /// Identifiers, dates and most addresses have digits.
    private func mayShow(_ word: Word) -> Bool {
        if PersonalColumns.names.contains(word.normalised) { return true }
        guard isTrusted, word.text.count <= 40, word.text.first?.isLetter == true else { return false }
        return word.text.allSatisfy { $0.isLetter || " _-/().'".contains($0) }
    }
}
