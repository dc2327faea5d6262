import Foundation
import ReportKit
import Submissions
import TestSupport
import Testing
import Warehouse

@testable import Host
@testable import Upkeep

extension UpkeepTests {
    @Suite("Retention")
    struct PruningTests {
        /// A warehouse with a row that was superseded twice, by vintages of 2002 and 2004, and one of 2004 that the ledger
        /// needs.
        private func history() throws -> (place: Place, connection: Connection, vintages: [Int]) {
            let place = try Place()
            let connection = try place.connection()
            var vintages: [Int] = []
            for year in [2000, 2002, 2004] {
                vintages.append(
                    try connection.query(
                        "insert into warehouse.vintage (kind, source_system, loaded_at) "
                            + "values ('terminations', 'test', '\(year)-06-01') returning vintage_id")[0].get(0))
            }
            try connection.publishPendingVintages()
            try connection.execute("delete from warehouse.termination")
            for (index, vintage) in vintages.enumerated() {
                let next = index + 1 < vintages.count ? "\(vintages[index + 1])" : "null"
                try connection.execute(
                    "insert into warehouse.termination (offender_id, terminated_on, vintage_id, superseded_by, trust_id, "
                        + "authority_id, kind, reason) select offender_id, '2000-01-01', \(vintage), \(next), trust_id, "
                        + "authority_id, 'order', 'completed' from warehouse.caseload_snapshot limit 1")
            }
            return (place, connection, vintages)
        }

        @Test("superseded rows go from every server of a distributed warehouse", .withCitus)
        func everywhere() throws {
            let connection = try Fixture.connection(to: DistributedServers.shared.warehouse())
            for year in [2000, 2002, 2004] {
                try connection.execute(
                    "insert into warehouse.vintage (kind, source_system, loaded_at) "
                        + "values ('terminations', 'test', '\(year)-06-01')")
            }
            try connection.publishPendingVintages()
            try connection.execute(
                "insert into warehouse.offender (offender_id, vintage_id) select number, 1 from generate_series(1, 40) number"
            )
            for (vintage, next) in [(1, "2"), (2, "3"), (3, "null")] {
                try connection.execute(
                    "insert into warehouse.termination (offender_id, terminated_on, vintage_id, superseded_by, trust_id, kind, "
                        + "reason) select number, '2000-01-01', \(vintage), \(next), area_id, 'order', 'completed' "
                        + "from generate_series(1, 40) number, "
                        + "(select min(area_id) as area_id from warehouse.area where level = 'trust') trust")
            }
            let pruning = Pruning(olderThan: Day("2005-01-01")!)
            let expected = try pruning.run(on: connection, isDryRun: true)
            #expect(try rows(connection) == 120)
            #expect(try pruning.run(on: connection) == expected && expected.rows.map(\.rows) == [80])
            #expect(try rows(connection) == 40)
        }

        private func rows(_ connection: Connection) throws -> Int {
            try connection.query("select count(*) from warehouse.termination")[0].get(0)
        }

        @Test(
            "superseded rows go, rows that count stay, a dry run removes nothing, and a state that is not whole is refused"
        )
        func superseded() throws {
            let (_, connection, vintages) = try history()
            let pruning = Pruning(olderThan: Day("2005-01-01")!)
            let expected = try pruning.run(on: connection, isDryRun: true)
            #expect(expected.rows.map(\.table) == ["warehouse.termination"] && expected.rows.map(\.rows) == [2])
            #expect(try rows(connection) == 3)
            #expect(try pruning.run(on: connection) == expected)
            #expect(try rows(connection) == 1)
            #expect(expected.wholeFrom == vintages[2])
            #expect(try pruning.run(on: connection).isEmpty)
            #expect(throws: HostError.self) { try AsOf.vintage(vintages[1]).vintage(in: connection) }
            #expect(try AsOf.vintage(vintages[2]).vintage(in: connection) == vintages[2])
        }

        @Test("what the ledger needs to recompute a return stays, and can be read as it was, unless that is said")
        func neededByLedger() throws {
            let (place, connection, vintages) = try history()
            try connection.execute(
                "alter table warehouse.submission disable trigger all; delete from warehouse.submission; "
                    + "update warehouse.submission_head set number = 0, hash = repeat('0', 64); "
                    + "alter table warehouse.submission enable always trigger add_submission; "
                    + "alter table warehouse.submission enable always trigger keep_submissions")
            try place.addEdition(lastVintage: vintages[1], to: connection)
            let pruning = Pruning(olderThan: Day("2005-01-01")!)
            let account = try pruning.run(on: connection)
            #expect(account.rows.map(\.rows) == [1] && account.kept == [vintages[1]])
            #expect(try AsOf.vintage(vintages[1]).vintage(in: connection) == vintages[1])
            #expect(throws: HostError.self) { try AsOf.vintage(vintages[0]).vintage(in: connection) }
            let all = try Pruning(olderThan: Day("2005-01-01")!, despiteLedger: true).run(on: connection)
            #expect(all.rows.map(\.rows) == [1])
            #expect(throws: HostError.self) { try AsOf.vintage(vintages[1]).vintage(in: connection) }
        }

        @Test("values of old rejects go, and how many there were stays")
        func rejects() throws {
            let place = try Place()
            let connection = try place.connection()
            for (number, day) in ["2001-01-01", "2009-01-01"].enumerated() {
                try connection.execute(
                    "with load as (insert into warehouse.load (kind, file_name, source_system, rows_read, rows_loaded, "
                        + "rows_unchanged, rows_quarantined, people_added, people_revised, began_at, ended_at) values "
                        + "('targets', 'f\(number)', 's', 1, 0, 0, 1, 0, 0, '\(day)', '\(day)') returning load_id) "
                        + "insert into warehouse.quarantine (load_id, file_line, column_name, value, reason) "
                        + "select load_id, 2, 'c', 'v', 'r' from load")
            }
            #expect(try Pruning(olderThan: Day("2005-01-01")!).run(on: connection).rejects == 1)
            let left: Int = try connection.query("select count(*) from warehouse.quarantine")[0].get(0)
            let loads: Int = try connection.query("select sum(rows_quarantined)::bigint from warehouse.load")[0].get(0)
            #expect(left == 1 && loads == 2)
        }
    }
}
