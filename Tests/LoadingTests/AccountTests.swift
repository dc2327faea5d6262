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
