import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("An extract that is said to be complete")
struct CompleteTests {
    private func row(_ person: Int, _ day: String = "2010-12-31", tier: Int = 2) -> String {
        "\(day),\(PNC.number(person)),male,1985-03,PT-LANCASHIRE,E10000017,\(tier),yes"
    }

    /// People on the current caseload of a day, or on the one after a vintage.
    private func caseload(_ desk: Desk, asOf vintage: Int? = nil) throws -> Int {
        try desk.connection.readOnlyTransaction(settings: [.asOf: vintage.map(String.init) ?? TransactionSetting.latest]
        ) {
            return try desk.count("select count(*) from reporting.caseload")
        }
    }

    @Test("withdraws current rows of its days that it lacks; as of before, they are still there")
    func withdraws() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, row(1, "2010-09-30"), row(1), row(2), row(3)])
        let partial = try desk.load([Desk.heading, row(1, tier: 3)])
        #expect(partial.lacking == 2 && partial.withdrawn == 0)
        #expect(try caseload(desk) == 4)
        let complete = try desk.load([Desk.heading, row(1, tier: 3), row(4)]) { $0.isComplete = true }
        #expect(complete.counts == [2, 1, 1, 0] && complete.withdrawn == 2 && complete.vintage == 3)
        #expect(try caseload(desk) == 3, "another day's row stays")
        #expect(try caseload(desk, asOf: 2) == 4)
        #expect(
            try desk.count(
                "select count(*) from warehouse.load where rows_withdrawn = 2 and vintage_id = 3 and stopped is null")
                == 1)
        let again = try desk.load([Desk.heading, row(1, tier: 3), row(4)]) { $0.isComplete = true }
        #expect(again.withdrawn == 0 && again.lacking == 0 && again.vintage == nil)
    }

    @Test("withdraws for the days that --covers names, and makes a vintage of that alone")
    func covers() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, row(1, "2010-09-30"), row(1), row(2)])
        let summary = try desk.load([Desk.heading, row(1)]) {
            $0.isComplete = true
            $0.covers = Period("2010-07-01..2010-12-31")
        }
        #expect(summary.counts == [1, 0, 1, 0] && summary.withdrawn == 2 && summary.vintage == 2)
        #expect(try caseload(desk) == 1)
    }

    @Test("withdraws a row that it lacks although it has as many others, of days or areas that it does not cover")
    func asManyElsewhere() throws {
        let desk = try Desk()
        let elsewhere = row(3).replacing("PT-LANCASHIRE,E10000017", with: "PT-CUMBRIA,E10000006")
        try desk.load([Desk.heading, row(1, "2010-09-30"), row(1), row(2), elsewhere])
        let otherDay = try desk.load([Desk.heading, row(1, "2010-09-30"), row(1), elsewhere]) {
            $0.isComplete = true
            $0.covers = Period("2010-10-01..2010-12-31")
        }
        #expect(otherDay.counts == [3, 0, 3, 0] && otherDay.withdrawn == 1, "\(otherDay)")
        try desk.load([Desk.heading, row(2)])
        let otherArea = try desk.load([Desk.heading, row(1), elsewhere]) {
            $0.isComplete = true
            $0.areas = ["PT-LANCASHIRE"]
        }
        #expect(otherArea.counts == [2, 0, 2, 0] && otherArea.withdrawn == 1, "\(otherArea)")
        #expect(try caseload(desk) == 3)
    }

    @Test("of which a row is turned away changes nothing: its earlier version must not vanish")
    func notComplete() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, row(1), row(2)])
        let error = #expect(throws: LoadError.self) {
            try desk.load([Desk.heading, row(3), row(1, tier: 9)]) { $0.isComplete = true }
        }
        #expect(error == .notComplete(rejected: 1, read: 2, list: "\(desk.folder)/extract.csv.rejected.csv"))
        #expect(try desk.rejects().count == 1)
        #expect(try caseload(desk) == 2)
        #expect(
            try desk.count(
                "select count(*) from warehouse.load where stopped like '%complete%' and rows_read = 2 "
                    + "and rows_quarantined = 1 and rows_loaded = 0 and vintage_id is null") == 1)
    }

    @Test("and has no row is refused: it would withdraw everything")
    func withoutRows() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, row(1)])
        let path = "\(desk.folder)/extract.csv"
        #expect(throws: LoadError.completeWithoutRows(file: path)) {
            try desk.load([Desk.heading]) {
                $0.isComplete = true
                $0.covers = Period("2010-01-01..2010-12-31")
            }
        }
        #expect(try caseload(desk) == 1)
    }

    @Test(
        "can be of any of these kinds, each by its own days",
        arguments: [
            ExtractKind.caseload, .reoffences, .ppoCohorts, .terminations, .targets, .criminalHistory,
        ])
    func kinds(kind: ExtractKind) throws {
        let desk = try Desk()
        func example(_ kind: ExtractKind) -> [String] {
            ExtractDescription(kind).text.split(separator: "\n").suffix(2).map(String.init)
        }
        /// The same row for another person or indicator.
        func other(_ kind: ExtractKind) -> [String] {
            example(kind).map { line in
                line.replacing("2001/0012345H", with: "2001/0054321J").replacing("X123456", with: "")
                    .replacing("NI143,", with: "NI144,")
            }
        }
        if kind != .caseload { try desk.load(.caseload, example(.caseload) + [other(.caseload)[1]]) }
        try desk.load(kind, example(kind))
        let summary = try desk.load(kind, other(kind)) { $0.isComplete = true }
        #expect(summary.withdrawn == 1 && summary.counts == [1, 1, 0, 0], "\(summary)")
        let current = "select count(*) from \(Extract.of(kind).table) where superseded_by is null"
        #expect(try desk.count(current) == 1)
        let elsewhere = try desk.load(kind, example(kind)) {
            $0.isComplete = true
            $0.covers = Period("1950-01-01..1950-12-31")
        }
        #expect(elsewhere.withdrawn == 0 && elsewhere.counts == [1, 1, 0, 0])
    }

    @Test("of offences keeps those proven after the days that it covers")
    func provenLater() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, row(1)])
        let heading = "pnc,offence_date,proven_date,offence_code"
        try desk.load(
            .reoffences,
            [heading, "2001/0000001Q,2011-01-10,2011-02-01,00801", "2001/0000001Q,2011-01-15,2011-06-01,00801"])
        let summary = try desk.load(.reoffences, [heading, "2001/0000001Q,2011-01-20,2011-02-01,00801"]) {
            $0.isComplete = true
            $0.covers = Period("2011-01-01..2011-03-31")
        }
        #expect(summary.withdrawn == 1)
        #expect(try desk.count("select count(*) from reporting.proven_offence") == 2)
    }
}
