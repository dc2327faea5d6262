import Foundation
import Testing

@testable import ReportKit

@Suite("Judging medians and other quantiles")
struct QuantileFamilyTests {
    private func rows(_ values: [Value], from first: Int = 1, authority: Int? = 20) -> [[String: Value]] {
        values.enumerated().map { index, value in
            TestAreas.row(authority: authority, ["offender_id": .integer(first + index), "value": value])
        }
    }

    private func values(_ range: ClosedRange<Int>) -> [Value] { range.map { .integer($0) } }

    private func module(_ rows: [[String: Value]], _ terms: QuantileTerms? = nil) -> StubModule {
        var module = StubModule(.quantile, .lowerIsBetter, unit: "days", rows)
        module.indicator.quantile = terms
        return module
    }

    @Test("a median is of all of an area's people, with the interval between two of them and the exact test")
    func median() throws {
        // 1 to 40 over two authorities; SciPy: quantile_test(range(1, 41), q=10) gives p = 0.0022 and 14 to 27.
        let module = module(rows(values(1...30)) + rows(values(31...40), from: 31, authority: 21))
        let (finding, figures) = try module.only(QuantileFigures.self, target: AgreedTarget(.value, 10))
        #expect(figures.quantile == 0.5 && figures.value == 20.5 && finding.n == 40 && finding.observed == nil)
        #expect(figures.interval?.lower == 14 && figures.interval?.upper == 27 && figures.roundedTo == nil)
        #expect(finding.verdict == .significantlyWorse && finding.target?.met == false && !finding.unreliable)
        // Not 0.0022, from which the number of people below the target would follow.
        #expect(figures.tests.againstTarget?.p == 0.01)
        // A verdict on another quantile would give away how few people lie beyond the target.
        let ninth = try self.module(module.rows, QuantileTerms(probability: 0.9, step: 1)).only(
            QuantileFigures.self, target: AgreedTarget(.value, 10))
        #expect(relativeError(ninth.figures.value, 36.1) < 1e-12 && ninth.finding.target?.met == false)
        #expect(ninth.finding.verdict == nil && ninth.figures.tests.againstTarget == nil)
    }

    @Test("people without a value are left out and told; few people are marked, and give no interval")
    func missing() throws {
        let few = try module(rows([4, nil, 6, nil, 9, 7, 8])).only(
            QuantileFigures.self, target: AgreedTarget(.value, 5))
        #expect(few.finding.n == 5 && few.figures.value == 7 && few.figures.interval == nil)
        #expect(few.finding.unreliable && few.finding.verdict == .notEnoughData)
        #expect(few.figures.tests.againstTarget?.p == nil)
        let measure = try #require(few.finding.dataQuality.first { $0.measure == .answered })
        #expect(measure.count == 2 && measure.of == 7)
        let nobody = try module(rows([nil, nil])).only(QuantileFigures.self)
        #expect(nobody.figures.value == nil && nobody.finding.n == 0 && nobody.figures.roundings.isEmpty)
    }

    @Test("a person in two rows is refused, with what to write")
    func twice() throws {
        let twice = module(rows([4, 5]) + rows([6], from: 2, authority: 21))
        let error = #expect(throws: ReportError.self) { try twice.judged() }
        #expect(
            error.map { "\($0)" }?.contains("'distinct on (offender_id)'") == true, "\(String(describing: error))")
        let noNumber = #expect(throws: ReportError.self) { try module(rows([.real(.nan)])).judged() }
        guard case .badValue(_, "value", _, _) = noNumber else {
            Issue.record("\(String(describing: noNumber))")
            return
        }
    }

    @Test("terms outside their range do not exist; without terms it is the median to the last decimal place")
    func terms() {
        for (probability, step) in [(0, 1.0), (1, 1), (-0.5, 1), (.nan, 1), (0.5, 0), (0.5, -5), (0.5, .infinity)] {
            #expect(QuantileTerms(probability: probability, step: step) == nil)
        }
        #expect(StubModule(.quantile).indicator.quantileTerms == QuantileTerms(probability: 0.5, step: 0.1))
    }

    @Test("each rounding says how many people's values stand behind its numbers, and covers the exact interval")
    func roundings() throws {
        let (_, figures) = try module(rows(values(1...40)), QuantileTerms(probability: 0.5, step: 0.2))
            .only(QuantileFigures.self, target: AgreedTarget(.value, 20.5))
        #expect(figures.roundings.map(\.step) == [0.2, 0.4, 1, 2, 4, 10, 20])
        let whole = figures.roundings[2]
        // 20.5 is rounded to 21, which one person has.
        #expect(whole.value == 21 && whole.alike == 1 && whole.alikeAtEnds == 1 && whole.met == false)
        let ten = figures.roundings[5]
        #expect(ten.value == 20 && ten.alike == 10 && ten.met == true)
        // 14 to 27, outwards: 10 to 19, and 21 to 30.
        #expect(ten.interval?.lower == 10 && ten.interval?.upper == 30 && ten.alikeAtEnds == 10)
        for rounding in figures.roundings {
            let interval = try #require(rounding.interval)
            #expect(interval.lower <= 14 && interval.upper >= 27)
        }
        let tenths = try module(rows([0.3, 0.3, 0.3]), QuantileTerms(probability: 0.5, step: 0.1))
            .only(QuantileFigures.self)
        #expect(tenths.figures.roundings[0].value == 0.3 && tenths.figures.roundings[0].alike == 3)
    }

    @Test("findings come back from JSON as they went, with the forms in which they may be published")
    func coding() throws {
        let findings = try module(rows(values(1...40))).judged().findings
        let data = try JSONEncoder().encode(findings)
        #expect(try JSONDecoder().decode([Finding].self, from: data) == findings)
        #expect(String(decoding: data, as: UTF8.self).contains("roundings"))
    }
}
