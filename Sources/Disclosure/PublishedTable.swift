import ReportKit

/// What one publication showed and suppressed of one indicator, for one span and one breakdown.
///
/// Counts have names: `observed`, `n`, `people` (of a cohort), `year-before`, and those of ``measures`` by their own names.
public struct PublishedTable: Hashable, Sendable {
    /// Where a count stands: its area and group.
    public struct Place: Hashable, Comparable, Sendable {
        public let level: AreaLevel
        public let code: String
        /// Nil for everybody in the area.
        public let group: String?

        public init(level: AreaLevel, code: String, group: String? = nil) {
            self.level = level
            self.code = code
            self.group = group
        }

        public static func < (first: Place, second: Place) -> Bool {
            if first.level != second.level { return first.level.rawValue < second.level.rawValue }
            return first.code == second.code ? (first.group ?? "") < (second.group ?? "") : first.code < second.code
        }
    }

    /// One count as it was published.
    public enum Count: Hashable, Sendable {
        case number(Int)
        /// A rounded number, which the true one need not be.
        case rounded(Int)
        case suppressed

        /// The number; nil where it is rounded or suppressed.
        public var number: Int? { if case .number(let number) = self { number } else { nil } }
    }

    /// The counts of one place, by name. A count that is not there is not known, or the family does not have it.
    public struct Cell: Hashable, Sendable {
        public let place: Place
        public var counts: [String: Count]

        public init(place: Place, counts: [String: Count]) {
            self.place = place
            self.counts = counts
        }
    }

    /// The data-quality measures whose counts, which are rounded, may follow from other counts.
    static let measures: Set<QualityMeasure.Kind> = [.authority, .answered, .prediction]

    /// The identifier of the indicator whose counts these are, whatever name they were published under.
    public let indicator: String
    public let family: Family
    /// The version of the module that counted; nil where it is not known.
    public let version: String?
    public let breakdown: Breakdown?
    public let span: Period
    /// In order of place.
    public let cells: [Cell]
    /// By how much any of its counts may differ now for the sake of a few people who were erased since it was published;
    /// 0 where nobody was.
    public var erasedSince = 0

    public init(
        indicator: String, family: Family, version: String?, breakdown: Breakdown?, span: Period, cells: [Cell]
    ) {
        self.indicator = indicator
        self.family = family
        self.version = version
        self.breakdown = breakdown
        self.span = span
        self.cells = cells.sorted { $0.place < $1.place }
    }

    /// What of it is of the same ground as areas of a later day, under their codes of that day.
    public func placed(by ground: SameGround) -> PublishedTable {
        PublishedTable(
            indicator: indicator, family: family, version: version, breakdown: breakdown, span: span,
            cells: cells.compactMap { cell in
                ground.laterCode(cell.place.level, cell.place.code).map { code in
                    Cell(
                        place: Place(level: cell.place.level, code: code, group: cell.place.group), counts: cell.counts)
                }
            })
    }

    /// The same counts under the identifier of the indicator that they are of.
    public func of(_ indicator: String) -> PublishedTable {
        var table = PublishedTable(
            indicator: indicator, family: family, version: version, breakdown: breakdown, span: span, cells: cells)
        table.erasedSince = erasedSince
        return table
    }
}

/// Written by column, since a register holds very many tables of few kinds of places and counts:
///
/// ```json
/// {"indicator":"INT01","family":"count-target","version":"1","from":"2010-04-01","to":"2010-06-30",
///  "areas":[{"level":"trust","codes":["PT-LANCASHIRE"]}],"counts":{"observed":"57,","n":"60,"}}
/// ```
extension PublishedTable: Codable {
    private enum Key: String, CodingKey {
        case indicator, family, version, by, from, to, areas, groups, counts
    }

    private struct Areas: Codable {
        let level: AreaLevel
        var codes: [String]
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(indicator, forKey: .indicator)
        try container.encode(family, forKey: .family)
        try container.encodeIfPresent(version, forKey: .version)
        try container.encodeIfPresent(breakdown, forKey: .by)
        try container.encode(span.from, forKey: .from)
        try container.encode(span.to, forKey: .to)
        var areas: [Areas] = []
        for cell in cells {
            if areas.last?.level != cell.place.level { areas.append(Areas(level: cell.place.level, codes: [])) }
            areas[areas.count - 1].codes.append(cell.place.code)
        }
        try container.encode(areas, forKey: .areas)
        if cells.contains(where: { $0.place.group != nil }) {
            try container.encode(cells.map(\.place.group), forKey: .groups)
        }
        let names = Set(cells.flatMap(\.counts.keys))
        try container.encode(
            Dictionary(
                uniqueKeysWithValues: names.map { name in (name, PublishedColumn(cells.map { $0.counts[name] })) }),
            forKey: .counts)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func broken(_ key: Key, _ problem: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: container, debugDescription: problem)
        }
        indicator = try container.decode(String.self, forKey: .indicator)
        family = try container.decode(Family.self, forKey: .family)
        version = try container.decodeIfPresent(String.self, forKey: .version)
        breakdown = try container.decodeIfPresent(Breakdown.self, forKey: .by)
        guard
            let span = Period(
                from: try container.decode(Day.self, forKey: .from), to: try container.decode(Day.self, forKey: .to))
        else { throw broken(.to, "a span that ends before it begins") }
        self.span = span
        let areas = try container.decode([Areas].self, forKey: .areas)
        let count = areas.reduce(0) { $0 + $1.codes.count }
        let groups = try container.decodeIfPresent([String?].self, forKey: .groups)
        let columns = try container.decode([String: PublishedColumn].self, forKey: .counts)
        guard groups?.count ?? count == count, columns.values.allSatisfy({ $0.counts.count == count }) else {
            throw broken(.counts, "columns of different lengths")
        }
        var cells: [Cell] = []
        cells.reserveCapacity(count)
        for part in areas {
            for code in part.codes {
                let group = groups.flatMap { $0[cells.count] }
                cells.append(Cell(place: Place(level: part.level, code: code, group: group), counts: [:]))
            }
        }
        for (name, column) in columns {
            for (index, count) in column.counts.enumerated() { cells[index].counts[name] = count }
        }
        self.cells = cells
    }
}

/// Published counts, some of them not known, as one string: `57,c,~5,,` is 57, suppressed, rounded to 5, and not known.
private struct PublishedColumn: Codable {
    let counts: [PublishedTable.Count?]

    init(_ counts: [PublishedTable.Count?]) { self.counts = counts }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var counts: [PublishedTable.Count?] = []
        let text = try container.decode(String.self)
        var start = text.utf8.startIndex
        while let end = text.utf8[start...].firstIndex(of: UInt8(ascii: ",")) {
            let value = text[start..<end]
            switch value.utf8.first {
            case nil: counts.append(nil)
            case UInt8(ascii: "c") where value == "c": counts.append(.suppressed)
            case let first:
                let isRounded = first == UInt8(ascii: "~")
                guard let number = Int(isRounded ? value.dropFirst() : value) else {
                    throw DecodingError.dataCorruptedError(
                        in: container, debugDescription: "not a column of published counts")
                }
                counts.append(isRounded ? .rounded(number) : .number(number))
            }
            start = text.utf8.index(after: end)
        }
        self.counts = counts
    }

    func encode(to encoder: any Encoder) throws {
        var text = ""
        for count in counts {
            switch count {
            case .number(let number): text += String(number)
            case .rounded(let number): text += "~\(number)"
            case .suppressed: text += "c"
            case nil: break
            }
            text += ","
        }
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
