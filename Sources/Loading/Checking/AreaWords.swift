import Platform
import ReportKit
import Text
import Warehouse

/// The words by which extracts name areas, and the days on which each holds.
///
/// A code or a name that is an area's own on the day comes before one that it has on other days or is usually given. A
/// word that is met for the first time is looked up by the rules of ``AreaNaming``, and kept, so that the rows that
/// follow find it as quickly as a code.
final class AreaWords {
    private struct Meaning: Equatable {
        /// The area's place in `areas`.
        let area: Int
        let id: Int16
        let level: AreaLevel
        /// The lower, the more literally it is meant: 0 for a code or name that the area has itself on those days.
        let rank: Int
        let days: KnownArea.Days

        init(_ place: Int, _ area: KnownArea, rank: Int, days: KnownArea.Days) {
            self.area = place
            id = area.id
            level = area.level
            self.rank = rank
            self.days = days
        }
    }

    private var areas: [KnownArea] = []
    private var table = ByteTable([(String, Int)]())
    /// By the number that the table gives a word, the most literal one first.
    private var meanings: [[Meaning]] = []
    /// The areas by their names in the form in which names are compared.
    private var named: [String: [Int]] = [:]
    /// What to say of words that mean nothing, by word and levels.
    private var suggestions: [String: String] = [:]

    /// How many words were kept so far that no area is called by.
    private var kept = 0

    /// How many may be, so that a file of nothing else takes no more memory.
    private static let mostKept = 4_096
    /// How many words that mean nothing are compared with all names: that takes time.
    private static let mostCompared = 256

    /// What is wrong with a word that means nothing.
    static let unknown = CellProblem("is neither the code nor the name of an area")

    init(_ connection: Connection) throws {
        var own: [String: [Meaning]] = [:]
        for row in try Script.areas.query(on: connection) {
            guard let level = AreaLevel(rawValue: try row.get("level")) else { continue }
            let id = Int16(try row.get("area_id", as: Int.self))
            if areas.last?.id != id {
                let days = KnownArea.Days(first: try row.get("area_first_day"), last: try row.get("area_last_day"))
                areas.append(KnownArea(id: id, level: level, name: try row.get("name"), days: days))
            }
            let word: String = try row.get("word")
            let days = KnownArea.Days(first: try row.get("first_day"), last: try row.get("last_day"))
            let holds: Bool = try row.get("holds")
            let scheme: String? = try row.get("scheme")
            if scheme != nil { areas[areas.count - 1].codes.append((word, holds ? days : nil)) }
            if holds {
                own[word.lowercased(), default: []].append(
                    Meaning(areas.count - 1, areas[areas.count - 1], rank: 0, days: days))
            }
        }
        for (place, area) in areas.enumerated() {
            let codes = area.codes.map(\.code)
            for code in codes + AreaNaming.otherCodes(of: codes) {
                own[code.lowercased(), default: []].append(Meaning(place, area, rank: 1, days: area.days))
            }
            for name in AreaNaming.names(of: area.name, codes: codes) { named[name, default: []].append(place) }
        }
        for (word, meanings) in own.sorted(by: { $0.key < $1.key }) {
            let list = WordList([word])
            keep(list[0], meanings + usually(word))
        }
    }

    /// The area that a word means, where it is a text.
    func area(_ word: String, levels: [AreaLevel], on day: Day) throws(CellProblem) -> Int16 {
        let list = WordList([word])
        return try area(list[0], levels: levels, on: day)
    }

    /// The area that a word means on a day, or else, where it means just one of the levels, on others.
    func area(_ word: String, levels: [AreaLevel], around day: Day) throws(CellProblem) -> Int16 {
        do throws(CellProblem) {
            return try area(word, levels: levels, on: day)
        } catch {
            let list = WordList([word])
            let meant = table.number(of: list[0]).map { meanings[$0] } ?? find(list[0])
            let ids = Set(meant.filter { levels.contains($0.level) }.map(\.id))
            guard let only = ids.first, ids.count == 1 else { throw error }
            return only
        }
    }

    /// Whether a word means an area at all.
    func knows(_ word: UnsafeRawBufferPointer) -> Bool { table.number(of: word) != nil || !find(word).isEmpty }

    /// The area that a word means on a day, of one of the levels.
    func area(_ word: UnsafeRawBufferPointer, levels: [AreaLevel], on day: Day) throws(CellProblem) -> Int16 {
        let meant: [Meaning]
        if let number = table.number(of: word) {
            meant = meanings[number]
        } else {
            meant = find(word)
            if meant.isEmpty { throw nothing(word, levels, day) }
        }
        var found: Meaning?
        for meaning in meant where meaning.days.hold(day) && levels.contains(meaning.level) {
            guard let first = found else {
                found = meaning
                continue
            }
            if meaning.rank > first.rank { break }
            if meaning.area != first.area { throw several(meant, of: first.rank, levels, day) }
        }
        if let found { return found.id }
        throw explanation(meant.map { areas[$0.area] }, levels, day)
    }

    /// Areas of some levels with names like a word, as `Lancashire (E10000017)`.
    func nearest(to word: String, levels: [AreaLevel], on day: Day) -> [String] {
        let candidates = areas.filter { levels.contains($0.level) && $0.days.hold(day) }
        let names = nearestNames(to: word, among: candidates.map(\.name))
        return names.compactMap { name in
            candidates.first { $0.name == name }.map { "\(name)\($0.code(on: day).map { " (\($0))" } ?? "")" }
        }
    }
}

// MARK: - Words that are no area's own

extension AreaWords {
    /// Looks up a word that the table lacks, and keeps what it means.
    private func find(_ word: UnsafeRawBufferPointer) -> [Meaning] {
        guard let text = String(validating: word, as: UTF8.self) else { return [] }
        let found = usually(text)
        if !found.isEmpty, kept < Self.mostKept {
            kept += 1
            keep(word, found)
        }
        return found
    }

    private func keep(_ word: UnsafeRawBufferPointer, _ found: [Meaning]) {
        table.add(word, meanings.count)
        meanings.append(found)
    }

    /// The areas that a word usually means, besides those whose own it is.
    private func usually(_ word: String) -> [Meaning] {
        AreaNaming.forms(of: word).enumerated().flatMap { rank, form in
            (named[form.name] ?? []).filter { form.mayMean(areas[$0].level) }
                .map { Meaning($0, areas[$0], rank: rank + 1, days: areas[$0].days) }
        }
    }
}

// MARK: - What is wrong with a word

extension AreaWords {
    private func nothing(_ word: UnsafeRawBufferPointer, _ levels: [AreaLevel], _ day: Day) -> CellProblem {
        let problem = Self.unknown
        guard let text = String(validating: word.prefix(80), as: UTF8.self) else { return problem }
        let key = "\(levels.map(\.rawValue).joined(separator: " ")) \(text)"
        if let known = suggestions[key] { return CellProblem(problem.reason + known) }
        guard suggestions.count < Self.mostCompared else { return problem }
        let suggestion = nearest(to: text, levels: levels, on: day).first.map { "; is \($0) meant?" } ?? ""
        suggestions[key] = suggestion
        return CellProblem(problem.reason + suggestion)
    }

    private func several(_ meanings: [Meaning], of rank: Int, _ levels: [AreaLevel], _ day: Day) -> CellProblem {
        let meant = meanings.filter { $0.rank == rank && $0.days.hold(day) && levels.contains($0.level) }
        let names = meant.map { areas[$0.area] }.map { area in
            "\(area.code(on: day) ?? area.name) (\(area.name), \(area.level.rawValue))"
        }
        return CellProblem("may be several areas: \(names.joined(separator: ", ")); give the code")
    }

    private func explanation(_ meant: [KnownArea], _ levels: [AreaLevel], _ day: Day) -> CellProblem {
        guard let nearest = meant.first(where: { levels.contains($0.level) }) else {
            let found = Set(meant.map(\.level.rawValue)).sorted().joined(separator: " or ")
            return CellProblem("is a \(found), but a \(levels.map(\.rawValue).joined(separator: " or ")) is required")
        }
        let span = [nearest.days.first.map { "from \($0)" }, nearest.days.last.map { "until \($0)" }].compactMap { $0 }
        return CellProblem("was not an area on \(day): it is one \(span.joined(separator: " "))")
    }
}
