import Warehouse

/// The files of `sql`.
extension Script {
    static let places = Script("places.sql", PackageResources.places_sql)
    static let holdings = Script("holdings.sql", PackageResources.holdings_sql)
    static let vintageLock = Script("vintage_lock.sql", PackageResources.vintage_lock_sql)
    static let prepare = Script("prepare.sql", PackageResources.prepare_sql)
    static let suspendChecks = Script("suspend_checks.sql", PackageResources.suspend_checks_sql)
    static let restoreChecks = Script("restore_checks.sql", PackageResources.restore_checks_sql)
    static let vintage = Script("vintage.sql", PackageResources.vintage_sql)
    static let snapshotStaging = Script("snapshot_staging.sql", PackageResources.snapshot_staging_sql)
    static let snapshots = Script("snapshots.sql", PackageResources.snapshots_sql)
    static let predictionModel = Script("prediction_model.sql", PackageResources.prediction_model_sql)
    static let areas = Script("areas.sql", PackageResources.areas_sql)
    static let cohort = Script("cohort.sql", PackageResources.cohort_sql)
    static let target = Script("target.sql", PackageResources.target_sql)
    static let expectedStaging = Script("expected_staging.sql", PackageResources.expected_staging_sql)
    static let expectedChanges = Script("expected_changes.sql", PackageResources.expected_changes_sql)
    static let suppliedStaging = Script("supplied_staging.sql", PackageResources.supplied_staging_sql)
    static let suppliedValues = Script("supplied_values.sql", PackageResources.supplied_values_sql)
    static let analyze = Script("analyze.sql", PackageResources.analyze_sql)
}
