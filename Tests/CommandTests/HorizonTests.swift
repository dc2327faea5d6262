import Foundation
import TestSupport
import Testing

@Suite("Predictions for another time than the outcome's")
struct HorizonTests {
    private static let snapshots = ["2010-06-30", "2010-09-30", "2010-12-31", "2011-03-31"]
    /// The month after each.
    private static let months = ["2010-07", "2010-10", "2011-01", "2011-04"]

    /// A warehouse in which 40 of a trust's 400 people re-offended, where 160 were predicted to.
    private func database(
        _ words: String..., column: String? = nil
    ) throws -> (name: String, said: String, folder: Folder) {
        let database = try SampleWarehouse.empty()
        let folder = try Folder()
        let environment = ["LAA_HOME": "\(folder.path)/home"]
        func load(_ kind: String, _ lines: [String], _ words: [String]) throws -> Command {
            let path = "\(folder.path)/\(kind).csv"
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            let command = try Command(["load", kind, path] + words, database: database, environment: environment)
            try #require(command.status == 0, "\(command.errors)")
            return command
        }
        func crn(_ person: Int) -> String { "X\(100_000 + person)" }
        let people = (0..<400).map { person in
            "\(Self.snapshots[person % 4]),\(crn(person)),male,1980-05,PT-LANCASHIRE,E10000017,yes,0.4,supplied 1"
                + (column.map { ",\($0)" } ?? "")
        }
        let heading =
            "snapshot_date,crn,sex,birth_month,trust,authority,pnc_matched,predicted,model"
            + (column == nil ? "" : ",horizon")
        let said = try load("caseload", [heading] + people, words).output
        let reoffences = (0..<40).map { person in
            let month = Self.months[person % 4]
            return "\(month)-09,\(month)-28,\(crn(person))"
        }
        _ = try load(
            "re-offences", ["offence_date,proven_date,crn"] + reoffences, ["--covers", "2010-07-01..2011-09-30"])
        return (database, said, folder)
    }

    private func finding(_ database: String) throws -> (finding: [String: Any], caveats: [String]) {
        let report = try Command(
            "report", "NI18", "--quarter", "2011-12Q1", "--level", "trust", "--format", "json", database: database)
        let json = try report.json()
        return (
            try #require((json["findings"] as? [[String: Any]])?.first, "\(report.errors)"),
            try #require(json["caveats"] as? [String])
        )
    }

    @Test("a two-year score is NOT COMPARABLE with three months, whether stated or not, and nothing is judged by it")
    func twoYears() throws {
        for (made, said, reason) in [
            (try database("--horizon", "24"), "(horizon of 24 months)", "predicts for 24 months"),
            (try database(column: "24"), "(horizon of 24 months)", "predicts for 24 months"),
            (
                try database(), "(horizon not stated: its figures are NOT COMPARABLE; give --horizon)",
                "--horizon MONTHS"
            ),
        ] {
            #expect(made.said.contains("New prediction model: supplied 1 \(said)\n"), "\(made.said)")
            let (finding, caveats) = try finding(made.name)
            #expect(finding["verdict"] is NSNull && (finding["notJudged"] as? String)?.contains(reason) == true)
            #expect(finding["observed"] as? Int == 40 && finding["n"] as? Int == 400)
            #expect(finding["rangeOfInsignificance"] is NSNull && finding["smallestDetectable"] is NSNull)
            let tests = try #require(finding["tests"] as? [String: [String: Any]])
            #expect(tests.count == 4 && tests.values.allSatisfy { $0["verdict"] is NSNull && $0["p"] is NSNull })
            #expect(caveats.contains { $0.hasPrefix("NOT COMPARABLE: ") && $0.contains(reason) })
            let table = try Command(
                "report", "NI18", "--quarter", "2011-12Q1", "--level", "trust", database: made.name)
            let words = table.output.lowercased()
            #expect(!words.contains("better") && !words.contains("worse") && !words.contains("not sig"), "\(words)")
            #expect(table.output.contains("NOT COMPARABLE") && !words.contains("insig"), "\(words)")
        }
    }

    @Test("a return shows such a figure, draws no chart of it against the prediction, and never picks it")
    func inReturn() throws {
        let made = try database("--horizon", "24")
        let folder = "\(made.folder.path)/return"
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2011-12Q1", "--output", folder, database: made.name,
            environment: ["LAA_MODULES": Built.folder])
        let parts = command.output.components(separatedBy: "Most worth knowing:")
        #expect(parts.count == 2 && parts[0].contains("NI18") && !parts[1].contains("NI18"), "\(command.errors)")
        let page = String(decoding: try made.folder.contents("return/return.html"), as: UTF8.self)
        #expect(page.contains("NOT COMPARABLE") && page.contains("against 40.00% predicted"))
        for words in ["significantly better", "significantly worse", "NI18-funnel", "% better", "75.0%"] {
            #expect(!page.contains(words), "\(words)")
        }
    }

    @Test("the same predictions, said to be for three months, are judged; and said so later, they are from then on")
    func threeMonths() throws {
        let stated = try database("--horizon", "3")
        #expect(stated.said.contains("(horizon of 3 months)"))
        let (finding, caveats) = try finding(stated.name)
        #expect(finding["verdict"] as? String == "significantly better" && finding["notJudged"] == nil)
        #expect(!caveats.contains { $0.contains("NOT COMPARABLE") })

        let silent = try database()
        #expect(try self.finding(silent.name).finding["notJudged"] != nil)
        let known = try Command("warehouse", "migrate", database: stated.name).errors
        let unknown = try Command("warehouse", "migrate", database: silent.name).errors
        let words =
            "The horizon of supplied 1 is not known: nothing is judged by it until 'laa load caseload FILE --horizon"
        #expect(unknown.contains(words) && !known.contains("horizon"), "\(unknown)")
        let again = try Command(
            "load", "caseload", "\(silent.folder.path)/caseload.csv", "--horizon", "3", database: silent.name,
            environment: ["LAA_HOME": "\(silent.folder.path)/home"])
        #expect(
            again.output.contains("Prediction model: supplied 1 (horizon of 3 months, stated now)"), "\(again.errors)")
        #expect(again.output.contains("rows unchanged    400\n"))
        #expect(try self.finding(silent.name).finding["verdict"] as? String == "significantly better")
    }

    @Test("--horizon is for months of a caseload, and never makes another model of a known one")
    func refused() throws {
        let database = try database("--horizon", "3").name
        let folder = try Folder()
        let path = "\(folder.path)/x.csv"
        try Data("snapshot_date,crn\n".utf8).write(to: URL(fileURLWithPath: path))
        func load(_ kind: String, _ horizon: String) throws -> Command {
            try Command(
                "load", kind, path, "--horizon", horizon, database: database,
                environment: ["LAA_HOME": "\(folder.path)/home"])
        }
        for months in ["0", "121", "-3"] {
            #expect(try load("caseload", months).status == 64)
        }
        let other = try load("re-offences", "3")
        #expect(other.status == 64 && other.errors.contains("without --horizon"), "\(other.errors)")
    }
}
