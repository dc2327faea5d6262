import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("The account of a load")
struct AccountTests {
    private static let bad = Desk.row.replacing("2010-12-31", with: "2010-12-30")

    private func list(_ desk: Desk) -> Bool {
        FileManager.default.fileExists(atPath: "\(desk.folder)/extract.csv.rejected.csv")
    }

    @Test("says that a load was stopped, with its counts, and that nothing was loaded")
    func stopped() throws {
        let desk = try Desk()
        #expect(throws: LoadError.self) {
            try desk.load([Desk.heading, Desk.row, Self.bad, Self.bad]) { $0.rejectionLimit = .rows(1) }
        }
        let row = try desk.connection.query(
            "select *, file_name as file, began_at <= ended_at as in_order from warehouse.load")[0]
        let numbers = ["rows_read", "rows_loaded", "rows_unchanged", "rows_quarantined", "rows_set_aside"]
        #expect(try numbers.map { try row.get(.name($0), as: Int.self) } == [3, 0, 0, 2, 1])
        #expect(try row.get("stopped", as: String.self) == "more rows rejected than the 1 allowed")
        #expect(
            try row.get("vintage_id", as: Int?.self) == nil && row.get("file") == "extract.csv" && row.get("in_order"))
        let others = ["offender", "vintage", "caseload_snapshot", "quarantine", "pseudonym_key"]
        for table in others { #expect(try desk.count("select count(*) from warehouse.\(table)") == 0) }
        #expect(try desk.load([Desk.heading, Desk.row]).loaded == 1)
    }

    @Test("never leaves an earlier run's list of rejects behind")
    func staleList() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Self.bad, Desk.row])
        #expect(try desk.rejects() == ["2,snapshot_date,2010-12-30,is not the last day of a quarter"])
        try desk.load([Desk.heading, Desk.row])
        #expect(!list(desk))
        try desk.load([Desk.heading, Desk.row, Self.bad])
        #expect(try desk.rejects().map { $0.prefix(2) } == ["3,"])
    }

    @Test("keeps the earlier list where the new run fails")
    func failedRun() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Self.bad, Desk.row])
        try desk.connection.execute(
            "alter table warehouse.caseload_snapshot add constraint never check (tier = 2) not valid")
        #expect(throws: WarehouseError.self) {
            try desk.load([Desk.heading, Desk.row.replacing(",2,yes", with: ",3,yes")])
        }
        #expect(try desk.rejects().count == 1)
        #expect(try desk.count("select count(*) from warehouse.load") == 1)
    }

    @Test("is kept, and nothing is loaded, where an earlier list cannot be removed")
    func listStays() throws {
        let desk = try Desk()
        let path = "\(desk.folder)/extract.csv.rejected.csv"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let error = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row]) }
        guard case .cannotWrite(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
    }

    @Test("counts rejected rows by reason, without what differs from row to row, the most frequent reason first")
    func reasons() throws {
        let desk = try Desk()
        let heading = "commenced_on,crn,trust,kind,appointments,attended"
        func row(
            _ person: Int, kind: String = "community order", _ appointments: String, trust: String = "PT-LANCASHIRE"
        )
            -> String
        {
            "2010-07-05,X00000\(person),\(trust),\(kind),\(appointments)"
        }
        let summary = try desk.load(
            .commencements,
            [
                heading, row(1, "9,8"), row(1, "9,8"), row(2, "9,8"), row(2, "9,8"), row(3, "7,8"), row(4, "5,12"),
                row(5, "5,6.5"), row(6, "3,,4"), row(7, "3"), row(8, kind: "parole", "9,8"), row(9, "9,8", trust: "30"),
                "2010-07-05,X000001,PA-LANCASHIRE,community order,9,8",
                "2010-07-05,X000001,PA-LONDON,community order,9,8",
            ])
        let reasons = summary.rejectedReasons
        #expect(
            reasons.prefix(4).map { [$0.column, $0.reason, "\($0.rows)"] } == [
                ["", "the row has ... cells, but the heading 6", "2"],
                ["appointments", "is below attended ...", "2"],
                ["commenced_on", "the same person, day and kind as line ...", "2"],
                ["trust", "was not an area on ...: it is one until ...", "2"],
            ])
        #expect(reasons.dropFirst(4).allSatisfy { $0.rows == 1 } && reasons.count == 7, "\(reasons)")
        #expect(reasons.map(\.rows).reduce(0, +) == summary.quarantined)
        #expect(try desk.load([Desk.heading, Desk.row]).rejectedReasons.isEmpty)
    }

    @Test("has no place for real rows beside a sample, unless that is wanted")
    func besideSample() throws {
        let desk = try Desk()
        try desk.connection.execute(
            "insert into warehouse.vintage (kind, source_system, synthetic) values ('targets', 'sample', true)")
        #expect(throws: LoadError.besideSample) { try desk.load([Desk.heading, Desk.row]) }
        #expect(try desk.count("select count(*) from warehouse.load") == 0)
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
        let summary = try desk.load([Desk.heading, Desk.row]) { $0.besideSample = true }
        #expect(summary.loaded == 1 && summary.isBesideSample)
    }
}
