import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("The text of a module's query")
struct QueryRulesTests {
    @Test(
        "is refused for what escapes it, however that is written",
        arguments: [
            ("select set_config('role', 'none', false)", "set_config"),
            ("select SET_CONFIG('role', 'none', false)", "set_config"),
            ("select Pg_Catalog . \"set_config\" ('role', 'none', false)", "set_config"),
            ("select set_config/* */('role', 'none', false)", "set_config"),
            ("select U&\"set\\005Fconfig\"('role', 'none', false)", "U&"),
            ("select u&\"set!005Fconfig\" uescape '!' ('role', 'none', false)", "U&"),
            ("select E'a'\n'\\'', set_config('role', 'none', false), 'b'", "set_config"),
            ("select '\\', set_config('role', 'none', false), ''", "set_config"),
            ("select $a$ $b$ $a$, set_config('role', 'none', false)", "set_config"),
            ("select 1 /* /* */ */, set_config('role', 'none', false)", "set_config"),
            ("select * from warehouse.offender", "warehouse"),
            ("select * from \"warehouse\".offender", "warehouse"),
            ("select query_to_xml('select 1', true, true, '')", "query_to_xml"),
            ("select database_to_xml(true, true, '')", "database_to_xml"),
            ("select * from ts_stat('select 1')", "ts_stat"),
            ("select dblink_exec('dbname=laa', 'drop table x')", "dblink_exec"),
            ("select run_command_on_workers('drop table x')", "run_command_on_workers"),
            ("select pg_read_binary_file('/etc/passwd')", "pg_read_binary_file"),
            ("select lo_from_bytea(0, 'x')", "lo_from_bytea"),
            ("select nextval('s')", "nextval"),
            ("select pg_sleep_for('1 day')", "pg_sleep_for"),
            ("select pg_logical_emit_message(false, 'x', 'y')", "pg_logical_emit_message"),
        ])
    func refused(sql: String, word: String) {
        #expect(QueryRules.breaches(in: sql).map(\.word) == [word])
    }

    @Test(
        "may say the same in strings and comments, and use names that only begin alike",
        arguments: [
            "select 'set_config(', $$lo_creat$$, E'\\'warehouse.offender' -- dblink\n /* pg_sleep */ from reporting.area",
            "select lo_limit, lower, lo_ci, locale from reporting.caseload",
            "select u & \"bits\" from t",
            "select settings, set_configuration, warehouses from t",
        ])
    func allowed(sql: String) {
        #expect(QueryRules.breaches(in: sql) == [])
    }

    @Test("is refused with its file, line and word, before the server is asked")
    func message() throws {
        let connection = try Fixture.connection()
        #expect(
            throws: WarehouseError.refusedQuery(
                file: "test.sql", line: 3,
                problem: "the query uses 'set_config', which changes the session's settings, and with them its role")
        ) {
            try connection.readOnlyTransaction {
                try SnapshotWarehouse(connection).stream(
                    Fixture.query("-- a comment\nselect\n  set_config('role', 'none', true) as role"), columns: []
                ) { _ in }
            }
        }
    }
}
