import Foundation
import TestSupport
import Testing

@Suite("The analyst's calculator")
struct SignificanceCommandTests {
    /// The rows of a reference table, by heading.
    private func reference(_ name: String) throws -> [[String: String]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../SignificanceTests/reference/\(name)")
        let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    private func expect(_ answer: Any?, _ expected: String?, _ name: String) throws {
        let value = try #require(answer as? Double, "\(name)")
        let reference = try #require(expected.flatMap(Double.init), "\(name)")
        #expect(abs(value - reference) <= 1e-10 * max(abs(reference), 1e-300), "\(name): \(value) for \(reference)")
    }

    @Test("a proportion's figures are the reference's, through the program")
    func proportion() throws {
        for row in try reference("binomial.csv") {
            let answer = try Command(
                [
                    "significance", "proportion", "--observed", row["observed"] ?? "", "--n", row["n"] ?? "",
                    "--predicted", row["predicted"] ?? "", "--format", "json",
                ], database: nil
            ).json()
            let pairs: [(String, String)] = [
                ("z", "z"), ("pZ", "p_z_two_sided"), ("pLower", "p_lower_le"), ("pUpper", "p_upper_ge"),
                ("pExact", "p_exact_two_sided_min_likelihood"), ("pMid", "p_mid_two_sided_doubled"),
            ]
            for (key, column) in pairs { try expect(answer[key], row[column], key) }
            for (key, prefix) in [("clopperPearson", "cp"), ("wilson", "wilson")] {
                let interval = try #require(answer[key] as? [Double])
                try expect(interval[0], row["\(prefix)_lower95"], key)
                try expect(interval[1], row["\(prefix)_upper95"], key)
            }
        }
    }

    @Test("a count's figures are the reference's, through the program")
    func count() throws {
        for row in try reference("poisson.csv") {
            let answer = try Command(
                [
                    "significance", "count", "--observed", row["observed"] ?? "", "--expected", row["expected"] ?? "",
                    "--format", "json",
                ], database: nil
            ).json()
            try expect(answer["pLower"], row["p_lower_le"], "pLower")
            try expect(answer["pUpper"], row["p_upper_ge"], "pUpper")
            for key in ["exact", "byar"] {
                let interval = try #require(answer[key] as? [Double])
                try expect(interval[0], row["\(key)_lower95"], key)
                try expect(interval[1], row["\(key)_upper95"], key)
            }
        }
    }

    @Test("a Poisson-binomial's figures come from a file of probabilities; a line that is none is named")
    func poissonBinomial() throws {
        let folder = try Folder()
        let file = "\(folder.path)/probabilities.txt"
        try Data("0.1\r\n\r\n0.3\r\n".utf8).write(to: URL(fileURLWithPath: file))
        func run(_ observed: String) throws -> Command {
            try Command(
                "significance", "poisson-binomial", "--observed", observed, "--probabilities", file, "--format",
                "json", database: nil)
        }
        let answer = try run("1").json()
        try expect(answer["pmf"], "0.34", "pmf")
        try expect(answer["pLower"], "0.97", "pLower")
        try expect(answer["pUpper"], "0.37", "pUpper")
        try expect(answer["pTwoSided"], "0.37", "pTwoSided")
        #expect((answer["method"] as? String)?.contains("Poisson-binomial") == true)
        #expect(try run("3").status == 64)
        try Data("0.1\n1.5\n".utf8).write(to: URL(fileURLWithPath: file))
        let refused = try run("1")
        #expect(refused.status == 65 && refused.errors.contains("line 2"))
    }

    @Test(
        "what cannot be is refused, naming the argument",
        arguments: [
            (["proportion", "--observed", "5", "--n", "3", "--predicted", "0.2"], 64, "observed"),
            (["proportion", "--observed", "1", "--n", "3", "--predicted", "1.2"], 64, "predicted"),
            (["proportion", "--observed", "1", "--n", "0", "--predicted", "0.2"], 64, "n"),
            (["count", "--observed", "1", "--expected", "nan"], 64, "expected"),
            (["count", "--observed", "5", "--expected", "1e19"], 64, "expected"),
            (["count", "--observed", "9223372036854775807", "--expected", "5"], 64, "observed"),
            (["proportion", "--observed", "5", "--n", "9223372036854775807", "--predicted", "0.1"], 64, "n is"),
            (["poisson-binomial", "--observed", "1", "--probabilities", "/nowhere"], 66, "/nowhere"),
        ])
    func refused(words: [String], status: Int, name: String) throws {
        let command = try Command(["significance"] + words, database: nil)
        #expect(command.status == status && command.errors.contains(name), "\(command.errors)")
    }
}
