import Testing

@testable import ReportKit

@Suite("Judging a cohort's change against the same people's baseline")
struct ChangeFamilyTests {
    /// One row per person, all of one trust.
    private func rows(
        _ baseline: [Int], _ followUp: [Int], share: Double, expected: Value, trust: Int = 10, from first: Int = 1
    ) -> [[String: Value]] {
        zip(baseline, followUp).enumerated().map { index, counts in
            TestAreas.row(
                trust: trust, authority: trust == 10 ? 20 : 22,
                [
                    "offender_id": .integer(first + index), "baseline": .integer(counts.0),
                    "follow_up": .integer(counts.1), "year_share": .real(share), "expected_change": expected,
                ])
        }
    }

    private func judged(
        _ baseline: [Int], _ followUp: [Int], share: Double = 1, expected: Value = -0.22,
        _ polarity: Polarity = .lowerIsBetter
    ) throws -> (finding: Finding, figures: ChangeFigures) {
        try StubModule(.cohortChange, polarity, rows(baseline, followUp, share: share, expected: expected))
            .only(ChangeFigures.self)
    }

    private let ones = Array(repeating: 1, count: 30)
    private let none = Array(repeating: 0, count: 30)
    private let ten = Array(repeating: 1, count: 10) + Array(repeating: 0, count: 20)

    @Test("none of two expected offences is no proof of a fall, and could not have been")
    func noneOfTwo() throws {
        let (finding, figures) = try judged(ten, none, share: 0.25)
        #expect(figures.expected.map { abs($0 - 1.95) < 1e-12 } == true)
        #expect(finding.verdict == .noSignificantDifference && finding.unreliable)
        #expect(relativeError(figures.tests.againstExpected?.p, 0.1789305188920563) < 1e-9)
        #expect(figures.callable == [.significantlyWorse])
        #expect(figures.change == -100 && figures.interval?.lower == -100)
        #expect(figures.interval.map { $0.contains(-22) } == true)
        let many = try judged(ten, ones, share: 0.25)
        #expect(many.figures.callable == [.significantlyWorse] && many.finding.verdict == .significantlyWorse)
    }

    @Test("none of six expected offences is some proof, and no more than that")
    func noneOfSix() throws {
        let (finding, figures) = try judged(ones, none, share: 0.25)
        #expect(finding.verdict == .significantlyBetter)
        #expect(relativeError(figures.tests.againstExpected?.p, 0.008532935911412966) < 1e-9)
        #expect(figures.interval.map { $0.upper < -22 } == true && figures.dispersion == 1)
        #expect(figures.callable == [.significantlyBetter, .significantlyWorse])
    }

    @Test("fewer than thirty people, and less than one offence expected, are not enough, whatever happened")
    func notEnough() throws {
        for followUp in [none, ones] {
            let few = try judged(Array(ones.prefix(29)), Array(followUp.prefix(29)))
            let quiet = try judged(none + [3], followUp + [0], share: 0.25)
            for (finding, figures) in [few, quiet] {
                #expect(finding.verdict == .notEnoughData && finding.unreliable && figures.callable.isEmpty)
                #expect(figures.tests.againstExpected?.p == nil)
                #expect(figures.tests.againstExpected?.verdict == .notEnoughData)
            }
        }
        let never = try judged(none, ones)
        #expect(never.finding.verdict == .notEnoughData && never.figures.change == nil)
        #expect(never.figures.interval == nil && never.figures.dispersion == nil)
    }

    @Test("without an expectation there is a change with its interval, and nothing to judge")
    func notExpected() throws {
        let (finding, figures) = try judged(ones, none, expected: nil)
        #expect(finding.verdict == nil && figures.interval != nil && figures.callable.isEmpty)
        #expect(figures.tests.againstExpected == nil)
    }

    @Test("a change is significantly better or worse exactly where its interval leaves out the expected one")
    func agreement() throws {
        var verdicts: Set<Verdict> = []
        for people in [30, 45, 80] {
            for busy in [2, 3, 7] {
                let baseline = (0..<people).map { $0 * $0 % 11 % 5 }
                let followUp = (0..<people).map { $0 % busy == 0 ? $0 * 7 % 13 % 6 : 0 }
                for expected in stride(from: -0.95, through: 1, by: 0.05) {
                    for share in [0.25, 1] {
                        let (finding, figures) = try judged(
                            baseline, followUp, share: share, expected: .real(expected))
                        let interval = try #require(figures.interval)
                        let stated = try #require(figures.expectedChange)
                        let verdict: Verdict =
                            stated > interval.upper
                            ? .significantlyBetter
                            : stated < interval.lower ? .significantlyWorse : .noSignificantDifference
                        guard finding.verdict != .notEnoughData else { continue }
                        #expect(finding.verdict == verdict, "\(people), \(busy), \(expected), \(share)")
                        verdicts.insert(verdict)
                    }
                }
            }
        }
        #expect(verdicts.count == 3)
    }

    @Test("how differently people change is learnt from all areas together")
    func pooled() throws {
        let steady = rows((0..<200).map { 2 + $0 % 3 }, (0..<200).map { 2 + $0 % 3 }, share: 1, expected: 0)
        let wild = rows(
            Array(repeating: 4, count: 40), (0..<40).map { $0 % 4 == 0 ? 16 : 0 }, share: 1, expected: 0, trust: 11,
            from: 1000)
        func dispersion(_ rows: [[String: Value]]) throws -> Double? {
            let figures = try StubModule(.cohortChange, .lowerIsBetter, rows).judged(at: [.trust]).findings
                .compactMap { $0.figures.any as? ChangeFigures }
            return figures.first { $0.people == 40 }?.dispersion
        }
        let (own, among) = (try #require(try dispersion(wild)), try #require(try dispersion(steady + wild)))
        #expect(own > 5 && among < own / 1.5 && among > 1)
    }
}
