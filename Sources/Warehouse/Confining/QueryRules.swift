/// What the text of a module's query may not contain, whatever role it runs as.
///
/// The role ``ModuleRole`` is what confines a module. These rules are checked first, for where that role cannot be used
/// or has too many rights; they say in plain words, and with the line, what the server would refuse in its own words.
public enum QueryRules {
    /// A use of something that a query may not use.
    public struct Breach: Equatable, Sendable {
        /// Counted from 1.
        public let line: Int
        /// The word, as the server reads it.
        public let word: String
        /// Why it is not allowed, to be read after "which".
        public let reason: String
    }

    /// The breaches in a query's text, in order. Strings and comments are not searched.
    public static func breaches(in sql: String) -> [Breach] {
        breaches(in: NamedParameters(sql))
    }

    /// The same, of a query that was taken apart already.
    package static func breaches(in query: NamedParameters) -> [Breach] {
        query.words.compactMap { word in
            reason(for: word.text).map { Breach(line: word.line, word: word.text, reason: $0) }
        }
    }

    /// Refuses a query with a breach.
    ///
    /// - Throws: ``WarehouseError/refusedQuery(file:line:problem:)`` for the first one.
    static func check(_ sql: String, file: String) throws {
        guard let breach = breaches(in: sql).first else { return }
        throw WarehouseError.refusedQuery(
            file: file, line: breach.line, problem: "the query uses '\(breach.word)', which \(breach.reason)")
    }

    private static func reason(for word: String) -> String? {
        reasons[word] ?? rules.first { rule in rule.beginnings.contains { word.hasPrefix($0) } }?.reason
    }

    /// Why each of the rules' whole words is not allowed.
    private static let reasons = Dictionary(
        rules.flatMap { rule in rule.words.map { ($0, rule.reason) } }, uniquingKeysWith: { first, _ in first })

    private static let rules: [(words: Set<String>, beginnings: [String], reason: String)] = [
        (["U&"], [], "hides an identifier behind Unicode escapes; write it out"),
        (["warehouse", "pg_authid", "pg_shadow", "pg_largeobject"], [], "a module may not read"),
        (["set_config", "pg_reload_conf"], [], "changes the session's settings, and with them its role"),
        (
            [
                "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "cursor_to_xml",
                "cursor_to_xmlschema", "ts_stat", "ts_rewrite", "xpath_table",
            ], ["table_to_xml", "schema_to_xml", "database_to_xml", "crosstab", "connectby"],
            "runs another query, hidden in a string or a name"
        ),
        (["master_run_on_worker"], ["dblink", "run_command_on_"], "opens another connection"),
        (
            ["pg_stat_file", "pg_current_logfile"], ["pg_read_", "pg_ls_", "pg_file_", "pg_logdir_"],
            "reads or writes the server's files"
        ),
        (
            [
                "lo_close", "lo_creat", "lo_create", "lo_export", "lo_from_bytea", "lo_get", "lo_import", "lo_lseek",
                "lo_lseek64", "lo_open", "lo_put", "lo_tell", "lo_tell64", "lo_truncate", "lo_truncate64", "lo_unlink",
                "loread", "lowrite",
            ], [], "keeps data of its own in the database"
        ),
        (["nextval", "setval"], [], "changes a sequence"),
        (
            ["pg_cancel_backend", "pg_terminate_backend", "pg_notify"],
            ["pg_advisory_", "pg_try_advisory_", "pg_sleep", "pg_export_snapshot"], "holds up or ends other sessions"
        ),
        (
            ["pg_promote", "pg_switch_wal", "pg_import_system_collations"],
            [
                "pg_create_", "pg_drop_", "pg_copy_", "pg_logical_", "pg_replication_", "pg_wal_", "pg_rotate_",
                "pg_log_", "pg_stat_reset", "binary_upgrade_",
            ], "administers the server"
        ),
    ]
}
