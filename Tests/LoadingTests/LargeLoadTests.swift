import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A large load beside readers")
struct LargeLoadTests {
    private static let lines = [
        [Desk.heading] + (0..<200).map { "2010-12-31,\(PNC.number(1_000_000 + $0)),male,1985-03,PT-LANCASHIRE,,2,yes" },
        [Desk.heading]
            + (100..<300).map { "2010-12-31,\(PNC.number(1_000_000 + $0)),female,1985-03,PT-LANCASHIRE,,3,yes" }
            + ["2010-12-30,2001/0000001Q,male,1985-03,PT-LANCASHIRE,,2,yes"],
    ]

    /// Everything that both loads left, except times of day.
    private func contents(_ desk: Desk) throws -> [String] {
        try desk.connection.query(
            """
            select o::text as row from warehouse.offender o
            union all select i::text from warehouse.identity i
            union all select r::text from warehouse.offender_revision r
            union all select c::text from warehouse.caseload_snapshot c
            union all select (to_jsonb(v) - 'loaded_at')::text from warehouse.vintage v
            union all select (to_jsonb(l) - 'began_at' - 'ended_at')::text from warehouse.load l
            union all select q::text from warehouse.quarantine q
            union all select conname || pg_get_constraintdef(oid) from pg_constraint where contype = 'f'
            order by 1
            """
        ).map { try $0.get("row") }
    }

    /// Loads both files, the second of which revises people and rows of the first.
    ///
    /// - Returns: whether the references were made again.
    private func load(_ desk: Desk, largeFrom rows: Int) throws -> Bool {
        let newest = "select max(oid::bigint) from pg_constraint where contype = 'f'"
        let before = try desk.count(newest)
        for lines in Self.lines { try desk.load(lines) { $0.largeLoad = rows } }
        return try desk.count(newest) != before
    }

    @Test("checks row by row, and leaves the same rows and references as one that had the tables to itself")
    func besideReaders() throws {
        let (quick, slow, small) = try (Desk(), Desk(), Desk())
        #expect(try load(quick, largeFrom: 50))
        // People are numbered by their pseudonyms, and so by the key.
        for desk in [slow, small] {
            try FileManager.default.copyItem(atPath: quick.folder + "/home", toPath: desk.folder + "/home")
        }
        #expect(try !load(small, largeFrom: 1_000_000))

        let reader = try Fixture.connection(to: slow.database)
        try reader.readOnlyTransaction {
            _ = try reader.query("select count(*) from warehouse.caseload_snapshot")
            #expect(try !load(slow, largeFrom: 50))
        }
        let expected = try contents(quick)
        #expect(expected.count > 700)
        #expect(try contents(slow) == expected)
        #expect(try contents(small) == expected)
    }

    @Test("is refused a row that breaks a reference, whichever way references are checked")
    func references() throws {
        for isRead in [false, true] {
            let desk = try Desk()
            try desk.load(Self.lines[0])
            // A reference that the second load breaks.
            try desk.connection.execute(
                """
                create table warehouse.tiers (tier smallint primary key);
                insert into warehouse.tiers values (2);
                alter table warehouse.caseload_snapshot add foreign key (tier) references warehouse.tiers;
                """)
            let reader = try Fixture.connection(to: desk.database)
            let error = try reader.readOnlyTransaction {
                if isRead { _ = try reader.query("select count(*) from warehouse.caseload_snapshot") }
                return #expect(throws: WarehouseError.self) {
                    try desk.load(Self.lines[1]) { $0.largeLoad = 50 }
                }
            }
            guard case .server(let refusal) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(refusal.sqlState == "23503")
            #expect(try desk.count("select count(*) from warehouse.vintage") == 1)
        }
    }
}
