import Foundation
import TestSupport
import Testing

/// What README.md and the pages of docs/ say, held against the built program.
@Suite("Documentation")
struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Runs one of the project's scripts to its end; what it says goes to a file, which nothing left running can hold open.
    private func run(_ script: String, _ words: String...) throws -> (status: Int32, said: String) {
        let folder = try Folder()
        let said = URL(fileURLWithPath: "\(folder.path)/said")
        #expect(FileManager.default.createFile(atPath: said.path, contents: nil))
        let output = try FileHandle(forWritingTo: said)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "\(Self.root)/scripts/\(script)")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: try Data(contentsOf: said), as: UTF8.self))
    }

    @Test(
        "every command that the pages show prints what they show",
        .enabled(if: Checker.python.isThere && Checker.psql.isThere))
    func commands() throws {
        let followed = try run("docs-commands", Built.program)
        #expect(followed.status == 0, "\(followed.said)")
    }

    @Test("the page of the schema is drawn from the catalog as it is", .enabled(if: Checker.psql.isThere))
    func schema() throws {
        let drawn = try run("er-diagram", "--check", Built.program)
        #expect(drawn.status == 0, "\(drawn.said)")
    }

    @Test("a return's JSON has the form that its schema describes", .enabled(if: Checker.jsonschema))
    func returnSchema() throws {
        let folder = try Folder()
        // Every family; and, of the compiled modules alone, what the internal form adds.
        let forms: [(options: [String], environment: [String: String])] = [
            ([], [:]), (["--internal"], ["LAA_MODULES": Built.folder]),
        ]
        for (options, environment) in forms {
            let made = try Command(
                ["return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--output"]
                    + ["\(folder.path)/return"] + options, environment: environment)
            #expect(made.status == 0, "\(made.errors)")
            let checked = try run("check-return", "\(folder.path)/return/return.json")
            #expect(checked.status == 0, "\(checked.said)")
        }
        // One that is not of that form is told from it.
        try Data("{\"formatVersion\": 1, \"reports\": []}".utf8)
            .write(to: URL(fileURLWithPath: "\(folder.path)/other.json"))
        #expect(try run("check-return", "\(folder.path)/other.json").status == 65)
    }
}
