import Foundation
import TestSupport
import Testing

/// What the program says of many areas that are judged at once.
@Suite("Many areas, as they are printed")
struct ManyAreasCommandTests {
    private func report(_ words: String...) throws -> Command {
        let command = try Command(["report", "NI15", "--quarter", "2010-11Q4"] + words)
        try #require(command.status == 0, "\(command.errors)")
        return command
    }

    private func adjusted(_ finding: [String: Any]) throws -> Double? {
        let tests = try #require(finding["tests"] as? [String: [String: Any]])
        return tests.values.compactMap { $0["pAdjusted"] as? Double }.first
    }

    @Test("--adjusted judges by the adjusted p value, and says so; without it, verdicts are by p")
    func adjusted() throws {
        let plain = try report("--level", "local-authority", "--internal", "--format", "json").json()
        let judged = try report("--level", "local-authority", "--internal", "--format", "json", "--adjusted").json()
        #expect(plain["judgedBy"] as? String == "p" && judged["judgedBy"] as? String == "pAdjusted")
        let findings = try #require(judged["findings"] as? [[String: Any]])
        let ofAreas = findings.filter { ($0["area"] as? [String: String])?["level"] == "local-authority" }
        var significant = 0
        for finding in ofAreas {
            guard let p = try adjusted(finding), let verdict = finding["verdict"] as? String else { continue }
            #expect(verdict.hasPrefix("significantly") == (p < 0.05), "\(finding)")
            significant += p < 0.05 ? 1 : 0
        }
        let level = try #require((judged["manyAreas"] as? [[String: Any]])?.first)
        #expect(level["significantAdjusted"] as? Int == significant)
        let count = try #require(level["judged"] as? Int)
        #expect(count >= 100 && level["expectedByChance"] as? Double == Double(count) / 20)
        #expect(try #require(plain["manyAreas"] as? [[String: Any]]).count == 1)

        let table = try report("--level", "local-authority", "--internal", "--adjusted").output
        #expect(table.replacing("\n  ", with: " ").contains("\(count) authorities are judged at once"), "\(table)")
    }

    @Test("an authority's adjusted p value is the same beside all others and alone")
    func alone() throws {
        let all = try report("--level", "local-authority", "--internal", "--format", "json").json()
        let alone = try report(
            "--level", "local-authority", "--area", "Blackpool", "--internal", "--format", "json"
        ).json()
        let one = try #require((alone["findings"] as? [[String: Any]])?.first)
        let same = try #require(
            (all["findings"] as? [[String: Any]])?.first {
                ($0["area"] as? [String: String]) == one["area"] as? [String: String]
            })
        let p = try #require(try adjusted(one))
        #expect(try adjusted(same) == p)
        #expect(alone["manyAreas"] as? [NSDictionary] == all["manyAreas"] as? [NSDictionary])
    }
}
