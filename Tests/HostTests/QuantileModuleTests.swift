import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Host

/// A declared module of medians: its header, and what the checks say of its query on the sample.
@Suite("A declared module of quantiles", .ownThreads)
struct QuantileModuleTests {
    private func start(_ changes: (String, String)...) throws -> String {
        let text = try ModuleStart(declared: "XX1", family: .quantile).files[0].content
        return changes.reduce(text) { text, change in
            precondition(text.contains(change.0), "'\(change.0)' is not in the start")
            return text.replacing(change.0, with: change.1)
        }
    }

    private func problems(_ text: String) -> [String] {
        let declared = DeclaredFile(file: "X.sql", content: Data(text.utf8))
        return (declared.problems + DeclaredChecks.problems(in: declared)).map { $0.text(file: "X.sql") }
    }

    @Test("says which quantile and step, the median to the last decimal place where it says neither")
    func terms() throws {
        func terms(_ text: String) throws -> QuantileTerms {
            try DeclaredFile(file: "X.sql", content: Data(text.utf8)).module().indicator.quantileTerms
        }
        #expect(try terms(try start()) == QuantileTerms(probability: 0.5, step: 1))
        let ninth = try start(("quantile: 0.5", "quantile: 0.9"), ("step: 1\n", ""), ("decimals: 0", "decimals: 2"))
        #expect(try terms(ninth) == QuantileTerms(probability: 0.9, step: 0.01))
        #expect(try terms(try start(("quantile: 0.5\n", ""), ("step: 1", "step: 7"))).probability == 0.5)
    }

    @Test(
        "with a quantile or step that there is not is refused, with the line",
        arguments: [
            (
                "quantile: 0.5", "quantile: 1.5", 9,
                "quantile: '1.5' is not a number between 0 and 1, such as 0.5 for the median."
            ),
            (
                "quantile: 0.5", "quantile: 0", 9,
                "quantile: '0' is not a number between 0 and 1, such as 0.5 for the median."
            ),
            (
                "quantile: 0.5", "quantile: half", 9,
                "quantile: 'half' is not a number between 0 and 1, such as 0.5 for the median."
            ),
            ("step: 1", "step: -5", 11, "step: '-5' is not a number above 0, such as 5."),
            ("step: 1", "step: 0", 11, "step: '0' is not a number above 0, such as 5."),
            ("step: 1", "step: 1e999", 11, "step: '1e999' is not a number above 0, such as 5."),
            (
                "family: quantile", "family: proportion-target", 9,
                "quantile: only a module of family quantile with a query of its own has one; remove this line."
            ),
        ])
    func refused(_ from: String, _ to: String, _ line: Int, _ message: String) throws {
        let found = problems(try start((from, to)))
        #expect(found.contains("X.sql:\(line): error: \(message)"), "\(found)")
    }

    @Test("is sound as it starts; a person with two rows, a missing value column and a Boolean one are found")
    func checked() throws {
        #expect(try CheckedText.messages(try start()) == [])
        let twice = try CheckedText.messages(
            try start(
                ("select distinct on (p.offender_id)", "select"),
                ("from reporting.programme p\n", "from reporting.programme p\ncross join generate_series(1, 2)\n")))
        #expect(
            twice.contains {
                $0.contains("people have more than one row in 2010-11Q4")
                    && $0.contains("Return one row for each person") && $0.hasSuffix("[repeated-rows]")
            }, "\(twice)")
        let missing = try CheckedText.messages(try start(("as value", "as days")))
        #expect(missing.contains { $0.contains("value") && $0.contains(": error: ") }, "\(missing)")
        let flag = try CheckedText.messages(try start(("(p.started_on - p.referred_on)::double precision", "true")))
        #expect(flag.contains { $0.contains("'value'") && $0.contains(": error: ") }, "\(flag)")
    }
}
