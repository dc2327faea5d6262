import ReportKit
import Warehouse

/// A file in the folder `sql`.
enum Script {
    case places, holdings, vintageLock, prepare, suspendChecks, restoreChecks, vintage, predictionModel, areas, cohort
    case target, expectedStaging, expectedChanges, suppliedStaging, suppliedValues, analyze

    private var file: (name: String, bytes: [UInt8]) {
        switch self {
        case .places: ("places.sql", PackageResources.places_sql)
        case .holdings: ("holdings.sql", PackageResources.holdings_sql)
        case .vintageLock: ("vintage_lock.sql", PackageResources.vintage_lock_sql)
        case .prepare: ("prepare.sql", PackageResources.prepare_sql)
        case .suspendChecks: ("suspend_checks.sql", PackageResources.suspend_checks_sql)
        case .restoreChecks: ("restore_checks.sql", PackageResources.restore_checks_sql)
        case .vintage: ("vintage.sql", PackageResources.vintage_sql)
        case .predictionModel: ("prediction_model.sql", PackageResources.prediction_model_sql)
        case .areas: ("areas.sql", PackageResources.areas_sql)
        case .cohort: ("cohort.sql", PackageResources.cohort_sql)
        case .target: ("target.sql", PackageResources.target_sql)
        case .expectedStaging: ("expected_staging.sql", PackageResources.expected_staging_sql)
        case .expectedChanges: ("expected_changes.sql", PackageResources.expected_changes_sql)
        case .suppliedStaging: ("supplied_staging.sql", PackageResources.supplied_staging_sql)
        case .suppliedValues: ("supplied_values.sql", PackageResources.supplied_values_sql)
        case .analyze: ("analyze.sql", PackageResources.analyze_sql)
        }
    }

    /// Runs the file's statements, which take no parameters.
    func run(on connection: Connection) throws {
        try connection.execute(String(decoding: file.bytes, as: UTF8.self), source: file.name)
    }

    /// Runs the file's one statement.
    @discardableResult
    func query(on connection: Connection, _ parameters: [ParameterValue] = []) throws -> Rows {
        try connection.query(String(decoding: file.bytes, as: UTF8.self), parameters, source: file.name)
    }
}
