import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Control characters reach no reader")
struct ControlCharacterTests {
    /// An escape sequence, a C1 control, a line that pretends to be the program's, and a text turned round.
    private static let hostile = "Lanca\u{1B}[31mshire\u{9B}2J\nlaa: all is well\r\u{202E}eslaf\u{7F}"
    private static let shown = "Lanca␛[31mshire\u{FFFD}2J␊laa: all is well␍\u{FFFD}eslaf␡"

    /// What a terminal would obey in some bytes of text, line feeds, tabs and CRLF aside; nil where they are no text.
    private func obeyed(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar]? {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else { return nil }
        return text.replacing("\r\n", with: "\n").unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }

    /// A warehouse whose Lancashire has a hostile name, at every level.
    private static let database = Result {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        _ = try connection.query(
            "update warehouse.area set name = $1 where name = 'Lancashire'", [.text(hostile)])
        return database
    }

    @Test(
        "an area's name is shown with pictures for them, in a report of each format",
        arguments: ["table", "csv", "json"])
    func reports(format: String) throws {
        let command = try Command(
            "report", "NI143", "--quarter", "2010-11Q4", "--level", "trust", "--format", format,
            database: Self.database.get())
        #expect(command.status == 0, "\(command.errors)")
        // A table shortens it.
        #expect(command.output.contains(format == "table" ? String(Self.shown.prefix(14)) : Self.shown))
        #expect(obeyed(command.output.utf8) == [])
    }

    @Test("an area's name is shown with pictures for them, in a chart")
    func chart() throws {
        let command = try Command(
            "plot", "NI143", "--quarter", "2010-11Q4", "--level", "trust", database: Self.database.get())
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.contains("Lanca␛[31mshire") && obeyed(command.output.utf8) == [])
    }

    @Test("an area's name brings none into any file of a return, nor into what is printed of it")
    func returned() throws {
        let folder = try Folder()
        let modules = "\(folder.path)/modules"
        try FileManager.default.createDirectory(atPath: modules, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(Built.folder)/libNI143.so", toPath: "\(modules)/libNI143.so")
        let environment = ["LAA_MODULES": modules, "LAA_HOME": "\(folder.path)/home"]
        #expect(try Command("modules", "trust", modules, database: nil, environment: environment).status == 0)
        let command = try Command(
            "return", "--area", "PT-LANCASHIRE", "--quarter", "2010-11Q4", "--history", "1", "--output",
            "\(folder.path)/out", "--template", "delivery-plan", database: Self.database.get(),
            environment: environment)
        #expect(command.status == 0, "\(command.errors)")
        #expect(command.output.contains(Self.shown) && obeyed(command.output.utf8) == [])
        #expect(obeyed(command.errors.utf8) == [])
        var seen: [String] = []
        for name in try folder.names(in: "out") {
            var bytes = try folder.contents("out/\(name)")
            if name.hasSuffix(".ods") {
                let unpack = """
                    import sys, zipfile
                    archive = zipfile.ZipFile(sys.argv[1])
                    for name in archive.namelist(): sys.stdout.buffer.write(archive.read(name))
                    """
                let unpacked = try Started("/usr/bin/env", ["python3", "-c", unpack, "\(folder.path)/out/\(name)"])
                #expect(try unpacked.waitForEnd() == 0)
                bytes = Data(unpacked.output.utf8)
            }
            #expect(obeyed(bytes) == [], "\(name)")
            if String(decoding: bytes, as: UTF8.self).contains("Lanca␛[31mshire") { seen.append(name) }
        }
        #expect(Set(["return.html", "return.ods", "return.csv", "return.json"]).isSubset(of: seen), "\(seen)")
    }

    @Test(
        "an argument that holds one is refused, by its number, whatever it was meant for",
        arguments: [
            ["report", hostile, "--quarter", "2010-11Q4"], ["report", "NI18", "--quarter", hostile],
            ["report", "NI18", "--\(hostile)"], [hostile], ["load", "caseload", "/tmp/\(hostile).csv"],
            ["report", "NI18", "--quarter", "2010-11Q4", "--database", "host=/nowhere \(hostile)"],
        ])
    func arguments(words: [String]) throws {
        let command = try Command(words, database: nil)
        #expect(command.status == 64 && command.output.isEmpty)
        let number = try #require(words.firstIndex { $0.contains("\u{1B}") }) + 1
        #expect(command.errors.hasPrefix("laa: argument \(number), '"), "\(command.errors)")
        #expect(command.errors.contains("U+001B") && command.errors.split(separator: "\n").count == 1)
        #expect(obeyed(command.errors.utf8) == [])
    }

    @Test("a home whose path holds one is refused before anything is made in it")
    func home() throws {
        let folder = try Folder()
        let command = try Command(
            "warehouse", "status", database: nil, environment: ["LAA_HOME": "\(folder.path)/a\nb"])
        #expect(command.status == 78, "\(command.errors)")
        #expect(command.errors.hasPrefix("laa: LAA_HOME, '\(folder.path)/a␊b', holds the control character U+000A"))
        #expect(try folder.names().isEmpty)
    }

    @Test("the names of files and of what is in them bring none into a message or a list")
    func files() throws {
        let folder = try Folder()
        let environment = ["LAA_MODULES": folder.path, "LAA_HOME": "\(folder.path)/home"]
        let module = "/*\nid: NI1\ntitle: \"\\e[31mRed\"\n\(Self.hostile): 1\n*/ select 1 -- \(Self.hostile)\n"
        try module.write(toFile: "\(folder.path)/a\u{1B}[2J.sql", atomically: false, encoding: .utf8)
        try module.write(toFile: "\(folder.path)/b.sql", atomically: false, encoding: .utf8)
        for words in [
            ["modules", "trust", "\(folder.path)/b.sql"], ["modules"], ["modules", "list", "--format", "json"],
        ] {
            let command = try Command(words, database: nil, environment: environment)
            #expect(command.status == 0, "\(command.errors)")
            #expect(obeyed(command.output.utf8) == [] && obeyed(command.errors.utf8) == [], "\(words)")
        }
        let check = try Command(
            "modules", "check", "\(folder.path)/b.sql", environment: environment)
        #expect(check.status == 65 && obeyed(check.errors.utf8) == [], "\(check.errors)")
        let model =
            #"{"name": "mo\u001bdel", "version": "1", "horizonMonths": 3, "fittedOn": "x", "intercept": 0, "terms": []}"#
        try model.write(toFile: "\(folder.path)/model.json", atomically: false, encoding: .utf8)
        let apply = try Command("predict", "apply", "\(folder.path)/model.json")
        #expect(apply.status == 65 && apply.errors.contains("holds the control character U+001B"), "\(apply.errors)")
    }

    @Test("help, and the version, are printed as before")
    func help() throws {
        let help = try Command("report", "--help", database: nil)
        #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: ") && help.output.hasSuffix("\n"))
        #expect(try Command("--version", database: nil).output.split(separator: "\n").count == 1)
    }
}
