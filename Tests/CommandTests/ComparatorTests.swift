import Foundation
import TestSupport
import Testing

@Suite("Comparison groups by command")
struct ComparatorTests {
    private func returned(_ folder: Folder, _ comparators: String) throws -> Command {
        try Data(comparators.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/own.yaml"))
        return try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--indicator", "NI143", "--history", "0",
            "--comparators", "\(folder.path)/own.yaml", "--output", "\(folder.path)/return")
    }

    @Test("a group of one's own is in the return, with its areas by name")
    func own() throws {
        let folder = try Folder()
        let command = try returned(folder, "PT-LANCASHIRE: [Cumbria, Merseyside, Greater Manchester]\n")
        #expect(command.status == 0, "\(command.errors)")
        let json = try #require(
            JSONSerialization.jsonObject(with: folder.contents("return/return.json")) as? [String: Any])
        let groups = try #require(json["comparisonGroups"] as? [[String: Any]])
        let own = try #require(groups.first { ($0["area"] as? [String: Any])?["code"] as? String == "PT-LANCASHIRE" })
        #expect(own["basis"] as? String == "chosen" && (own["members"] as? [Any])?.count == 3)
        let page = String(decoding: try folder.contents("return/return.html"), as: UTF8.self)
        #expect(page.contains("(chosen by the partnership): Cumbria, Merseyside, Greater Manchester."))
        // Their figures are told as a group alone.
        #expect(try !String(decoding: folder.contents("return/return.csv"), as: UTF8.self).contains("Merseyside"))
    }

    @Test("a file with a mistake is refused with its line, before anything is written")
    func mistake() throws {
        let folder = try Folder()
        let command = try returned(folder, "Lancashire:\n  - Cumbria\n  - Merseysid\n  - Kent\n")
        #expect(command.status == 78 && command.errors.contains("own.yaml, line 3: "), "\(command.errors)")
        let names = try folder.names()
        #expect(command.errors.contains("is 'Merseyside' meant?") && !names.contains("return"))
        let missing = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
            "--comparators", "\(folder.path)/none.yaml")
        #expect(missing.status == 66 && missing.errors.contains("none.yaml"), "\(missing.errors)")
    }
}
