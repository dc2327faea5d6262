import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Data quality")
struct QualityTests {
    @Test("check shows every quarter, and marks with exit code 65 what lacks more than may be")
    func check() throws {
        let all = try Command("warehouse", "check")
        #expect(all.output.contains("SYNTHETIC DATA"))
        for quarter in ["2007-08Q3", "2010-11Q1", "2011-12Q4"] { #expect(all.output.contains(quarter)) }

        #expect(try Command("warehouse", "check", database: SampleWarehouse.empty()).status == 66)
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        try connection.execute("update warehouse.quality_threshold set largest_share = 1")
        let good = try Command("warehouse", "check", "--quarter", "2010-11Q4", "--level", "trust", database: database)
        #expect(good.status == 0 && !good.output.contains("% [q]"), "\(good.errors)")
        try connection.execute(
            "update warehouse.quality_threshold set largest_share = 0.001 where measure = 'answered'")
        let bad = try Command("warehouse", "check", "--quarter", "2010-11Q4", database: database)
        #expect(bad.status == 65 && bad.output.contains("[q]"))

        let report = try Command(
            "report", "NI143", "--quarter", "2010-11Q4", "--area", "Lancashire", "--level", "trust", "--format", "json",
            database: database)
        let finding = try #require((try report.json()["findings"] as? [[String: Any]])?.first)
        #expect(finding["insufficientData"] as? Bool == true)
        let answered = try #require(
            (finding["dataQuality"] as? [[String: Any]])?.first { $0["measure"] as? String == "answered" })
        #expect(answered["largestShare"] as? Double == 0.001)
        #expect(answered["of"] as? Int == (finding["n"] as? Int ?? 0) + (finding["notRecorded"] as? Int ?? 0))
    }

    @Test("check has a column for rejected rows where an account of them was kept, and only there")
    func rejected() throws {
        let words = ["warehouse", "check", "--quarter", "2010-11Q4", "--level", "trust"]
        let without = try Command(words)
        #expect(without.status != 66 && !without.output.contains("Rejected"), "\(without.output)")
        let database = try SampleWarehouse.fresh()
        try Fixture.connection(to: database).execute(
            """
            insert into warehouse.row_account (vintage_id, area_id, first_day, last_day, rows_read, rows_rejected)
            select (select min(vintage_id) from warehouse.vintage where kind = 'terminations'), area_id,
                date '2011-01-05', date '2011-01-31', 1000, 52
            from warehouse.area_code where code = 'PT-LANCASHIRE'
            """)
        let published = try Command(words, database: database).output
        #expect(published.contains("Rejected") && published.contains("6.0% [q]"), "\(published)")
        #expect(
            published.replacing("\n ", with: "").contains("rows rejected when they were loaded 2.0%"), "\(published)")
        let exact = try Command(words + ["--internal"], database: database).output
        #expect(exact.contains("5.2% [q]"), "\(exact)")
    }

    @Test("the rates of a year that spans a reorganisation count a person once in the trust that took over")
    func reorganisation() throws {
        func repeats(_ quarter: String) throws -> Double {
            let answer = try Command("warehouse", "check", "--quarter", quarter, "--format", "json").json()
            let area = try #require((answer["areas"] as? [[String: Any]])?.first)
            let measure = try #require(
                (area["measures"] as? [[String: Any]])?.first { $0["measure"] as? String == "repeats" })
            return Double(try #require(measure["count"] as? Int)) / Double(try #require(measure["of"] as? Int))
        }
        #expect(abs(try repeats("2010-11Q2") - repeats("2011-12Q2")) < 0.05)
    }

    @Test("a report as of an earlier vintage does not see what was loaded later")
    func asOf() throws {
        let words = ["report", "NI143", "--quarter", "2010-11Q4", "--as-of"]
        let latest = try Command("report", "NI143", "--quarter", "2010-11Q4", "--format", "csv")
        let same = try Command(words + ["5", "--format", "csv"])
        #expect(same.status == 0 && same.output == latest.output, "\(same.errors)")
        #expect(try Command(words + ["1"]).status == 66)
        #expect(try Command(words + ["2001-01-01"]).status == 66)
        #expect(try Command(words + ["999"]).status == 66)
        #expect(try Command(words + ["yesterday"]).status == 64)

        let database = try SampleWarehouse.fresh()
        let before = try Command(words.dropLast() + ["--format", "csv"], database: database)
        let connection = try Fixture.connection(to: database)
        // A revision that withdraws half of the quarter's terminations.
        try connection.execute(
            "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                + "values ('terminations', 'revision', '2008-04-01', '2012-03-31')")
        try connection.execute(
            "update warehouse.termination set superseded_by = (select max(vintage_id) from warehouse.vintage) "
                + "where terminated_on between '2011-01-01' and '2011-03-31' and offender_id % 2 = 0")
        let after = try Command(words.dropLast() + ["--format", "csv"], database: database)
        #expect(after.status == 0 && after.output != before.output)
        let asBefore = try Command(words + ["5", "--format", "csv"], database: database)
        #expect(asBefore.output == before.output)
    }
}
