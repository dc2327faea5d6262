import Foundation
import TestSupport
import Testing

@Suite("Explanations by command")
struct ExplainCommandTests {
    private static let words = [
        "explain", "NI18", "--area", "England and Wales", "--quarter", "2010-11Q4", "--against", "2009-10Q4", "--by",
        "sex",
    ]

    @Test("an explanation's parts add up to the change of the report's own rates")
    func json() throws {
        let command = try Command(Self.words + ["--format", "json"])
        #expect(command.status == 0, "\(command.errors)")
        let made = try command.json()
        let report = try Command(
            "report", "NI18", "--area", "England and Wales", "--quarter", "2010-11Q4", "--history", "4", "--format",
            "json")
        let reports = try #require(try report.json()["reports"] as? [[String: Any]])
        func rate(_ quarter: String) throws -> Double {
            let one = try #require(reports.first { $0["quarter"] as? String == quarter })
            let findings = try #require(one["findings"] as? [[String: Any]])
            let own = try #require(findings.first { ($0["area"] as? [String: Any])?["level"] as? String == "national" })
            return try #require(own["actualRate"] as? Double)
        }
        func part(_ name: String) throws -> Double {
            try #require((made[name] as? [String: Any])?["value"] as? Double, "\(name)")
        }
        let change = try rate("2010-11Q4") - rate("2009-10Q4")
        #expect(abs(try part("change") - change) < 1e-12)
        #expect(abs(try part("mix") + part("risk") + part("performance") - change) < 1e-12)
        let groups = try #require(made["groups"] as? [[String: Any]])
        let n = try groups.reduce(0) { sum, group in
            sum + (try #require((group["after"] as? [String: Any])?["n"] as? Int))
        }
        #expect(n == (made["after"] as? [String: Any])?["n"] as? Int)
    }

    @Test("it is told in sentences, a table and a chart")
    func text() throws {
        let told = try Command(Self.words)
        #expect(told.status == 0 && told.output.hasPrefix("SYNTHETIC DATA"), "\(told.errors)")
        #expect(told.output.contains("England and Wales: the actual rate ") && told.output.contains("\nPerformance "))
        let folder = try Folder()
        let drawn = try Command(Self.words + ["--format", "svg", "--output", "\(folder.path)/why.svg"])
        #expect(drawn.status == 0 && drawn.output.isEmpty, "\(drawn.errors)")
        #expect(String(decoding: try folder.contents("why.svg"), as: UTF8.self).contains(">Performance<"))
    }

    @Test("what cannot be explained is refused with what to do")
    func refused() throws {
        func command(_ words: [String]) throws -> Command {
            try Command(["explain"] + words + ["--area", "England and Wales"])
        }
        let later = try command(["NI18", "--quarter", "2009-10Q4", "--against", "2010-11Q4"])
        #expect(later.status == 64 && later.errors.contains("earlier quarter"), "\(later.errors)")
        let shared = try command(["NI18", "--quarter", "2010-11Q4", "--against", "2010-11Q3", "--by", "sex"])
        #expect(shared.status == 64 && shared.errors.contains("a year or more apart"), "\(shared.errors)")
        let family = try command(["NI143", "--quarter", "2010-11Q4", "--against", "2009-10Q4"])
        #expect(family.status == 66 && family.errors.contains("--history"), "\(family.errors)")
    }
}
