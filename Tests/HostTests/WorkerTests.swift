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
            ReportRun.Subject(file: "\(module.hasPrefix("NI") ? Built.folder : Built.testModules)/lib\(module).so")
        }
        var run = ReportRun(
            target: .conninfo(SampleWarehouse.database), program: Built.program, timeLimit: timeLimit)
        run.trust = Built.trust
        return try await run.run(
            subjects, period: quarter, breakdown: nil,
            selecting: { try AreaSelection(named: [], level: .trust, in: $0) })
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
        var run = ReportRun(
            target: .conninfo(SampleWarehouse.database), program: Built.program, timeLimit: .seconds(60))
        run.trust = Built.trust
        let quarters = try ["2008-09Q4", "2009-10Q1", "2009-10Q2"].map { try #require(Quarter($0)) }
        let outcomes = try await run.run(
            [.init(file: file)] + sheets.map { .init(file: file, indicator: $0) }, period: quarter, breakdown: nil,
            earlier: quarters.map { .quarter($0) }, followed: { module, _, _ in module.indicator?.id != "SECOND" },
            selecting: { try AreaSelection(named: ["Lancashire"], level: .trust, in: $0) })
        #expect(try outcomes.map { try $0.result.get().indicator.id } == ["TEST10", "FIRST", "SECOND"])
        for outcome in outcomes.prefix(2) {
            #expect(outcome.earlier.map(\.requested) == [.quarter(quarters[0]), .quarter(quarters[2])])
        }
        #expect(outcomes[2].earlier.isEmpty, "nobody followed it")
        // Asked for that quarter itself, it is to blame.
        let failed = try await run.run(
            [.init(file: file), .init(file: "\(Built.folder)/libNI143.so")], period: .quarter(quarters[1]),
            breakdown: nil, selecting: { try AreaSelection(named: [], level: .trust, in: $0) })
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
        func failure(_ quarter: String) async throws -> WorkerFailure {
            let run = ReportRun(target: .conninfo(database), program: Built.program, timeLimit: .seconds(60))
            let outcomes = try await run.run(
                [.init(file: "\(Built.folder)/libNI18.so")], period: .quarter(try #require(Quarter(quarter))),
                breakdown: nil,
                selecting: { try AreaSelection(named: [], level: nil, in: $0) })
            return try self.failure(outcomes[0])
        }
        // Within the first two, which follow each other, only the rows are missing.
        let within = try await failure("2010-11Q4")
        #expect(within.kind == .noData && within.message.contains("snapshot of 2010-03-31"), "\(within)")
        let across = try await failure("2012-13Q1")
        #expect(across.kind == .notComplete && across.message.contains("2011-06-30"), "\(across)")
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
