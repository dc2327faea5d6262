import ReportKit
import Significance
import Warehouse

/// How a model's predictions for a quarter's cohort compare with what happened.
///
/// The cohort is NI 18's for the quarter: the caseload at the four quarter ends from the day before its year began,
/// matched to the Police National Computer. Re-offending counts within the model's own horizon, and must be proven
/// within a lag after that; NI 18 uses three months for each.
public struct CalibrationCheck: Sendable {
    public let model: String
    public let version: String
    public let horizonMonths: Int
    public let fittedOn: String
    public let n: Int
    /// How many people the offender-snapshots belong to.
    public let people: Int
    public let observed: Int
    public let expected: Double
    /// Tenths of all in order of prediction.
    let groups: [RiskGroup]
    public let areaUnderCurve: AreaUnderCurve?
    public let brier: BrierScore?
    /// Nil if it cannot be estimated; ``note`` says why.
    public let recalibration: LogisticRecalibration?
    public let note: String?

    fileprivate init(_ model: ModelEntry, horizon: Int, _ rows: [ScoredRow]) throws {
        let outcomes = ScoredOutcomes(rows.map { .init(predicted: $0.predicted, happened: $0.happened) })
        self.model = model.name
        version = model.version
        horizonMonths = horizon
        fittedOn = model.fittedOn
        n = outcomes.count
        people = rows.indices.count { $0 == 0 || rows[$0].person != rows[$0 - 1].person }
        observed = outcomes.observed
        expected = outcomes.expected
        groups = rows.allowingForRepeats(in: RiskGroup.tenths(of: outcomes))
        areaUnderCurve = AreaUnderCurve(of: outcomes)
        brier = BrierScore(of: outcomes)
        let fit = Result { () throws(PredictionError) in try LogisticRecalibration(of: outcomes) }
        switch fit {
        case .success(let fit):
            recalibration = fit
            note = nil
        case .failure(let error):
            recalibration = nil
            note = error.message
        }
    }
}

/// The calibration of every model with predictions in a quarter's cohort.
public struct Calibration: Sendable {
    public let quarter: Quarter
    public let snapshots: [Day]
    /// Months after the horizon within which re-offending must be proven.
    public let proofLag: Int
    /// Whether any row drawn on is synthetic.
    public let synthetic: Bool
    public let checks: [CalibrationCheck]
    /// Why a model was not checked, where others were.
    public let notChecked: [String]

    /// Checks every model with predictions for the cohort, or only the one named.
    ///
    /// - Throws: ``PredictionError/noPredictions(cohort:model:)``, ``PredictionError/noHorizon(model:)``, and
    ///   ``PredictionError/notComplete(cohort:model:completeOn:loadedThrough:)`` if no model can be checked yet.
    public init(of quarter: Quarter, model: String?, proofLag: Int = 3, on connection: Connection) throws {
        let snapshots = (-3...0).map { quarter.advanced(by: $0).firstDay.adding(days: -1) }
        var checks: [CalibrationCheck] = []
        var problems: [PredictionError] = []
        synthetic = try connection.readOnlyTransaction {
            let loaded = try Script.loaded.query(on: connection)[0]
            let through: Day? = try loaded.get("offences_through")
            for row in try Script.models.query(on: connection, [.days(snapshots), .text(model)]) {
                let entry = try ModelEntry(row)
                guard let horizon = entry.horizonMonths else {
                    problems.append(.noHorizon(model: "\(entry.name), version \(entry.version),"))
                    continue
                }
                let completeOn = snapshots[3].addingMonthsToEnd(horizon + proofLag)
                guard let through, through >= completeOn else {
                    problems.append(
                        .notComplete(
                            cohort: "\(quarter)", model: "\(entry.name), version \(entry.version),",
                            completeOn: completeOn, loadedThrough: through))
                    continue
                }
                let rows = try entry.rows(in: snapshots, horizon: horizon, proofLag: proofLag, on: connection)
                if !rows.isEmpty { checks.append(try CalibrationCheck(entry, horizon: horizon, rows)) }
            }
            return try loaded.get("synthetic")
        }
        guard !checks.isEmpty else {
            throw problems.first ?? .noPredictions(cohort: "\(quarter)", model: model)
        }
        self.quarter = quarter
        self.snapshots = snapshots
        self.proofLag = proofLag
        self.checks = checks
        notChecked = problems.map(\.description)
    }
}

/// An offender-snapshot with its prediction and outcome.
private struct ScoredRow {
    let person: Int32
    let predicted: Double
    let happened: Bool
}

extension [ScoredRow] {
    /// Groups with the design effects that repeated people give them. The rows are in the order of people.
    fileprivate func allowingForRepeats(in groups: [RiskGroup]) -> [RiskGroup] {
        var correlation = WithinPersonCorrelation()
        for row in self { correlation.add(person: row.person, predicted: row.predicted, observed: row.happened) }
        var repeats = RepeatsByRisk(groups, correlation: correlation.told)
        for row in self { repeats.add(person: row.person, predicted: row.predicted) }
        return repeats.groups
    }
}

/// A row of `reporting.prediction_model`.
private struct ModelEntry {
    let key: Int
    let name: String
    let version: String
    /// Nil where nobody has stated it.
    let horizonMonths: Int?
    let fittedOn: String

    init(_ row: Row) throws {
        key = try row.get("model_id")
        name = try row.get("name")
        version = try row.get("version")
        horizonMonths = try row.get("horizon_months")
        fittedOn = try row.get("fitted_on")
    }

    /// The model's predictions for the snapshots, with their outcomes, in the order of people.
    func rows(in snapshots: [Day], horizon: Int, proofLag: Int, on connection: Connection) throws -> [ScoredRow] {
        let query = Query(
            file: "calibration.sql", embedded: PackageResources.calibration_sql,
            parameters: [
                "model": .integer(key), "snapshots": .days(snapshots), "horizon_months": .integer(horizon),
                "proof_months": .integer(horizon + proofLag),
            ])
        let columns = [
            ColumnRequirement("offender_id", .integer), ColumnRequirement("predicted", .real),
            ColumnRequirement("reoffended", .boolean),
        ]
        var rows: [ScoredRow] = []
        try SnapshotWarehouse(connection).stream(query, columns: columns) { batch in
            for row in 0..<batch.rowCount {
                rows.append(
                    ScoredRow(
                        person: Int32(truncatingIfNeeded: batch.columns[0].integers[row]),
                        predicted: batch.columns[1].reals[row], happened: batch.columns[2].integers[row] != 0))
            }
        }
        return rows.sorted { ($0.person, $0.predicted) < ($1.person, $1.predicted) }
    }
}
