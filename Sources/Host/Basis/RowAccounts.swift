import ReportKit
import Warehouse

/// How many rows of a warehouse's extracts were read and rejected.
struct RowAccounts {
    /// The rows of one kind that a figure rests on.
    struct Sum {
        var read = 0
        var rejected = 0
        /// Rejected rows whose area cannot be told although others' can: each may be of the area or of another.
        var unplaced = 0
        /// Their share of all rows of their extracts.
        var shareUnplaced = 0.0
        /// Why extracts among them were loaded although too many rows were rejected.
        var accepted: Set<String> = []

        static func += (sum: inout Sum, other: Sum) {
            sum.read += other.read
            sum.rejected += other.rejected
            sum.unplaced += other.unplaced
            sum.shareUnplaced += other.shareUnplaced
            sum.accepted.formUnion(other.accepted)
        }

        /// The share of rows rejected, with as many of the unplaced ones as the extract has on average.
        var share: Double { (read > 0 ? Double(rejected) / Double(read) : 0) + shareUnplaced }

        /// The measure, which counts every unplaced row.
        func measure(_ kind: ExtractKind, _ thresholds: QualityThresholds) -> QualityMeasure {
            QualityMeasure(
                .rejected, count: rejected + unplaced, of: read + unplaced, thresholds: thresholds, extract: kind)
        }
    }

    /// The areas that a figure is made up of.
    struct Place {
        /// The keys of all areas whose rows are counted in it.
        let areas: Set<Int>
        /// The keys of its authorities where it is made up of these; nil where it is made up of whole trusts.
        let parts: Set<Int>?
    }

    private struct Key: Hashable {
        let kind: ExtractKind
        let area: Int?
    }

    fileprivate struct Entry {
        let days: Period
        let area: Int?
        let part: Int?
        var sum: Sum
        /// What the entries have in common that are of the same rows, which count for several areas; nil for others.
        var placed: Int? = nil
        /// For whom the extract is, of rows that may count for any of them; nil for every area.
        var covered: Set<Int>? = nil
    }

    /// By kind, and the area that the rows tell.
    private var entries: [Key: [Entry]] = [:]
    /// By kind, and the authority that the rows tell.
    private var ofParts: [Key: [Entry]] = [:]
    /// All rows of the kinds whose rows name no area, wherever they count, by extract.
    private var wholes: [ExtractKind: [Int: [Entry]]] = [:]

    /// An account as the warehouse has it.
    private struct Line {
        let kind: ExtractKind
        let vintage: Int
        let person: Int?
        /// All of its rows that the extract has.
        let needed: Int
        let entry: Entry

        init?(_ row: Row, _ coverage: ExtractCoverage) throws {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("first_day"), to: try row.get("last_day"))
            else { return nil }
            self.kind = kind
            vintage = try row.get("vintage_id")
            person = try row.get("offender_id")
            let area: Int? = try row.get("area_id")
            var sum = Sum(read: try row.get("rows_read"), rejected: try row.get("rows_rejected"))
            needed = try row.get("rows_needed", as: Int?.self) ?? sum.read
            if let reason: String = try row.get("rejections_accepted") { sum.accepted = [reason] }
            if area == nil, person == nil {
                sum.unplaced = sum.rejected
                sum.shareUnplaced = Double(sum.rejected) / Double(max(1, try row.get("rows_of_extract", as: Int.self)))
            }
            entry = Entry(
                days: days, area: area, part: try row.get("part_id"), sum: sum,
                covered: area == nil ? coverage.areas(of: vintage) : nil)
        }
    }

    /// - Parameter coverage: says for whom each extract is.
    init(from connection: Connection, _ coverage: ExtractCoverage) throws {
        let sql = String(decoding: PackageResources.row_accounts_sql, as: UTF8.self)
        let lines = try connection.query(sql, [], source: "row_accounts.sql").compactMap { try Line($0, coverage) }
        let people = Set(lines.filter { $0.entry.area == nil }.compactMap(\.person)).sorted()
        let whereabouts = people.isEmpty ? Whereabouts() : try Whereabouts(of: people, connection)
        var placedDays: [Day] = []
        for (number, line) in lines.enumerated() {
            var entry = line.entry
            if line.kind.isOfEveryArea {
                var whole = entry
                whole.sum = Sum(
                    read: line.person == nil ? line.needed : entry.sum.read, rejected: entry.sum.rejected,
                    accepted: entry.sum.accepted)
                wholes[line.kind, default: [:]][line.vintage, default: []].append(whole)
            }
            let places = entry.area == nil ? line.person.map { whereabouts.places(of: $0, in: entry.days) } ?? [] : []
            if places.isEmpty {
                if entry.area == nil {
                    entry.sum.unplaced = entry.sum.rejected
                    (entry.sum.read, entry.sum.rejected) = (0, 0)
                }
                add(entry, of: line.kind)
                continue
            }
            for place in places {
                add(
                    Entry(days: entry.days, area: place.trust, part: place.authority, sum: entry.sum, placed: number),
                    of: line.kind)
            }
            placedDays += [entry.days.from, entry.days.to]
        }
        if let first = placedDays.min(), let last = placedDays.max() {
            try addGoodRows(from: first, to: last, connection)
        }
    }

    private mutating func add(_ entry: Entry, of kind: ExtractKind) {
        entries[Key(kind: kind, area: entry.area), default: []].append(entry)
        if let part = entry.part { ofParts[Key(kind: kind, area: part), default: []].append(entry) }
    }

    /// Adds what rejected rows of kinds that name no area are set against, where there are any.
    private mutating func addGoodRows(from first: Day, to last: Day, _ connection: Connection) throws {
        let sql = String(decoding: PackageResources.good_rows_sql, as: UTF8.self)
        for row in try connection.query(sql, [.day(first), .day(last)], source: "good_rows.sql") {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("first_day"), to: try row.get("last_day"))
            else { continue }
            add(
                Entry(
                    days: days, area: try row.get("area_id"), part: try row.get("part_id"),
                    sum: Sum(read: try row.get("rows"))),
                of: kind)
        }
    }

    /// Whether no account of any rows was kept.
    var isEmpty: Bool { entries.isEmpty && wholes.isEmpty }

    /// The rows of a place in the days needed. Those whose area is not told count against every area that their extract is
    /// for. Of an extract whose rows name no area, so do all, unless more of the place's own were rejected.
    func sum(of need: Coverage.Need, in place: Place) -> Sum {
        let areas = [nil] + place.areas.sorted().map { $0 as Int? }
        var told = areas.flatMap { entries[Key(kind: need.kind, area: $0)] ?? [] }
        // An authority's people may be under another trust than its own.
        for part in place.parts?.sorted() ?? [] {
            told += (ofParts[Key(kind: need.kind, area: part)] ?? []).filter { entry in
                entry.area.map { !place.areas.contains($0) } ?? false
            }
        }
        let own = sum(told, of: need, in: place)
        // Each extract by itself: what one lost is no less for what another has.
        let ofExtracts = (wholes[need.kind] ?? [:]).sorted { $0.key < $1.key }.map {
            sum($0.value, of: need, in: place)
        }
        guard let whole = ofExtracts.max(by: { $0.share < $1.share }) else { return own }
        var worse = own.rejected > 0 && own.share > whole.share ? own : whole
        worse.accepted = ofExtracts.reduce(own.accepted) { $0.union($1.accepted) }
        return worse
    }

    private func sum(_ entries: [Entry], of need: Coverage.Need, in place: Place) -> Sum {
        var sum = Sum()
        var seen: Set<Int> = []
        for entry in entries
        where entry.days.from <= need.through && entry.days.to >= need.from && entry.counts(in: place) {
            if let placed = entry.placed, !seen.insert(placed).inserted { continue }
            sum += entry.sum
        }
        return sum
    }

    /// The kind of extract of which the largest share of a quarter's rows was rejected; nil where no account was kept.
    func worst(of quarter: Quarter, in place: Place, _ thresholds: QualityThresholds) -> QualityMeasure? {
        let kinds = Set(entries.keys.map(\.kind)).union(wholes.keys)
        let sums = ExtractKind.allCases.filter(kinds.contains).map { kind in
            (kind: kind, sum: sum(of: .init(kind, from: quarter.firstDay, through: quarter.lastDay), in: place))
        }.filter { $0.sum.read + $0.sum.unplaced > 0 }
        return sums.max { $0.sum.share < $1.sum.share }.map { $0.sum.measure($0.kind, thresholds) }
    }
}

extension RowAccounts.Entry {
    /// Whether rows of this account are, or may be, counted in a place.
    fileprivate func counts(in place: RowAccounts.Place) -> Bool {
        if let covered, covered.isDisjoint(with: place.areas) { return false }
        guard let parts = place.parts, let part else { return true }
        return parts.contains(part)
    }
}

extension ExtractKind {
    /// Whether rows of the kind name no area, so that an extract is for every one unless stated otherwise.
    var isOfEveryArea: Bool { self == .reoffences || self == .criminalHistory }
}
