import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("What the program refuses, and how it says so")
struct RefusalTests {
    @Test(
        "each mistake has its exit code, and a message that says what to do",
        arguments: [
            (["report", "NI18", "--quarter", "2010-11"], 64, "Write one as 2010-11Q3"),
            (["report", "NI18", "--quarter", "2010-12Q1"], 64, "is not a quarter"),
            (["report", "NI18"], 64, "--quarter"),
            (["report", "NI143", "--period", "2009-07-31..2009-04-01"], 64, "first and last day"),
            (["report", "NI18", "--period", "2009-04-01..2009-07-31"], 64, "ask for a quarter"),
            (["report", "NI30", "--quarter", "2009-10Q4", "--by", "tier"], 64, "choose one of: sex"),
            (["report", "NI18", "--quarter", "2010-11Q4", "--level", "district"], 64, "--level"),
            (["report", "NI99", "--quarter", "2010-11Q4"], 66, "laa modules"),
            (["report", "NI1433", "--quarter", "2010-11Q4"], 66, "nearest: NI143"),
            (["report", "NI18", "--quarter", "2010-11Q4", "--area", "Lancashier"], 66, "nearest: Lancashire"),
            (["report", "NI18", "--quarter", "2005-06Q1"], 66, "loaded: 2007-12-31 to 2011-12-31"),
            (["report", "NI18", "--quarter", "2011-12Q4"], 75, "2012-06-30"),
            (["report", "NI143", "--quarter", "2040-41Q1"], 75, "2040-06-30"),
            (["report", "NI143", "--quarter", "2010-11Q4", "--output", "/proc/none"], 73, "cannot write"),
            (["return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", ""], 64, "names no folder"),
            (["return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "-"], 64, "several files"),
            (["status", "--metrics", ""], 64, "names no file"),
            (["calendar", "--as-of", "0001-01-01"], 64, "1900 to 2900"),
            (["calendar", "--as-of", "9999-12-31"], 64, "1900 to 2900"),
        ])
    func refused(words: [String], status: Int, message: String) throws {
        let command = try Command(words)
        #expect(command.status == status, "\(command.errors)")
        #expect(command.errors.contains(message), "\(command.errors)")
        #expect(command.output.isEmpty)
    }

    @Test("a warehouse that cannot be reached is 69, with what to check")
    func unreachable() throws {
        let command = try Command(
            "report", "NI18", "--quarter", "2010-11Q4", database: "host=/nowhere dbname=none")
        #expect(command.status == 69)
        #expect(command.errors.contains("--database"))
    }

    @Test("a database without a warehouse, or one without extracts, is 66, with the command to run")
    func emptyWarehouse() throws {
        let bare = try Command("report", "NI18", "--quarter", "2010-11Q4", database: try Fixture.database())
        #expect(bare.status == 66 && bare.errors.contains("laa warehouse create"), "\(bare.errors)")
        let empty = try Command(
            "report", "NI18", "--quarter", "2010-11Q4", database: try SampleWarehouse.empty())
        #expect(empty.status == 66 && empty.errors.contains("laa warehouse sample"), "\(empty.errors)")
    }

    @Test("a warehouse of an older or a newer schema is 78, with the command to run")
    func otherSchema() throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        let last = try connection.query("select max(number) from laa.migration")[0].get(0, as: Int.self)
        _ = try connection.query("delete from laa.migration where number = $1", [.integer(last)])
        let older = try Command("report", "NI18", "--quarter", "2010-11Q4", database: database)
        #expect(older.status == 78 && older.errors.contains("laa warehouse migrate"), "\(older.errors)")

        let ahead = try SampleWarehouse.empty()
        _ = try Fixture.connection(to: ahead).query(
            "insert into laa.migration (number, name, checksum) values (999, 'later', repeat('0', 64))")
        let newer = try Command("report", "NI18", "--quarter", "2010-11Q4", database: ahead)
        #expect(newer.status == 78 && newer.errors.contains("newer"), "\(newer.errors)")
    }

    @Test("a module that is not trusted, or has changed, is listed and not run, with the command that lets it be")
    func untrusted() throws {
        let folder = try Folder()
        try FileManager.default.copyItem(
            atPath: Built.folder + "/libNI143.so", toPath: folder.path + "/libNI143.so")
        let environment = ["LAA_MODULES": folder.path, "LAA_HOME": folder.path + "/home"]
        func laa(_ words: String...) throws -> Command {
            try Command(words, database: nil, environment: environment)
        }
        func state() throws -> String? {
            let list = try JSONSerialization.jsonObject(
                with: Data(try laa("modules", "list", "--format", "json").output.utf8))
            return (list as? [[String: Any]])?.first?["state"] as? String
        }
        func report() throws -> Command {
            try Command("report", "NI143", "--quarter", "2010-11Q4", environment: environment)
        }
        #expect(try state() == "untrusted")
        #expect(try laa("modules").output.contains("libNI143.so"))
        let refused = try report()
        #expect(refused.status == 77 && refused.output.isEmpty)
        #expect(refused.errors.contains("laa modules trust '\(folder.path)/libNI143.so'"), "\(refused.errors)")
        let section = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
            environment: environment)
        #expect(section.status == 77)

        #expect(try laa("modules", "trust", "\(folder.path)/libNI143.so").status == 0)
        #expect(try state() == "loaded")
        #expect(try report().status == 0)
        #expect(try laa("modules", "trust", "--list").output.hasSuffix("  \(folder.path)/libNI143.so\n"))

        let handle = try #require(FileHandle(forWritingAtPath: "\(folder.path)/libNI143.so"))
        try handle.seekToEnd()
        handle.write(Data([0]))
        try handle.close()
        #expect(try state() == "changed")
        #expect(try report().status == 77)

        #expect(try laa("modules", "trust", "--revoke", folder.path).status == 0)
        #expect(try state() == "untrusted")
        #expect(try laa("modules", "trust", "\(folder.path)/none.so").status == 66)
        #expect(try laa("modules", "trust").status == 64)
    }

    @Test("a return whose module folder holds nothing to run is 78")
    func noModules() throws {
        let folder = try Folder()
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
            environment: ["LAA_MODULES": folder.path])
        #expect(command.status == 78 && command.errors.contains("LAA_MODULES"))
        #expect(try folder.names().isEmpty)
    }
}
