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
    /// How many cells each row must have.
    let width: Int

    /// Headings that may never be loaded, and must be removed first: names, addresses, numbers of other systems.
    private static let personal: Set<String> = [
        "name", "full_name", "forename", "forenames", "first_name", "middle_name", "given_name", "surname", "last_name",
        "family_name", "alias", "aliases", "address", "address_line_1", "address_line_2", "address_1", "address_2",
        "street", "postcode", "post_code", "telephone", "phone", "mobile", "email", "e_mail", "ni_number",
        "national_insurance_number", "nino", "nhs_number", "prison_number", "passport_number", "offender_name",
    ]

    /// - Parameter cells: the file's first record.
    init(_ cells: [String], of extract: Extract, mapping: Mapping, file: String) throws(LoadError) {
        let words = cells.map(Heading.normalised)
        width = words.count
        if words.count == 1, words[0].isEmpty { throw .empty(file: file) }
        var targets: [String: [Int]] = [:]
        var personal: [String] = []
        var unknown: [String] = []
        let known = Set(extract.columns.map(\.name))
        for (index, word) in words.enumerated() {
            if mapping.ignored.contains(word) { continue }
            let target = mapping.columns[word] ?? (word == "date_of_birth" || word == "dob" ? "birth_month" : word)
            if known.contains(target) {
                targets[target, default: []].append(index)
            } else if Heading.isPersonal(word) {
                personal.append(word)
            } else {
                unknown.append(word)
            }
        }
        let problems = Heading.problems(targets, unknown: unknown, extract)
        let looksLike = problems.isEmpty ? nil : Heading.bestKind(for: words, otherThan: extract, mapping)
        if !problems.isEmpty, !targets.isEmpty || personal.isEmpty {
            throw .heading(file: file, kind: extract.kind, problems: problems, looksLike: looksLike)
        }
        if !personal.isEmpty { throw .personalColumns(file: file, columns: Array(personal.prefix(5))) }
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

    private static func isPersonal(_ word: String) -> Bool {
        personal.contains(word) || word.hasSuffix("_name") || word.hasSuffix("_address") || word.hasSuffix("_postcode")
    }

    private static func problems(
        _ targets: [String: [Int]], unknown: [String], _ extract: Extract
    ) -> [String] {
        var problems: [String] = []
        let missing = extract.columns.filter { $0.isRequired && targets[$0.name] == nil }.map(\.name)
        if !missing.isEmpty { problems.append("it lacks \(missing.joined(separator: ", "))") }
        let identifiers = extract.identifiers.map(\.name)
        if !identifiers.isEmpty, identifiers.allSatisfy({ targets[$0] == nil }) {
            problems.append("it lacks \(identifiers.joined(separator: " or "))")
        }
        let twice = extract.columns.filter { (targets[$0.name]?.count ?? 0) > 1 }.map(\.name)
        if !twice.isEmpty { problems.append("it has \(twice.joined(separator: ", ")) more than once") }
        if !unknown.isEmpty { problems.append(describe(unknown, extract)) }
        return problems
    }

    private static func describe(_ unknown: [String], _ extract: Extract) -> String {
        let shown = unknown.prefix(5).map { "'\(cut($0))'" }.joined(separator: ", ")
        let rest = unknown.count > 5 ? " and \(unknown.count - 5) more" : ""
        return "it has columns that its kind does not have: \(shown)\(rest)"
    }

    private static func cut(_ word: String) -> String {
        word.count > 40 ? word.prefix(40) + "..." : word
    }

    private static func bestKind(for words: [String], otherThan extract: Extract, _ mapping: Mapping) -> ExtractKind? {
        let present = Set(words.map { mapping.columns[$0] ?? $0 })
        return ExtractKind.allCases.first { kind in
            let other = Extract.of(kind)
            return kind != extract.kind && other.columns.allSatisfy { !$0.isRequired || present.contains($0.name) }
        }
    }
}
