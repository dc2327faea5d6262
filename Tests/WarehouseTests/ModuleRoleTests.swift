import Foundation
import Platform
import PrivateCluster
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("The role that modules run as")
struct ModuleRoleTests {
    /// A session such as a module gets.
    private func session(_ database: String = SampleWarehouse.database) throws -> Connection {
        let access = try ModuleAccess(of: try Fixture.connection(to: database), environment: [:])
        #expect(access.level == .ownSession)
        return try access.open(applicationName: "module")
    }

    @Test(
        "a transaction that does not say what state of the warehouse it reads is refused by every view that has states")
    func saysWhichState() throws {
        let database = try SampleWarehouse.empty()
        let owner = try Fixture.connection(to: database)
        // Neither may stand in for what a transaction says.
        try owner.execute(
            """
            do $$ begin
                execute format('alter role laa_module in database %I set laa.as_of = ''latest''', current_database());
            end $$
            """)
        let views: [String] = try owner.query(
            """
            select c.oid::regclass::text from pg_class c
            where c.relnamespace = 'reporting'::regnamespace and pg_get_viewdef(c.oid) ~ 'is_seen|as_of\\('
            order by 1
            """
        ).map { try $0.get(0) }
        #expect(views.count > 20)
        let module = try session(database)
        func refusal(of view: String) -> String? {
            do {
                _ = try module.readOnlyTransaction { try module.query("select * from \(view)") }
            } catch WarehouseError.server(let error) where error.sqlState == "55000" { return error.message } catch {}
            return nil
        }
        let lost = "nothing says which vintage the reporting views are to show"
        for view in views { #expect(refusal(of: view) == lost, "\(view)") }
        for seen in ["latest", "0", "12"] {
            try module.readOnlyTransaction(settings: [.asOf: seen]) {
                for view in views { _ = try module.query("select * from \(view) where false") }
            }
        }
        // What one transaction said is not said for the next one.
        #expect(refusal(of: "reporting.caseload") == lost)
        for wrong in ["yesterday", "-1", "12345678901", "Latest"] {
            #expect(throws: WarehouseError.self) {
                try module.readOnlyTransaction(settings: [.asOf: wrong]) {
                    try module.query("select * from reporting.caseload")
                }
            }
        }
    }

    /// What a module could leave behind: rows, objects, large objects, roles and settings, as one line of text.
    private func state(_ database: String) throws -> String {
        try Fixture.connection(to: database).query(
            """
            select concat_ws(' ',
                (select count(*) from pg_class), (select count(*) from pg_proc), (select count(*) from pg_namespace),
                (select count(*) from pg_largeobject_metadata), (select count(*) from pg_type),
                (select string_agg(rolname || rolsuper || rolcanlogin, ',' order by rolname) from pg_roles),
                (select count(*) || ' ' || sum(hashtext(c::text)::bigint) from warehouse.caseload_snapshot c),
                (select count(*) || ' ' || sum(hashtext(a::text)::bigint) from warehouse.area a),
                (select count(*) || ' ' || sum(hashtext(t::text)::bigint) from warehouse.indicator_target t),
                (select last_value || is_called::text from warehouse.vintage_vintage_id_seq))
            """)[0].get(0)
    }

    @Test("may do nothing beyond reading the reporting views, of this migration and of later ones")
    func rights() throws {
        let database = try SampleWarehouse.empty()
        let owner = try Fixture.connection(to: database)
        #expect(try ModuleRole.excess(of: ModuleRole.name, on: owner) == [])
        #expect(try !ModuleRole.excess(of: "laa", on: owner).filter(\.isGrave).isEmpty)
        try owner.execute("create view reporting.later as select 1 as n; create table warehouse.later (n integer)")
        let module = try session(database)
        #expect(try module.query("select n from reporting.later").count == 1)
        #expect(throws: WarehouseError.self) { try module.query("select n from warehouse.later") }
        let unreadable: Int = try module.query(
            "select count(*) from pg_views where schemaname = 'reporting' "
                + "and not has_table_privilege(format('%I.%I', schemaname, viewname), 'select')")[0].get(0)
        #expect(unreadable == 0)
        try owner.execute("grant select on warehouse.area to laa_module; grant usage on schema warehouse to laa_module")
        let excess = try ModuleRole.excess(of: ModuleRole.name, on: owner)
        #expect(excess.contains(ModuleRole.Excess(right: "may read warehouse.area", isGrave: true)), "\(excess)")
        try owner.execute("grant create on schema public to laa_module")
        #expect(try ModuleRole.excess(of: ModuleRole.name, on: owner).map(\.right).contains { $0.contains("public") })
    }

    @Test(
        "is refused whatever else it asks for, in a transaction that it may write in",
        arguments: [
            "select * from warehouse.offender", "select pseudonym from warehouse.identity",
            "insert into reporting.area values (1)", "update reporting.quality_threshold set largest_share = 1",
            "delete from reporting.prediction_run", "truncate warehouse.area", "lock table warehouse.area",
            "create table public.t (n integer)", "create table reporting.t (n integer)", "create temporary table t ()",
            "create schema s", "create view reporting.v as select 1", "create role r", "create extension dblink",
            "create function reporting.f() returns integer language sql return 1",
            "create function pg_temp.f() returns integer language sql return 1",
            "do $$ begin delete from warehouse.area; end $$", "do $$ begin create role r; end $$",
            "do language plpython3u $$ import os $$",
            "set role laa", "set session authorization laa", "select set_config('role', 'laa', false)",
            "alter role laa_module superuser", "alter role laa_module set work_mem = '10GB'; create role r",
            "alter role laa_module in database postgres set role laa; create role r",
            "grant laa to laa_module", "alter database postgres set role laa", "alter system set fsync = off",
            "copy (select 1) to '/tmp/laa-copied'", "copy (select 1) to program 'touch /tmp/laa-copied'",
            "copy reporting.area from '/etc/passwd'", "copy reporting.area from program 'id'",
            "select pg_read_file('/etc/passwd')", "select pg_read_binary_file('postgresql.auto.conf')",
            "select pg_ls_dir('.')", "select * from pg_ls_waldir()", "select pg_stat_file('PG_VERSION')",
            "select lo_import('/etc/passwd')", "select lo_export(1, '/tmp/laa-copied')", "select lo_creat(-1)",
            "select lo_create(0)", "select lo_from_bytea(0, 'x')", "select lo_put(1, 0, 'x')",
            "select pg_logical_emit_message(false, 'x', 'y')", "select pg_notify('x', 'y')",
            "select pg_advisory_lock(1)", "select pg_try_advisory_xact_lock(1)", "select pg_terminate_backend(1)",
            "select pg_cancel_backend(1)", "select pg_reload_conf()", "select pg_rotate_logfile()",
            "select pg_switch_wal()", "select pg_create_physical_replication_slot('x')",
            "select pg_create_restore_point('x')", "select pg_promote()", "checkpoint",
            "select nextval('warehouse.vintage_vintage_id_seq')",
            "select setval('warehouse.vintage_vintage_id_seq', 9)",
            "select * from pg_authid", "select * from pg_shadow", "select * from pg_largeobject",
            "select * from pg_statistic", "select * from pg_user_mapping", "select * from pg_hba_file_rules",
            "update pg_settings set setting = '10GB' where name = 'work_mem' returning 1",
            "select query_to_xml('select * from warehouse.offender', true, true, '')",
            "select query_to_xml('delete from warehouse.area', true, true, '')",
            "select table_to_xml('warehouse.area', true, true, '')",
            "select * from ts_stat('select pseudonym::tsvector from warehouse.identity')",
            "set temp_file_limit = -1", "set session_replication_role = replica", "set log_statement = 'none'",
            "load '/tmp/x.so'", "prepare transaction 'x'",
        ])
    func refused(statement: String) throws {
        let module = try session()
        try module.execute("begin read write")
        #expect(throws: WarehouseError.self) { try module.execute(statement) }
    }

    @Test("leaves the warehouse, the server and its files as they were")
    func untouched() throws {
        let database = try SampleWarehouse.empty()
        let before = try state(database)
        for statement in [
            "select lo_creat(-1)", "create table t ()", "do $$ begin create table t (); end $$",
            "select pg_logical_emit_message(false, 'x', 'y')", "copy (select 1) to '/tmp/laa-copied'",
            "update reporting.quality_threshold set largest_share = 1", "create role intruder superuser",
        ] {
            let module = try session(database)
            _ = try? module.execute("set default_transaction_read_only = off")
            #expect(throws: WarehouseError.self) { try module.execute(statement) }
        }
        #expect(try state(database) == before)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/laa-copied"))
    }

    @Test(
        "in a query it reads the views and nothing else: whatever the text closes, ends or hides",
        arguments: [
            "select 1) to stdout; drop table warehouse.area; copy (select 1",
            "select 1; drop view reporting.area", "select 1) to program 'touch /tmp/laa-copied'; --",
            "select 1) to '/tmp/laa-copied' --", "select 1 into t", "create table t as select 1",
            "with gone as (delete from reporting.area returning 1) select * from gone",
            "insert into reporting.area (area_id) values (1) returning area_id",
            "merge into reporting.area a using reporting.area b on false when matched then delete",
            "copy (select 1) to '/tmp/laa-copied'", "do $$ begin end $$", "begin", "commit", "rollback; begin",
            "set role laa", "reset role", "discard all", "listen x", "explain analyze select 1", "show all",
            "values (pg_read_file('/etc/passwd'))", "select * from \"warehouse\".\"offender\"",
            "select * from pg_authid", "select (select count(*) from lo_creat(-1))", "table pg_shadow", "",
            "select area_id from reporting.area for update",
        ])
    func query(sql: String) throws {
        let module = try session()
        #expect(throws: (any Error).self) {
            try module.readOnlyTransaction {
                try SnapshotWarehouse(module).stream(Fixture.query(sql), columns: []) { _ in }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/laa-copied"))
        // The views still exist and can still be read.
        let areas: Int = try session().query("select count(*) from reporting.area")[0].get(0)
        #expect(areas > 100)
    }

    @Test("values with quotes, commands and backslashes in them are compared, and nothing else")
    func values() throws {
        let module = try session()
        let hostile = [
            "'", "\"", "'); drop table warehouse.area; --", "$$", "\\", "{\"a\",'b'}", "NULL", "},{", ":areas", "%s",
            "' || pg_read_file('/etc/passwd') || '",
        ]
        var found: [String] = []
        try module.readOnlyTransaction {
            let query = Fixture.query(
                "select a::text as area from unnest(:areas) a where a = :one or true",
                [
                    "areas": .texts(hostile), "one": .text(hostile[2]),
                ])
            try SnapshotWarehouse(module).stream(query, columns: [ColumnRequirement("area", .label)]) { batch in
                for row in 0..<batch.rowCount {
                    found.append(batch.columns[0].labels[Int(batch.columns[0].integers[row])])
                }
            }
        }
        #expect(found == hostile)
    }

    @Test("a query that runs for ever is ended at its limit, which it cannot lengthen")
    func endless() throws {
        let module = try session()
        #expect(throws: WarehouseError.statementTimeout(limit: .milliseconds(300))) {
            try module.readOnlyTransaction(statementTimeout: .milliseconds(300)) {
                let query = Fixture.query("select count(*) as n from generate_series(1, 1000000000000)")
                try SnapshotWarehouse(module).stream(query, columns: [ColumnRequirement("n", .integer)]) { _ in }
            }
        }
        let limits = try module.query(
            "select current_setting('statement_timeout') || ' ' || current_setting('temp_file_limit')")
        #expect(try limits[0].get(0, as: String.self) == "1h 16GB")
    }
}

@Suite("How modules get at a warehouse")
struct ModuleAccessTests {
    /// The owner's session with a warehouse on a server of its own.
    private func withServer(_ body: (PrivateCluster, Connection) throws -> Void) throws {
        let cluster = PrivateCluster(home: Fixture.freshHome(), isDurable: false)
        defer { Fixture.remove(cluster) }
        let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        let owner = try Fixture.connection(to: conninfo)
        try WarehouseSchema.update(owner)
        try body(cluster, owner)
    }

    @Test("in a session of the role's own, else under 'set role', else with a warning")
    func levels() throws {
        try withServer { _, owner in
            #expect(try ModuleAccess(of: owner, environment: [:]).level == .ownSession)
            try owner.execute("alter role laa_module nologin")
            let borrowed = try ModuleAccess(of: owner, environment: [:])
            #expect(borrowed.level == .borrowedSession && borrowed.warning == nil)
            #expect(try borrowed.description(on: owner)[0].contains("a compiled one could reset the role"))
            let session = try borrowed.open(applicationName: "module")
            #expect(throws: WarehouseError.self) { try session.query("select * from warehouse.area") }
            // The host's own work continues with its own rights.
            #expect(try owner.query("select * from warehouse.area").count > 100)
            // SQL could reset the role; the text of a query may not.
            #expect(throws: WarehouseError.self) {
                try session.readOnlyTransaction {
                    try SnapshotWarehouse(session).stream(
                        Fixture.query("select set_config('role', 'none', false) as role"), columns: []
                    ) { _ in }
                }
            }
            try owner.execute("drop owned by laa_module; drop role laa_module")
            let unconfined = try ModuleAccess(of: owner, environment: [:])
            #expect(unconfined.level == .unconfined)
            #expect(unconfined.warning?.contains("laa warehouse status") == true)
            #expect(try unconfined.description(on: owner).joined().contains("create role laa_module login"))
            // What an administrator does and the next migration completes.
            try owner.execute("create role laa_module login")
            try WarehouseSchema.update(owner)
            #expect(try ModuleAccess(of: owner, environment: [:]).level == .ownSession)
            #expect(try ModuleRole.excess(of: ModuleRole.name, on: owner) == [])
        }
    }

    @Test("roles that load keep what loading needs")
    func loaders() throws {
        try withServer { _, owner in
            try owner.execute(
                "create role loader; grant usage on schema warehouse to loader; "
                    + "grant insert on warehouse.vintage to loader; create role reader")
            // What the extension of a database that is distributed over several servers lets everybody call.
            try owner.execute(
                "create function pg_catalog.run_command_on_workers(text) returns text language sql return $1")
            try WarehouseSchema.update(owner)
            func may(_ role: String) throws -> [Bool] {
                let row = try owner.query(
                    "select has_function_privilege($1, 'pg_advisory_xact_lock(bigint)', 'execute'), "
                        + "has_database_privilege($1, current_database(), 'temporary'), "
                        + "has_function_privilege($1, 'lo_creat(integer)', 'execute'), "
                        + "has_function_privilege($1, 'run_command_on_workers(text)', 'execute')", [.text(role)])[0]
                return [try row.get(0), try row.get(1), try row.get(2), try row.get(3)]
            }
            #expect(try may("loader") == [true, true, false, false])
            #expect(try may("reader") == [false, false, false, false])
            #expect(try may(ModuleRole.name) == [false, false, false, false])
        }
    }

    @Test("as the variable says, unless that role may do more; and an own session carries nothing of the host's")
    func variable() throws {
        try withServer { cluster, owner in
            let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
            #expect(throws: WarehouseError.self) {
                try ModuleAccess(of: owner, environment: [ModuleAccess.variable: conninfo])
            }
            let named = try ModuleAccess(
                of: owner,
                environment: [ModuleAccess.variable: conninfo.replacing("user=laa", with: "user=laa_module")])
            #expect(named.level == .ownSession && named.conninfo.contains("user='laa_module'"))
            let secretive = try Fixture.connection(to: conninfo + " password=hunter2 options='-c role=laa'")
            let own = try ModuleAccess(of: secretive, environment: [:])
            #expect(own.level == .ownSession)
            #expect(!own.conninfo.contains("hunter2") && !own.conninfo.contains("role=laa"), "\(own.conninfo)")
        }
    }

    @Test("a server that an earlier program made and started is told of the role, and runs on")
    func earlier() throws {
        try withServer { cluster, owner in
            let folder = try cluster.folder()
            let process = try owner.query("select pg_backend_pid()")[0].get(0, as: Int.self)
            for (file, text) in [
                ("pg_hba.conf", "local all laa peer map=laa\n"),
                ("pg_ident.conf", "laa \"root\" laa\nlaa \"\(NSUserName())\" laa\n"),
            ] {
                let handle = try #require(FileHandle(forWritingAtPath: "\(folder)/\(file)"))
                try handle.truncate(atOffset: 0)
                handle.write(Data(text.utf8))
            }
            try owner.execute("select pg_reload_conf()")
            let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
            let host = try Fixture.connection(to: conninfo)
            #expect(try ModuleAccess(of: host, environment: [:]).level == .ownSession)
            #expect(try owner.query("select pg_backend_pid()")[0].get(0, as: Int.self) == process)
        }
    }
}
