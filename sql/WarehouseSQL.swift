/// The warehouse's SQL and reference data, which are built into the program.
public enum WarehouseSQL {
    /// A numbered schema migration, a file in `sql/migrations`.
    public struct Step: Sendable {
        public let number: Int
        public let name: String
        public let sql: String
    }

    /// Every file of `sql/migrations`, in order.
    ///
    /// Their numbers only grow, and have gaps: 20, 22, 24 to 29 and some later ones were never given to a migration, and
    /// never will be, since a warehouse refuses one that is numbered before another that it has.
    public static let migrations: [Step] = [
        step(1, "areas", PackageResources._001_areas_sql),
        step(2, "vintages_and_offenders", PackageResources._002_vintages_and_offenders_sql),
        step(3, "caseload", PackageResources._003_caseload_sql),
        step(4, "proven_offences", PackageResources._004_proven_offences_sql),
        step(5, "ppo_cohorts", PackageResources._005_ppo_cohorts_sql),
        step(6, "terminations", PackageResources._006_terminations_sql),
        step(7, "targets", PackageResources._007_targets_sql),
        step(8, "loading", PackageResources._008_loading_sql),
        step(9, "prediction", PackageResources._009_prediction_sql),
        step(10, "as_of", PackageResources._010_as_of_sql),
        step(11, "quality_thresholds", PackageResources._011_quality_thresholds_sql),
        step(12, "revisions", PackageResources._012_revisions_sql),
        step(13, "calibration", PackageResources._013_calibration_sql),
        step(14, "extract_kinds", PackageResources._014_extract_kinds_sql),
        step(15, "interventions", PackageResources._015_interventions_sql),
        step(16, "offender_management", PackageResources._016_offender_management_sql),
        step(17, "area_figures", PackageResources._017_area_figures_sql),
        step(18, "target_ranges", PackageResources._018_target_ranges_sql),
        step(19, "area_views", PackageResources._019_area_views_sql),
        step(21, "counting", PackageResources._021_counting_sql),
        step(23, "supplied_values", PackageResources._023_supplied_values_sql),
        step(30, "submissions", PackageResources._030_submissions_sql),
        step(31, "recorded_crime", PackageResources._031_recorded_crime_sql),
        step(32, "bank_holidays", PackageResources._032_bank_holidays_sql),
        step(33, "what_figures_rest_on", PackageResources._033_what_figures_rest_on_sql),
        step(34, "numbers_not_taken", PackageResources._034_numbers_not_taken_sql),
        step(35, "contradictions", PackageResources._035_contradictions_sql),
        step(36, "prediction_horizons", PackageResources._036_prediction_horizons_sql),
        step(37, "accounts_by_person", PackageResources._037_accounts_by_person_sql),
        step(38, "loaded_files", PackageResources._038_loaded_files_sql),
        step(39, "publications", PackageResources._039_publications_sql),
        step(40, "fitted_models", PackageResources._040_fitted_models_sql),
        step(41, "as_of_at_no_cost", PackageResources._041_as_of_at_no_cost_sql),
        step(42, "prediction_uncertainty", PackageResources._042_prediction_uncertainty_sql),
        step(43, "offences_by_index", PackageResources._043_offences_by_index_sql),
        step(44, "portal_access", PackageResources._044_portal_access_sql),
        step(45, "portal_reading", PackageResources._045_portal_reading_sql),
        step(47, "reporting_columns", PackageResources._047_reporting_columns_sql),
        step(49, "retention", PackageResources._049_retention_sql),
        step(51, "portal_users", PackageResources._051_portal_users_sql),
        step(53, "erasure", PackageResources._053_erasure_sql),
        step(54, "areas_that_split", PackageResources._054_areas_that_split_sql),
        step(55, "as_of_is_said", PackageResources._055_as_of_is_said_sql),
        step(56, "identities", PackageResources._056_identities_sql),
        step(57, "published_vintages", PackageResources._057_published_vintages_sql),
        step(58, "weighings", PackageResources._058_weighings_sql),
        step(59, "caseload_make_ups", PackageResources._059_caseload_make_ups_sql),
        step(60, "distribution", PackageResources._060_distribution_sql),
        step(61, "snapshot_held", PackageResources._061_snapshot_held_sql),
    ]

    /// The reference files from which ``referenceAreas`` derives areas: the staging table and the CSV of each.
    public static let referenceFiles: [(table: String, csv: [UInt8])] = [
        ("upper_tier_authority", PackageResources.upper_tier_authorities_apr2009_csv),
        ("probation_area_to_trust", PackageResources.probation_areas_to_trusts_csv),
    ]

    /// Other names and codes of areas, which are no part of the warehouse: the code that it has, what the word is, the word,
    /// and where it is from.
    public static let otherAreaNames = PackageResources.area_other_names_csv

    /// Creates the staging tables of ``referenceFiles``.
    public static let referenceStaging = text(PackageResources.staging_sql)
    /// Derives areas, codes and hierarchy from the staged files.
    public static let referenceAreas = text(PackageResources.areas_sql)

    private static func step(_ number: Int, _ name: String, _ bytes: [UInt8]) -> Step {
        Step(number: number, name: name, sql: text(bytes))
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
