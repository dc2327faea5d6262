import ReportKit
import Warehouse

/// A file of `sql`.
struct Script: Sendable {
    let name: String
    private let text: String

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Runs the file's statements, which take no parameters.
    func run(on connection: Connection) throws {
        try connection.execute(text, source: name)
    }

    /// Runs the file's one statement.
    @discardableResult
    func query(on connection: Connection, _ parameters: [ParameterValue] = []) throws -> Rows {
        try connection.query(text, parameters, source: name)
    }
}

// MARK: - The files

extension Script {
    static let areas = Script("areas.sql", PackageResources.areas_sql)
    static let caseloadChecks = Script("caseload_checks.sql", PackageResources.caseload_checks_sql)
    static let caseloadCoverage = Script("caseload_coverage.sql", PackageResources.caseload_coverage_sql)
    static let caseloadInsert = Script("caseload_insert.sql", PackageResources.caseload_insert_sql)
    static let caseloadLacking = Script("caseload_lacking.sql", PackageResources.caseload_lacking_sql)
    static let caseloadMatching = Script("caseload_matching.sql", PackageResources.caseload_matching_sql)
    static let caseloadStaging = Script("caseload_staging.sql", PackageResources.caseload_staging_sql)
    static let snapshotRepeats = Script("snapshot_repeats.sql", PackageResources.snapshot_repeats_sql)
    static let caseloadSupersede = Script("caseload_supersede.sql", PackageResources.caseload_supersede_sql)
    static let criminalHistoryCoverage = Script(
        "criminal_history_coverage.sql", PackageResources.criminal_history_coverage_sql)
    static let criminalHistoryInsert = Script(
        "criminal_history_insert.sql", PackageResources.criminal_history_insert_sql)
    static let criminalHistoryLacking = Script(
        "criminal_history_lacking.sql", PackageResources.criminal_history_lacking_sql)
    static let criminalHistoryMatching = Script(
        "criminal_history_matching.sql", PackageResources.criminal_history_matching_sql)
    static let criminalHistoryStaging = Script(
        "criminal_history_staging.sql", PackageResources.criminal_history_staging_sql)
    static let criminalHistorySupersede = Script(
        "criminal_history_supersede.sql", PackageResources.criminal_history_supersede_sql)
    static let counts = Script("counts.sql", PackageResources.counts_sql)
    static let coveredAlready = Script("covered_already.sql", PackageResources.covered_already_sql)
    static let fingerprint = Script("fingerprint.sql", PackageResources.fingerprint_sql)
    static let identities = Script("identities.sql", PackageResources.identities_sql)
    static let isLarge = Script("is_large.sql", PackageResources.is_large_sql)
    static let kindLockTry = Script("kind_lock_try.sql", PackageResources.kind_lock_try_sql)
    static let kindLockWait = Script("kind_lock_wait.sql", PackageResources.kind_lock_wait_sql)
    static let lackingCount = Script("lacking_count.sql", PackageResources.lacking_count_sql)
    static let ledger = Script("ledger.sql", PackageResources.ledger_sql)
    static let ledgerStopped = Script("ledger_stopped.sql", PackageResources.ledger_stopped_sql)
    static let mergeLock = Script("merge_lock.sql", PackageResources.merge_lock_sql)
    static let models = Script("models.sql", PackageResources.models_sql)
    static let newModel = Script("new_model.sql", PackageResources.new_model_sql)
    static let offenderRevisions = Script("offender_revisions.sql", PackageResources.offender_revisions_sql)
    static let offenders = Script("offenders.sql", PackageResources.offenders_sql)
    static let persons = Script("persons.sql", PackageResources.persons_sql)
    static let ppoCohortsChecks = Script("ppo_cohorts_checks.sql", PackageResources.ppo_cohorts_checks_sql)
    static let ppoCohortsCohorts = Script("ppo_cohorts_cohorts.sql", PackageResources.ppo_cohorts_cohorts_sql)
    static let ppoCohortsCoverage = Script("ppo_cohorts_coverage.sql", PackageResources.ppo_cohorts_coverage_sql)
    static let ppoCohortsInsert = Script("ppo_cohorts_insert.sql", PackageResources.ppo_cohorts_insert_sql)
    static let ppoCohortsLacking = Script("ppo_cohorts_lacking.sql", PackageResources.ppo_cohorts_lacking_sql)
    static let ppoCohortsMatching = Script("ppo_cohorts_matching.sql", PackageResources.ppo_cohorts_matching_sql)
    static let ppoCohortsStaging = Script("ppo_cohorts_staging.sql", PackageResources.ppo_cohorts_staging_sql)
    static let ppoCohortsSupersede = Script("ppo_cohorts_supersede.sql", PackageResources.ppo_cohorts_supersede_sql)
    static let prepare = Script("prepare.sql", PackageResources.prepare_sql)
    static let quarantine = Script("quarantine.sql", PackageResources.quarantine_sql)
    static let recordFingerprint = Script("record_fingerprint.sql", PackageResources.record_fingerprint_sql)
    static let rejectedCursor = Script("rejected_cursor.sql", PackageResources.rejected_cursor_sql)
    static let rejectedNext = Script("rejected_next.sql", PackageResources.rejected_next_sql)
    static let reoffencesChecks = Script("reoffences_checks.sql", PackageResources.reoffences_checks_sql)
    static let reoffencesCoverage = Script("reoffences_coverage.sql", PackageResources.reoffences_coverage_sql)
    static let reoffencesInsert = Script("reoffences_insert.sql", PackageResources.reoffences_insert_sql)
    static let reoffencesLacking = Script("reoffences_lacking.sql", PackageResources.reoffences_lacking_sql)
    static let reoffencesMatching = Script("reoffences_matching.sql", PackageResources.reoffences_matching_sql)
    static let reoffencesStaging = Script("reoffences_staging.sql", PackageResources.reoffences_staging_sql)
    static let reoffencesSupersede = Script("reoffences_supersede.sql", PackageResources.reoffences_supersede_sql)
    static let restoreReferences = Script("restore_references.sql", PackageResources.restore_references_sql)
    static let savepoint = Script("savepoint.sql", PackageResources.savepoint_sql)
    static let strangers = Script("strangers.sql", PackageResources.strangers_sql)
    static let suspendReferences = Script("suspend_references.sql", PackageResources.suspend_references_sql)
    static let synthetic = Script("synthetic.sql", PackageResources.synthetic_sql)
    static let targetsChecks = Script("targets_checks.sql", PackageResources.targets_checks_sql)
    static let targetsCoverage = Script("targets_coverage.sql", PackageResources.targets_coverage_sql)
    static let targetsInsert = Script("targets_insert.sql", PackageResources.targets_insert_sql)
    static let targetsLacking = Script("targets_lacking.sql", PackageResources.targets_lacking_sql)
    static let targetsMatching = Script("targets_matching.sql", PackageResources.targets_matching_sql)
    static let targetsStaging = Script("targets_staging.sql", PackageResources.targets_staging_sql)
    static let targetsSupersede = Script("targets_supersede.sql", PackageResources.targets_supersede_sql)
    static let terminationsChecks = Script("terminations_checks.sql", PackageResources.terminations_checks_sql)
    static let terminationsCoverage = Script("terminations_coverage.sql", PackageResources.terminations_coverage_sql)
    static let terminationsInsert = Script("terminations_insert.sql", PackageResources.terminations_insert_sql)
    static let terminationsLacking = Script("terminations_lacking.sql", PackageResources.terminations_lacking_sql)
    static let terminationsMatching = Script("terminations_matching.sql", PackageResources.terminations_matching_sql)
    static let terminationsStaging = Script("terminations_staging.sql", PackageResources.terminations_staging_sql)
    static let terminationsSupersede = Script("terminations_supersede.sql", PackageResources.terminations_supersede_sql)
    static let traitChanges = Script("trait_changes.sql", PackageResources.trait_changes_sql)
    static let traitCounts = Script("trait_counts.sql", PackageResources.trait_counts_sql)
    static let undo = Script("undo.sql", PackageResources.undo_sql)
    static let vintage = Script("vintage.sql", PackageResources.vintage_sql)
    static let withdraw = Script("withdraw.sql", PackageResources.withdraw_sql)
    static let withdrawing = Script("withdrawing.sql", PackageResources.withdrawing_sql)
}
