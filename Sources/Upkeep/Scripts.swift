import Warehouse

/// The files of `sql`.
extension Script {
    static let backupState = Script("backup_state.sql", PackageResources.backup_state_sql)
    static let constraints = Script("constraints.sql", PackageResources.constraints_sql)
    static let damagedPages = Script("damaged_pages.sql", PackageResources.damaged_pages_sql)
    static let dropSchemas = Script("drop_schemas.sql", PackageResources.drop_schemas_sql)
    static let hasAmcheck = Script("has_amcheck.sql", PackageResources.has_amcheck_sql)
    static let indexes = Script("indexes.sql", PackageResources.indexes_sql)
    static let isEmpty = Script("is_empty.sql", PackageResources.is_empty_sql)
    static let ownRights = Script("own_rights.sql", PackageResources.own_rights_sql)
    static let pruneLimit = Script("prune_limit.sql", PackageResources.prune_limit_sql)
    static let pruneRecord = Script("prune_record.sql", PackageResources.prune_record_sql)
    static let pruneRejects = Script("prune_rejects.sql", PackageResources.prune_rejects_sql)
    static let pruneTables = Script("prune_tables.sql", PackageResources.prune_tables_sql)
    static let role = Script("role.sql", PackageResources.role_sql)
    static let rowCounts = Script("row_counts.sql", PackageResources.row_counts_sql)
    static let server = Script("server.sql", PackageResources.server_sql)
    static let lastLoads = Script("last_loads.sql", PackageResources.last_loads_sql)
    static let sessions = Script("sessions.sql", PackageResources.sessions_sql)
}
