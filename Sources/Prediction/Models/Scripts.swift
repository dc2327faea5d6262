import Warehouse

/// The files of `sql`.
extension Script {
    static let begin = Script("begin.sql", PackageResources.begin_sql)
    static let model = Script("model.sql", PackageResources.model_sql)
    static let withdraw = Script("withdraw.sql", PackageResources.withdraw_sql)
    static let run = Script("run.sql", PackageResources.run_sql)
    static let ogrs3 = Script("ogrs3.sql", PackageResources.ogrs3_sql)
    static let fitStore = Script("fit_store.sql", PackageResources.fit_store_sql)
    static let fitFile = Script("fit_file.sql", PackageResources.fit_file_sql)
    static let fitNames = Script("fit_names.sql", PackageResources.fit_names_sql)
    static let checkRecord = Script("check_record.sql", PackageResources.check_record_sql)
    static let trusts = Script("trusts.sql", PackageResources.trusts_sql)
    static let models = Script("models.sql", PackageResources.models_sql)
    static let loaded = Script("loaded.sql", PackageResources.loaded_sql)
    static let calibrationRecord = Script("calibration_record.sql", PackageResources.calibration_record_sql)
    static let calibrationHistory = Script("calibration_history.sql", PackageResources.calibration_history_sql)
    static let calibrationDeciles = Script("calibration_deciles.sql", PackageResources.calibration_deciles_sql)
}
