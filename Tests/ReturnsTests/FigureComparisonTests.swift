import Foundation
import Provenance
import ReportKit
import TestSupport
import Testing

@testable import Returns

@Suite("Comparing the figures of two returns")
struct FigureComparisonTests {
    private let json: String

    init() throws {
        let files = try Made.edition().files(program: Provenance(version: "1", commit: nil))
        let file = try #require(files.first { $0.name == "return.json" })
        json = String(decoding: file.contents, as: UTF8.self)
    }

    private func differences(_ other: String) throws -> [String] {
        try FigureComparison(from: Data(json.utf8), to: Data(other.utf8)).differences
    }

    @Test("the same return has no difference; nor has one in other words, or with more in it")
    func same() throws {
        #expect(try differences(json).isEmpty)
        let reworded = json.replacing(/"sentence" : "(?:[^"\\]|\\.)*"/, with: "\"sentence\" : \"Other words.\"")
            .replacing(/"title" : "(?:[^"\\]|\\.)*"/, with: "\"title\" : \"Another title\"")
        #expect(reworded != json)
        #expect(try differences(reworded).isEmpty)
        let more = json.replacing("\"unreliable\" :", with: "\"added\" : 7, \"unreliable\" :")
        #expect(more != json)
        #expect(try differences(more).isEmpty)
    }

    @Test("a number, a verdict, a suppression and a missing figure are each found and named, without the figures")
    func different() throws {
        let number = try #require(json.firstMatch(of: /"observed" : (\d+)/))
        let changed = json.replacingCharacters(in: number.range, with: "\"observed\" : 123456789")
        let found = try differences(changed)
        #expect(found.count == 1 && found[0].hasSuffix(", observed differs"), "\(found)")
        let suppressed = json.replacingCharacters(in: number.range, with: "\"observed\" : {\"suppressed\" : true}")
        #expect(try differences(suppressed).count == 1)
        let verdict = try #require(json.firstMatch(of: /"verdict" : "[^"]*"/))
        #expect(
            try differences(json.replacingCharacters(in: verdict.range, with: "\"verdict\" : \"other\"")).count == 1)
        let moved = json.replacing("\"code\" : \"E100\"", with: "\"code\" : \"E999\"")
        #expect(moved != json)
        #expect(try differences(moved).contains { $0.contains("the figure is missing") })
        let period = json.replacing("\"from\" : \"2011-01-01\"", with: "\"from\" : \"2010-10-01\"")
        #expect(period != json)
        #expect(try differences(period).contains { $0.hasSuffix(", period, from differs") })
        #expect(throws: FigureComparison.Unreadable.self) { try differences("{}") }
        let later = json.replacing("\"formatVersion\" : 2", with: "\"formatVersion\" : 3")
        #expect(throws: FigureComparison.Unreadable.self) { try differences(later) }
    }
}
