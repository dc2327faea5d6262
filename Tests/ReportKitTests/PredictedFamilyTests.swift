import Significance
import Testing

@testable import ReportKit

@Suite("Judging actual against predicted")
struct PredictedFamilyTests {
    /// Rows of one trust's people, each in so many rows with the same prediction.
    private static func rows(
        people: Range<Int>, each count: Int, predicted: Double, reoffended: (Int) -> Int, trust: Int = 10,
        authority: Int? = 20
    ) -> [[String: Value]] {
        people.flatMap { person in
            (0..<count).map { row in
                TestAreas.row(
                    trust: trust, authority: authority,
                    [
                        "offender_id": .integer(person), "reoffended": .integer(row < reoffended(person) ? 1 : 0),
                        "predicted": .real(predicted), "model_id": 1, "name": "a model", "version": "1",
                        "horizon_months": 3,
                    ])
            }
        }
    }

    /// A cohort elsewhere, in which two people in ten with predictions of a tenth re-offend, half of the time after each
    /// snapshot: correlated, and as predicted.
    private static let elsewhere = rows(
        people: 10_000..<11_000, each: 4, predicted: 0.1, reoffended: { $0 % 10 == 0 ? 3 : $0 % 10 == 1 ? 1 : 0 },
        trust: 11, authority: 22)

    private static func judged(_ rows: [[String: Value]]) throws -> (finding: Finding, figures: PredictedFigures) {
        let findings = try StubModule(.proportionAgainstPredicted, .lowerIsBetter, rows + elsewhere)
            .judged(at: [.trust]).findings
        let finding = try #require(findings.first { $0.area.code == "A10" })
        return (finding, try #require(finding.figures.any as? PredictedFigures))
    }

    @Test("whether there are enough data depends on the people, not on what happened")
    func enough() throws {
        // The review's case: 4 of 40 was no significant difference, and 9 of 40 not enough data.
        for reoffenders in 0...10 {
            let (finding, figures) = try Self.judged(
                Self.rows(people: 0..<10, each: 4, predicted: 0.1, reoffended: { $0 < reoffenders ? 4 : 0 }))
            #expect(finding.verdict != .notEnoughData && finding.verdict != .significantlyBetter)
            #expect(figures.smallestDetectable?.better == nil && figures.smallestDetectable?.worse != nil)
            let range = try #require(figures.rangeOfInsignificance)
            let within = range.contains(figures.relativeDifference ?? 0)
            #expect((finding.verdict == .noSignificantDifference) == within)
            #expect((finding.verdict == .significantlyWorse) == !within)
        }
        // Thirty rows of people who are nearly certain to re-offend after all or none: nothing could be called.
        for reoffenders in 0...8 {
            let (finding, figures) = try Self.judged(
                Self.rows(people: 0..<1, each: 30, predicted: 0.5, reoffended: { _ in reoffenders }))
            #expect(finding.n == 30)
            #expect(
                (finding.verdict == .notEnoughData) == (figures.smallestDetectable == .init(better: nil, worse: nil)))
        }
    }

    @Test("fewer than five expected are judged too, by the exact test")
    func fewExpected() throws {
        let (finding, figures) = try Self.judged(
            Self.rows(people: 0..<40, each: 1, predicted: 0.05, reoffended: { $0 < 8 ? 1 : 0 }))
        #expect(finding.verdict == .significantlyWorse && finding.unreliable)
        #expect(figures.tests.z.verdict == .notEnoughData && figures.tests.clustered.verdict == .notEnoughData)
        let exact = try PoissonBinomial.test(observed: 8, probabilities: Array(repeating: 0.05, count: 40))
        #expect(figures.tests.judging.p == exact.p && figures.tests.judging.method == exact.method)
    }

    @Test("the judging test names its method, and where people are repeated takes their correlation over all areas")
    func method() throws {
        let own = Self.rows(people: 0..<100, each: 4, predicted: 0.1, reoffended: { $0 < 14 ? 4 : 0 })
        let (finding, figures) = try Self.judged(own)
        #expect(figures.tests.judging.method == "exact, people as the unit, minimum likelihood")
        var correlation = WithinPersonCorrelation()
        for row in (own + Self.elsewhere) {
            guard case .integer(let person) = row["offender_id"], case .integer(let happened) = row["reoffended"] else {
                return
            }
            correlation.add(person: Int32(person), predicted: 0.1, observed: happened == 1)
        }
        let told = (100 * correlation.estimate).rounded() / 100
        #expect(figures.withinPersonCorrelation == told && told > 0.3)
        let effect = 1 + 3 * told
        #expect(abs((figures.designEffect ?? 0) - effect) < 1e-9)
        #expect(abs(figures.variance - 400 * 0.09 * effect) < 1e-6)
        #expect(finding.verdict == .noSignificantDifference)
        // By independent rows it would be one.
        #expect(figures.tests.poissonBinomial.verdict == .significantlyWorse)
        let (_, alone) = try Self.judged(
            Self.rows(people: 0..<400, each: 1, predicted: 0.1, reoffended: { $0 < 60 ? 1 : 0 }))
        #expect(alone.withinPersonCorrelation == nil && alone.designEffect == 1)
    }

    @Test("what happened in an area moves neither its range of insignificance nor what it could detect")
    func outcomeFree() throws {
        let detectable = try [20, 40, 60].map { reoffenders in
            let (_, figures) = try Self.judged(
                Self.rows(people: 0..<200, each: 2, predicted: 0.2, reoffended: { $0 < reoffenders ? 1 : 0 }))
            return (figures.rangeOfInsignificance, figures.smallestDetectable, figures.withinPersonCorrelation ?? 0)
        }
        // The cohort's correlation moves a little with any area's outcome.
        for (range, differences, correlation) in detectable {
            #expect(abs(correlation - detectable[1].2) < 0.1)
            #expect(abs((range?.upper ?? 0) - (detectable[1].0?.upper ?? 0)) < 5)
            #expect(abs((differences?.worse ?? 0) - (detectable[1].1?.worse ?? 0)) < 5)
        }
    }

    @Test("the interval of the rate leaves out the predicted rate exactly where the verdict is a difference")
    func interval() throws {
        for reoffenders in stride(from: 0, through: 60, by: 3) {
            let (finding, figures) = try Self.judged(
                Self.rows(people: 0..<100, each: 3, predicted: 0.2, reoffended: { $0 < reoffenders ? 2 : 0 }))
            let rate = try #require(figures.rateInterval)
            let difference = try #require(figures.differenceInterval)
            let isDifferent = finding.verdict == .significantlyBetter || finding.verdict == .significantlyWorse
            #expect(rate.contains(figures.predictedRate ?? 0) == !isDifferent, "\(reoffenders)")
            #expect(difference.contains(0) == !isDifferent)
            #expect(rate.contains(figures.actualRate ?? -1) && rate.lower >= 0 && rate.upper <= 1)
        }
    }

    @Test("the textbook's range stands beside under its own name")
    func textbook() throws {
        let (_, figures) = try Self.judged(
            Self.rows(people: 0..<500, each: 4, predicted: 0.1, reoffended: { $0 < 50 ? 4 : 0 }))
        let range = try Planning.rangeOfInsignificance(n: 2000, predicted: 0.1)
        #expect(abs((figures.textbook.rangeOfInsignificance?.upper ?? 0) - range) < 1e-6)
        #expect((figures.rangeOfInsignificance?.upper ?? 0) > 1.2 * range)
        #expect((figures.smallestDetectable?.worse ?? 0) > 1.2 * (figures.textbook.smallestDetectable ?? 1_000))
    }

    @Test("a finding whose judgement is withdrawn says nothing of what could have been called")
    func withdrawn() throws {
        var (finding, _) = try Self.judged(
            Self.rows(people: 0..<100, each: 2, predicted: 0.1, reoffended: { $0 < 10 ? 2 : 0 }))
        finding.withdrawJudgement(NotJudged(.rowsRejected, "too many rows were rejected"))
        let figures = try #require(finding.figures.any as? PredictedFigures)
        #expect(figures.callable.isEmpty && figures.rangeOfInsignificance == nil && figures.smallestDetectable == nil)
        #expect(figures.tests.judging.p == nil && figures.actualRate == 0.1)
    }

    @Test("predictions too small for their ratio to be a number give no difference, and no crash")
    func tiny() throws {
        let (finding, figures) = try Self.judged(
            Self.rows(people: 0..<50, each: 1, predicted: .leastNormalMagnitude / 128, reoffended: { $0 < 25 ? 1 : 0 }))
        #expect(figures.relativeDifference == nil && figures.differenceInterval == nil)
        #expect(finding.verdict == .significantlyWorse)
        #expect(throws: SignificanceError.self) {
            try ShrunkenRatios(
                observed: Array(repeating: 25, count: 8), expected: Array(repeating: 5e-159, count: 8))
        }
    }

    @Test("a rate inside the range agreed is no difference, and one outside has an interval that leaves the range out")
    func band() throws {
        let agreed = AgreedTarget(
            measure: .relativeDifference, value: 0, upper: 1.5, designated: false, source: "a plan")
        for reoffenders in stride(from: 0, through: 100, by: 5) {
            // Half are predicted 60%, half 20%: 150% above that would be more than certain for some.
            let rows =
                Self.rows(people: 0..<50, each: 1, predicted: 0.6, reoffended: { $0 < reoffenders ? 1 : 0 })
                + Self.rows(people: 50..<100, each: 1, predicted: 0.2, reoffended: { $0 < reoffenders ? 1 : 0 })
            let (finding, figures) = try StubModule(.proportionAgainstPredicted, .insideBand, rows)
                .only(PredictedFigures.self, target: agreed)
            let relative = try #require(figures.relativeDifference)
            if (0...150).contains(relative) {
                #expect(finding.verdict == .noSignificantDifference && finding.target?.met == true)
            } else {
                let interval = try #require(figures.differenceInterval)
                let touches = interval.lower <= 150 && interval.upper >= 0
                #expect((finding.verdict == .significantlyWorse) == !touches, "\(reoffenders): \(interval)")
            }
        }
    }
}
