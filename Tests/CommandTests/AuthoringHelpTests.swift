import Foundation
import ReportKit
import TestSupport
import Testing

/// What helps an author beside `check`: the style, and the schema of headers.
@Suite("Helping authors")
struct AuthoringHelpTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test("lint says line by line what is not in the style, and --fix mends it without a change of the figures")
    func lint() throws {
        let folder = try Folder()
        _ = try Command("modules", "new", "XX1", folder.path, database: nil)
        let path = folder.path + "/XX1.sql"
        #expect(try Command("modules", "lint", folder.path, database: nil).status == 0)
        let sound = String(decoding: try folder.contents("XX1.sql"), as: UTF8.self)
        try Data(sound.replacing("select\n    c.trust_id,", with: "SELECT\n\tc.trust_id ,").utf8)
            .write(to: URL(fileURLWithPath: path))
        let said = try Command("modules", "lint", path, database: nil)
        #expect(said.status == 65)
        #expect(said.errors.contains("XX1.sql:34: style: 'SELECT' is not in lower case\n"), "\(said.errors)")
        #expect(said.errors.contains("XX1.sql:35: style: a tab indents the line\n"), "\(said.errors)")
        let fixed = try Command("modules", "lint", "--fix", path, database: nil)
        #expect(fixed.status == 0 && fixed.output.contains("XX1.sql: formatted."), "\(fixed.errors)")
        #expect(String(decoding: try folder.contents("XX1.sql"), as: UTF8.self) == sound)
        #expect(try Command("modules", "lint", folder.path + "/none.sql", database: nil).status == 66)
    }

    @Test("new writes the schema beside the module, mends that of another version, and leaves a file of another kind")
    func schemaBeside() throws {
        let folder = try Folder()
        let name = "module-header.schema.json"
        let first = try Command("modules", "new", "XX1", folder.path, database: nil)
        #expect(first.output == "\(folder.path)/XX1.sql\n\(folder.path)/\(name)\n")
        let schema = try folder.contents(name)
        #expect(try Command("modules", "new", "XX2", folder.path, database: nil).output == "\(folder.path)/XX2.sql\n")
        let place = URL(fileURLWithPath: "\(folder.path)/\(name)")
        try Data(#"{"title": "The header of a declared module of laa"}"#.utf8).write(to: place)
        _ = try Command("modules", "new", "XX3", folder.path, database: nil)
        #expect(try folder.contents(name) == schema)
        try Data("{}".utf8).write(to: place)
        _ = try Command("modules", "new", "XX4", folder.path, database: nil)
        #expect(try folder.contents(name) == Data("{}".utf8))
        #expect(
            try !Command("modules", "new", "XX5", "--kind", "swift", folder.path, database: nil).output.contains(name))
    }

    @Test("the schema of headers in the documentation is the program's")
    func schema() throws {
        let printed = try Command("modules", "schema", database: nil)
        let page = try String(contentsOfFile: "\(Self.root)/docs/reference/module-header.schema.json", encoding: .utf8)
        #expect(printed.output == page, "laa modules schema >docs/reference/module-header.schema.json")
    }

    @Test(
        "each header of the catalogue and of the starts is valid by the schema, and one with a misspelt field is not",
        .enabled(if: Checker.yaml, "not checked: python3-yaml, python3-jsonschema"))
    func headers() throws {
        let folder = try Folder()
        func check(_ files: [String], by schema: String? = nil) throws -> (status: Int32, output: String) {
            try Checker.python.run(
                ["\(Self.root)/scripts/check-headers"] + (schema.map { ["--schema", $0] } ?? []) + files)
        }
        var own: [String] = []
        for family in Family.allCases {
            let id = "X" + family.rawValue.filter(\.isLetter).prefix(19)
            _ = try Command("modules", "new", id, "--family", family.rawValue, folder.path, database: nil)
            own.append("\(folder.path)/\(id).sql")
        }
        // As an editor looks for it: beside the file, by the path in its first line.
        let schemas = Set(
            try own.map { file in
                let first = try String(contentsOfFile: file, encoding: .utf8).prefix { $0 != "\n" }
                let name = try #require(first.firstMatch(of: /# yaml-language-server: \$schema=(\S+)$/)).1
                return URL(fileURLWithPath: String(name), relativeTo: URL(fileURLWithPath: file)).path
            })
        let schema = try #require(schemas.first)
        #expect(schemas.count == 1 && FileManager.default.fileExists(atPath: schema), "\(schemas)")
        #expect(try check(own, by: schema).status == 0)
        let catalogue = "\(Self.root)/Plugins/sql"
        let modules = try FileManager.default.contentsOfDirectory(atPath: catalogue).map { "\(catalogue)/\($0)" }
        #expect(modules.count > 100)
        #expect(try check(modules).status == 0)
        let text = try String(contentsOfFile: own[0], encoding: .utf8)
        for (field, wrong) in [("polarity: ", "polarty: "), ("decimals: ", "decimals: many # "), ("\nid: ", "\nno: ")] {
            #expect(text.contains(field))
            try Data(text.replacing(field, with: wrong).utf8).write(to: URL(fileURLWithPath: own[0]))
            #expect(try check([own[0]]).status == 65, "\(wrong)")
        }
    }
}
