import Foundation
import ReportKit
import TestSupport
import Testing
import Text
import Warehouse

@testable import Loading

@Suite("A load")
struct CheckingTests {
    @Test("turns bad rows away with line, column, value and reason, and loads the good ones")
    func rejects() throws {
        let desk = try Desk()
        let base = "male,1985-03,PT-LANCASHIRE,E10000017,2,yes"
        let summary = try desk.load([
            Desk.heading,
            "2010-12-31,2001/0000001Q,\(base)",
            "2010-11-30,2001/0000002R,\(base)",
            "2010-12-31,,\(base)",
            "2010-12-31,2001/0000003T,man,1985-03,PT-LANCASHIRE,E10000017,9,yes",
            "2010-12-31,2001/0000004U,male,1985-03,PA-LANCASHIRE,E12000002,2,yes",
            "2010-12-31,2001/0000001Q,\(base)",
            "2010-12-31,2001/0000005V,male,2009-03,PT-LANCASHIRE,E10000017,2,yes",
            "2010-12-31,2001/0000006W,male",
            "2030-12-31,2001/0000007X,\(base)",
            "2010-12-31,2001/0000008Y,male,1985-03,PT-NOWHERE,30,2,maybe",
            "2010-12-31,2001/0000009Z,\"male\"x,1985-03,PT-LANCASHIRE,30,2,yes",
        ])
        #expect(summary.counts == [11, 1, 0, 10])
        #expect(
            try desk.rejects() == [
                "3,snapshot_date,2010-11-30,is not the last day of a quarter",
                "4,pnc,,neither a PNC number nor a CRN is given",
                "5,sex,man,is not one of: female; male",
                "5,tier,9,is not within 1 to 4",
                "6,authority,E12000002,\"is a region, but a local-authority is required\"",
                "6,trust,PA-LANCASHIRE,was not an area on 2010-12-31: it is one until 2010-03-31",
                "7,snapshot_date,2010-12-31,the same person and snapshot as line 2",
                "8,birth_month,(masked),is not 10 to 110 years before snapshot_date",
                "9,,,\"the row has 3 cells, but the heading 8\"",
                "10,snapshot_date,2030-12-31,is in the future",
                "11,pnc_matched,maybe,is neither yes nor no",
                "11,trust,PT-NOWHERE,is neither the code nor the name of an area",
                "12,,,something follows the closing quote of cell 3",
            ])
        #expect(try desk.count("select count(*) from warehouse.quarantine") == 13)
        #expect(try desk.count("select count(*) from warehouse.offender") == 1)
        #expect(
            try desk.count(
                "select rows_read - rows_loaded - rows_unchanged - rows_quarantined from warehouse.load") == 0)
    }

    @Test("knows an area by GSS, legacy and own code, each for the days on which it was one")
    func areas() throws {
        let desk = try Desk()
        let rows = ["30", "E10000017", "lancashire"].enumerated().map {
            "2010-12-31,\(PNC.number($0.offset + 1)),male,1985-03,PT-LANCASHIRE,\($0.element),2,yes"
        }
        #expect(try desk.load([Desk.heading] + rows).counts == [3, 3, 0, 0])
        #expect(try desk.count("select count(distinct authority_id) from warehouse.caseload_snapshot") == 1)
    }

    @Test("is stopped whole by more rejects than allowed, and the list says why")
    func maxRejected() throws {
        let desk = try Desk()
        let lines = [Desk.heading, Desk.row, "2010-12-30,2001/0000002R,male,1985-03,PT-LANCASHIRE,,2,yes"]
        for limit in [RejectionLimit.rows(0), .percent(49.9)] {
            let error = #expect(throws: LoadError.self) { try desk.load(lines) { $0.rejectionLimit = limit } }
            #expect(error?.message.contains("1 of 2 rows") == true)
            #expect(try desk.rejects().count == 1)
        }
        #expect(try desk.count("select count(*) from warehouse.load where stopped is null") == 0)
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
        for limit in [RejectionLimit.rows(1), .percent(50)] {
            #expect(try desk.load(lines) { $0.rejectionLimit = limit }.quarantined == 1)
        }
        #expect(RejectionLimit("2%") == .percent(2) && RejectionLimit("-1") == nil && RejectionLimit("101%") == nil)
    }

    @Test("of the same file changes nothing; a revised one makes a vintage and keeps the old rows")
    func vintages() throws {
        let desk = try Desk()
        #expect(try desk.load([Desk.heading, Desk.row]).vintage == 1)
        let again = try desk.load([Desk.heading, Desk.row])
        #expect(again.counts == [1, 0, 1, 0] && again.vintage == nil)
        let revised = try desk.load([Desk.heading, Desk.row.replacing(",2,yes", with: ",3,yes")])
        #expect(revised.counts == [1, 1, 0, 0] && revised.vintage == 2 && revised.peopleAdded == 0)
        let rows = try desk.connection.query(
            "select tier, vintage_id, superseded_by from warehouse.caseload_snapshot order by vintage_id")
        #expect(try rows.map { try $0.get("tier", as: Int.self) } == [2, 3])
        #expect(try rows.map { try $0.get("superseded_by", as: Int?.self) } == [2, nil])
        let other = Desk.row.replacing("male", with: "female").replacing(",2,", with: ",3,")
        let person = try desk.load([Desk.heading, other])
        #expect(person.counts == [1, 0, 1, 0] && person.peopleRevised == 1 && person.vintage == 3)
        #expect(try desk.count("select count(*) from warehouse.offender_revision where sex = 'male'") == 1)
    }

    @Test("that is large checks references once, and leaves them in place")
    func large() throws {
        let desk = try Desk()
        let references = "select count(*) from pg_constraint where contype = 'f' and convalidated"
        let before = try desk.count(references)
        let rows = (0..<20_000).map {
            "2010-12-31,\(PNC.number(1_000_000 + $0)),male,1985-03,PT-LANCASHIRE,,2,yes"
        }
        #expect(try desk.load([Desk.heading] + rows).loaded == 20_000)
        #expect(try desk.count(references) == before)
        #expect(try desk.count("select count(*) from warehouse.caseload_snapshot") == 20_000)
    }

    @Test("of offences refuses strangers, days out of order and repeats, and revises by number")
    func reoffences() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        let heading = "pnc,offence_date,proven_date,disposal_date,offence_code,offence_number,disposal"
        let summary = try desk.load(
            .reoffences,
            [
                heading,
                "01/1Q,2011-01-15,2011-02-01,,00801,,conviction",
                "2001/0000001Q,2011-01-15,2011-02-01,,00801,2,conviction",
                "2001/0000001Q,2011-01-15,2011-02-01,,00801,2,conviction",
                "2001/0000009Z,2011-01-15,2011-02-01,,00801,,caution",
                "2001/0000001Q,2011-01-15,2011-01-14,,00801,3,caution",
                "2001/0000001Q,2011-01-15,2011-01-16,,801,4,caution",
            ])
        #expect(summary.counts == [6, 2, 0, 4])
        let reasons = try desk.rejects().map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
        #expect(reasons == ["4,offence_number", "5,pnc", "6,proven_date", "7,offence_code"])
        let revised = try desk.load(
            .reoffences, [heading, "2001/0000001Q,2011-01-15,2011-02-01,2011-03-01,00801,2,conviction"])
        #expect(revised.counts == [1, 1, 0, 0])
        #expect(try desk.count("select count(*) from reporting.proven_offence") == 2)
    }

    @Test("of cohorts makes them once, and turns away rows that give them other days")
    func cohorts() throws {
        let desk = try Desk()
        let heading = "cohort,taken_on,baseline_from,baseline_to,follow_up_from,follow_up_to,crn,trust"
        let days = "2009-02-01,2007-10-01,2008-09-30,2009-04-01,2010-03-31"
        let other = days.replacing("2009-02-01", with: "2009-02-02")
        let summary = try desk.load(
            .ppoCohorts,
            [
                heading, "2009 cohort,\(days),X000001,PA-LANCASHIRE", "2009 cohort,\(other),X000002,PA-LANCASHIRE",
                "2009 cohort,\(days),X000001,PA-LANCASHIRE",
            ])
        #expect(summary.counts == [3, 1, 0, 2])
        let good = "2009 cohort,\(days),X000001,PA-LANCASHIRE"
        #expect(
            try desk.load(.ppoCohorts, [heading, good, "2009 cohort,\(other),X000003,PA-LANCASHIRE"]).quarantined == 1)
        // A follow-up year has only one cohort, in the warehouse as in a file.
        #expect(
            try desk.load(.ppoCohorts, [heading, good, "second list,\(days),X000004,PA-LANCASHIRE"]).quarantined == 1)
        let later = "2010-02-01,2008-10-01,2009-09-30,2010-04-01,2011-03-31"
        let two = try desk.load(
            .ppoCohorts,
            [heading, "2010 cohort,\(later),X000001,PA-LANCASHIRE", "second,\(later),X000002,PA-LANCASHIRE"])
        #expect(two.counts == [2, 1, 0, 1])
        #expect(try desk.count("select count(*) from reporting.ppo_cohort where name = '2010 cohort'") == 1)
        #expect(try desk.count("select count(*) from reporting.ppo_cohort") == 2)
    }

    @Test("of criminal history revises a person's row of a snapshot, and turns away strangers and repeats")
    func criminalHistory() throws {
        let desk = try Desk()
        #expect(
            try desk.load(
                .caseload,
                [
                    "snapshot_date,crn,trust,pnc_matched", "2010-12-31,X000001,PT-LANCASHIRE,yes",
                    "2010-12-31,X000002,PT-LANCASHIRE,yes",
                ]
            ).counts == [2, 2, 0, 0])
        let heading = "snapshot_date,crn,convicted_on,follow_up_from,sanctions,age_at_first_sanction,offence_code"
        let row = "2010-12-31,X000001,2010-06-01,2010-07-01,4,17,03900"
        let summary = try desk.load(
            .criminalHistory,
            [heading, row, row, "2010-12-31,X000009,2010-06-01,2010-07-01,4,17,03900", "2010-12-31,X000002,,,,,"])
        #expect(summary.counts == [4, 2, 0, 2])
        #expect(try desk.load(.criminalHistory, [heading, row]).counts == [1, 0, 1, 0])
        let revised = row.replacing(",4,17,", with: ",5,17,")
        #expect(try desk.load(.criminalHistory, [heading, revised]).counts == [1, 1, 0, 0])
        #expect(
            try desk.count("select sum(sanctions) from warehouse.ogrs3_input where superseded_by is null") == 5)
    }

    @Test("of targets revises those of the same days, and turns away percentages and overlaps")
    func targets() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source"
        func row(_ from: String, _ to: String, _ value: String) -> String {
            "NI143,\(from),\(to),PT-LANCASHIRE,target,rate,\(value),plan"
        }
        let summary = try desk.load(
            .targets,
            [
                heading, row("2010-04-01", "2011-03-31", "0.75"), row("2011-04-01", "2012-03-31", "75"),
                row("2011-01-01", "2011-06-30", "0.5"), row("2012-06-30", "2012-04-01", "0.5"),
            ])
        #expect(summary.counts == [4, 1, 0, 3])
        let revised = try desk.load(
            .targets, [heading, row("2010-04-01", "2011-03-31", "0.8"), row("2011-03-31", "2011-04-30", "0.8")])
        #expect(revised.counts == [2, 1, 0, 1])
        #expect(try desk.count("select count(*) from warehouse.indicator_target") == 2)
    }

    @Test("of targets takes ranges and figures in the indicator's own unit, and turns away ranges that are none")
    func targetRanges() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,upper,source"
        func row(_ indicator: String, _ kind: String, _ measure: String, _ value: String, _ upper: String) -> String {
            "\(indicator),2010-04-01,2011-03-31,PT-LANCASHIRE,\(kind),\(measure),\(value),\(upper),plan"
        }
        let range = row("NI65", "target", "rate", "0.10", "0.15")
        let summary = try desk.load(
            .targets,
            [
                heading, range, row("IPPF08", "target", "value", "10.5", ""),
                row("A", "target", "rate", "0.15", "0.10"), row("B", "target", "rate", "0.10", "15"),
                row("C", "target", "count", "5", "5"), row("D", "baseline", "count", "5", "6"),
                row("E", "target", "value", "1", "many"),
            ])
        #expect(summary.counts == [7, 2, 0, 5])
        let rejects = try desk.rejects()
        #expect(rejects.count == 5 && rejects.allSatisfy { $0.contains(",upper,") }, "\(rejects)")
        #expect(try desk.load(.targets, [heading, range]).counts == [1, 0, 1, 0])
        // Moving one end is a revision, and so is removing one.
        #expect(try desk.load(.targets, [heading, range.replacing("0.15", with: "0.16")]).loaded == 1)
        #expect(try desk.load(.targets, [heading, range.replacing("0.15", with: "")]).loaded == 1)
        let stored = try desk.connection.query(
            "select upper from warehouse.indicator_target where indicator = 'NI65' order by vintage_id")
        #expect(try stored.map { try $0.get("upper", as: Double?.self) } == [0.15, 0.16, nil])
        #expect(try desk.count("select count(*) from reporting.indicator_target where upper is null") == 2)
    }

    @Test("turns away a text that holds an escape, which the list of rejects shows as a picture; a tab it keeps")
    func controlCharacters() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source"
        func row(_ indicator: String, _ source: String) -> String {
            "\(indicator),2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,\(source)"
        }
        let summary = try desk.load(
            .targets,
            [heading, row("NI143", "the\tplan"), row("NI144", "the \u{1B}[31mplan"), row("NI15", "\u{202E}nalp")])
        #expect(summary.counts == [3, 1, 0, 2])
        #expect(
            try desk.rejects() == [
                "3,source,the ␛[31mplan,holds a control character: take it out",
                "4,source,\u{FFFD}nalp,holds a control character: take it out",
            ])
    }

    @Test("writes cells that look like formulas as text")
    func formulas() throws {
        let desk = try Desk()
        for formula in ["=cmd|' /C calc'!A0", "+1+1", "-2-3", "@SUM(A1)"] {
            let row = Desk.row.replacing(",male,", with: ",\(formula),")
            #expect(try desk.load([Desk.heading, row, Desk.row]).quarantined == 1)
            #expect(try desk.rejects()[0].hasPrefix("2,sex,'\(formula),"))
        }
        #expect(CSV.cell("\tx") == "␉x" && CSV.copied("\tx") == "'\tx" && CSV.cell("=\"a\"") == "\"'=\"\"a\"\"\"")
    }
}
