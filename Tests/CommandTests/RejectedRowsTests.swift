import Foundation
import TestSupport
import Testing

/// What is made of the rows of extracts that were rejected: whose figures they count against, and what makes them good.
@Suite("Figures and rejected rows")
struct RejectedRowsTests {
    @Test("a trust that lacks two of four snapshots is not judged, and nor is what contains it; the other trust is")
    func lacking() throws {
        let desk = try RestingDesk()
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
        let tests = try #require(lancashire["tests"] as? [String: [String: Any]])
        let judging = try #require(tests.values.first { $0["pAdjusted"] is Double })
        #expect(judging["pAdjusted"] as? Double == judging["p"] as? Double)

        let table = try desk.report("--level", "trust").output
        #expect(table.contains("not complete"), "\(table)")
        let authority = try #require(try desk.findings("local-authority")["Cumbria"])
        #expect(authority["verdict"] is NSNull && authority["notJudged"] is String)
    }

    @Test("more rejected rows than the limit are refused with 65, and nothing counts as covered")
    func refused() throws {
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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

    @Test("no extract that lacks rows of an earlier one clears what was rejected of it")
    func notCleared() throws {
        let desk = try RestingDesk()
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

    @Test("what one trust's extract rejected counts against that trust alone, and is not diluted by others'")
    func eachItsOwn() throws {
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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

    @Test("rejected rows of nobody are cleared by no other trust's extract")
    func notByOthers() throws {
        let desk = try RestingDesk()
        _ = try desk.loaded("caseload", desk.withCumbria(10, desk.caseload()))
        let lines = desk.reoffences()
        let illegible = desk.illegible()
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
        let desk = try RestingDesk()
        _ = try desk.loaded("caseload", desk.withCumbria(10, desk.caseload()))
        let lines = desk.withCumbria(10, desk.reoffences()).map { line in
            line.hasPrefix("X0") ? line.replacing("2010-04-15", with: "2011-11-15") : line
        }
        _ = try desk.loaded("re-offences", lines, "--covers", "2010-04-01..2011-12-31")
        #expect(try desk.causeOfLancashire() == "rows rejected")
    }

    @Test("re-offences of people who were unknown count against the trust whose caseload has them later")
    func caseloadLater() throws {
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
        let lines = desk.withCumbria(10, desk.caseload()).map { line in
            line.contains("X0") && line.hasPrefix("2010-09-30") ? "2010-09-32" + line.dropFirst(10) : line
        }
        _ = try desk.loaded("caseload", lines)
        _ = try desk.loadReoffences()
        #expect(try desk.causeOfLancashire() != nil)
    }

    @Test("rows of people who moved count for every trust that they were in, and are replaced wherever they are now")
    func moved() throws {
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
        let lines = desk.caseload()
        let bad = lines.enumerated().map { number, line in
            line.contains("X0") && number % 8 == 1 ? "2010-30-30" + line.dropFirst(10) : line
        }
        _ = try desk.loaded("caseload", bad, "--max-rejected", "20%")
        _ = try desk.loadReoffences()
        #expect(try desk.causeOfLancashire() != nil)
        for snapshot in RestingDesk.snapshots { _ = try desk.loaded("caseload", desk.caseload([snapshot])) }
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("an extract accepted for its rejects is no longer one when the same rows come without the reason")
    func acceptedNoMore() throws {
        let desk = try RestingDesk()
        _ = try desk.loaded("caseload", desk.caseload())
        _ = try desk.loadReoffences(wrong: 4, "--max-rejected", "0%", "--accept-rejected", "No other.")
        #expect(try desk.causeOfLancashire() == "rows rejected")
        _ = try desk.loadReoffences(wrong: 4)
        #expect(try desk.findings("trust")["Lancashire"]?["verdict"] is String)
    }

    @Test("other rejected rows of the same people, later or in the same months, do not take the place of the first")
    func otherRowsRejected() throws {
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
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
        let desk = try RestingDesk()
        _ = try desk.loaded("caseload", desk.withCumbria(30, desk.caseload()))
        let lines = desk.reoffences()
        let own = desk.illegible()
        let covers = "2010-04-01..2011-06-30"
        _ = try desk.loaded(
            "re-offences", [lines[0]] + own, "--covers", covers, "--for", "Lancashire", "--max-rejected", "60%")
        let others = desk.withCumbria(30, lines).filter { $0.hasPrefix("X1") }
        _ = try desk.loaded("re-offences", [lines[0]] + own.filter { $0.hasPrefix("X") } + others, "--covers", covers)
        #expect(try desk.causeOfLancashire() == "rows rejected")
        #expect(try desk.findings("trust")["Cumbria"]?["verdict"] is String)
    }
}
