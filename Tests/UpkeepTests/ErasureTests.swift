import Foundation
import Glibc
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading
@testable import Upkeep

extension UpkeepTests {
    @Suite("Erasing people")
    struct ErasureTests {
        private static let day = Day("2026-01-01")!
        private static let heading = "snapshot_date,pnc,crn,sex,birth_month,trust,authority,tier,pnc_matched"

        private let folder = "/tmp/laa-erasure-\(UUID().uuidString.prefix(8))"
        private let connection: Connection
        private var key: PseudonymKey { PseudonymKey(home: folder) }

        init() throws { try self.init(on: SampleWarehouse.empty()) }

        private init(on database: String) throws {
            connection = try Fixture.connection(to: database)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }

        private func row(_ day: String, _ person: Int, tier: String = "2", crn: String = "") -> String {
            "\(day),\(PNC.number(person)),\(crn),male,1985-03,PT-LANCASHIRE,E10000017,\(tier),yes"
        }

        @discardableResult
        private func load(_ lines: [String]) throws -> LoadSummary { try load(.caseload, lines) }

        @discardableResult
        private func load(_ kind: ExtractKind, _ lines: [String]) throws -> LoadSummary {
            let path = folder + "/extract.csv"
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
            var options = LoadOptions(today: Self.day)
            options.rejectionLimit = .percent(100)
            return try Loader(kind, options: options, key: key, interrupt: Interrupt()).load(path, into: connection)
        }

        private func count(_ table: String, _ condition: String = "true") throws -> Int {
            try connection.query("select count(*) from warehouse.\(table) where \(condition)")[0].get(0)
        }

        private func people(_ lines: String...) throws -> [NamedPeople] {
            [try NamedPeople(Array(lines.joined(separator: "\n").utf8), of: .pnc, key: key, today: Self.day)]
        }

        /// Two people in two snapshots, the first with a row that was superseded, one that was rejected, an offence and a
        /// prediction; the second known by a CRN as well.
        private func history() throws {
            try load([
                Self.heading, row("2010-09-30", 1), row("2010-12-31", 1), row("2010-09-30", 2, crn: "X000002"),
                row("2010-12-31", 2, crn: "X000002"), row("2011-03-31", 1, tier: "9"),
            ])
            try load([Self.heading, row("2010-12-31", 1, tier: "3"), row("2010-12-31", 2, crn: "X000002")])
            try load(
                .reoffences,
                ["pnc,offence_date,proven_date,offence_code"]
                    + (1...2).map { "\(PNC.number($0)),2010-10-15,2011-01-12,00801" })
            try connection.execute(
                "insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on) "
                    + "values (9, 'm', '1', 3, 'x'); insert into warehouse.prediction "
                    + "select 9, snapshot_date, offender_id, 0.5 from warehouse.caseload_snapshot where superseded_by is null"
            )
        }

        @Test("likewise on every server of a distributed warehouse", .withCitus)
        func erasedEverywhere() throws {
            try ErasureTests(on: DistributedServers.shared.warehouse()).erased()
        }

        @Test("every row about them goes, superseded, predicted and rejected ones too; nobody else's does")
        func erased() throws {
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try history()
            try connection.execute("insert into warehouse.weighing (key, marks) values (sha256('x'), '')")
            try connection.execute(
                "insert into warehouse.caseload_make_up "
                    + "select 1, date '2010-12-31', sha256('x'), 1, null, 'sex', 'male', 2, 2, 0.4")
            let sizes = "snapshot_date = '2010-12-31'"
            #expect(try count("snapshot_size", "\(sizes) and people = 2") > 0)
            let erasure = try Erasure(of: people(PNC.number(1).lowercased(), PNC.number(77)), reason: "request 14")
            let expected = try erasure.run(on: connection, isDryRun: true)
            #expect(try count("offender") == 2 && count("erasure") == 0)
            #expect(try erasure.run(on: connection) == expected)
            #expect(expected.people == 1 && expected.unknown == [[2]] && expected.rejects == 1)
            #expect(
                expected.rows.map { "\($0.table) \($0.rows)" } == [
                    "warehouse.row_account 1", "warehouse.caseload_snapshot 3", "warehouse.identity 1",
                    "warehouse.prediction 2", "warehouse.proven_offence 1", "warehouse.offender 1",
                ])
            let tables = try connection.query(
                "select table_name::text from information_schema.columns where table_schema = 'warehouse' "
                    + "and column_name = 'offender_id'")
            #expect(tables.count > 15)
            let other: Int = try connection.query("select offender_id from warehouse.offender")[0].get(0)
            for table in tables {
                let name: String = try table.get(0)
                #expect(try count(name, "offender_id <> \(other)") == 0, "\(name)")
            }
            #expect(try count("caseload_snapshot") == 2 && count("proven_offence") == 1 && count("prediction") == 2)
            for kept in ["weighing", "caseload_make_up"] {
                #expect(try count(kept) == 0, "it was of counts that they were part of")
            }
            #expect(try count("quarantine") == 0 && count("row_account", "person is not null") == 0)
            // How large a snapshot was is told without them, as it is now and as it was.
            #expect(try count("snapshot_size", "\(sizes) and people <> 1") == 0)
            #expect(try count("load", "rows_quarantined = 1") == 1)
            #expect(
                try count("erasure", "people = 1 and rows_removed = 9 and reason = 'request 14' and not kept_out") == 1)
            for statement in ["update warehouse.erasure set people = 0", "delete from warehouse.erasure"] {
                #expect(throws: WarehouseError.self) { try connection.execute(statement) }
            }
            #expect(try WarehouseVerification(of: connection).problems == [])
        }

        @Test(
            "a later extract brings them back, unless they are kept out; then their rows are passed over until they are let in"
        )
        func keptOut() throws {
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try history()
            _ = try Erasure(of: people(PNC.number(1)), reason: "request 14").run(on: connection)
            #expect(try load([Self.heading, row("2010-12-31", 1), row("2010-12-31", 2)]).peopleAdded == 1)
            // The second by the PNC number, so that the CRN leads to nobody either.
            _ = try Erasure(of: people(PNC.number(1), PNC.number(2)), reason: "r", keepsOut: true).run(on: connection)
            #expect(try count("kept_out") == 3)
            let passed = try load([
                Self.heading, row("2010-12-31", 1), row("2010-12-31", 3),
                "2010-12-31,,X000002,male,1985-03,PT-LANCASHIRE,E10000017,2,yes", row("2010-12-31", 1, tier: "9"),
            ])
            #expect(passed.rowsKeptOut == 3 && [passed.read, passed.loaded, passed.quarantined] == [1, 1, 0])
            #expect(try count("offender") == 1)
            // A number that the warehouse did not know leads to the same person, wherever in the extract.
            let one = "2010-12-31,,X000001,male,1985-03,PT-LANCASHIRE,E10000017,2,yes"
            let both = try load([Self.heading, one, row("2010-12-31", 1, crn: "X000001"), row("2011-03-31", 3)])
            #expect(both.rowsKeptOut == 2 && [both.read, both.loaded, both.quarantined] == [1, 1, 0])
            #expect(try count("kept_out") == 4 && count("offender") == 1)
            #expect(try load([Self.heading, one, row("2010-12-31", 3)]).rowsKeptOut == 1)
            // Where the file pairs a number with two people, nobody is kept out by it.
            let torn = try load([
                Self.heading, row("2010-12-31", 1, crn: "X000004"), row("2010-12-31", 4, crn: "X000004"),
            ])
            #expect(torn.rowsKeptOut == 1 && torn.loaded == 1)
            #expect(try count("kept_out") == 4 && count("offender") == 2)
            #expect(try Readmission(of: people(PNC.number(1))).run(on: connection) == 1)
            #expect(try load([Self.heading, row("2010-12-31", 1)]).peopleAdded == 1)
        }

        @Test(
            "a list is read by its lines or by its column; flaws are named by line, and nobody is erased before they are mended"
        )
        func lists() throws {
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try history()
            func read(_ text: String, _ numbering: NamedPeople.Numbering = .pnc) throws -> NamedPeople {
                try NamedPeople(Array(text.utf8), of: numbering, key: key, today: Self.day)
            }
            let hash = try read(PNC.number(1)).hashes.map(\.hash)
            for text in [
                "\u{FEFF}PNC\r\n\r\n\(PNC.number(1))\r\n", "crn;PNC number\nX000001;'\(PNC.number(1))'\n",
                "pnc\t\n\(PNC.number(1).replacing("/", with: ""))", "\(PNC.number(1)),John",
            ] { #expect(try read(text).hashes.map(\.hash) == hash, "\(text)") }
            #expect(try read("CRN\nx000 002\n", .crn).hashes.count == 1)
            let flawed = try read("2001/0000001X\nTBC\n\nnobody\n2001/0000001\n,x\n")
            #expect(flawed.hashes.isEmpty && flawed.flaws.map(\.line) == [1, 2, 4, 5, 6])
            let erasure = try Erasure(of: [flawed, read(PNC.number(1))], reason: "r")
            let error = #expect(throws: UpkeepError.self) { try erasure.run(on: connection) }
            #expect(error.map { "\($0)" }?.contains("2001") == false && error?.exitCode == .badData)
            #expect(try erasure.run(on: connection, isDryRun: true).people == 1 && count("offender") == 2)
            #expect(throws: UpkeepError.noNumbers) { try Erasure(of: people("pnc"), reason: "r") }
            #expect(throws: UpkeepError.reasonNames) { try Erasure(of: people(PNC.number(1)), reason: "X123456 asked") }
        }
    }
}
