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
        let sum: Sum
        /// What the entries have in common that are of the same rows, which count for several areas; nil for others.
        var placed: Int? = nil
        /// For whom the extract is, of rows that may count for any of them; nil for every area.
        var covered: Set<Int>? = nil
    }

    /// By kind, and the area that the rows tell.
    private var entries: [Key: [Entry]] = [:]
    /// By kind, and the authority that the rows tell.
    private var ofParts: [Key: [Entry]] = [:]
    /// All rows of the kinds whose rows name no area, wherever they count.
    private var wholes: [ExtractKind: [Entry]] = [:]

    /// - Parameter coverage: says for whom each extract is.
    init(from connection: Connection, _ coverage: ExtractCoverage) throws {
        let sql = String(decoding: PackageResources.row_accounts_sql, as: UTF8.self)
        var placedDays: [Day] = []
        for row in try connection.query(sql, [], source: "row_accounts.sql") {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("first_day"), to: try row.get("last_day"))
            else { continue }
            let area: Int? = try row.get("area_id")
            let part: Int? = try row.get("part_id")
            let covered = coverage.areas(of: try row.get("vintage_id"))
            let rejected: Int = try row.get("rows_rejected")
            var sum = Sum(read: try row.get("rows_read"), rejected: rejected)
            if let reason: String = try row.get("rejections_accepted") { sum.accepted = [reason] }
            if kind.isOfEveryArea, try row.get("is_first") {
                wholes[kind, default: []].append(Entry(days: days, area: nil, part: nil, sum: sum, covered: covered))
            }
            if area == nil {
                (sum.read, sum.rejected) = (0, 0)
                sum.unplaced = rejected
                sum.shareUnplaced = Double(rejected) / Double(max(1, try row.get("rows_of_extract", as: Int.self)))
            }
            add(
                Entry(
                    days: days, area: area, part: part, sum: sum, placed: try row.get("placed"),
                    covered: area == nil ? covered : nil),
                of: kind)
            if kind.isOfEveryArea, area != nil {
                placedDays.append(days.from)
                placedDays.append(days.to)
            }
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
        guard let wholes = wholes[need.kind] else { return own }
        let whole = sum(wholes, of: need, in: place)
        var worse = own.rejected > 0 && own.share > whole.share ? own : whole
        worse.accepted = own.accepted.union(whole.accepted)
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
