import ReportKit
import Warehouse

/// What is missing from the warehouse's rows, by quarter and area, compared with the thresholds set.
public struct QualityCheck: Sendable {
    /// One area in one quarter.
    public struct Entry: Sendable {
        public let area: Area
        public let measures: [QualityMeasure]
        /// Whether the area was asked for; the others are there for disclosure control to weigh.
        public let isShown: Bool

        /// Whether more is missing than the thresholds allow.
        public var isInsufficient: Bool { measures.contains(where: \.isInsufficient) }
    }

    /// Every trust, every region and the nation in one quarter.
    public struct CheckedQuarter: Sendable {
        public let quarter: Quarter
        /// The areas as they stood on its last day.
        public let directory: AreaDirectory
        /// By name of area.
        public let entries: [Entry]
    }

    /// In order of time, those with rows in an area that was asked for.
    public let quarters: [CheckedQuarter]
    /// Whether any extract of the warehouse is synthetic.
    public let isSynthetic: Bool

    /// Checks the warehouse behind a connection, and changes nothing.
    ///
    /// - Parameters:
    ///   - quarter: the quarter to check, or nil for every one that has rows.
    ///   - select: chooses the areas and level, given the areas as they were on a quarter's last day.
    /// - Throws: ``HostError/noRows(quarter:)`` where there is nothing to check.
    public init(
        of connection: Connection, quarter: Quarter?, selecting select: (AreaDirectory) throws -> AreaSelection
    ) throws {
        (quarters, isSynthetic) = try connection.readOnlyTransaction {
            let thresholds = try QualityThresholds(from: connection)
            let accounts = try RowAccounts(from: connection, ExtractCoverage(from: connection))
            let quarters = try quarter.map { [$0] } ?? Self.coveredQuarters(connection)
            let checked = try quarters.map { quarter in
                let directory = try AreaDirectory(on: quarter.lastDay, from: connection)
                return CheckedQuarter(
                    quarter: quarter, directory: directory,
                    entries: try Self.entries(
                        quarter, directory, try select(directory), thresholds, accounts, connection))
            }.filter { $0.entries.contains(where: \.isShown) }
            guard !checked.isEmpty else { throw HostError.noRows(quarter: quarter) }
            return (checked, try DataQuality.Source.all(in: connection).contains(where: \.synthetic))
        }
    }

    static func coveredQuarters(_ connection: Connection) throws -> [Quarter] {
        let sql = String(decoding: PackageResources.covered_quarters_sql, as: UTF8.self)
        return try connection.query(sql, [], source: "covered_quarters.sql").map { row in
            Quarter(containing: try row.get("first_day"))
        }
    }

    private struct Key: Hashable {
        let area: Int
        let measure: QualityMeasure.Kind
    }

    private static func entries(
        _ quarter: Quarter, _ directory: AreaDirectory, _ selection: AreaSelection, _ thresholds: QualityThresholds,
        _ accounts: RowAccounts, _ connection: Connection
    ) throws -> [Entry] {
        let sql = String(decoding: PackageResources.quality_sql, as: UTF8.self)
        var sums: [Key: (lacking: Int, all: Int)] = [:]
        for row in try connection.query(sql, [.days([quarter.firstDay])], source: "quality.sql") {
            let name: String = try row.get("measure")
            guard let measure = QualityMeasure.Kind(rawValue: name) else {
                throw WarehouseError.result(column: "measure", problem: "holds '\(name)', which is not a measure")
            }
            for level in Self.levels {
                guard let area = directory.place(trust: try row.get("trust_id"), authority: nil, at: level) else {
                    continue
                }
                let key = Key(area: area, measure: measure)
                sums[key, default: (0, 0)].lacking += try row.get("lacking", as: Int.self)
                sums[key, default: (0, 0)].all += try row.get("of_all", as: Int.self)
            }
        }
        let areas = Set(sums.keys.map(\.area)).compactMap { directory[$0] }
            .sorted { ($0.area.name, $0.area.code) < ($1.area.name, $1.area.code) }
        let units = AreaUnits(directory)
        return areas.map { entry in
            Entry(
                area: entry.area,
                measures: QualityMeasure.Kind.allCases.compactMap { measure in
                    sums[Key(area: entry.id, measure: measure)].map {
                        QualityMeasure(measure, count: $0.lacking, of: $0.all, thresholds: thresholds)
                    }
                } + (accounts.worst(of: quarter, in: units.place(of: entry), thresholds).map { [$0] } ?? []),
                isShown: selection.levels.contains(entry.area.level)
                    && selection.codes?.contains(entry.area.code) ?? true)
        }
    }

    /// The levels that are checked, each the sum of the next.
    private static let levels: [AreaLevel] = [.national, .region, .trust]
}
