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

    @Test("every command that the pages show prints what they show", .enabled(if: Checker.python.isThere))
    func commands() throws {
        let followed = try run("docs-commands", Built.program)
        #expect(followed.status == 0, "\(followed.said)")
    }

    @Test("the page of the schema is drawn from the catalog as it is", .enabled(if: SchemaPage.canBeDrawn))
    func schema() throws {
        let drawn = try run("er-diagram", "--check", Built.program)
        #expect(drawn.status == 0, "\(drawn.said)")
    }

    @Test("a return's JSON has the form that its schema describes", .enabled(if: Checker.jsonschema))
    func returnSchema() throws {
        let folder = try Folder()
        for (name, options) in [("published", []), ("internal", ["--internal"])] {
            let made = try Command(
                ["return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--output"]
                    + ["\(folder.path)/\(name)"] + options)
            #expect(made.status == 0, "\(made.errors)")
            let checked = try run("check-return", "\(folder.path)/\(name)/return.json")
            #expect(checked.status == 0, "\(checked.said)")
        }
        // One that is not of that form is told from it.
        try Data("{\"formatVersion\": 1, \"reports\": []}".utf8)
            .write(to: URL(fileURLWithPath: "\(folder.path)/other.json"))
        #expect(try run("check-return", "\(folder.path)/other.json").status == 65)
    }
}

/// What drawing the page of the schema needs.
private enum SchemaPage {
    /// psql comes with the server, and may be missing where only the server's programs are installed.
    static let canBeDrawn = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/psql") }
}
