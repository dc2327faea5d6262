/// The counts of areas that a report does not show. Disclosure control weighs the figures shown against them, so that
/// the same figures are suppressed whichever areas and levels are requested, and compares the areas shown with those of
/// them that may be published. They are never shown themselves.
///
/// Stored and written by column, level by level: there may be hundreds of areas besides the few that are shown.
public struct UnshownCounts: Hashable, Codable, Sendable {
    /// The counts of one area, or of one group of people in it.
    public struct Row: Hashable, Sendable {
        public let level: AreaLevel
        public let code: String
        public let group: String?
        public let observed: Int?
        public let n: Int?
        /// Distinct people behind the counts, where the family counts them.
        public let people: Int?
        /// The count of the year before, where the figure is compared with it.
        public let yearBefore: Int?
        /// The p value by which the area is judged beside the others of its level; nil where it is not judged.
        public let p: Double?
        /// The events expected, in families that have an expectation.
        public let expected: Double?
        /// The variance of the observed count if the area is as expected, in families that tell it.
        public let variance: Double?
        /// The counts of ``Finding/dataQuality``, without those of rejected rows.
        public let lacking: [CountKind: Int]

        public init(
            area: Area, group: String?, observed: Int?, n: Int?, people: Int? = nil, yearBefore: Int? = nil,
            p: Double? = nil, expected: Double? = nil, variance: Double? = nil, lacking: [CountKind: Int] = [:]
        ) {
            level = area.level
            code = area.code
            self.group = group
            self.observed = observed
            self.n = n
            self.people = people
            self.yearBefore = yearBefore
            self.p = p
            self.expected = expected
            self.variance = variance
            self.lacking = lacking
        }

        public init(_ finding: Finding) {
            var lacking: [CountKind: Int] = [:]
            for measure in finding.dataQuality {
                if let kind = CountKind(countOf: measure.measure) { lacking[kind] = measure.count }
                if let kind = CountKind(allOf: measure.measure) { lacking[kind] = measure.of }
            }
            self.init(
                area: finding.area, group: finding.group?.value, observed: finding.observed, n: finding.n,
                people: finding.figures.people, yearBefore: finding.figures.yearBefore, p: finding.pOfVerdict,
                expected: finding.notJudged == nil ? finding.figures.expected : nil,
                variance: finding.figures.any.varianceOfCount, lacking: lacking)
        }

        /// The count of a kind; nil where the area has none, or it is not known.
        public subscript(kind: CountKind) -> Int? {
            switch kind {
            case .observed: observed
            case .n: n
            case .people: people
            case .yearBefore: yearBefore
            case .notRecorded: lacking[.answered]
            default: lacking[kind]
            }
        }
    }

    private struct Level: Hashable, Codable, Sendable {
        let level: AreaLevel
        var codes: [String] = []
        var groups: [String?] = []
        var observed = NumberColumn()
        var n = NumberColumn()
        var people = NumberColumn()
        var yearBefore = NumberColumn()
        var p: [Double?] = []
        var expected: [Double?] = []
        var variance: [Double?] = []
        /// By the names of the counts.
        var lacking: [String: NumberColumn] = [:]

        /// The rows of one level; columns that would hold only nil are left empty.
        init(_ level: AreaLevel, _ rows: [Row]) {
            self.level = level
            func told<Value>(_ column: [Value?]) -> [Value?] { column.contains { $0 != nil } ? column : [] }
            codes = rows.map(\.code)
            groups = told(rows.map(\.group))
            observed.values = rows.map(\.observed)
            n.values = rows.map(\.n)
            people.values = told(rows.map(\.people))
            yearBefore.values = told(rows.map(\.yearBefore))
            p = told(rows.map(\.p))
            expected = told(rows.map(\.expected))
            variance = told(rows.map(\.variance))
            for kind in Set(rows.lazy.flatMap(\.lacking.keys)) {
                lacking[kind.rawValue] = NumberColumn(values: rows.map { $0.lacking[kind] })
            }
        }

        /// Whether every column that is not empty has an entry for each row.
        var isWhole: Bool {
            observed.values.count == codes.count && n.values.count == codes.count
                && [
                    groups.count, people.values.count, yearBefore.values.count, p.count, expected.count, variance.count,
                ].allSatisfy { [0, codes.count].contains($0) }
                && lacking.values.allSatisfy { $0.values.count == codes.count }
        }

        var rows: [Row] {
            let kinds = lacking.compactMap { name, column in CountKind(rawValue: name).map { ($0, column.values) } }
            return codes.indices.map { index in
                var lacking: [CountKind: Int] = [:]
                for (kind, values) in kinds { lacking[kind] = values[index] }
                return Row(
                    area: Area(code: codes[index], name: codes[index], level: level),
                    group: groups.isEmpty ? nil : groups[index], observed: observed.values[index], n: n.values[index],
                    people: people.values.isEmpty ? nil : people.values[index],
                    yearBefore: yearBefore.values.isEmpty ? nil : yearBefore.values[index],
                    p: p.isEmpty ? nil : p[index], expected: expected.isEmpty ? nil : expected[index],
                    variance: variance.isEmpty ? nil : variance[index], lacking: lacking)
            }
        }
    }

    private var levels: [Level] = []

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        levels = try container.decode([Level].self, forKey: .levels)
        guard levels.allSatisfy(\.isWhole) else {
            throw DecodingError.dataCorruptedError(
                forKey: .levels, in: container, debugDescription: "columns of different lengths")
        }
    }

    public init(_ rows: [Row] = []) {
        levels = Dictionary(grouping: rows, by: \.level).map { Level($0, $1) }
            .sorted { $0.level.rawValue < $1.level.rawValue }
    }

    public var rows: [Row] { levels.flatMap(\.rows) }

    /// Whether there is a row for any area of a level.
    public func holds(_ level: AreaLevel) -> Bool { levels.contains { $0.level == level } }
}

extension Finding.Figures {
    /// Distinct people behind the counts, in families that count them.
    public var people: Int? {
        switch self {
        case .predicted(let figures): figures.people
        case .change(let figures): figures.people
        case .frequency(let figures): figures.people
        case .proportion, .rate, .standardised, .count, .countChange, .mean, .quantile, .supplied: nil
        }
    }

    /// The count of the year before, in families that compare with it.
    public var yearBefore: Int? {
        if case .rate(let figures) = self { figures.baselineEvents } else { nil }
    }
}
