import Foundation
import TestSupport
import Testing

@Suite("Which program made it")
struct ProvenanceTests {
    private var pattern: Regex<(Substring, Substring, Substring, Substring?)> {
        /(\d+\.\d+\.\d+) \(commit ([0-9a-f]{40}(-dirty)?|unknown)\)\n/
    }

    @Test("--version gives the version, and the commit that the program was built from")
    func version() throws {
        let said = try Command("--version")
        #expect(said.status == 0 && said.output.wholeMatch(of: pattern) != nil, "\(said.output)")
    }

    @Test("a return's manifest has both, and its files the version of their format")
    func manifest() throws {
        let said = try #require(try Command("--version").output.wholeMatch(of: pattern))
        let folder = "/tmp/laa-provenance-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try Command(
            "return", "--area", "Cumbria", "--quarter", "2010-11Q4", "--history", "0", "--output", folder)
        #expect(made.status == 0, "\(made.errors)")
        func json(_ name: String) throws -> [String: Any] {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        let manifest = try json("manifest.json")
        #expect(manifest["program"] as? String == String(said.1))
        #expect(manifest["commit"] as? String == (said.2 == "unknown" ? nil : String(said.2)))
        #expect(manifest["formatVersion"] as? Int == 2)
        #expect(try json("return.json")["formatVersion"] as? Int == 2)
        #expect(try json("return.csv-metadata.json")["schema:version"] as? String == "2")
    }
}
