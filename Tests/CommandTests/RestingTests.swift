import Foundation
import TestSupport
import Testing
import Warehouse

/// What a figure rests on: the extracts loaded for its area, and the rows of them that were rejected.
@Suite("What figures rest on")
struct RestingTests {
    @Test("snapshots loaded one by one each cover their own day")
    func oneByOne() throws {
        let desk = try RestingDesk()
        for snapshot in RestingDesk.snapshots {
            let loaded = try desk.load("caseload", desk.caseload([snapshot]))
            #expect(loaded.status == 0, "\(loaded.errors)")
            #expect(loaded.output.contains("complete for      Cumbria, Lancashire: \(snapshot)\n"), "\(loaded.output)")
        }
        #expect(try desk.loadReoffences().status == 0)
        let lancashire = try #require(try desk.findings("trust")["Lancashire"])
        #expect(lancashire["n"] as? Int == 800 && lancashire["observed"] as? Int == 200)
        #expect(lancashire["verdict"] as? String == "significantly worse" && lancashire["notJudged"] == nil)
    }

    @Test("a warehouse of two trusts never presents them as England and Wales")
    func notTheWhole() throws {
        let desk = try RestingDesk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        #expect(try desk.loadReoffences().status == 0)
        let nation = try #require(try desk.findings("national")["England and Wales"])
        let coverage = try #require(nation["coverage"] as? [String: Any])
        #expect(coverage["members"] as? Int == 35 && coverage["present"] as? Int == 2)
        #expect((coverage["missing"] as? [[String: Any]])?.count == 33)
        #expect(nation["verdict"] is NSNull && nation["notJudged"] is String)
        #expect((nation["sentence"] as? String)?.contains("but of 2 of 35 trusts") == true, "\(nation)")
        let table = try desk.report().output
        #expect(table.contains("2/35 of England and Wales") && table.contains("not complete"), "\(table)")
        let svg = try Command(
            "plot", "NI18", "--quarter", "2010-11Q4", "--chart", "areas",
            "--output", "\(desk.folder.path)/chart.svg", database: desk.database)
        #expect(svg.status == 0, "\(svg.errors)")
        let drawn = String(decoding: try desk.folder.contents("chart.svg"), as: UTF8.self)
        #expect(drawn.contains("2/35 of England and Wales") && drawn.contains(" 1 not complete."), "\(drawn)")
        let status = try Command("warehouse", "status", database: desk.database).output
        #expect(status.contains("Extracts by quarter and trust") && status.contains("missing"), "\(status)")
        #expect(status.contains("Avon and Somerset and 32 more"), "\(status)")
        let named = try Command("warehouse", "status", "--trusts", database: desk.database).output
        #expect(!named.contains(" more") && named.contains("Avon and Somerset") && named.contains("York"), "\(named)")
    }

    @Test("headings alone, with the days that they cover, say that nothing happened")
    func nothingHappened() throws {
        let desk = try RestingDesk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        let heading = ["crn,offence_date,proven_date,offence_code"]
        let without = try desk.load("re-offences", heading)
        #expect(without.status == 0 && without.output.contains("complete for      nothing"), "\(without.output)")
        let with = try desk.load("re-offences", heading, "--covers", "2010-04-01..2011-06-30")
        #expect(with.output.contains("every area: 2010-04-01 to 2011-06-30; it has no row, so nothing happened"))
        let lancashire = try #require(try desk.findings("trust")["Lancashire"])
        #expect(lancashire["observed"] as? Int == 0 && lancashire["n"] as? Int == 800)
    }

    @Test("an extract of re-offences for one trust covers that trust alone")
    func forOneTrust() throws {
        let desk = try RestingDesk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        let unknown = try desk.loadReoffences("--for", "Cumbira")
        #expect(unknown.status == 66 && unknown.errors.contains("did you mean Cumbria"), "\(unknown.errors)")
        let loaded = try desk.loadReoffences("--for", "Cumbria")
        #expect(loaded.status == 0 && loaded.output.contains("complete for      Cumbria: "), "\(loaded.output)")
        let trusts = try desk.findings("trust")
        #expect(trusts["Cumbria"]?["verdict"] as? String == "significantly worse")
        #expect(trusts["Lancashire"]?["verdict"] is NSNull)
    }

    @Test("a snapshot with less than half as many people as its neighbours is questioned by name")
    func questioned() throws {
        let desk = try RestingDesk()
        var lines = desk.caseload()
        let third = lines.indices.filter { lines[$0].hasPrefix("2010-09-30") && lines[$0].contains("PT-CUMBRIA") }
        for index in third.dropFirst(60).reversed() { lines.remove(at: index) }
        #expect(try desk.load("caseload", lines).status == 0)
        #expect(try desk.loadReoffences().status == 0)
        let table = try desk.report("--level", "trust").output
        #expect(table.contains("Is the caseload snapshot of 2010-09-30 whole?"), "\(table)")
        #expect(table.replacing("\n", with: " ").contains("Cumbria."))
    }

    @Test("an area without the population of an age band, or with none at all, has no figure; the others have")
    func withoutPopulation() throws {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        func findings(_ indicator: String, _ level: String) throws -> [String: [String: Any]] {
            let report = try Command(
                "report", indicator, "--quarter", "2010-11Q4", "--level", level, "--format", "json", database: database)
            #expect(report.status == 0, "\(report.errors)")
            let findings = try #require(try report.json()["findings"] as? [[String: Any]])
            return Dictionary(
                uniqueKeysWithValues: findings.map { (($0["area"] as! [String: Any])["code"] as! String, $0) })
        }
        let before = try findings("NI39", "trust")["PT-LANCASHIRE"]?["observed"] as? Int
        let own = try findings("NI39", "local-authority")["E06000009"]?["observed"] as? Int
        try connection.execute(
            """
            delete from warehouse.area_count where measure = 'resident population' and sex = 'male'
                and age_band = '40 to 44' and area_id in (select area_id from warehouse.area_code where code = 'E06000009')
            """)
        let authorities = try findings("NI39", "local-authority")
        let blackpool = try #require(authorities["E06000009"])
        #expect(blackpool["observed"] is NSNull && blackpool["rate"] is NSNull && blackpool["verdict"] is NSNull)
        #expect((blackpool["notJudged"] as? String)?.contains("male, 40 to 44") == true, "\(blackpool)")
        #expect(blackpool["unreliable"] as? Bool == false, "what is not there is not unreliable")
        #expect(authorities["E10000017"]?["rate"] is Double && authorities["E10000017"]?["verdict"] is String)
        let lancashire = try #require(try findings("NI39", "trust")["PT-LANCASHIRE"])
        // None of the area's admissions are in the figure, not all of them but one band's.
        #expect(lancashire["observed"] as? Int == (before ?? 0) - (own ?? 0) && lancashire["verdict"] is NSNull)
        let missing = (lancashire["coverage"] as? [String: Any])?["missing"] as? [[String: Any]]
        #expect(missing?.map { $0["code"] as? String } == ["E06000009"])

        try connection.execute(
            """
            update warehouse.area_count set number = 0 where measure = 'resident population'
                and area_id in (select area_id from warehouse.area_code where code = 'E06000009')
            """)
        let rates = try findings("NI15", "local-authority")
        #expect(rates["E06000009"]?["observed"] is NSNull && rates["E06000009"]?["notJudged"] is String)
        #expect(rates["E10000017"]?["rate"] is Double)
    }

    @Test("a complete extract withdraws rows of its own areas alone")
    func completeForItsAreas() throws {
        let desk = try RestingDesk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        #expect(try desk.loadReoffences().status == 0)
        let own = desk.caseload { place, _ in place == 0 }
        let complete = try desk.load("caseload", Array(own.dropLast(2)), "--complete", "--for", "Lancashire")
        #expect(complete.status == 0 && complete.output.contains("rows withdrawn    2\n"), "\(complete.output)")
        let cumbria = try #require(try desk.findings("trust")["Cumbria"])
        #expect(cumbria["n"] as? Int == 800 && cumbria["verdict"] is String)
        let refused = try desk.loadReoffences("--complete", "--for", "Lancashire")
        #expect(refused.status == 64 && refused.errors.contains("name no area"), "\(refused.errors)")
        let later = try desk.loadReoffences("--extracted", "2011-01-01")
        #expect(later.status == 64 && later.errors.contains("after the extract was made"), "\(later.errors)")
    }

    @Test(
        "rows whose trust cannot be read mark every trust where they might be many, but stop no judgement where they are few"
    )
    func unplaced() throws {
        let desk = try RestingDesk()
        var lines = desk.caseload()
        for person in 1...20 {
            lines.append("2010-12-31,X9\(10_000 + person),male,1980-01,PT-NOWHERE,,yes,0.1,supplied 1,3")
        }
        let loaded = try desk.load("caseload", lines)
        #expect(loaded.status == 0, "\(loaded.errors)")
        #expect(try desk.loadReoffences().status == 0)
        for finding in try desk.findings("trust").values {
            #expect(finding["verdict"] is String && finding["insufficientData"] as? Bool == true)
        }
    }

    @Test("a trust without anybody in a snapshot that an extract covers is questioned by name")
    func nobody() throws {
        let desk = try RestingDesk()
        let lines = desk.caseload { place, number in place == 0 || number != 2 }
        let loaded = try desk.load(
            "caseload", lines, "--for", "Lancashire", "--for", "Cumbria", "--covers", "2010-03-31..2010-12-31")
        #expect(loaded.status == 0, "\(loaded.errors)")
        #expect(try desk.loadReoffences().status == 0)
        let table = try desk.report("--level", "trust").output.replacing("\n", with: " ")
        #expect(
            table.contains("Is the caseload snapshot of 2010-09-30 whole?") && table.contains("Cumbria."),
            "\(table)")
    }

    @Test("a complete caseload without days stated withdraws nobody from a snapshot that it lacks")
    func completeForItsDays() throws {
        let desk = try RestingDesk()
        _ = try desk.loaded("caseload", desk.caseload())
        _ = try desk.loadReoffences()
        let third = desk.caseload { place, number in place == 1 || number != 2 }
        let output = try desk.loaded("caseload", third, "--complete", "--for", "Lancashire")
        #expect(!output.contains("rows withdrawn"), "\(output)")
        #expect(try desk.findings("trust")["Lancashire"]?["n"] as? Int == 800)
    }
}
