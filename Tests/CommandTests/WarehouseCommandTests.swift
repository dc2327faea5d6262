import Foundation
import PrivateCluster
import TestSupport
import Testing
import Warehouse

@Suite("laa warehouse")
struct WarehouseCommandTests {
    @Test("create, sample and status go from an empty database to one that says what it holds")
    func lifecycle() throws {
        let database = try Fixture.database()
        let bare = try Command("warehouse", "status", database: database)
        #expect(bare.status == 0 && bare.output.contains("pending") && !bare.output.contains("applied"))

        #expect(try Command("warehouse", "create", database: database).status == 0)
        let empty = try Command("warehouse", "status", database: database)
        #expect(empty.status == 0 && !empty.output.contains("pending") && empty.output.contains("laa warehouse sample"))
        let again = try Command("warehouse", "create", database: database)
        #expect(again.status == 0 && again.errors.contains("already"))
        #expect(try Command("warehouse", "migrate", database: database).errors.contains("Nothing to apply"))

        let sample = try Command("warehouse", "sample", "--offenders", "1", database: database)
        #expect(sample.status == 0 && sample.errors.contains("warehouse.caseload_snapshot"))
        let full = try Command("warehouse", "status", database: database)
        #expect(full.output.contains("(SYNTHETIC)") && full.output.contains("2007-12-31 to 2011-12-31"))
    }

    @Test("a sample into a warehouse that holds extracts is refused, unless that is all right")
    func notEmpty() throws {
        let refused = try Command("warehouse", "sample")
        #expect(refused.status == 73 && refused.errors.contains("not empty"), "\(refused.errors)")
        let passed = try Command("warehouse", "sample", "--if-empty")
        #expect(passed.status == 0 && passed.errors.contains("nothing was added"))
        #expect(try Command("warehouse", "sample", "--offenders", "0", database: SampleWarehouse.empty()).status == 64)
    }

    @Test("the connection string that status prints is one that works, and nothing else is printed")
    func connectionString() throws {
        let command = try Command("warehouse", "status", "--connection")
        #expect(command.output == SampleWarehouse.database + "\n" && command.errors.isEmpty)
    }

    @Test("another account's home is closed, which is said, and not that there is no warehouse in it")
    func closedHome() throws {
        try #require(geteuid() == 0, "only root can be another account")
        let home = Fixture.freshHome()
        defer { try? FileManager.default.removeItem(atPath: home) }
        try FileManager.default.createDirectory(atPath: home + "/postgresql/data", withIntermediateDirectories: true)
        try Data("15\n".utf8).write(to: URL(fileURLWithPath: home + "/postgresql/data/PG_VERSION"))
        chmod(home, 0o700)
        for words in [
            ["report", "NI18", "--quarter", "2010-11Q4"], ["warehouse", "status"], ["status"], ["calendar"],
        ] {
            let command = try Command(
                words, database: nil, environment: ["LAA_HOME": home],
                through: "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"")
            #expect(command.status == 77, "\(words): \(command.errors)")
            #expect(command.errors.contains("permission denied"), "\(command.errors)")
            #expect(!(command.errors + command.output).contains("laa warehouse create"), "\(command.errors)")
        }
    }

    @Test("a home with a line end in its path is refused, however it comes about")
    func lineEnd() throws {
        let folder = try Folder()
        let odd = folder.path + "/a\nb"
        try FileManager.default.createDirectory(atPath: odd, withIntermediateDirectories: true)
        for (environment, shell) in [
            (["LAA_HOME": odd], "exec \"$@\""), (["HOME": odd, "LAA_HOME": "", "XDG_DATA_HOME": ""], "exec \"$@\""),
            (["LAA_HOME": "here"], "cd '\(odd)' && exec \"$@\""),
        ] {
            let command = try Command(["warehouse", "status"], database: nil, environment: environment, through: shell)
            #expect(command.status == 78 && command.errors.contains("U+000A"), "\(command.errors)")
        }
        #expect(try folder.names(in: "a\nb").isEmpty)
    }

    @Test("only a private warehouse can be stopped")
    func stop() throws {
        let command = try Command("warehouse", "stop")
        #expect(command.status == 64 && command.errors.contains("private"))
    }

    @Test("a private warehouse is made, used and stopped below LAA_HOME")
    func privateWarehouse() throws {
        let home = Fixture.freshHome()
        defer { Fixture.remove(PrivateCluster(home: home)) }
        let environment = ["LAA_HOME": home]
        func run(_ words: String...) throws -> Command {
            try Command(words, database: nil, environment: environment)
        }
        #expect(try run("warehouse", "status").output.contains("not made yet"))
        for words in [
            ["report", "NI18", "--quarter", "2010-11Q4"], ["predict", "ogrs3"], ["warehouse", "sample"],
            ["warehouse", "check"], ["load", "targets", "/dev/null"],
            ["return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", home + "/return"],
        ] {
            let command = try Command(words, database: nil, environment: environment)
            #expect(command.status == 66 && command.errors.contains("laa warehouse create"), "\(command.errors)")
        }
        #expect(try run("warehouse", "status").output.contains("not made yet"), "to ask is not to make it")
        #expect(try run("warehouse", "create").status == 0)
        #expect(try run("warehouse", "status").output.contains("running"))
        #expect(try run("warehouse", "stop").errors.contains("Stopped"))
        #expect(try run("warehouse", "status").output.contains("stopped"), "to look is not to start it")
        #expect(try run("report", "NI18", "--quarter", "2010-11Q4").status == 66, "to use it is")
        #expect(try run("warehouse", "status").output.contains("running"))
        #expect(try run("warehouse", "stop").errors.contains("Stopped"))
        #expect(try run("warehouse", "stop").errors.contains("not running"))
    }
}
