import Foundation
import Host
import TestSupport
import Testing
import Warehouse

@Suite("A table that keeps the solver busy")
struct BusySolverTests {
    /// Sixty groups in every authority, with so few people in each that most counts must be protected.
    private static let module = """
        /*
        id: BUSY
        title: People of many groups
        definition: In each authority as many people of each group as a checksum says, of whom some count.
        family: proportion-target
        unit: "%"
        polarity: higher
        decimals: 1
        frequency: quarterly
        levels: [national, region, trust, local-authority]
        by: [category]
        source-system: made for a test
        supplier: nobody
        extracts: [terminations]
        version: "1"
        caveats:
          - These people are invented.
        */
        with placed as (
            select p.parent_id as trust_id, a.area_id as authority_id
            from reporting.area a
            join reporting.area_parent p using (area_id)
            where a.level = 'local-authority' and p.parent_level = 'trust'
                and a.valid @> :period_end and p.valid @> :period_end
        )
        select
            c.trust_id,
            c.authority_id,
            case :breakdown when 'category' then 'group ' || g end as breakdown,
            sum(abs(hashtext(c.authority_id || '-' || g)) % 9) as observed,
            sum(abs(hashtext(c.authority_id || '-' || g)) % 9 + abs(hashtext(g || '-' || c.authority_id)) % 9) as n,
            0 as not_recorded
        from placed c, generate_series(1, 60) g
        group by 1, 2, 3
        """

    /// The seconds of processor time that a process has taken.
    private func processorSeconds(of process: pid_t) throws -> Double {
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        // After the name, which may contain spaces, come the state and the other fields.
        let fields = stat.suffix(from: stat.lastIndex(of: ")") ?? stat.startIndex).split(separator: " ")
        return Double(fields[12]).map { $0 / Double(sysconf(Int32(_SC_CLK_TCK))) } ?? 0
    }

    @Test("a report that is weighed answers SIGTERM at once, with 143 and nothing written")
    func terminated() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("laa-busy-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.module.write(toFile: folder + "/BUSY.sql", atomically: false, encoding: .utf8)
        let environment = ["LAA_MODULES": folder, "LAA_HOME": folder + "/home"]
        _ = try ModuleTrust(environment: environment, programFolder: Built.folder).trust(folder)
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        try connection.execute(
            "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                + "values ('terminations', 'test', '2000-01-01', '2020-01-01')")
        try Fixture.coverEveryArea(connection)
        let started = try Started(
            Built.program,
            [
                "report", "BUSY", "--quarter", "2010-11Q4", "--level", "local-authority", "--by", "category",
                "--output",
                folder + "/report.txt", "--database", database,
            ], environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
        // The module runs in a process of its own: what this one takes time for is weighing.
        try eventually("work of its own", of: started) { try processorSeconds(of: started.id) > 4 }
        started.kill(SIGTERM)
        let asked = ContinuousClock.now
        #expect(try started.waitForEnd() == 128 + SIGTERM, "\(started.output)")
        // Two seconds, and as much again since other tests run beside this one.
        #expect(ContinuousClock.now - asked < .seconds(4))
        #expect(started.output.contains("cancelled. Nothing is left half done."))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["BUSY.sql", "home"])
    }
}
