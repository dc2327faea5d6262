import Foundation
import Glibc
import Loading
import Platform
import ReportKit
import Submissions
import TestSupport
import Testing
import Warehouse

@testable import Upkeep

extension UpkeepTests {
    @Suite("Checking up")
    struct CheckUpTests {
        @Test("what is set up wrongly comes first, then what is bad for the time being; a look is no failure")
        func codes() {
            var checkUp = CheckUp()
            checkUp.add([.good("a", "well"), .look("b", "so so", "Look.")])
            #expect(checkUp.exitCode == .done)
            checkUp.add(.bad("c", "not now", "Wait."))
            #expect(checkUp.exitCode == .tryAgain)
            checkUp.add(.misconfigured("d", "wrong", "Set it right."))
            #expect(checkUp.exitCode == .badConfiguration)
            #expect(
                checkUp.text(width: 60)
                    == "good  a  well\nlook  b  so so\n         -> Look.\nbad   c  not now\n         -> Wait.\n"
                    + "bad   d  wrong\n         -> Set it right.\n\n1 good, 1 look, 2 bad.\n")
        }

        @Test("a server is told by its version, clock, locks and room, and a session that holds a lock up is seen")
        func server() throws {
            let place = try Place()
            let connection = try place.connection()
            let lines = try CheckUp.Line.server(connection, cluster: nil)
            #expect(lines.first?.finding.hasPrefix("PostgreSQL ") == true)
            #expect(Set(lines.map(\.subject)).isSuperset(of: ["server", "checksums", "clock", "locks", "database"]))
            let holder = try place.connection()
            try holder.execute("begin; lock table warehouse.termination")
            let waiting = try place.connection()
            nonisolated(unsafe) let sender = waiting
            let ended = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                _ = try? sender.execute("begin; lock table warehouse.termination")
                ended.signal()
            }
            try eventually("a session that waits") {
                try CheckUp.Line.server(connection, cluster: nil).contains {
                    $0.subject == "locks" && $0.state == .look
                }
            }
            holder.close()
            ended.wait()
        }

        @Test("a key of the wrong mode, one that is missing and one that is another's are set up wrongly")
        func keys() throws {
            let place = try Place()
            let connection = try place.connection()
            func key() throws -> CheckUp.Line {
                CheckUp.Line.keys(home: place.home, settings: try place.settings, connection)[0]
            }
            #expect(try key().state == .good)
            chmod("\(place.home)/pseudonym.key", 0o644)
            #expect(try key().state == .bad)
            chmod("\(place.home)/pseudonym.key", 0o600)
            try place.know(key: String(repeating: "00", count: 32))
            #expect(try key().finding.contains("is not the one"))
            unlink("\(place.home)/pseudonym.key")
            #expect(try key().finding.contains("is not there"))
            // Bundles were signed, and there is no key to sign with.
            let signing = CheckUp.Line.keys(home: place.home, settings: try place.settings, connection)[1]
            #expect(signing.state == .bad && signing.remedy == "Restore it from its backup.")
        }

        @Test("a load of which much was turned away is to be looked at, and a ledger that was changed is bad")
        func data() throws {
            let place = try Place()
            let connection = try place.connection()
            #expect(try CheckUp.Line.loads(connection)[0].state == .good)
            try connection.execute(
                "insert into warehouse.load (kind, file_name, source_system, rows_read, rows_loaded, rows_unchanged, "
                    + "rows_quarantined, people_added, people_revised, began_at) "
                    + "values ('caseload', 'x.csv', 'test', 100, 80, 0, 20, 0, 0, now())")
            let load = try CheckUp.Line.loads(connection)[0]
            #expect(load.state == .look && load.finding.contains("20.0% turned away"), "\(load)")
            #expect(try CheckUp.Line.ledger(connection)[0].state == .good)
            try connection.execute(
                "alter table warehouse.submission disable trigger keep_submissions; "
                    + "update warehouse.submission set account = 'another' where number = 1")
            #expect(try CheckUp.Line.ledger(connection)[0].state == .bad)
        }

        @Test("a disk with less room than the database needs is to be looked at")
        func room() {
            #expect(CheckUp.Line.space(below: "/tmp", database: 1 << 20).state != .bad)
            #expect(CheckUp.Line.space(below: "/tmp", database: 1 << 60).state == .bad)
        }
    }
}
