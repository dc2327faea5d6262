import Foundation
import ReportKit
import Testing

@testable import Loading

@Suite("A mapping file")
struct MappingTests {
    private static let yaml = """
        source: Delius
        columns:
          Case Ref: crn
          Snapshot: snapshot_date
        codes:
          sex: {M: male, F: female}
          tier: {one: "1"}
        ignore: [Surname, Officer]
        """

    private static let toml = """
        source = "Delius"
        ignore = ["Surname", "Officer"]

        [columns]
        "Case Ref" = "crn"
        Snapshot = "snapshot_date"

        [codes]
        sex = {M = "male", F = "female"}
        [codes.tier]
        one = "1"
        """

    private func read(_ text: String, as name: String) throws -> Mapping {
        let folder = "/tmp/laa-mapping-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        do throws(LoadError) {
            return try Mapping(file: path, for: ExtractDescription(.caseload))
        } catch {
            guard case .mapping(_, let line, let problem) = error else { throw error }
            throw LoadError.mapping(file: name, line: line, problem: problem)
        }
    }

    @Test("says the same in YAML and in TOML")
    func same() throws {
        for mapping in [try read(Self.yaml, as: "delius.yaml"), try read(Self.toml, as: "delius.TOML")] {
            #expect(mapping.source == "Delius")
            #expect(mapping.columns == ["case_ref": "crn", "snapshot": "snapshot_date"])
            #expect(mapping.codes == ["sex": ["M": "male", "F": "female"], "tier": ["one": "1"]])
            #expect(mapping.ignored == ["surname", "officer"])
        }
        for name in ["empty.yaml", "empty.toml"] {
            let mapping = try read("# nothing\n", as: name)
            #expect(mapping.source == nil && mapping.columns.isEmpty && mapping.ignored.isEmpty)
        }
    }

    @Test(
        "is refused with line and reason, the same in both",
        arguments: [
            (
                "columns:\n  A: no_such", "[columns]\nA = \"no_such\"", 2,
                "'no_such' is not a column of a caseload extract"
            ),
            ("source: x\ncolums: {}", "source = \"x\"\ncolums = {}", 2, "is not one of source, columns, codes, ignore"),
            (
                "codes:\n  sex: M", "[codes]\nsex = \"M\"", 2,
                "codes.sex must be a table of keys and values, but is a text"
            ),
            (
                "codes:\n\n  sx: {M: male}", "[codes]\n\nsx = {M = \"male\"}", 3,
                "'sx' is not a column of a caseload extract"
            ),
            ("ignore: Surname", "ignore = \"Surname\"", 1, "ignore must be a list of texts, but is a text"),
            ("ignore:\n- [a]", "\nignore = [[\"a\"]]", 2, "each of ignore must be a text, but is a list"),
        ])
    func refused(yaml: String, toml: String, line: Int, problem: String) {
        for (text, name) in [(yaml, "m.yaml"), (toml, "m.toml")] {
            let error = #expect(throws: LoadError.self) { try read(text, as: name) }
            #expect(error?.message.hasPrefix("\(name):\(line): ") == true, "\(String(describing: error))")
            #expect(error?.message.contains(problem) == true, "\(String(describing: error))")
        }
    }

    @Test("that is no YAML or no TOML says on which line, and so does a key that is there twice")
    func notWellFormed() {
        for (text, name, line) in [
            ("source: x\ncolumns: {A: crn", "m.yaml", 3), ("source: x\nignore: []\nsource: y", "m.yaml", 1),
            ("source = \"x\"\ncolumns =", "m.toml", 2), ("source = \"x\"\nignore = []\nsource = \"y\"", "m.toml", 3),
        ] {
            let error = #expect(throws: LoadError.self) { try read(text, as: name) }
            #expect(error?.message.hasPrefix("\(name):\(line): it is not ") == true, "\(String(describing: error))")
        }
        let number = #expect(throws: LoadError.self) { try read("[codes.tier]\none = 1", as: "m.toml") }
        #expect(number?.message == "m.toml:2: codes.tier.one must be a text, but is a value of type integer.")
    }
}
