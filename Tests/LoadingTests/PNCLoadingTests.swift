import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("PNC numbers in an extract:")
struct PNCLoadingTests {
    private static let heading = "snapshot_date,pnc,crn,sex,birth_month,trust,pnc_matched"

    private func row(_ day: String, _ pnc: String, _ crn: String = "", sex: String = "male") -> String {
        "\(day),\(pnc),\(crn),\(sex),1985-01,PT-LANCASHIRE,yes"
    }

    private func people(_ desk: Desk) throws -> Int { try desk.count("select count(*) from warehouse.offender") }

    @Test("one person whose number lost its slash in every other snapshot is one person")
    func twice() throws {
        let desk = try Desk()
        let rows = (1...40).flatMap { person in
            let number = PNC.number(5_000 + person, year: 1985)
            let forms = [number, number.replacing("/", with: ""), String(number.dropFirst(2)), number.lowercased()]
            return zip(["2010-06-30", "2010-09-30", "2010-12-31", "2011-03-31"], forms).map { row($0, $1) }
        }
        let summary = try desk.load([Self.heading] + rows)
        #expect(summary.counts == [160, 160, 0, 0] && summary.peopleAdded == 40 && summary.notTaken == NotTaken())
        #expect(
            try desk.load(
                .reoffences,
                [
                    "pnc,offence_date,proven_date,offence_code",
                    "\(PNC.number(5_001, year: 1985)),2010-10-15,2011-01-12,00801",
                ]
            ).counts == [1, 1, 0, 0])
    }

    @Test("two people with a placeholder are two people where they have CRNs, and nobody where they have none")
    func placeholders() throws {
        let desk = try Desk()
        let none = try desk.load([
            Self.heading, row("2010-06-30", "0000"), row("2010-09-30", "0000", sex: "female"),
            row("2010-12-31", PNC.number(1)),
        ])
        #expect(none.counts == [3, 1, 0, 2] && none.notTaken.pnc == [.placeholder: 2])
        #expect(
            try desk.rejects()
                == [2, 3].map {
                    "\($0),pnc,(masked),neither a PNC number nor a CRN is given: pnc is a placeholder"
                })
        let two = try desk.load([
            Self.heading, row("2010-06-30", "0000", "X000001"), row("2010-09-30", "0000", "X000002", sex: "female"),
            row("2010-12-31", "TBC1", "x000001"),
        ])
        #expect(two.counts == [3, 3, 0, 0] && two.peopleAdded == 2 && two.notTaken.pnc == [.placeholder: 3])
        #expect(try desk.count("select count(*) from warehouse.identity where pseudonym is not null") == 1)
    }

    @Test("what is none counts as empty, and is counted by reason in all rows read; so is a placeholder of a CRN")
    func counted() throws {
        let desk = try Desk()
        let summary = try desk.load([
            Self.heading, row("2010-12-31", "2001/0012345X", "X000001"), row("2010-12-31", "2001/0012345", "X000002"),
            row("2010-12-31", "nobody", "X000003"),
            row("2010-12-31", "199410000\(PNC.number(10_000, year: 1994).last!)"),
            row("2010-12-30", "2001/0054321X", "X000004"), row("2010-12-31", "2001/0012345H", "X000000"),
            row("2010-12-31", "TBC", "NONE"), row("2010-12-31", "", "unknown"), row("2010-12-31", "", ""),
        ])
        #expect(summary.counts == [9, 4, 0, 5] && summary.peopleAdded == 4)
        #expect(
            summary.notTaken.pnc == [.wrongLetter: 2, .noLetter: 1, .otherForm: 1, .ambiguous: 1, .placeholder: 1])
        #expect(summary.notTaken.crn == [.placeholder: 3])
        let nobody = "neither a PNC number nor a CRN is given"
        #expect(
            try desk.rejects() == [
                "5,pnc,(masked),\"\(nobody): pnc fits two numbers: write the year in four digits, with a slash\"",
                "6,snapshot_date,2010-12-30,is not the last day of a quarter",
                "8,pnc,(masked),\"\(nobody): pnc is a placeholder, crn is a placeholder\"",
                "9,crn,(masked),\(nobody): crn is a placeholder", "10,pnc,,\(nobody)",
            ])
        let ledger = try desk.connection.query(
            "select concat_ws(' ', numbering, flaw, cells) from warehouse.number_not_taken order by numbering, flaw")
        #expect(
            try ledger.map { try $0.get(0, as: String.self) } == [
                "crn placeholder 3", "pnc fits two numbers 1", "pnc no check letter 1", "pnc other form 1",
                "pnc placeholder 1", "pnc wrong check letter 2",
            ])
    }

    @Test("two digits of the year are judged by the day of the extract, else by the last day covered, else by today")
    func twoDigits() throws {
        let desk = try Desk()
        let of1912 = PNC.number(12_345, year: 1912)
        let of2012 = PNC.number(12_345, year: 2012)
        let people = [row("2010-06-30", of1912, sex: "male"), row("2010-06-30", of2012, sex: "female")]
        #expect(try desk.load([Self.heading] + people).peopleAdded == 2)
        /// The sex of whoever has the row of a day.
        func owner(_ day: String, _ change: (inout LoadOptions) -> Void) throws -> String {
            try desk.load([Self.heading, row(day, String(of1912.dropFirst(2)), sex: "")], change)
            return try desk.connection.query(
                "select sex from warehouse.caseload_snapshot join warehouse.offender using (offender_id) "
                    + "where snapshot_date = '\(day)'")[0].get("sex")
        }
        #expect(try owner("2010-09-30") { _ in } == "female")
        #expect(try owner("2010-12-31") { $0.covers = Period("2010-10-01..2010-12-31") } == "male")
        #expect(
            try owner("2011-03-31") {
                $0.covers = Period("2011-01-01..2011-03-31")
                $0.extractedOn = Day("2012-01-31")
            } == "female")
    }

    @Test("of a re-offence are known to nobody or are none, and the two are told apart")
    func strangers() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        let summary = try desk.load(
            .reoffences,
            [
                "pnc,offence_date,proven_date", "2001/0000001Q,2011-01-15,2011-02-01",
                "2001/0000002R,2011-01-15,2011-02-01", "2001/0000003T,2011-01-16,2011-02-01",
                "2001/0000001A,2011-01-15,2011-02-01", "0000,2011-01-15,2011-02-01", ",2011-01-15,2011-02-01",
            ])
        #expect(summary.counts == [6, 1, 0, 5])
        let none = "neither a PNC number nor a CRN is given"
        #expect(
            summary.rejectedReasons == [
                RejectedReason(
                    column: "pnc",
                    reason:
                        "nobody in the warehouse has this number: first load an extract that adds people, such as the "
                        + "caseload", rows: 2),
                RejectedReason(column: "pnc", reason: none, rows: 1),
                RejectedReason(column: "pnc", reason: "\(none): pnc has a wrong check letter", rows: 1),
                RejectedReason(column: "pnc", reason: "\(none): pnc is a placeholder", rows: 1),
            ])
    }

    @Test("and CRNs are masked in any column of the rejects, the server's included")
    func masked() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,upper,source"
        func row(_ area: String, source: String = "plan") -> String {
            "NI143,2010-04-01,2011-03-31,\(area),target,rate,0.75,,\(source)"
        }
        try desk.load(
            .targets, [heading, row("see 85/5000C"), row("20010012345h"), row("Mr X123456 of"), row("x"), row("30")])
        #expect(try desk.rejects().map { $0.split(separator: ",")[2] } == ["(masked)", "(masked)", "(masked)", "x"])
        let cohorts = "cohort,taken_on,baseline_from,baseline_to,follow_up_from,follow_up_to,crn,trust"
        let days = "2009-02-01,2007-10-01,2008-09-30,2009-04-01,2010-03-31"
        try desk.load(
            .ppoCohorts,
            [cohorts] + [1, 1, 2].map { "list of 2001/0012345H,\(days),X00000\($0),PA-LANCASHIRE" }
                + ["of x123456,\(days),X000003,PA-LANCASHIRE"])
        let rejects = try desk.rejects()
        #expect(rejects.count == 2)
        #expect(rejects.allSatisfy { !$0.contains("12345") && !$0.lowercased().contains("x123456") }, "\(rejects)")
    }
}
