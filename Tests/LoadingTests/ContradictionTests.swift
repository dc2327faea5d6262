import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("Rows of one file that contradict each other about a person")
struct ContradictionTests {
    private static let heading = "snapshot_date,crn,pnc,sex,birth_month,ethnicity,trust,pnc_matched"

    private func row(_ day: String, _ traits: String, crn: String = "X100001") -> String {
        "\(day),\(crn),,\(traits),PT-LANCASHIRE,yes"
    }

    @Test("are counted, and the value of the latest day counts, whatever the order of lines")
    func latestDay() throws {
        let desk = try Desk()
        let summary = try desk.load([
            Self.heading, row("2010-12-31", "male,1985-03,"), row("2010-09-30", "female,1985-04,white"),
            row("2010-06-30", "female,1985-03,white"), row("2010-12-31", "male,1990-01,black", crn: "X100002"),
            row("2010-09-30", "male,1990-01,black", crn: "X100002"),
        ])
        #expect(summary.counts == [5, 5, 0, 0] && summary.peopleAdded == 2)
        #expect(summary.contradictions == Contradictions(sex: 1, birthMonth: 1, ethnicity: 0, people: 1))
        #expect(try desk.count("select people_contradicted from warehouse.load") == 1)
        #expect(
            try desk.count(
                "select count(*) from warehouse.offender where (sex, birth_month, ethnicity) "
                    + "in (('male', '1985-03-01', 'white'), ('male', '1990-01-01', 'black'))") == 2,
            "an empty cell says nothing")
    }

    @Test("on one day are settled by the later line, of rows that count, and revise the person likewise")
    func laterLine() throws {
        let desk = try Desk()
        let heading = "commenced_on,crn,sex,trust,kind"
        func commenced(_ kind: String, _ sex: String) -> String {
            "2010-07-05,X100001,\(sex),PT-LANCASHIRE,\(kind)"
        }
        let lines = [
            heading, commenced("suspended sentence order", "male"), commenced("community order", "female"),
            commenced("suspended sentence order", "male"),
        ]
        let summary = try desk.load(.commencements, lines)
        #expect(summary.counts == [3, 2, 0, 1] && summary.contradictions.sex == 1)
        #expect(try desk.count("select count(*) from warehouse.offender where sex = 'female'") == 1)
        let again = try desk.load(
            .commencements,
            [heading, commenced("community order", "female"), commenced("suspended sentence order", "male")])
        #expect(again.peopleRevised == 1 && again.contradictions.people == 1)
        #expect(try desk.count("select count(*) from warehouse.offender where sex = 'male'") == 1)
    }

    @Test("and not different people, nor what the warehouse holds already, are contradictions")
    func agreement() throws {
        let desk = try Desk()
        try desk.load([Self.heading, row("2010-09-30", "male,1985-03,white")])
        let summary = try desk.load([
            Self.heading, row("2010-12-31", "female,1985-03,"), row("2010-12-31", "male,1990-01,", crn: "X100002"),
        ])
        #expect(summary.contradictions == Contradictions() && summary.peopleRevised == 1)
    }
}
