import Foundation
import TestSupport
import Testing

/// Commands beside `report` and `return` that show figures: none shows more than those two would.
@Suite("Figures of commands that check")
struct DisclosedCommandTests {
    private static let plugins = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Plugins/sql").standardizedFileURL.path
    private static let quarter = "2011-12Q4"

    /// The first figure of each area in a table; a long name is cut there, and ends with an ellipsis.
    private func firstFigures(_ table: String) -> [(name: String, figure: String)] {
        let lines = table.split(separator: "\n")
        guard let rule = lines.firstIndex(where: { $0.hasPrefix("---") }) else { return [] }
        let width = lines[rule].prefix { $0 == "-" }.count
        return lines[(rule + 1)...].prefix { !$0.hasPrefix("*") }.compactMap { row in
            let name = row.prefix(width).trimmingCharacters(in: .whitespaces)
            return row.dropFirst(width).split(separator: " ").first.map { (name, String($0)) }
        }
    }

    @Test("modules check suppresses what a report of every area would", arguments: ["INT01", "INT03"])
    func check(indicator: String) throws {
        let check = try Command("modules", "check", "\(Self.plugins)/\(indicator).sql")
        let report = try Command(
            "report", indicator, "--quarter", Self.quarter, "--level", "trust", "--format", "csv")
        #expect(check.status == 0 && report.status == 0, "\(check.errors)\(report.errors)")
        let rows = report.output.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let (name, observed) = (
            try #require(rows[0].firstIndex(of: "area_name")), try #require(rows[0].firstIndex(of: "observed"))
        )
        let shown = firstFigures(check.output)
        #expect(shown.count == 5 && rows.count > 30)
        #expect(shown.contains { $0.figure == "[c]" }, "nothing is suppressed: nothing is tested")
        for area in shown {
            let start = area.name.replacing("…", with: "")
            let same = rows.first { $0[name].hasPrefix(start) }
            #expect(same.map { String($0[observed]) } == area.figure, "\(area.name)")
        }
    }

    @Test("modules test does not say what a suppressed figure is, except in the internal form, which is marked")
    func test() throws {
        let folder = "/tmp/laa-expected-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let table = try Command(
            "report", "INT03", "--quarter", Self.quarter, "--level", "trust", "--format", "csv", "--internal"
        ).output.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let columns = (
            try #require(table[0].firstIndex(of: "area_code")), try #require(table[0].firstIndex(of: "observed"))
        )
        let code = try #require(table.first { Int($0[columns.1]).map((1...4).contains) ?? false })[columns.0]
        func expected(_ observed: String) throws -> String {
            let file = "\(folder)/expected.csv"
            let text = "quarter,area_level,area_code,observed\n\(Self.quarter),trust,\(code),\(observed)\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }
        let module = "\(Self.plugins)/INT03.sql"
        let wrong = try Command("modules", "test", module, "--expected", try expected("999"))
        #expect(wrong.status == 65)
        #expect(wrong.errors.contains("observed of \(code) is suppressed") && !wrong.errors.contains("is '"))
        let marked = try Command("modules", "test", module, "--expected", try expected("999"), "--internal")
        #expect(marked.status == 65 && marked.errors.hasPrefix("OFFICIAL-SENSITIVE"))
        let said = try #require(marked.errors.firstMatch(of: /observed of PT-[A-Z-]+ is '(\d+)'/))
        #expect(!(wrong.errors + wrong.output).contains("'\(said.1)'"))
        let good = try Command("modules", "test", module, "--expected", try expected("[c]"), "--only-listed")
        #expect(good.status == 0, "\(good.errors)")
        let internally = try Command(
            "modules", "test", module, "--expected", try expected(String(said.1)), "--internal", "--only-listed")
        #expect(internally.status == 0, "\(internally.errors)")
    }

    /// One measure of one area in one quarter, as `laa warehouse check --format json` gives it.
    private struct Measure {
        let quarter: String
        let name: String
        /// Nil where they are suppressed.
        let counts: (lacking: Int, of: Int)?
    }

    /// A sample in which one trust's records of a quarter lack two answers.
    private func warehouse() throws -> String {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try connection.execute(
            """
            with lacking as (
                select offender_id, terminated_on, kind, row_number() over (order by offender_id) as place
                from warehouse.termination
                where accommodation is null and reason not in ('died', 'deported')
                    and terminated_on between '2011-01-01' and '2011-03-31'
                    and trust_id = (
                        select min(trust_id) from warehouse.termination
                        where terminated_on between '2011-01-01' and '2011-03-31')
            )
            update warehouse.termination t set accommodation = 'not settled' from lacking l
            where (t.offender_id, t.terminated_on, t.kind) = (l.offender_id, l.terminated_on, l.kind) and l.place > 2
            """)
        return database
    }

    private func measures(in database: String, _ words: String...) throws -> [Measure] {
        let check = ["warehouse", "check", "--quarter", "2010-11Q4", "--format", "json"]
        let areas = try #require(try Command(check + words, database: database).json()["areas"] as? [[String: Any]])
        return try areas.flatMap { area -> [Measure] in
            try #require(area["measures"] as? [[String: Any]]).map { measure in
                let (count, of) = (measure["count"] as? Int, measure["of"] as? Int)
                return Measure(
                    quarter: try #require(area["quarter"] as? String),
                    name: try #require(measure["measure"] as? String),
                    counts: count.flatMap { count in of.map { (count, $0) } })
            }
        }
    }

    @Test("the exit code of warehouse check does not tell a suppressed share; the internal form's does")
    func exitCode() throws {
        let database = try warehouse()
        let connection = try Fixture.connection(to: database)
        try connection.execute("update warehouse.quality_threshold set largest_share = 1")
        try connection.execute("update warehouse.quality_threshold set largest_share = 0 where measure = 'answered'")
        let trust: String = try connection.query(
            """
            select min(code) from warehouse.area_code where area_id = (
                select min(trust_id) from warehouse.termination where terminated_on between '2011-01-01' and '2011-03-31')
            """)[0].get(0)
        let words = ["warehouse", "check", "--quarter", "2010-11Q4", "--area", trust]
        let published = try Command(words, database: database)
        #expect(published.status == 0 && published.output.contains("[c]"), "\(published.output)\(published.errors)")
        let marked = try Command(words + ["--internal"], database: database)
        #expect(marked.status == 65 && marked.output.contains("[q]"), "\(marked.output)")
    }

    @Test("warehouse check suppresses small counts, and what would give them away; the internal form is marked")
    func quality() throws {
        let database = try warehouse()
        let published = try measures(in: database, "--level", "trust")
        let whole = try measures(in: database, "--level", "trust", "--internal")
        #expect(published.count == whole.count && whole.allSatisfy { $0.counts != nil })
        for (shown, truth) in zip(published, whole) {
            let counts = try #require(truth.counts)
            let isSmall = (1...4).contains(counts.lacking) || (1...4).contains(counts.of - counts.lacking)
            if isSmall { #expect(shown.counts == nil, "\(shown)") }
            if let shown = shown.counts { #expect(shown == counts) }
        }
        #expect(published.contains { $0.counts == nil }, "nothing is suppressed: nothing is tested")
        // Where the nation is shown, a suppressed trust is not the nation less the others.
        for total in try measures(in: database, "--level", "national") where total.counts != nil {
            let suppressed = published.count {
                $0.quarter == total.quarter && $0.name == total.name && $0.counts == nil
            }
            #expect(suppressed != 1, "\(total)")
        }
        let marked = try Command("warehouse", "check", "--quarter", "2010-11Q4", "--format", "json", "--internal")
        #expect(try marked.json()["marking"] as? String == "OFFICIAL-SENSITIVE")
    }
}
