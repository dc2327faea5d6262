import Significance
import Testing

@testable import Prediction

@Suite("Predictions against what happened")
struct CalibrationTests {
    /// 400 people with 50 different predictions, re-offending less steeply than predicted.
    static let outcomes = ScoredOutcomes(
        (0..<400).map { i in
            let predicted = 0.02 + 0.9 * Double(i * 37 % 50) / 50
            return .init(predicted: predicted, happened: Double((i * 73 + 11) % 101) / 101 < 0.15 + 0.6 * predicted)
        })

    @Test("the area under the curve and its interval are those of the definition")
    func area() throws {
        // Python: every pair compared; DeLong's variance from the placements, numpy.var(ddof=1).
        let area = try #require(AreaUnderCurve(of: Self.outcomes))
        #expect(abs(area.value - 0.6828908554572272) < 1e-13)
        #expect(abs(area.interval!.lower - 0.6305478940039873) < 1e-13)
        #expect(abs(area.interval!.upper - 0.7352338169104671) < 1e-13)
        let parted = ScoredOutcomes([(0.1, false), (0.2, false), (0.3, true), (0.9, true)].map(pair))
        #expect(AreaUnderCurve(of: parted)?.value == 1)
        #expect(AreaUnderCurve(of: ScoredOutcomes([(0.4, false), (0.4, true)].map(pair)))?.value == 0.5)
        #expect(AreaUnderCurve(of: ScoredOutcomes([(0.4, true)].map(pair))) == nil)
    }

    @Test("the Brier score is the mean squared residual")
    func brier() throws {
        let brier = try #require(BrierScore(of: Self.outcomes))
        #expect(abs(brier.value - 0.233014) < 1e-14)
        #expect(abs(try #require(brier.skill) - 0.051921472891872544) < 1e-13)
        #expect(BrierScore(of: ScoredOutcomes([])) == nil)
        #expect(BrierScore(of: ScoredOutcomes([(0.25, true)].map(pair)))?.skill == nil)
    }

    @Test("slope and intercept are those of a logistic regression")
    func recalibration() throws {
        // Python: scipy.optimize.minimize of the negative log-likelihood, polished by Newton's method in numpy.
        let fit = try LogisticRecalibration(of: Self.outcomes)
        #expect(abs(fit.slope.value - 0.48957588594505297) < 1e-9)
        #expect(abs(fit.intercept.value + 0.1685289134691249) < 1e-9)
        #expect(abs(fit.slope.interval.lower - 0.3255627014147934) < 1e-9)
        #expect(abs(fit.slope.interval.upper - 0.6535890704753126) < 1e-9)
        #expect(abs(fit.intercept.interval.lower + 0.37700538627422064) < 1e-9)
        #expect(abs(fit.inTheLarge.value + 0.14395685726787222) < 1e-9)
        #expect(abs(fit.inTheLarge.interval.upper - 0.08697859792108836) < 1e-9)
    }

    @Test("a slope is found where predictions say nothing, among many people")
    func flat() throws {
        let many = ScoredOutcomes(
            (0..<300_000).map { i in
                .init(predicted: 0.05 + 0.9 * Double(i % 997) / 997, happened: (i / 997).isMultiple(of: 4))
            })
        // Python: as above.
        let fit = try LogisticRecalibration(of: many)
        #expect(abs(fit.slope.value + 0.0016510890101897671) < 1e-8)
        #expect(abs(fit.intercept.value + 1.086655352644766) < 1e-8)
    }

    @Test(
        "a slope that is not to be had is refused, with the reason",
        arguments: [
            ([(0.1, false), (0.2, false)], "nobody"), ([(0.1, true), (0.2, true)], "everybody"),
            ([(0, false), (0.5, true)], "0 or 1"), ([(0.5, false), (1, true)], "0 or 1"),
            ([(0.5, false), (0.5, true)], "the same"), ([(0.1, false), (0.2, false), (0.3, true)], "separate"),
        ])
    func notEstimable(rows: [(Double, Bool)], reason: String) throws {
        let error = #expect(throws: PredictionError.self) {
            try LogisticRecalibration(of: ScoredOutcomes(rows.map(pair)))
        }
        #expect(try #require(error).description.contains(reason))
    }

    @Test("tenths hold everybody once, the equally predicted together, whatever the order of rows")
    func deciles() throws {
        let deciles = RiskGroup.tenths(of: Self.outcomes)
        #expect(deciles.map(\.tenths) == (1...10).map { $0...$0 })
        #expect(deciles.map(\.n) == Array(repeating: 40, count: 10))
        #expect(deciles.map(\.observed) == [8, 10, 12, 13, 17, 18, 21, 23, 25, 27])
        #expect(abs(deciles.map(\.expected).reduce(0, +) - Self.outcomes.expected) < 1e-9)
        for (lower, upper) in zip(deciles, deciles.dropFirst()) { #expect(lower.highest < upper.lowest) }
        let backwards = ScoredOutcomes(Self.outcomes.pairs.reversed())
        #expect(RiskGroup.tenths(of: backwards) == deciles)
        #expect(try deciles[0].interval == Proportions.wilsonInterval(observed: deciles[0].observed, n: 40))
        let tied = ScoredOutcomes((0..<100).map { .init(predicted: $0 < 50 ? 0.1 : 0.3, happened: $0 > 80) })
        let two = RiskGroup.tenths(of: tied)
        #expect(two.map(\.tenths) == [3...3, 8...8] && two.map(\.n) == [50, 50])
    }
}

private func pair(_ predicted: Double, _ happened: Bool) -> ScoredOutcomes.Pair {
    .init(predicted: predicted, happened: happened)
}
