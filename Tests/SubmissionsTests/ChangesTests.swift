import Foundation
import Testing

@testable import Submissions

@Suite("What changed between two editions")
struct ChangesTests {
    private func file(_ heading: String, _ row: String) -> Data { Data("\(heading)\r\n\(row)\r\n".utf8) }

    private let heading = "indicator,area_code,area_level,by,group,observed,rate,sentence,source"
    private let row = "NI18,E1,local-authority,,,12,0.75,Twelve of sixteen.,probation"

    private func changes(to heading: String, _ row: String) throws -> [[String]] {
        try Changes(from: file(self.heading, self.row), to: file(heading, row)).rows
    }

    @Test("other words for the same figures are no change, nor is another way to write a number")
    func wording() throws {
        #expect(
            try changes(to: heading, "NI18,E1,local-authority,,,12.0,0.75,12 of 16 people.,Probation records").isEmpty)
    }

    @Test("a column that only one program writes is no change")
    func addedColumn() throws {
        #expect(try changes(to: heading + ",coverage", row + ",5").isEmpty)
        let without = heading.replacing(",rate", with: "")
        #expect(try changes(to: without, row.replacing(",0.75", with: "")).isEmpty)
    }

    @Test("a changed figure, one that is suppressed now, and a row that is gone each are")
    func figures() throws {
        let about = ["NI18", "E1", "local-authority", "", ""]
        #expect(
            try changes(to: heading, row.replacing(",12,", with: ",13,")) == [about + ["observed", "12", "13"]])
        #expect(
            try changes(to: heading, row.replacing("0.75", with: "[c]")) == [about + ["rate", "0.75", "[c]"]])
        let added = try changes(to: heading + ",mean", row + ",\r\nNI20,E1,local-authority,,,,,Nine.,police,9")
        #expect(added == [["NI20", "E1", "local-authority", "", "", "mean", "", "9"]], "its own column counts")
        let gone = try changes(to: heading, row.replacing("E1", with: "E2"))
        #expect(gone.contains(about + ["observed", "12", ""]) && gone.contains { $0[1] == "E2" })
    }
}
