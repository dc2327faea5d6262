import Foundation
import Testing

@Suite("The sample's published figures, through the program")
struct PublishedFigureTests {
    private func findings(_ words: String...) throws -> [[String: Any]] {
        let command = try Command(words + ["--format", "json"])
        #expect(command.status == 0, "\(command.errors)")
        return try #require(try command.json()["findings"] as? [[String: Any]])
    }

    private func counts(_ finding: [String: Any]) -> [Int?] {
        [finding["observed"] as? Int, finding["n"] as? Int]
    }

    private func code(_ finding: [String: Any]) -> String? {
        (finding["area"] as? [String: Any])?["code"] as? String
    }

    @Test("NI 143 for April to July 2009 is the published table, area by area")
    func accommodation() throws {
        let findings = try findings(
            "report", "NI143", "--period", "2009-04-01..2009-07-31", "--level", "trust", "--internal")
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Sample/data/settled_accommodation_2009_apr_jul.csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            .filter { $0[0] != "National total" }
        #expect(rows.count == 42 && findings.count == 42)
        let published = Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), [Int($0[1]), Int($0[2])]) })
        for finding in findings {
            let name = (finding["area"] as? [String: Any])?["name"] as? String ?? ""
            #expect(counts(finding) == published[name], "\(name)")
        }
    }

    @Test("a figure for last financial year is of the trust that it is asked for, made since from a probation area")
    func lastFinancialYear() throws {
        let table = try Command(
            "report", "NI39", "--quarter", "2010-11Q3", "--history", "2", "--area", "PT-LANCASHIRE", "--level", "trust")
        #expect(table.status == 0, "\(table.errors)")
        for quarter in ["2010-11Q1", "2010-11Q2", "2010-11Q3"] {
            let line = table.output.split(separator: "\n").first { $0.contains("Lancashire") && $0.contains(quarter) }
            #expect(line?.contains("1495.7 per 100,000") == true, "\(quarter): \(table.output)")
        }
        #expect(!table.output.contains("same ground"))
    }

    @Test("NI 18 for 2008 gives Cambridgeshire's published counts, those not assigned apart")
    func cambridgeshire() throws {
        let area = try findings(
            "report", "NI18", "--quarter", "2008-09Q3", "--level", "trust", "--area", "Cambridgeshire")
        #expect(area.map(counts) == [[1034, 9389]])
        let authorities = try findings(
            "report", "NI18", "--quarter", "2008-09Q3", "--level", "local-authority", "--area", "PA-CAMBRIDGESHIRE")
        let byCode = Dictionary(uniqueKeysWithValues: authorities.map { (code($0), counts($0)) })
        #expect(
            byCode == [
                "E10000003": [572, 5724], "E06000031": [408, 3412], "PA-CAMBRIDGESHIRE-NA": [54, 253],
            ])
    }

    @Test("a finding of NI 18 carries everything that its readers rely on")
    func keys() throws {
        let finding = try findings("report", "NI18", "--quarter", "2008-09Q3", "--area", "Hertfordshire")[0]
        for key in [
            "area", "observed", "n", "verdict", "expected", "actualRate", "predictedRate", "relativeDifference",
            "rangeOfInsignificance", "smallestDetectable", "rateInterval", "differenceInterval", "variance",
            "designEffect", "withinPersonCorrelation", "callable", "textbook", "shrunken",
        ] { #expect(finding[key] != nil, "\(key)") }
        let tests = try #require(finding["tests"] as? [String: [String: Any]])
        #expect(Set(tests.keys) == ["judging", "z", "poissonBinomial", "clustered"])
        for (name, test) in tests {
            let own: Set<String> = name == "judging" ? ["method", "pAdjusted"] : []
            #expect(Set(test.keys).subtracting(own) == ["statistic", "p", "verdict"], "\(name)")
        }
        #expect(tests["judging"]?["pAdjusted"] is Double && tests["judging"]?["method"] is String)
        #expect((finding["smallestDetectable"] as? [Double])?.count == 2)
        let actual = try #require(finding["actualRate"] as? Double)
        let predicted = try #require(finding["predictedRate"] as? Double)
        let relative = try #require(finding["relativeDifference"] as? Double)
        #expect(abs(relative - 100 * (actual - predicted) / predicted) < 1e-9)
    }

    @Test("a cohort listed under the old probation areas is set against what the trusts after them expected")
    func succession() throws {
        let findings = try findings("report", "NI30", "--quarter", "2010-11Q4", "--level", "trust", "--internal")
        #expect(findings.count == 35)
        for finding in findings {
            #expect(code(finding)?.hasPrefix("PT-") == true)
            #expect(finding["expectedChange"] is Double, "\(code(finding) ?? "")")
        }
    }

    @Test("the groups of a breakdown add up to the whole", arguments: ["NI18", "NI30", "NI143"])
    func breakdowns(indicator: String) throws {
        let whole = try findings("report", indicator, "--quarter", "2009-10Q4")
        for breakdown in ["sex", "age-band", "ethnicity"] {
            let groups = try findings("report", indicator, "--quarter", "2009-10Q4", "--by", breakdown, "--internal")
            #expect(groups.count > 1)
            for key in ["observed", "n"] {
                #expect(
                    groups.compactMap { $0[key] as? Int }.reduce(0, +) == whole[0][key] as? Int,
                    "\(breakdown) \(key)")
            }
        }
    }

    @Test("authorities and those not assigned add up to their trusts, and trusts to the nation")
    func additive() throws {
        func total(_ level: String) throws -> Int {
            try findings("report", "NI18", "--quarter", "2009-10Q4", "--level", level, "--internal")
                .compactMap { $0["n"] as? Int }.reduce(0, +)
        }
        let national = try total("national")
        for level in ["region", "trust", "local-authority", "ldu"] {
            #expect(try total(level) == national, "\(level)")
        }
    }
}
