import Foundation
import TestSupport
import Testing

@Suite("laa warehouse describe")
struct DescribeTests {
    @Test("prints what a view's columns mean and who reads it, and refuses what is no view")
    func view() throws {
        let folder = try Folder()
        func describe(_ words: String...) throws -> Command {
            try Command(["warehouse", "describe"] + words, environment: ["LAA_HOME": folder.path])
        }
        let text = try describe("Reporting.Termination")
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.hasPrefix("reporting.termination: Current terminations.\n\n  offender_id    integer."))
        #expect(text.output.contains("One of: completed; deported; died; revoked."), "\(text.output)")
        #expect(text.output.contains("Read by: ") && text.output.contains("NI143"))
        // It reads its view through a function.
        #expect(try describe("area_count").output.contains("NI15"))
        let list = try describe()
        #expect(list.output.contains("reporting.caseload") && !list.output.contains("snapshot_date"))
        let json = try describe("termination", "--format", "json")
        let views = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        let columns = try #require(views?.first?["columns"] as? [[String: Any]])
        let reason = try #require(columns.first { $0["name"] as? String == "reason" })
        #expect(reason["codes"] as? [String] == ["completed", "revoked", "died", "deported"])
        let wrong = try describe("terminations")
        #expect(wrong.status == 66 && wrong.errors.contains("is reporting.termination meant?"), "\(wrong.errors)")
    }

    @Test("prints the page of the views as it stands in the documentation")
    func page() throws {
        let folder = try Folder()
        let printed = try Command(
            "warehouse", "describe", "--format", "markdown", environment: ["LAA_HOME": folder.path])
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appendingPathComponent("docs/reference/views.md"), encoding: .utf8)
        #expect(
            printed.output == page,
            "the page is old: laa warehouse describe --format markdown >docs/reference/views.md")
    }
}
