import ReportKit
import Warehouse

/// A file of the folder `sql`.
enum Script {
    case begin, model, withdraw, run, ogrs3, apply, models, loaded
    case calibrationRecord, calibrationHistory, calibrationDeciles

    private var file: (name: String, bytes: [UInt8]) {
        switch self {
        case .begin: ("begin.sql", PackageResources.begin_sql)
        case .model: ("model.sql", PackageResources.model_sql)
        case .withdraw: ("withdraw.sql", PackageResources.withdraw_sql)
        case .run: ("run.sql", PackageResources.run_sql)
        case .ogrs3: ("ogrs3.sql", PackageResources.ogrs3_sql)
        case .apply: ("apply.sql", PackageResources.apply_sql)
        case .models: ("models.sql", PackageResources.models_sql)
        case .loaded: ("loaded.sql", PackageResources.loaded_sql)
        case .calibrationRecord: ("calibration_record.sql", PackageResources.calibration_record_sql)
        case .calibrationHistory: ("calibration_history.sql", PackageResources.calibration_history_sql)
        case .calibrationDeciles: ("calibration_deciles.sql", PackageResources.calibration_deciles_sql)
        }
    }

    /// Runs the file's one statement.
    @discardableResult
    func query(on connection: Connection, _ parameters: [ParameterValue] = []) throws -> Rows {
        try connection.query(String(decoding: file.bytes, as: UTF8.self), parameters, source: file.name)
    }
}
