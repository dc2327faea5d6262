import Foundation
import Platform
import ReportKit
import Synchronization
import TestSupport
import Testing

@testable import Host
@testable import Warehouse

@Suite("A report is made from the warehouse after its last published vintage")
struct PinnedReportTests {
    private let quarter = Quarter("2009-10Q3")!

    /// What NI 143 counts in Lancashire, what is warned of, and the vintage that is seen.
    private func counts(_ database: String, asOf: AsOf? = nil) async throws -> (
        n: [Int?], warnings: [String], seen: String
    ) {
        let warnings = Mutex<[String]>([])
        var runner = ModuleRunner(target: .conninfo(database), program: Built.program, timeLimit: .seconds(60))
        runner.trust = Built.trust
        runner.warn = { warning in warnings.withLock { $0.append(warning) } }
        let session = try ReportSession(opening: runner, on: quarter.lastDay, basis: ReportBasis(asOf: asOf))
        defer { session.close() }
        let outcomes = try await session.run(
            [.init(file: "\(Built.folder)/libNI143.so")],
            try AreaSelection(named: ["Lancashire"], level: .trust, in: session.areas), period: .quarter(quarter))
        let seen = try session.reading {
            try $0.query("select current_setting('laa.as_of')")[0].get(0, as: String.self)
        }
        let report = try outcomes[0].result.get()
        #expect(
            report.caveats.contains { $0.hasPrefix("Without vintage") } == !warnings.withLock(\.isEmpty),
            "\(report.caveats)")
        return (report.findings.map(\.n), warnings.withLock(\.self), seen)
    }

    @Test("one that is loaded and not published is not in it, which is said, and is in the next one")
    func unpublished() async throws {
        let database = try SampleWarehouse.fresh()
        let before = try await counts(database)
        #expect(before.warnings.isEmpty && before.n.count == 1)
        // A later extract withdraws every termination; it is there, and another load is being merged.
        let loading = try Fixture.connection(to: database)
        try loading.execute(
            """
            insert into warehouse.vintage (kind, source_system, synthetic) values ('terminations', 'test', true);
            update warehouse.termination set superseded_by = (select max(vintage_id) from warehouse.vintage)
            where superseded_by is null;
            """)
        try loading.execute("begin")
        try loading.execute("lock table warehouse.vintage in share row exclusive mode")
        let beside = try await counts(database)
        #expect(beside.n == before.n && beside.seen == before.seen)
        let last = try #require(Int(before.seen)) + 1
        #expect(beside.warnings.count == 1 && beside.warnings[0].contains("vintage \(last) yet"), "\(beside.warnings)")
        // Nor can it be asked for.
        await #expect(throws: HostError.self) { try await counts(database, asOf: .vintage(last)) }
        try loading.execute("rollback")
        let after = try await counts(database, asOf: .vintage(last - 1))
        #expect(after.n == before.n && after.warnings.isEmpty)
        let failure = await #expect(throws: WorkerFailure.self) { try await counts(database) }
        #expect(failure?.kind == .noData, "\(String(describing: failure))")
        #expect(try loading.query("select max(vintage_id) from warehouse.published_vintage")[0].get(0) == last)
    }

    @Test("a warehouse without any is seen as it was before its first")
    func empty() async throws {
        let session = try ReportSession(
            opening: ModuleRunner(
                target: .conninfo(SampleWarehouse.empty()), program: Built.program, timeLimit: .seconds(60)),
            on: quarter.lastDay)
        defer { session.close() }
        #expect(
            try session.reading { try $0.query("select current_setting('laa.as_of')")[0].get(0, as: String.self) }
                == "0")
    }
}
