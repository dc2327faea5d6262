import ReportKit
import Text

/// A relation as a header's field `adds-up` writes it.
///
/// ```
/// OM38 = M5 + M5a                     an indicator's name alone means its numerator
/// n = M5                              a count's name alone means this module's own
/// n + prediction = M4.n
/// observed = INT01 in a first quarter   or: in whole quarters
/// OM39 >= OM11 + OM12                 what is left over is a group of its own
/// 2 OM01 - n = 0
/// ```
struct RelationText {
    /// The identifier of the module whose header it is.
    let id: String
    let line: Int
    let field: String

    private static let largestFactor = 1_000

    /// Reads a relation.
    ///
    /// - Throws: a problem that says which word is wrong, and what to write instead.
    func relation(_ text: String) throws(DeclaredProblem) -> CountRelation {
        var words = Self.words(of: text)
        let start = words.firstIndex(of: "in") ?? words.endIndex
        let time = words[start...].joined(separator: " ")
        guard let validity = CountRelation.Validity.allCases.first(where: { $0.words == time }) else {
            throw problem(
                "'\(time)' is no time; a relation that does not hold for every period ends with "
                    + CountRelation.Validity.allCases.map(\.words).filter { !$0.isEmpty }.map { "'\($0)'" }
                    .joined(separator: " or ") + ".")
        }
        words.removeSubrange(start...)
        let signs = words.indices.filter { ["=", ">=", "<="].contains(words[$0]) }
        guard signs.count == 1 else {
            throw problem(
                "'\(text)' has \(signs.isEmpty ? "no" : "more than one") =; write one, as in OM38 = M5 + M5a.")
        }
        let left = try sum(words[..<signs[0]])
        let right = try sum(words[(signs[0] + 1)...])
        let relation =
            switch words[signs[0]] {
            case "=": CountRelation(left, .equal, right, in: validity)
            case "<=": CountRelation(right, .atLeast, left, in: validity)
            default: CountRelation(left, .atLeast, right, in: validity)
            }
        guard !relation.terms.isEmpty else { throw problem("'\(text)' is true of any counts; remove it.") }
        guard relation.terms.count > 1 else { throw problem("'\(text)' is about one count alone; remove it.") }
        guard relation.terms.contains(where: { $0.indicator == id }) else {
            throw problem(
                "'\(text)' has no count of \(id) itself; write it in the header of a module that it is about.")
        }
        return relation
    }

    /// The terms of one side; none for a side that is 0.
    private func sum(_ words: ArraySlice<String>) throws(DeclaredProblem) -> [CountRelation.Term] {
        if words.elementsEqual(["0"]) { return [] }
        var terms: [CountRelation.Term] = []
        var sign = 1
        var factor: Int?
        var isComplete = false
        for word in words {
            if word == "+" || word == "-" {
                guard isComplete || terms.isEmpty && factor == nil && word == "-" && sign == 1 else {
                    throw problem("there is no count before '\(word)'.")
                }
                sign = word == "-" ? -1 : 1
                isComplete = false
            } else if isComplete {
                throw problem("there is neither + nor - before '\(word)'.")
            } else if factor == nil, let number = Self.number(word) {
                guard let number = Int(number), (1...Self.largestFactor).contains(number) else {
                    throw problem("'\(word)' is not a whole number from 1 to \(Self.largestFactor).")
                }
                factor = number
            } else {
                let count = try count(word)
                terms.append(.init(count.indicator, count.kind, times: sign * (factor ?? 1)))
                (isComplete, factor) = (true, nil)
            }
        }
        guard isComplete else {
            throw problem(
                words.isEmpty
                    ? "a side of the relation is empty; write 0, or a count."
                    : "there is no count after '\(words.last ?? "")'.")
        }
        return terms
    }

    private func count(_ word: String) throws(DeclaredProblem) -> (indicator: String, kind: CountKind) {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 {
            if let kind = CountKind(rawValue: word) { return (id, kind) }
            if DeclaredHeader.isIdentifier(word) { return (word, .observed) }
        }
        if parts.count == 2, DeclaredHeader.isIdentifier(parts[0]) {
            if let kind = CountKind(rawValue: parts[1]) { return (parts[0], kind) }
            throw problem("'\(parts[1])' is not a count\(nearest(to: parts[1]))")
        }
        throw problem(
            word.contains("-")
                ? "'\(word)' is neither an indicator nor a count; a minus has a space on either side"
                    + nearest(to: word)
                : "'\(word)' is neither an indicator nor a count; write them as M5, n or M5.n.")
    }

    private func nearest(to word: String) -> String {
        let names = CountKind.allCases.map(\.rawValue)
        return nearestNames(to: word, among: names, count: 1).first.map { "; is \($0) meant?" }
            ?? "; the counts are: \(names.joined(separator: ", "))."
    }

    private func problem(_ message: String) -> DeclaredProblem {
        DeclaredProblem(line: line, "\(field): \(message)")
    }

    /// A word that is written like a number.
    private static func number(_ word: String) -> String? {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") } ? word : nil
    }

    /// The words and signs of a text. A hyphen is part of a word, as in `pnc-match`.
    private static func words(of text: String) -> [String] {
        var spaced = ""
        for character in text {
            switch character {
            case "+": spaced += " + "
            case "=": spaced += spaced.last == ">" || spaced.last == "<" ? "= " : " = "
            case ">", "<": spaced += " \(character)"
            default: spaced.append(character)
            }
        }
        return spaced.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

/// A relation of a module, and where its header says it.
struct DeclaredRelation: Sendable {
    let relation: CountRelation
    /// The line of the file; nil in a compiled module.
    let line: Int?
}

extension HeaderFields {
    /// The relations of a list, each checked against the counts that the module's own family has.
    mutating func relations(_ name: String, of id: String, family: Family?) -> [DeclaredRelation] {
        var relations: [DeclaredRelation] = []
        for item in items(name) {
            do throws(DeclaredProblem) {
                let relation = try RelationText(id: id, line: item.line, field: name).relation(item.text)
                if relations.contains(where: { $0.relation == relation }) {
                    report(name, "'\(item.text)' is listed twice; remove one.", .warning, line: item.line)
                } else {
                    relations.append(DeclaredRelation(relation: relation, line: item.line))
                }
                if let family, let problem = relation.problem(of: id, family) {
                    report(name, problem, line: item.line)
                }
            } catch {
                report(error)
            }
        }
        return relations
    }
}

extension CountRelation {
    /// What is wrong with the counts that the relation takes of an indicator of a family; nil if they all exist.
    func problem(of id: String, _ family: Family) -> String? {
        let missing = terms.first { $0.indicator == id && !family.counts.contains($0.kind) }
        return missing.map { term in
            let names = family.counts.map(\.rawValue)
            return "\(id) is of family \(family.rawValue), which has no '\(term.kind.rawValue)'; "
                + (names.isEmpty ? "it has no counts at all." : "its counts are: \(names.joined(separator: ", ")).")
        }
    }

    /// What an author should know about the other indicators of a relation: those that are not installed, and counts
    /// that they do not have.
    ///
    /// - Parameter id: the module that declares it.
    func warnings(for id: String, among survey: ModuleSurvey) -> [String] {
        Set(terms.map(\.indicator)).subtracting([id]).sorted().compactMap { other in
            if let found = try? survey.module(named: other) { return problem(of: other, found.indicator.family) }
            let names = survey.modules.map(\.indicator.id) + CountKind.allCases.map(\.rawValue)
            return "no indicator '\(other)' is installed"
                + (nearestNames(to: other, among: names, count: 1).first.map { "; is \($0) meant?" } ?? ".")
                + " The relation is ignored until it is."
        }
    }
}
