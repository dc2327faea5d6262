import ReportKit
import Text
import Warehouse

/// The areas of a warehouse with their codes, names, larger areas and days.
public struct AreaRegister {
    /// The days on which something holds; an end is nil where it is open.
    public struct Days: Equatable, Sendable {
        public let first: Day?
        public let last: Day?
    }

    /// A code, and the days on which it is the area's.
    public struct Code: Equatable, Sendable {
        /// `gss`, `ons-legacy` or `laa`.
        public let scheme: String
        public let code: String
        public let days: Days
    }

    /// A larger area, and the days on which the area lies in it.
    public struct Parent: Equatable, Sendable {
        public let area: Area
        public let days: Days
    }

    public struct Entry: Sendable {
        /// With the foremost code: GSS or, where there is none, the program's own.
        public let area: Area
        public let days: Days
        /// Codes used today before older ones.
        public let codes: [Code]
        /// Names and codes that are accepted besides these.
        public let otherWords: [String]
        public let parents: [Parent]
    }

    /// By level, the largest first, and name.
    public let entries: [Entry]

    /// - Parameter day: a day, for the areas, codes and larger areas of that day alone; nil for all.
    public init(on day: Day?, from connection: Connection) throws {
        let sql = String(decoding: PackageResources.area_list_sql, as: UTF8.self)
        let rows = try connection.query(
            sql, [day.map(ParameterValue.day) ?? .text(nil)], source: "area_list.sql"
        ).map(Record.init)
        let byID = Dictionary(rows.map { ($0.id, $0.area) }) { first, _ in first }
        entries = rows.filter(\.isAsked).map { row in
            let codes = row.codes.map(\.code)
            return Entry(
                area: row.area, days: row.days, codes: row.codes,
                otherWords: AreaNaming.spelledNames(of: row.area.name, codes: codes).dropFirst()
                    + AreaNaming.otherCodes(of: codes),
                parents: row.parents.compactMap { id, days in byID[id].map { Parent(area: $0, days: days) } })
        }.sorted { one, other in
            let places = [one, other].map { AreaSelection.order.firstIndex(of: $0.area.level) ?? .max }
            return (places[0], one.area.name, one.area.code) < (places[1], other.area.name, other.area.code)
        }
    }

    /// The areas of a level, or of every level except those not assigned, which no extract names, whose code, name or
    /// other name has a text in it.
    ///
    /// Case, punctuation, `&` for `and` and `Saint` for `St` do not matter.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)`` where there are none.
    public func entries(level: AreaLevel?, matching text: String?) throws(HostError) -> [Entry] {
        let ofLevel = entries.filter { entry in
            level.map { $0 == entry.area.level } ?? (entry.area.level != .notAssigned)
        }
        guard let text else { return ofLevel }
        let forms = AreaNaming.forms(of: text)
        let found = ofLevel.filter { entry in
            if entry.words.contains(where: { $0.lowercased() == text.lowercased() }) { return true }
            let words = entry.words.map(AreaNaming.folded)
            return forms.contains { form in
                form.mayMean(entry.area.level) && !form.name.isEmpty && words.contains { $0.contains(form.name) }
            }
        }
        guard found.isEmpty else { return found }
        let names = nearestNames(to: text, among: ofLevel.map(\.area.name))
        throw .unknownArea(
            name: text, nearest: names.compactMap { name in ofLevel.first { $0.area.name == name }?.area })
    }

    /// One area as the warehouse gives it.
    private struct Record {
        let id: Int
        let area: Area
        let days: Days
        let codes: [Code]
        let parents: [(id: Int, days: Days)]
        let isAsked: Bool

        init(_ row: Row) throws {
            let levelName: String = try row.get("level")
            guard let level = AreaLevel(rawValue: levelName) else {
                throw WarehouseError.result(column: "level", problem: "holds '\(levelName)', which is not a level")
            }
            id = try row.get("area_id")
            let codesText: String? = try row.get("codes")
            let parentsText: String? = try row.get("parents")
            codes = Record.parts(codesText).compactMap { words, days in
                words.count == 2 ? Code(scheme: words[0], code: words[1], days: days) : nil
            }
            parents = Record.parts(parentsText).compactMap { words, days in
                words.count == 1 ? Int(words[0]).map { ($0, days) } : nil
            }
            area = Area(
                code: Printable.line(codes.first?.code ?? String(id)), name: Printable.line(try row.get("name")),
                level: level)
            days = Days(first: try row.get("first_day"), last: try row.get("last_day"))
            isAsked = try row.get("asked")
        }

        /// Lines of texts that end in two days.
        private static func parts(_ text: String?) -> [(words: [String], days: Days)] {
            (text ?? "").split(separator: "\n").map { line in
                let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                let days = words.suffix(2).map { Day($0) }
                return (Array(words.dropLast(2)), Days(first: days.first ?? nil, last: days.last ?? nil))
            }
        }
    }
}

extension AreaRegister.Entry {
    /// Every word that it is known by.
    fileprivate var words: [String] { [area.name] + codes.map(\.code) + otherWords }
}
