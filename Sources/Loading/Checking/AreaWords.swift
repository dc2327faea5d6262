import Platform
import ReportKit
import Text
import Warehouse

/// The words by which extracts name areas, and the days on which each holds.
struct AreaWords {
    private struct Meaning {
        let area: Int16
        let level: AreaLevel
        let first: Day?
        let last: Day?

        func isValid(on day: Day) -> Bool {
            (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
        }
    }

    private let table: ByteTable
    private let meanings: [[Meaning]]
    private let names: [(name: String, level: AreaLevel)]

    init(_ connection: Connection) throws {
        var meanings: [[Meaning]] = []
        var words: [String: Int] = [:]
        var names: [(name: String, level: AreaLevel)] = []
        for row in try Script.areas.query(on: connection) {
            guard let level = AreaLevel(rawValue: try row.get("level")) else { continue }
            let name: String = try row.get("word")
            names.append((name, level))
            let word = name.lowercased()
            let meaning = try Meaning(
                area: Int16(row.get("area_id", as: Int.self)), level: level, first: row.get("first_day"),
                last: row.get("last_day"))
            if let index = words[word] {
                meanings[index].append(meaning)
            } else {
                words[word] = meanings.count
                meanings.append([meaning])
            }
        }
        table = ByteTable(words.map { ($0.key, $0.value) })
        self.meanings = meanings
        self.names = names
    }

    /// The area that a word means, where it is a text.
    func area(_ word: String, levels: [AreaLevel], on day: Day) throws(CellProblem) -> Int16 {
        let list = WordList([word])
        return try area(list[0], levels: levels, on: day)
    }

    /// Words like this one, of areas of some levels.
    func nearest(to word: String, levels: [AreaLevel]) -> [String] {
        nearestNames(to: word, among: names.filter { levels.contains($0.level) }.map(\.name))
    }

    /// Whether a word is one of an area at all.
    func knows(_ word: UnsafeRawBufferPointer) -> Bool { table.number(of: word) != nil }

    static let unknown = CellProblem("is neither the code nor the name of an area")

    /// The area that a word means on a day, of one of the levels.
    func area(_ word: UnsafeRawBufferPointer, levels: [AreaLevel], on day: Day) throws(CellProblem) -> Int16 {
        guard let index = table.number(of: word) else {
            throw AreaWords.unknown
        }
        var found: Int16?
        for meaning in meanings[index] where meaning.isValid(on: day) && levels.contains(meaning.level) {
            if let found, found != meaning.area { throw CellProblem("may be any of several areas: give the code") }
            found = meaning.area
        }
        if let found { return found }
        throw explanation(meanings[index], levels: levels, on: day)
    }

    private func explanation(_ meanings: [Meaning], levels: [AreaLevel], on day: Day) -> CellProblem {
        let ofLevel = meanings.filter { levels.contains($0.level) }
        guard let nearest = ofLevel.first else {
            let found = Set(meanings.map(\.level.rawValue)).sorted().joined(separator: " or ")
            return CellProblem("is a \(found), but a \(levels.map(\.rawValue).joined(separator: " or ")) is required")
        }
        let span = [nearest.first.map { "from \($0)" }, nearest.last.map { "until \($0)" }].compactMap { $0 }
        return CellProblem("was not an area on \(day): it is one \(span.joined(separator: " "))")
    }
}

/// What is wrong with a cell.
struct CellProblem: ExitCoded {
    let reason: String
    var exitCode: ExitCode { .badData }

    init(_ reason: String) {
        self.reason = reason
    }
}
