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
    static let areaCountsChecks = Script("area_counts_checks.sql", PackageResources.area_counts_checks_sql)
    static let areas = Script("areas.sql", PackageResources.areas_sql)
    static let counts = Script("counts.sql", PackageResources.counts_sql)
    static let coverage = Script("coverage.sql", PackageResources.coverage_sql)
    static let coverageSaid = Script("coverage_said.sql", PackageResources.coverage_said_sql)
    static let covered = Script("covered.sql", PackageResources.covered_sql)
    static let coveredAlready = Script("covered_already.sql", PackageResources.covered_already_sql)
    static let fields = Script("fields.sql", PackageResources.fields_sql)
    static let fingerprint = Script("fingerprint.sql", PackageResources.fingerprint_sql)
    static let identities = Script("identities.sql", PackageResources.identities_sql)
    static let insert = Script("insert.sql", PackageResources.insert_sql)
    static let isLarge = Script("is_large.sql", PackageResources.is_large_sql)
    static let kind = Script("kind.sql", PackageResources.kind_sql)
    static let kindLockTry = Script("kind_lock_try.sql", PackageResources.kind_lock_try_sql)
    static let kindLockWait = Script("kind_lock_wait.sql", PackageResources.kind_lock_wait_sql)
    static let lacking = Script("lacking.sql", PackageResources.lacking_sql)
    static let lackingCount = Script("lacking_count.sql", PackageResources.lacking_count_sql)
    static let ledger = Script("ledger.sql", PackageResources.ledger_sql)
    static let ledgerStopped = Script("ledger_stopped.sql", PackageResources.ledger_stopped_sql)
    static let matching = Script("matching.sql", PackageResources.matching_sql)
    static let mergeLock = Script("merge_lock.sql", PackageResources.merge_lock_sql)
    static let models = Script("models.sql", PackageResources.models_sql)
    static let newModel = Script("new_model.sql", PackageResources.new_model_sql)
    static let newRule = Script("new_rule.sql", PackageResources.new_rule_sql)
    static let offenderRevisions = Script("offender_revisions.sql", PackageResources.offender_revisions_sql)
    static let offenders = Script("offenders.sql", PackageResources.offenders_sql)
    static let overlaps = Script("overlaps.sql", PackageResources.overlaps_sql)
    static let persons = Script("persons.sql", PackageResources.persons_sql)
    static let ppoCohortsChecks = Script("ppo_cohorts_checks.sql", PackageResources.ppo_cohorts_checks_sql)
    static let ppoCohortsCohorts = Script("ppo_cohorts_cohorts.sql", PackageResources.ppo_cohorts_cohorts_sql)
    static let ppoCohortsInsert = Script("ppo_cohorts_insert.sql", PackageResources.ppo_cohorts_insert_sql)
    static let ppoCohortsLacking = Script("ppo_cohorts_lacking.sql", PackageResources.ppo_cohorts_lacking_sql)
    static let ppoCohortsMatching = Script("ppo_cohorts_matching.sql", PackageResources.ppo_cohorts_matching_sql)
    static let prepare = Script("prepare.sql", PackageResources.prepare_sql)
    static let quarantine = Script("quarantine.sql", PackageResources.quarantine_sql)
    static let recordFingerprint = Script("record_fingerprint.sql", PackageResources.record_fingerprint_sql)
    static let rejectedCursor = Script("rejected_cursor.sql", PackageResources.rejected_cursor_sql)
    static let rejectedNext = Script("rejected_next.sql", PackageResources.rejected_next_sql)
    static let reoffencesMatching = Script("reoffences_matching.sql", PackageResources.reoffences_matching_sql)
    static let repeats = Script("repeats.sql", PackageResources.repeats_sql)
    static let requirementsChecks = Script("requirements_checks.sql", PackageResources.requirements_checks_sql)
    static let restoreReferences = Script("restore_references.sql", PackageResources.restore_references_sql)
    static let rules = Script("rules.sql", PackageResources.rules_sql)
    static let savepoint = Script("savepoint.sql", PackageResources.savepoint_sql)
    static let staging = Script("staging.sql", PackageResources.staging_sql)
    static let strangers = Script("strangers.sql", PackageResources.strangers_sql)
    static let supersede = Script("supersede.sql", PackageResources.supersede_sql)
    static let suspendReferences = Script("suspend_references.sql", PackageResources.suspend_references_sql)
    static let synthetic = Script("synthetic.sql", PackageResources.synthetic_sql)
    static let traitChanges = Script("trait_changes.sql", PackageResources.trait_changes_sql)
    static let traitCounts = Script("trait_counts.sql", PackageResources.trait_counts_sql)
    static let undo = Script("undo.sql", PackageResources.undo_sql)
    static let vintage = Script("vintage.sql", PackageResources.vintage_sql)
    static let withdraw = Script("withdraw.sql", PackageResources.withdraw_sql)
    static let workSessionsChecks = Script("work_sessions_checks.sql", PackageResources.work_sessions_checks_sql)
    static let youthCohortsChecks = Script("youth_cohorts_checks.sql", PackageResources.youth_cohorts_checks_sql)
}
