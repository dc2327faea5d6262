import Foundation
import TestSupport
import Testing

@Suite("No failure ends with an exit code that says nothing")
struct ExitCodeTests {
    /// The codes of the contract, 1 not among them.
    private static let known: Set<Int32> = [64, 65, 66, 69, 70, 73, 75, 77, 78]

    private func write(_ text: String, to name: String, in folder: Folder) throws -> String {
        let path = "\(folder.path)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    @Test("each failing command line has the code of its reason, and says what went wrong")
    func codes() throws {
        let folder = try Folder()
        let noFile = "\(folder.path)/none"
        let bad = try write("quarter,area_level\n2010-11Q4\n", to: "bad.csv", in: folder)
        let noColumns = try write("a,b\n1,2\n", to: "columns.csv", in: folder)
        let words = try write("one half\n", to: "words.txt", in: folder)
        let module = "\(Built.folder)/laa_DeclaredModules.resources/sql/INT01.sql"
        let cases: [([String], Int32)] = [
            (["--no-such-option"], 64),
            (["nonsense"], 64),
            (["significance", "count", "--observed", "x", "--expected", "1"], 64),
            (["significance", "count", "--observed", "1", "--expected", "-1"], 64),
            (["significance", "poisson-binomial", "--observed", "1", "--probabilities", noFile], 66),
            (["significance", "poisson-binomial", "--observed", "1", "--probabilities", words], 65),
            (["modules", "test", module, "--expected", noFile], 66),
            (["modules", "test", module, "--expected", bad], 65),
            (["modules", "test", module, "--expected", noColumns], 65),
            (["modules", "new", "NI999", "--kind", "sql", "/proc/none"], 73),
            (["modules", "show", "NI9999"], 66),
            (["templates", "show", "none"], 64),
            (["report", "NI18", "--quarter", "2010-11Q4", "--database", "host=/nowhere"], 69),
            (["predict", "apply", noFile, "--database", "host=/nowhere"], 66),
            (["load", "caseload", noFile, "--database", "host=/nowhere"], 69),
            (["load", "caseload", bad, "--mapping", bad, "--database", "host=/nowhere"], 78),
        ]
        for (words, code) in cases {
            let command = try Command(words, database: nil)
            #expect(command.status == code, "\(words): \(command.errors)")
            #expect(Self.known.contains(command.status) && !command.errors.isEmpty, "\(words)")
        }
    }

    @Test("a workbook that cannot be made is 73, and nothing of the return is written")
    func workbook() throws {
        // A library in front of libzip's own, in which closing an archive fails.
        let folder = try Folder()
        let source = try write("int zip_close(void *archive) { return -1; }\n", to: "failing.c", in: folder)
        let library = "\(folder.path)/failing.so"
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["clang", "-shared", "-fPIC", "-o", library, source]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--history", "0", "--output",
            "\(folder.path)/out", environment: ["LD_PRELOAD": library])
        #expect(command.status == 73, "\(command.errors)")
        #expect(command.errors.contains("laa: cannot make a ZIP archive"), "\(command.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
    }

    @Test("--output is a file, - is standard output, and no name is refused, whichever the command")
    func output() throws {
        let folder = try Folder()
        let people = try write(
            "sex,date_of_birth,conviction_date,followup_date,total_sanctions,age_first_sanction,offence_code\n",
            to: "people.csv", in: folder)
        let commands = [
            ["report", "NI143", "--quarter", "2010-11Q4"],
            ["plot", "NI143", "--quarter", "2010-11Q4", "--level", "trust"],
            ["predict", "calibration", "--quarter", "2010-11Q4"], ["predict", "ogrs3", "--file", people],
        ]
        for words in commands {
            let none = try Command(words + ["--output", ""])
            #expect(none.status == 64 && none.errors.contains("--output names no file"), "\(words): \(none.errors)")
        }
        for words in commands.dropLast() {
            let shown = try Command(words + ["--output", "-"])
            #expect(shown.status == 0 && !shown.output.isEmpty, "\(words): \(shown.errors)")
            let file = "\(folder.path)/out"
            let written = try Command(words + ["--output", file])
            #expect(written.status == 0 && written.output.isEmpty, "\(words): \(written.errors)")
            #expect(try folder.contents("out") == Data(shown.output.utf8), "\(words)")
        }
        #expect(!FileManager.default.fileExists(atPath: "-"))
    }
}
