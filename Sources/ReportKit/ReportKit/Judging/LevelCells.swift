/// The cells that findings are made for at one level. A cell is an area, or one group of people in it.
///
/// Each row has a place (a trust, an authority or none, and a group); places are numbered as they first occur. Cells
/// are numbered in the order of area name, code and group, so that findings always come in the same order.
struct LevelCells {
    struct Cell {
        let areaID: Int
        let area: Area
        let group: Finding.Group?
    }

    let level: AreaLevel
    let cells: [Cell]
    /// For each place, the index of its cell, or -1 where the place belongs to no area of the level.
    let cellOfPlace: [Int32]

    /// - Parameter empty: areas that have a cell although no place lies in them; not of a breakdown, whose groups they do
    ///   not name.
    init(places: Places, areas: AreaDirectory, level: AreaLevel, breakdown: Breakdown?, empty: [Int] = []) {
        self.level = level
        let keyed = places.all.map { place in
            areas.place(trust: place.trust, authority: place.authority, at: level).map { id in
                Key(id: id, group: breakdown == nil ? nil : place.group)
            }
        }
        let also = breakdown == nil ? empty.map { Key(id: $0, group: nil) } : []
        let found = Set(keyed.compactMap(\.self) + also).compactMap { key in
            areas.rank(of: key.id).map { (key, rank: $0) }
        }
        let ordered = found.sorted { ($0.rank, $0.0.group ?? "") < ($1.rank, $1.0.group ?? "") }.map(\.0)
        let index = Dictionary(uniqueKeysWithValues: zip(ordered, (0 as Int32)...))
        cells = ordered.compactMap { key in
            areas[key.id].map { entry in
                Cell(
                    areaID: key.id, area: entry.area,
                    group: breakdown.map { Finding.Group(by: $0, value: key.group ?? "not recorded") })
            }
        }
        cellOfPlace = keyed.map { key in key.flatMap { index[$0] } ?? -1 }
    }

    private struct Key: Hashable {
        let id: Int
        let group: String?
    }
}

/// The distinct combinations of trust, authority and group in a query's rows, numbered as they first occur.
struct Places {
    struct Place: Hashable {
        let trust: Int
        /// Nil where the authority is not assigned.
        let authority: Int?
        /// Nil where the report is not broken down, or the person's group is not recorded.
        let group: String?
    }

    private(set) var all: [Place] = []
    /// The places of one stream of rows, by a key that uses that stream's numbering of groups.
    private var numbers: [UInt64: Int32] = [:]
    /// The places by value, for combining the rows of several streams.
    private var numbersOfPlaces: [Place: Int32] = [:]
    private var lastKey = UInt64.max
    private var lastNumber: Int32 = 0

    /// The first columns of every family's query, except that of supplied values.
    static let columns = [
        ColumnRequirement("trust_id", .integer), ColumnRequirement("authority_id", .integer, nullable: true),
        ColumnRequirement("breakdown", .label, nullable: true),
    ]

    /// The number of the place of a row, in a batch whose first columns are ``columns``.
    mutating func number(of row: Int, in batch: Batch, file: String, areas: AreaDirectory) throws -> Int32 {
        let trust = batch.columns[0]
        let authority = batch.columns[1]
        let group = batch.columns[2]
        let authorityKey = authority.isNull[row] ? 0 : authority.integers[row]
        let groupKey = group.isNull[row] ? 0 : group.integers[row] + 1
        let key =
            UInt64(truncatingIfNeeded: trust.integers[row]) << 40
            | UInt64(truncatingIfNeeded: authorityKey) << 16 | UInt64(truncatingIfNeeded: groupKey)
        if key == lastKey { return lastNumber }
        lastKey = key
        if let known = numbers[key] {
            lastNumber = known
            return known
        }
        let place = Place(
            trust: trust.integers[row], authority: authority.isNull[row] ? nil : authority.integers[row],
            group: group.isNull[row] ? nil : group.labels[group.integers[row]])
        try check(place, file: file, areas: areas)
        lastNumber = Int32(all.count)
        numbers[key] = lastNumber
        all.append(place)
        return lastNumber
    }

    /// The number of a place that comes from another stream of rows.
    mutating func number(of place: Place) -> Int32 {
        if numbersOfPlaces.isEmpty {
            numbersOfPlaces = Dictionary(uniqueKeysWithValues: zip(all, (0 as Int32)...))
        }
        if let known = numbersOfPlaces[place] { return known }
        let number = Int32(all.count)
        numbersOfPlaces[place] = number
        all.append(place)
        return number
    }

    private func check(_ place: Place, file: String, areas: AreaDirectory) throws {
        guard areas[place.trust]?.area.level == .trust else {
            throw ReportError.badValue(
                file: file, column: "trust_id", value: String(place.trust), problem: "which is not a probation trust")
        }
        guard let authority = place.authority else { return }
        guard areas[authority]?.area.level == .localAuthority else {
            throw ReportError.badValue(
                file: file, column: "authority_id", value: String(authority), problem: "which is not a local authority")
        }
    }
}
