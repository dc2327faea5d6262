import ReportKit
import Significance
import Text
import Warehouse

extension Calibration {
    /// Records the calibration in `warehouse.calibration`, beside earlier ones.
    ///
    /// - Returns: whether it was recorded; a role that may only read can calibrate, but records nothing.
    public func record(on connection: Connection) throws -> Bool {
        do {
            try connection.transaction {
                _ = try Script.calibrationRecord.query(on: connection, [.text(try record())])
            }
            return true
        } catch WarehouseError.server(let error) where ["25006", "42501"].contains(error.sqlState) {
            return false
        }
    }
}

/// The recorded calibrations, the latest first.
public struct CalibrationHistory: Sendable {
    /// The calibration of one model, for one quarter, at one time.
    struct Entry: Sendable {
        let id: Int
        let name: String
        let version: String
        let horizonMonths: Int?
        let quarter: String
        let proofLagMonths: Int
        /// In UTC, such as `2010-12-31T23:59:59Z`.
        let madeAt: String
        /// The last vintage that the warehouse had then.
        let latestVintage: Int?
        let synthetic: Bool
        let n: Int
        let people: Int
        let observed: Int
        let expected: Double
        let areaUnderCurve: Double?
        let brier: Double?
        let brierSkill: Double?
        let slope: Double?
        let intercept: Double?
        let inTheLarge: Double?
        let note: String?
        var groups: [RiskGroup] = []
    }

    let entries: [Entry]

    /// - Throws: ``PredictionError/noCalibrations(model:quarter:)``.
    public init(model: String?, quarter: Quarter?, on connection: Connection) throws {
        let rows = try Script.calibrationHistory.query(
            on: connection, [.text(model), .text(quarter?.description)])
        var entries = try rows.map(Entry.init)
        guard !entries.isEmpty else {
            throw PredictionError.noCalibrations(model: model, quarter: quarter?.description)
        }
        var groups: [Int: [RiskGroup]] = [:]
        for row in try Script.calibrationDeciles.query(on: connection, [.integers(entries.map(\.id))]) {
            groups[try row.get("calibration_id"), default: []].append(try RiskGroup(row))
        }
        for index in entries.indices { entries[index].groups = groups[entries[index].id] ?? [] }
        self.entries = entries
    }
}

extension CalibrationHistory.Entry {
    fileprivate init(_ row: Row) throws {
        id = try row.get("calibration_id")
        name = try row.get("name")
        version = try row.get("version")
        horizonMonths = try row.get("horizon_months")
        quarter = try row.get("quarter")
        proofLagMonths = try row.get("proof_lag_months")
        madeAt = try row.get("made_at")
        latestVintage = try row.get("latest_vintage")
        synthetic = try row.get("synthetic")
        n = try row.get("n")
        people = try row.get("people")
        observed = try row.get("observed")
        expected = try row.get("expected")
        areaUnderCurve = try row.get("area_under_curve")
        brier = try row.get("brier")
        brierSkill = try row.get("brier_skill")
        slope = try row.get("slope")
        intercept = try row.get("intercept")
        inTheLarge = try row.get("in_the_large")
        note = try row.get("note")
    }
}

extension RiskGroup {
    fileprivate init(_ row: Row) throws {
        let decile: Int = try row.get("decile")
        self.init(
            tenths: decile...decile, n: try row.get("n"), observed: try row.get("observed"),
            expected: try row.get("expected"), lowest: try row.get("lowest"), highest: try row.get("highest"))
    }
}

// MARK: - Showing

extension PublishedCalibrationHistory {
    /// The history for people.
    ///
    /// ```
    /// Made (UTC)        Quarter    Model                                    n  Observed  Expected     AUC   Brier  ...
    /// ----------------  ---------  ----------------------------------  ------  --------  --------  ------  ------  ...
    /// 2011-08-31 09:12  2009-10Q4  synthetic 3-month model, version 1  15,043     1,631   1,601.9  0.7212  0.0897  ...
    /// ```
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "Made (UTC)", alignment: .left), .init(heading: "Quarter", alignment: .left),
            .init(heading: "Model", alignment: .left, yields: true), .init(heading: "n"), .init(heading: "Observed"),
            .init(heading: "Expected"), .init(heading: "AUC"), .init(heading: "Brier"), .init(heading: "Slope"),
            .init(heading: "Intercept"),
        ])
        for (entry, _) in entries {
            table.append([
                String(entry.madeAt.prefix(16)).replacing("T", with: " "), entry.quarter,
                "\(entry.name), version \(entry.version)", Numbers.count(entry.n),
                Numbers.count(entry.observed), Numbers.fixed(entry.expected, 1), Self.fixed(entry.areaUnderCurve),
                Self.fixed(entry.brier), Self.fixed(entry.slope), Self.fixed(entry.intercept),
            ])
        }
        let caveat =
            (release.marking.map { [$0, ""] } ?? [])
            + (entries.contains { $0.entry.synthetic } ? [Report.syntheticCaveat, ""] : [])
        return (caveat + table.lines(width: width)).joined(separator: "\n") + "\n"
    }

    /// The history as JSON, for programs: what `laa predict calibration --format json` gives for a model, and when.
    public func json() throws -> String {
        try JSONText.text(
            Document(
                marking: release.marking,
                calibrations: entries.map { Document.Calibration($0.entry, $0.groups.groups) }))
    }

    private static func fixed(_ number: Double?) -> String {
        number.map { Numbers.fixed($0, 4) } ?? ""
    }
}

private struct Document: Encodable {
    /// The protective marking; left out if everything may be published.
    let marking: String?
    let calibrations: [Calibration]

    struct Tenth: Encodable {
        let decile, n, observed: Int
        /// The last of several merged tenths; left out for a single tenth.
        let through: Int?
        let lowest, highest, expected: Double

        init(_ group: RiskGroup) {
            decile = group.tenths.lowerBound
            n = group.n
            observed = group.observed
            through = group.tenths.count == 1 ? nil : group.tenths.upperBound
            lowest = group.lowest
            highest = group.highest
            expected = group.expected
        }
    }

    struct Calibration: Encodable {
        let madeAt, quarter, name, version: String
        let proofLagMonths, n, people, observed: Int
        @OrNull var horizonMonths: Int?
        let synthetic: Bool
        let expected: Double
        let deciles: [Tenth]
        @OrNull var latestVintage: Int?
        @OrNull var areaUnderCurve: Double?
        @OrNull var brier: Double?
        @OrNull var brierSkill: Double?
        @OrNull var slope: Double?
        @OrNull var intercept: Double?
        @OrNull var inTheLarge: Double?
        @OrNull var note: String?

        init(_ entry: CalibrationHistory.Entry, _ groups: [RiskGroup]) {
            madeAt = entry.madeAt
            quarter = entry.quarter
            name = entry.name
            version = entry.version
            horizonMonths = entry.horizonMonths
            proofLagMonths = entry.proofLagMonths
            n = entry.n
            people = entry.people
            observed = entry.observed
            expected = entry.expected
            synthetic = entry.synthetic
            latestVintage = entry.latestVintage
            deciles = groups.map(Tenth.init)
            areaUnderCurve = entry.areaUnderCurve
            brier = entry.brier
            brierSkill = entry.brierSkill
            slope = entry.slope
            intercept = entry.intercept
            inTheLarge = entry.inTheLarge
            note = entry.note
        }
    }
}
