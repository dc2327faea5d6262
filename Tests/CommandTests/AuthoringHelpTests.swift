import Foundation
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
        for family in ["proportion-predicted", "rate-population", "supplied", "undefined"] {
            _ = try Command(
                "modules", "new", "X" + family.filter(\.isLetter).prefix(9), "--family", family, folder.path,
                database: nil)
        }
        func check(_ files: [String]) throws -> (status: Int32, output: String) {
            try Checker.python.run(["\(Self.root)/scripts/check-headers"] + files)
        }
        let catalogue = "\(Self.root)/Plugins/sql"
        let modules = try FileManager.default.contentsOfDirectory(atPath: catalogue).map { "\(catalogue)/\($0)" }
        let own = try folder.names().map { "\(folder.path)/\($0)" }
        #expect(modules.count > 100 && own.count == 4)
        #expect(try check(modules + own).status == 0)
        let text = try String(contentsOfFile: own[0], encoding: .utf8)
        for (field, wrong) in [("polarity: ", "polarty: "), ("decimals: ", "decimals: many # "), ("\nid: ", "\nno: ")] {
            #expect(text.contains(field))
            try Data(text.replacing(field, with: wrong).utf8).write(to: URL(fileURLWithPath: own[0]))
            #expect(try check([own[0]]).status == 65, "\(wrong)")
        }
    }
}
