import Foundation
import TestSupport
import Testing
import Warehouse

/// What a figure rests on: the extracts loaded for its area, and the rows of them that were rejected.
@Suite("What figures rest on")
struct RestingTests {
    private static let snapshots = ["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"]
    private static let trusts = [
        (code: "LANCASHIRE", authority: "E10000017"), (code: "CUMBRIA", authority: "E10000006"),
    ]
    private static let people = 200

    /// A warehouse of its own, with extracts of two trusts.
    private final class Desk {
        let folder = try! Folder()
        let database: String

        init() throws {
            database = try SampleWarehouse.empty()
        }

        @discardableResult
        func load(_ kind: String, _ lines: [String], _ words: String...) throws -> Command {
            let path = "\(folder.path)/\(kind).csv"
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            return try Command(
                ["load", kind, path] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
        }

        /// The caseload of these snapshots, for each trust where `isThere`.
        func caseload(
            _ snapshots: [String] = RestingTests.snapshots, where isThere: (Int, Int) -> Bool = { _, _ in true }
        ) -> [String] {
            var lines = ["snapshot_date,crn,sex,birth_month,trust,authority,pnc_matched,predicted,model,horizon"]
            for (number, snapshot) in snapshots.enumerated() {
                for (place, trust) in RestingTests.trusts.enumerated() where isThere(place, number) {
                    let prefix = snapshot < "2010-04-01" ? "PA" : "PT"
                    for person in 1...RestingTests.people {
                        lines.append(
                            "\(snapshot),X\(place)\(10_000 + person),male,1980-01,\(prefix)-\(trust.code),\(trust.authority),"
                                + "yes,0.1,supplied 1,3")
                    }
                }
            }
            return lines
        }

        /// One re-offence after the last snapshot of every tenth person; the others' of a day that no month has.
        func reoffences(wrong: Int = 0) -> [String] {
            var lines = ["crn,offence_date,proven_date,offence_code"]
            for place in RestingTests.trusts.indices {
                for person in 1...RestingTests.people where person % 4 == 0 {
                    for month in ["2010-04", "2010-07", "2010-10", "2011-01"] {
                        let isWrong = lines.count <= wrong
                        lines.append(
                            "X\(place)\(10_000 + person),\(month)-\(isWrong ? 32 : 15),"
                                + "\(month)-20,00801")
                    }
                }
            }
            return lines
        }

        func loadReoffences(wrong: Int = 0, _ words: String...) throws -> Command {
            let path = "\(folder.path)/re-offences.csv"
            try Data((reoffences(wrong: wrong).joined(separator: "\n") + "\n").utf8).write(
                to: URL(fileURLWithPath: path))
            return try Command(
                ["load", "re-offences", path, "--covers", "2010-04-01..2011-06-30"] + words, database: database,
                environment: ["LAA_HOME": "\(folder.path)/home"])
        }

        /// Loads lines that must load.
        func loaded(_ kind: String, _ lines: [String], _ words: String...) throws -> String {
            let path = "\(folder.path)/\(kind).csv"
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            let loaded = try Command(
                ["load", kind, path] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
            #expect(loaded.status == 0, "\(loaded.errors)")
            return loaded.output
        }

        /// These lines, and those of Cumbria several times over.
        func withCumbria(_ times: Int, _ lines: [String]) -> [String] {
            let own = lines.filter { $0.contains("X11") }
            return lines + (2...times).flatMap { copy in own.map { $0.replacing("X11", with: "X\(10 + copy)1") } }
        }

        /// Why Lancashire is not judged; nil where it is.
        func causeOfLancashire() throws -> String? {
            try findings("trust")["Lancashire"]?["notJudgedCause"] as? String
        }

        func report(_ words: String...) throws -> Command {
            try Command(["report", "NI18", "--quarter", "2010-11Q4", "--internal"] + words, database: database)
        }

        func findings(_ level: String) throws -> [String: [String: Any]] {
            let report = try report("--level", level, "--format", "json")
            #expect(report.status == 0, "\(report.errors)")
            let findings = try #require(try report.json()["findings"] as? [[String: Any]])
            return Dictionary(
                uniqueKeysWithValues: findings.map { (($0["area"] as! [String: Any])["name"] as! String, $0) })
        }
    }

    @Test("snapshots loaded one by one each cover their own day")
    func oneByOne() throws {
        let desk = try Desk()
        for snapshot in Self.snapshots {
            let loaded = try desk.load("caseload", desk.caseload([snapshot]))
            #expect(loaded.status == 0, "\(loaded.errors)")
            #expect(loaded.output.contains("complete for      Cumbria, Lancashire: \(snapshot)\n"), "\(loaded.output)")
        }
        #expect(try desk.loadReoffences().status == 0)
        let lancashire = try #require(try desk.findings("trust")["Lancashire"])
        #expect(lancashire["n"] as? Int == 800 && lancashire["observed"] as? Int == 200)
        #expect(lancashire["verdict"] as? String == "significantly worse" && lancashire["notJudged"] == nil)
    }

    @Test("a trust that lacks two of four snapshots is not judged, and nor is what contains it; the other trust is")
    func lacking() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload { place, number in place == 0 || number < 2 }).status == 0)
        #expect(try desk.loadReoffences().status == 0)
        let trusts = try desk.findings("trust")
        let cumbria = try #require(trusts["Cumbria"])
        #expect(cumbria["verdict"] is NSNull && cumbria["notJudgedCause"] as? String == "not complete")
        let reason = try #require(cumbria["notJudged"] as? String)
        #expect(reason.contains("no caseload extract covers Cumbria for 2010-09-30 and 2010-12-31"), "\(reason)")
        #expect(reason.contains("laa load caseload FILE --for PT-CUMBRIA --covers 2010-09-30..2010-12-31"), "\(reason)")
        let z = try #require((cumbria["tests"] as? [String: Any])?["z"] as? [String: Any])
        #expect(z["p"] is NSNull && z["verdict"] is NSNull)
        let lancashire = try #require(trusts["Lancashire"])
        #expect(lancashire["verdict"] as? String == "significantly worse")
        // Adjusted for the areas that are judged alone.
        let test = try #require((lancashire["tests"] as? [String: Any])?["z"] as? [String: Any])
        #expect(test["pAdjusted"] as? Double == test["p"] as? Double)

        let table = try desk.report("--level", "trust").output
        #expect(table.contains("not complete"), "\(table)")
        let authority = try #require(try desk.findings("local-authority")["Cumbria"])
        #expect(authority["verdict"] is NSNull && authority["notJudged"] is String)
    }

    @Test("a warehouse of two trusts never presents them as England and Wales")
    func notTheWhole() throws {
        let desk = try Desk()
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

    @Test("more rejected rows than the limit are refused with 65, and nothing counts as covered")
    func refused() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        let refused = try desk.loadReoffences(wrong: 200)
        #expect(refused.status == 65 && refused.errors.contains("at most 5% may be"), "\(refused.errors)")
        #expect(refused.errors.contains("--accept-rejected"))
        let all = try desk.loadReoffences(wrong: 400, "--max-rejected", "100%")
        #expect(all.status == 65 && all.errors.contains("none of the 400 rows is good"), "\(all.errors)")
        let report = try desk.report("--level", "trust")
        #expect(report.status == 66, "\(report.errors)")
        #expect(report.errors.contains("re-offences"), "\(report.errors)")
    }

    @Test("an extract that is loaded in spite of its rejected rows is not judged, and the reason is printed")
    func accepted() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        let loaded = try desk.loadReoffences(wrong: 200, "--accept-rejected", "The police sent no other.")
        #expect(loaded.status == 0 && loaded.output.contains("are not judged"), "\(loaded.errors)")
        let lancashire = try #require(try desk.findings("trust")["Lancashire"])
        #expect(lancashire["verdict"] is NSNull && lancashire["notJudgedCause"] as? String == "rows rejected")
        #expect((lancashire["notJudged"] as? String)?.contains("The police sent no other.") == true)
        #expect(try desk.report("--level", "trust").output.contains("The police sent no other."))

        // The corrected extract replaces the account.
        let corrected = try desk.loadReoffences()
        #expect(corrected.status == 0, "\(corrected.errors)")
        let judged = try #require(try desk.findings("trust")["Lancashire"])
        #expect(judged["verdict"] as? String == "significantly worse", "\(judged)")
        // Once more, nothing is new.
        #expect(try desk.loadReoffences().output.contains("none: nothing was new"))
    }

    @Test("dates in another form are refused before any row is, unless the rejects are accepted")
    func otherDates() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        let lines = desk.reoffences().enumerated().map { number, line in
            1...236 ~= number
                ? line.replacing("2010-04-15", with: "15/04/2010").replacing("2010-07-15", with: "15/07/2010")
                    .replacing("2010-10-15", with: "15/10/2010").replacing("2011-01-15", with: "15/01/2011") : line
        }
        let covers = ["--covers", "2010-04-01..2011-06-30"]
        let refused = try desk.load("re-offences", lines, covers[0], covers[1])
        #expect(refused.status == 65 && refused.errors.contains("--uk-dates"), "\(refused.errors)")
        #expect(!refused.errors.contains("Rows rejected"))
        _ = try desk.loaded("re-offences", lines, covers[0], covers[1], "--accept-rejected", "No other.")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        _ = try desk.loaded("re-offences", lines, covers[0], covers[1], "--uk-dates")
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] as? String == "significantly worse")
    }

    @Test("a few rejected rows stand beside every finding that rests on them, and mark it above the threshold")
    func marked() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        #expect(try desk.loadReoffences(wrong: 12).status == 0)
        // Of Lancashire's own 200 rows more than 5%, of the extract's 400 more than 2%.
        for (name, finding) in try desk.findings("local-authority") {
            let measure = try #require(
                (finding["dataQuality"] as? [[String: Any]])?.first { $0["measure"] as? String == "rejected" })
            #expect(measure["count"] as? Int == 12 && measure["of"] as? Int == (name == "Lancashire" ? 200 : 400))
            #expect(measure["name"] as? String == "rows rejected when they were loaded (re-offences)")
            #expect(finding["insufficientData"] as? Bool == true)
            #expect((finding["verdict"] is String) == (name != "Lancashire"))
        }
        #expect(try desk.loadReoffences(wrong: 4).status == 0)
        #expect(try desk.findings("trust").values.allSatisfy { $0["insufficientData"] as? Bool == false })
    }

    @Test("headings alone, with the days that they cover, say that nothing happened")
    func nothingHappened() throws {
        let desk = try Desk()
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
        let desk = try Desk()
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
        let desk = try Desk()
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

    @Test("no extract that lacks rows of an earlier one clears what was rejected of it")
    func notCleared() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        #expect(try desk.loadReoffences(wrong: 200, "--accept-rejected", "No other.").status == 0)
        func isJudged() throws -> Bool { try desk.findings("trust")["Lancashire"]?["verdict"] is String }
        let whole = desk.reoffences()
        let covers = ["--covers", "2010-04-01..2011-06-30"]
        let headings = try desk.load("re-offences", [whole[0]], covers[0], covers[1])
        #expect(headings.status == 0 && headings.output.contains("rows of those days stay"), "\(headings.output)")
        #expect(try !isJudged())
        // The corrected rows alone, then the good ones alone.
        #expect(try desk.load("re-offences", [whole[0]] + whole[1...100], covers[0], covers[1]).status == 0)
        #expect(try !isJudged())
        #expect(try desk.load("re-offences", [whole[0]] + whole[201...], covers[0], covers[1]).status == 0)
        #expect(try !isJudged())
        #expect(try desk.load("re-offences", whole, covers[0], covers[1], "--extracted", "2011-07-01").status == 0)
        #expect(try isJudged())
    }

    @Test("a complete extract withdraws rows of its own areas alone")
    func completeForItsAreas() throws {
        let desk = try Desk()
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

    @Test("what one trust's extract rejected counts against that trust alone, and is not diluted by others'")
    func eachItsOwn() throws {
        let desk = try Desk()
        #expect(try desk.load("caseload", desk.caseload()).status == 0)
        let whole = desk.reoffences(wrong: 100)
        let covers = ["--covers", "2010-04-01..2011-06-30", "--for"]
        let bad = try desk.load(
            "re-offences", Array(whole[0...200]), covers[0], covers[1], covers[2], "Lancashire", "--max-rejected", "60%"
        )
        #expect(bad.status == 0, "\(bad.errors)")
        let good = try desk.load("re-offences", [whole[0]] + whole[201...], covers[0], covers[1], covers[2], "Cumbria")
        #expect(good.status == 0, "\(good.errors)")
        let trusts = try desk.findings("trust")
        #expect(trusts["Cumbria"]?["verdict"] is String && trusts["Cumbria"]?["insufficientData"] as? Bool == false)
        #expect(trusts["Lancashire"]?["notJudgedCause"] as? String == "rows rejected")
    }

    @Test("rejected re-offences count for the trust of their person, however few they are of the whole extract")
    func byPerson() throws {
        let desk = try Desk()
        // Cumbria ten times over, so that half of Lancashire's rows are less than 5% of the extract.
        var caseload = desk.caseload()
        var lines = desk.reoffences(wrong: 100)
        for line in caseload where line.contains("CUMBRIA") {
            for copy in 2...10 { caseload.append(line.replacing("X1", with: "X\(copy)1")) }
        }
        for line in lines where line.hasPrefix("X1") {
            for copy in 2...10 { lines.append(line.replacing("X1", with: "X\(copy)1")) }
        }
        #expect(try desk.load("caseload", caseload).status == 0)
        let covers = ["--covers", "2010-04-01..2011-06-30"]
        let loaded = try desk.load("re-offences", lines, covers[0], covers[1])
        #expect(loaded.status == 0, "\(loaded.errors)")
        let trusts = try desk.findings("trust")
        let lancashire = try #require(trusts["Lancashire"])
        #expect(lancashire["verdict"] is NSNull && lancashire["notJudgedCause"] as? String == "rows rejected")
        // The others are marked by the whole extract's 4.5%.
        let cumbria = try #require(trusts["Cumbria"])
        #expect(cumbria["verdict"] as? String == "significantly worse" && cumbria["insufficientData"] as? Bool == true)

        // Lancashire's own corrected extract heals Lancashire.
        let own = [lines[0]] + desk.reoffences().filter { $0.hasPrefix("X0") }
        let healed = try desk.load("re-offences", own, covers[0], covers[1], "--for", "Lancashire")
        #expect(healed.status == 0, "\(healed.errors)")
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] as? String == "significantly worse")
    }

    @Test("rejected rows of one authority count against it, however many its trust has")
    func dilutedInItsTrust() throws {
        let desk = try Desk()
        // Lancashire's people whose number ends in 8 live in Blackpool, and half of their rows are rejected.
        func isOfBlackpool(_ line: String, _ crn: Int) -> Bool {
            let number = line.split(separator: ",")[crn]
            return number.hasPrefix("X0") && number.hasSuffix("8")
        }
        let caseload = desk.caseload().map { line in
            isOfBlackpool(line, 1) ? line.replacing("E10000017", with: "E06000009") : line
        }
        #expect(try desk.load("caseload", caseload).status == 0)
        let lines = desk.reoffences().enumerated().map { number, line in
            isOfBlackpool(line, 0) && number.isMultiple(of: 2) ? line.replacing("-15,", with: "-32,") : line
        }
        let loaded = try desk.load("re-offences", lines, "--covers", "2010-04-01..2011-06-30", "--max-rejected", "10%")
        #expect(loaded.status == 0, "\(loaded.errors)")
        let authorities = try desk.findings("local-authority")
        #expect(authorities["Blackpool"]?["notJudgedCause"] as? String == "rows rejected")
        #expect(authorities["Lancashire"]?["verdict"] is String && authorities["Cumbria"]?["verdict"] is String)
    }

    @Test(
        "rows whose trust cannot be read mark every trust where they might be many, but stop no judgement where they are few"
    )
    func unplaced() throws {
        let desk = try Desk()
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
        let desk = try Desk()
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
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        _ = try desk.loadReoffences()
        let third = desk.caseload { place, number in place == 1 || number != 2 }
        let output = try desk.loaded("caseload", third, "--complete", "--for", "Lancashire")
        #expect(!output.contains("rows withdrawn"), "\(output)")
        #expect(try desk.findings("trust")["Lancashire"]?["n"] as? Int == 800)
    }

    @Test("rejected rows of nobody are cleared by no other trust's extract")
    func notByOthers() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.withCumbria(10, desk.caseload()))
        let lines = desk.reoffences()
        let illegible = lines.filter { $0.hasPrefix("X0") }.enumerated().map { number, line in
            number.isMultiple(of: 2) ? "?" + line.dropFirst(7) : line
        }
        let covers = "2010-04-01..2011-06-30"
        _ = try desk.loaded(
            "re-offences", [lines[0]] + illegible, "--covers", covers, "--for", "Lancashire", "--accept-rejected",
            "None.")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let others = desk.withCumbria(10, lines).filter { $0.hasPrefix("X1") }
        _ = try desk.loaded("re-offences", [lines[0]] + others, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
    }

    @Test("the day of a row that contradicts itself is not believed, wherever it lies")
    func contradicted() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.withCumbria(10, desk.caseload()))
        let lines = desk.withCumbria(10, desk.reoffences()).map { line in
            line.hasPrefix("X0") ? line.replacing("2010-04-15", with: "2011-11-15") : line
        }
        _ = try desk.loaded("re-offences", lines, "--covers", "2010-04-01..2011-12-31")
        #expect(try desk.causeOfLancashire() == "rows rejected")
    }

    @Test("re-offences of people who were unknown count against the trust whose caseload has them later")
    func caseloadLater() throws {
        let desk = try Desk()
        let caseload = desk.withCumbria(40, desk.caseload())
        let isLate = { (line: String) in line.contains("X0") && Int(line.split(separator: ",")[1].suffix(3))! > 100 }
        _ = try desk.loaded("caseload", caseload.filter { !isLate($0) })
        _ = try desk.loaded(
            "re-offences", desk.withCumbria(40, desk.reoffences()), "--covers", "2010-04-01..2011-06-30")
        _ = try desk.loaded("caseload", caseload.filter { isLate($0) || $0.hasPrefix("snapshot") })
        #expect(try desk.causeOfLancashire() == "rows rejected")
        // The same file once more has them all.
        _ = try desk.loaded(
            "re-offences", desk.withCumbria(40, desk.reoffences()), "--covers", "2010-04-01..2011-06-30")
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("rejected rows are not diluted by good ones that are loaded twice")
    func notDiluted() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        _ = try desk.loadReoffences(wrong: 12)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let lines = desk.reoffences()
        _ = try desk.loaded("re-offences", [lines[0]] + lines[50..<150], "--covers", "2010-04-01..2011-07-01")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let quality = try desk.findings("trust")["Lancashire"]?["dataQuality"] as? [[String: Any]]
        let measure = try #require(quality?.first { $0["measure"] as? String == "rejected" })
        #expect(measure["count"] as? Int == 12 && measure["of"] as? Int == 200, "\(measure)")
    }

    @Test("rows of an authority's people under another trust count against it")
    func underAnotherTrust() throws {
        let desk = try Desk()
        // Half of Lancashire's people live in Cumbria, and more than half of their rows are rejected.
        var count = 0
        let lines = desk.caseload().map { line in
            guard line.contains("X0"), Int(line.split(separator: ",")[1].suffix(3))! > 100 else { return line }
            count += 1
            let moved = line.replacing("E10000017", with: "E10000006")
            return (count + count / 100 * 2) % 5 < 3 ? moved.replacing(",yes,", with: ",??,") : moved
        }
        _ = try desk.loaded("caseload", lines, "--max-rejected", "40%")
        _ = try desk.loadReoffences()
        #expect(try desk.findings("local-authority")["Cumbria"]?["notJudgedCause"] as? String == "rows rejected")
    }

    @Test("a row whose day cannot be read counts for the trust that it names")
    func legibleTrust() throws {
        let desk = try Desk()
        let lines = desk.withCumbria(10, desk.caseload()).map { line in
            line.contains("X0") && line.hasPrefix("2010-09-30") ? "2010-09-32" + line.dropFirst(10) : line
        }
        _ = try desk.loaded("caseload", lines)
        _ = try desk.loadReoffences()
        #expect(try desk.causeOfLancashire() != nil)
    }

    @Test("rows of people who moved count for every trust that they were in, and are replaced wherever they are now")
    func moved() throws {
        let desk = try Desk()
        let movers = { (line: String) in line.contains("X0") && Int(line.split(separator: ",")[1].suffix(3))! <= 100 }
        let lines = desk.withCumbria(10, desk.caseload()).map { line in
            movers(line) && line.hasPrefix("2010-12")
                ? line.replacing("PT-LANCASHIRE,E10000017", with: "PT-CUMBRIA,E10000006") : line
        }
        _ = try desk.loaded("caseload", lines.filter { !$0.hasPrefix("2010-12") })
        let bad = desk.withCumbria(10, desk.reoffences(wrong: 100))
        _ = try desk.loaded("re-offences", bad, "--covers", "2010-04-01..2011-06-30")
        _ = try desk.loaded("caseload", lines)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let good = desk.withCumbria(10, desk.reoffences())
        let output = try desk.loaded("re-offences", good, "--covers", "2010-04-01..2011-06-30")
        #expect(!output.contains("still missing"), "\(output)")
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("rows of other people in the same months replace no rejected ones; a file without its repeats does")
    func eachPersonsOwn() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        let lines = desk.reoffences()
        let covers = "2010-04-01..2011-06-30"
        let bad = lines.enumerated().map { $1.hasPrefix("X0") && $0 <= 15 ? $1.replacing("-15,", with: "-32,") : $1 }
        _ = try desk.loaded("re-offences", bad, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let without = lines.enumerated().filter { $0.offset == 0 || $0.offset > 15 }.map(\.element)
        let others = (0..<15).map { "X0\(10_101 + $0),2011-01-16,2011-01-20,00801" }
        let output = try desk.loaded("re-offences", without + others, "--covers", covers)
        #expect(output.contains("still missing: 15"), "\(output)")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        #expect(!(try desk.loaded("re-offences", lines + others, "--covers", covers)).contains("still missing"))
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)

        let twice = lines + lines[1...20]
        _ = try desk.loaded("re-offences", twice + others, "--covers", covers, "--max-rejected", "20%")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        #expect(!(try desk.loaded("re-offences", lines + others, "--covers", covers)).contains("still missing"))
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("a caseload whose days could not be read is made good by its snapshots one by one")
    func snapshotBySnapshot() throws {
        let desk = try Desk()
        let lines = desk.caseload()
        let bad = lines.enumerated().map { number, line in
            line.contains("X0") && number % 8 == 1 ? "2010-30-30" + line.dropFirst(10) : line
        }
        _ = try desk.loaded("caseload", bad, "--max-rejected", "20%")
        _ = try desk.loadReoffences()
        #expect(try desk.causeOfLancashire() != nil)
        for snapshot in Self.snapshots { _ = try desk.loaded("caseload", desk.caseload([snapshot])) }
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("an extract accepted for its rejects is no longer one when the same rows come without the reason")
    func acceptedNoMore() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        _ = try desk.loadReoffences(wrong: 4, "--max-rejected", "0%", "--accept-rejected", "No other.")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        _ = try desk.loadReoffences(wrong: 4)
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("other rejected rows of the same people, later or in the same months, do not take the place of the first")
    func otherRowsRejected() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.withCumbria(20, desk.caseload()))
        let covers = "2010-04-01..2011-06-30"
        let bad = desk.withCumbria(20, desk.reoffences()).map { line in
            line.hasPrefix("X0") && !line.contains("2011-01") ? line.replacing("00801", with: "BAD!") : line
        }
        _ = try desk.loaded("re-offences", bad, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let later = desk.withCumbria(20, desk.reoffences()).filter { !$0.contains("2011-01") }.map { line in
            let moved = line.replacing("2010-04", with: "2011-07").replacing("2010-07", with: "2011-08")
                .replacing("2010-10", with: "2011-09")
            return line.hasPrefix("X0") ? moved.replacing("00801", with: "BAD!") : moved
        }
        _ = try desk.loaded("re-offences", later, "--covers", "2011-07-01..2011-09-30", "--max-rejected", "10%")
        #expect(try desk.causeOfLancashire() == "rows rejected")
    }

    @Test("rows that the warehouse had before, or of a corrected day, do not pay for those that it lacks")
    func onlyRowsSince() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.caseload())
        let lines = desk.reoffences()
        let own = lines.filter { $0.hasPrefix("X0") }
        let april = [lines[0]] + own.filter { $0.contains("2010-04") }
        let july =
            [lines[0]] + own.filter { $0.contains("2010-07") }.map { $0.replacing("-15,", with: "-32,") }
            + lines.filter { $0.hasPrefix("X1") }
        let covers = "2010-04-01..2011-06-30"
        _ = try desk.loaded("re-offences", april, "--covers", covers)
        _ = try desk.loaded("re-offences", july, "--covers", covers, "--max-rejected", "30%")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        _ = try desk.loaded("re-offences", april, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        let corrected = april.map { $0.replacing("2010-04-15", with: "2010-04-18") }
        _ = try desk.loaded("re-offences", corrected, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
    }

    @Test("what an extract for one trust rejected of nobody in particular is not diluted by a national one")
    func notDilutedByOthers() throws {
        let desk = try Desk()
        _ = try desk.loaded("caseload", desk.withCumbria(30, desk.caseload()))
        let lines = desk.reoffences()
        let own = lines.filter { $0.hasPrefix("X0") }.enumerated().map { number, line in
            number.isMultiple(of: 2) ? "?" + line.dropFirst(7) : line
        }
        let covers = "2010-04-01..2011-06-30"
        _ = try desk.loaded(
            "re-offences", [lines[0]] + own, "--covers", covers, "--for", "Lancashire", "--max-rejected", "60%")
        let others = desk.withCumbria(30, lines).filter { $0.hasPrefix("X1") }
        _ = try desk.loaded("re-offences", [lines[0]] + own.filter { $0.hasPrefix("X") } + others, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        #expect(try desk.findings("trust")["Cumbria"]?["verdict"] is String)
    }
}
