import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("Modules run in worker processes", .serialized, .ownThreads)
struct WorkerTests {
    private let quarter = ReportPeriod.quarter(Quarter(containing: Day(number: 14_600)))

    private func run(_ modules: [String], timeLimit: Duration = .seconds(60)) async throws -> [ModuleOutcome] {
        try #require(
            FileManager.default.fileExists(atPath: Built.testModules + "/libCrashing.so"),
            "the test modules are not built: run 'make test', or the first line of its recipe")
        let subjects = modules.map { module in
            ModuleSubject(file: "\(module.hasPrefix("NI") ? Built.folder : Built.testModules)/lib\(module).so")
        }
        let session = try session(timeLimit: timeLimit)
        return try await session.run(
            subjects, try AreaSelection(named: [], level: .trust, in: session.areas), period: quarter)
    }

    /// A session that the test modules may be run in.
    ///
    /// - Parameter day: the last day that is asked about; that of the usual quarter where nil.
    private func session(
        of database: String = SampleWarehouse.database, on day: Day? = nil, timeLimit: Duration = .seconds(60)
    ) throws -> ReportSession {
        var runner = ModuleRunner(target: .conninfo(database), program: Built.program, timeLimit: timeLimit)
        runner.trust = Built.trust
        return try ReportSession(opening: runner, on: day ?? quarter.lastDay)
    }

    private func failure(_ outcome: ModuleOutcome) throws -> WorkerFailure {
        guard case .failure(let failure) = outcome.result else {
            throw HostError.noModules(problems: [])
        }
        return failure
    }

    @Test("a module that crashes, is killed or throws costs its own section; the others are complete")
    func misbehaving() async throws {
        let outcomes = try await run(["Crashing", "NI143", "Killed", "NI30", "Throwing", "NI18"])
        for index in [1, 3, 5] {
            let report = try outcomes[index].result.get()
            #expect(report.findings.count == (report.indicator.id == "NI18" ? 2 : 42), "\(report.indicator.id)")
        }
        let crash = try failure(outcomes[0])
        #expect(crash.kind == .module && crash.message.contains("libCrashing.so"))
        #expect(crash.message.contains("a broken assumption"), "what it last printed is told: \(crash.message)")
        #expect(try failure(outcomes[2]).message.contains("signal 9"))
        #expect(try failure(outcomes[4]).message == "the module had a mishap")
    }

    @Test("a module that hangs, even one that ignores being asked to stop, is ended at its time limit")
    func hanging() async throws {
        _ = SampleWarehouse.database
        let outcomes = try await run(["Hanging", "Deaf", "NI143"], timeLimit: .seconds(10))
        #expect(try outcomes[2].result.get().findings.count == 42)
        for index in [0, 1] {
            #expect(try failure(outcomes[index]).message.contains("longer than its 10.0 seconds"))
        }
    }

    @Test("of the quarters and names that share a module's process, one that crashes costs itself alone")
    func sharing() async throws {
        let file = Built.testModules + "/libMoody.so"
        let sheets = ["FIRST", "SECOND"].map { id in
            Indicator(
                id: id, title: "", definition: "", family: .proportionAgainstTarget, unit: "%",
                polarity: .higherIsBetter, decimals: 0, frequency: "", levels: [.trust], source: "", supplier: "",
                caveats: [], version: "1")
        }
        let session = try session()
        let quarters = try ["2008-09Q4", "2009-10Q1", "2009-10Q2"].map { try #require(Quarter($0)) }
        let outcomes = try await session.run(
            [.init(file: file)] + sheets.map { .init(file: file, indicator: $0) },
            try AreaSelection(named: ["Lancashire"], level: .trust, in: session.areas), period: quarter,
            history: ReportHistory(quarters.map { .quarter($0) }) { module, _ in module.indicator?.id != "SECOND" })
        #expect(try outcomes.map { try $0.result.get().indicator.id } == ["TEST10", "FIRST", "SECOND"])
        for outcome in outcomes.prefix(2) {
            #expect(outcome.earlier.map(\.requested) == [.quarter(quarters[0]), .quarter(quarters[2])])
        }
        #expect(outcomes[2].earlier.isEmpty, "nobody followed it")
        // Asked for that quarter itself, it is to blame.
        let spring = try self.session(on: quarters[1].lastDay)
        let failed = try await spring.run(
            [.init(file: file), .init(file: "\(Built.folder)/libNI143.so")],
            try AreaSelection(named: [], level: .trust, in: spring.areas), period: .quarter(quarters[1]))
        #expect(try failure(failed[0]).message.contains("not in spring"))
        #expect(try failed[1].result.get().findings.count == 42)
    }

    @Test("what a module prints does not get into its answer")
    func printing() async throws {
        let report = try await run(["Printing"])[0].result.get()
        #expect(report.findings.map(\.observed) == [3])
    }

    @Test("a gap between two extracts is refused, however far apart their ends are")
    func gap() async throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        for (from, to) in [("2007-12-31", "2010-12-31"), ("2011-01-01", "2011-06-30"), ("2012-01-01", "2015-12-31")] {
            _ = try connection.query(
                "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                    + "select k, 'test', $1, $2 from unnest(array['caseload', 're-offences']) k",
                [.day(try #require(Day(from))), .day(try #require(Day(to)))])
        }
        try Fixture.coverEveryArea(connection)
        func failure(_ quarter: String) async throws -> WorkerFailure {
            let quarter = try #require(Quarter(quarter))
            let session = try session(of: database, on: quarter.lastDay)
            let outcomes = try await session.run(
                [.init(file: "\(Built.folder)/libNI18.so")],
                try AreaSelection(named: [], level: nil, in: session.areas), period: .quarter(quarter))
            return try self.failure(outcomes[0])
        }
        // In the first two, which are consecutive, only the rows are missing.
        let within = try await failure("2010-11Q4")
        #expect(within.kind == .noData && within.message.contains("snapshot of 2010-03-31"), "\(within)")
        let across = try await failure("2012-13Q1")
        #expect(across.kind == .notComplete && across.message.contains("2011-06-30"), "\(across)")
    }

    /// Ends a session's connection at the server, as a server that stops does.
    private static func end(_ process: Int32) throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        defer { connection.close() }
        let terminate = "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1"
        _ = try connection.query(terminate, [.integer(Int(process))])
        let find = "select count(*) from pg_stat_activity where pid = $1"
        for _ in 0..<1200 {
            if try connection.query(find, [.integer(Int(process))])[0].get(0, as: Int.self) == 0 { return }
            usleep(50_000)
        }
        Issue.record("the session of process \(process) did not end within a minute")
    }

    private static func isOfWarehouse(_ error: (any Error)?) -> Bool {
        if case .worker(let failure) = error as? HostError { failure.kind == .warehouse } else { false }
    }

    @Test("a warehouse that goes away ends the run with that error, and no module is blamed")
    func warehouseGone() async throws {
        let session = try session()
        let selection = try AreaSelection(named: [], level: .trust, in: session.areas)
        try Self.end(session.connection.serverProcess)
        let error = await #expect(throws: HostError.self) {
            _ = try await session.run(
                [.init(file: "\(Built.folder)/libNI143.so"), .init(file: "\(Built.testModules)/libThrowing.so")],
                selection, period: quarter)
        }
        #expect(Self.isOfWarehouse(error), "\(String(describing: error))")
    }

    @Test("so does one that goes away when only earlier quarters are still to be reported")
    func warehouseGoneLate() async throws {
        let session = try session()
        let selection = try AreaSelection(named: ["Lancashire"], level: .trust, in: session.areas)
        let process = session.connection.serverProcess
        let earlier = try #require(Quarter("2009-10Q2"))
        let error = await #expect(throws: HostError.self) {
            _ = try await session.run(
                [.init(file: "\(Built.folder)/libNI143.so")], selection, period: quarter,
                history: ReportHistory([.quarter(earlier)]),
                progress: { outcome in
                    #expect(throws: Never.self) { _ = try outcome.report() }
                    #expect(throws: Never.self) { try Self.end(process) }
                })
        }
        #expect(Self.isOfWarehouse(error), "\(String(describing: error))")
    }

    @Test(
        "nor is a module blamed for a server that was stopped or went away behind its query",
        arguments: [
            ("XX000", "failure on connection marked as essential: localhost:5433", WorkerFailure.Kind.warehouse),
            ("08006", "connection to the remote node localhost:5433 failed", .warehouse),
            ("57P01", "terminating connection due to administrator command", .warehouse),
            ("42703", "column \"month\" does not exist", .module), ("25006", "cannot execute UPDATE", .module),
            ("XX000", "cache lookup failed for type 0", .module),
        ])
    func blamed(sqlState: String, message: String, kind: WorkerFailure.Kind) {
        let error = WarehouseError.server(ServerError(sqlState: sqlState, message: message, source: "M4.sql"))
        #expect(WorkerFailure(error, moduleFile: "M4.sql").kind == kind)
    }

    @Test("a session holds what reports rest on, and makes the same reports any number of times")
    func again() async throws {
        let session = try session()
        #expect(session.areas.entries.contains { $0.area.name == "Lancashire" && $0.area.level == .trust })
        #expect(session.vintage == nil && session.model == nil)
        let selection = try AreaSelection(named: ["Lancashire"], level: .trust, in: session.areas)
        #expect(selection.asked.contains { $0.level == .trust })
        let module = ModuleSubject(file: "\(Built.folder)/libNI143.so")
        var counts: [[Int?]] = []
        for _ in 0..<2 {
            let report = try await session.run([module], selection, period: quarter)[0].report()
            counts.append(report.findings.map(\.observed))
        }
        #expect(counts[0] == counts[1] && !counts[0].isEmpty)
        session.close()
        await #expect(throws: HostError.self) { _ = try await session.run([module], selection, period: quarter) }
    }

    @Test("a worker ends when its host is killed")
    func orphan() throws {
        // A warehouse of its own, whose sessions are the host's and, once it has its module, the worker's. Nothing but its
        // host's death is to end that one.
        let database = try SampleWarehouse.fresh()
        let host = try Started(
            Built.program,
            ["report", "TEST2", "--quarter", "\(quarter)", "--time-limit", "3600", "--database", database],
            environment: ProcessInfo.processInfo.environment.merging([
                "LAA_MODULES": Built.testModules, "LAA_HOME": Built.home,
            ]) { $1 })
        let onlooker = try Fixture.connection(to: database)
        try eventually("two sessions, the host's and the worker's", of: host) {
            try onlooker.query(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            )[0].get(0, as: Int.self) == 2
        }
        // Those that said what the modules are have ended by then, or are about to.
        let worker = try eventually("the worker to be the host's one process", of: host) {
            let children = children(of: host.id)
            return children.count == 1 ? children.first : nil
        }
        host.kill()
        #expect(try host.waitForEnd() == 128 + SIGKILL)
        try eventually("the end of worker \(worker)", saying: host) { !isAlive(worker) }
    }
}
