import ReportKit
import Warehouse

/// What is missing from the warehouse's rows, by quarter and area, compared with the thresholds set.
public struct QualityCheck: Sendable {
    /// One area in one quarter.
    public struct Entry: Sendable {
        public let quarter: Quarter
        public let area: Area
        public let measures: [QualityMeasure]

        /// Whether more is missing than the thresholds allow.
        public var isInsufficient: Bool { measures.contains(where: \.isInsufficient) }
    }

    /// In order of quarter, then of the area's name.
    public let entries: [Entry]
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
        (entries, isSynthetic) = try connection.readOnlyTransaction {
            let thresholds = try QualityThresholds(from: connection)
            let quarters = try quarter.map { [$0] } ?? Self.coveredQuarters(connection)
            let entries = try quarters.flatMap { quarter in
                let directory = try AreaDirectory(on: quarter.lastDay, from: connection)
                return try Self.entries(quarter, directory, try select(directory), thresholds, connection)
            }
            guard !entries.isEmpty else { throw HostError.noRows(quarter: quarter) }
            return (entries, try DataQuality.Source.all(in: connection).contains(where: \.synthetic))
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
        _ connection: Connection
    ) throws -> [Entry] {
        let sql = String(decoding: PackageResources.quality_sql, as: UTF8.self)
        var sums: [Key: (lacking: Int, all: Int)] = [:]
        for row in try connection.query(sql, [.days([quarter.firstDay])], source: "quality.sql") {
            let name: String = try row.get("measure")
            guard let measure = QualityMeasure.Kind(rawValue: name) else {
                throw WarehouseError.result(column: "measure", problem: "holds '\(name)', which is not a measure")
            }
            for level in selection.levels {
                guard let area = directory.place(trust: try row.get("trust_id"), authority: nil, at: level) else {
                    continue
                }
                let key = Key(area: area, measure: measure)
                sums[key, default: (0, 0)].lacking += try row.get("lacking", as: Int.self)
                sums[key, default: (0, 0)].all += try row.get("of_all", as: Int.self)
            }
        }
        let areas = Set(sums.keys.map(\.area)).compactMap { directory[$0] }
            .filter { selection.codes?.contains($0.area.code) ?? true }
            .sorted { ($0.area.name, $0.area.code) < ($1.area.name, $1.area.code) }
        return areas.map { entry in
            Entry(
                quarter: quarter, area: entry.area,
                measures: QualityMeasure.Kind.allCases.compactMap { measure in
                    sums[Key(area: entry.id, measure: measure)].map {
                        QualityMeasure(measure, count: $0.lacking, of: $0.all, thresholds: thresholds)
                    }
                })
        }
    }
}
