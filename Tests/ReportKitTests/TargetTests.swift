import Testing

@testable import ReportKit

@Suite("Targets and directions")
struct TargetTests {
    @Test("a single value is met on its good side, and a range with a direction from its bad end on")
    func directions() {
        let single = AgreedTarget(.rate, 0.75)
        #expect(single.isMet(by: 0.75, polarity: .higherIsBetter) == true)
        #expect(single.isMet(by: 0.74, polarity: .higherIsBetter) == false)
        #expect(single.isMet(by: 0.74, polarity: .lowerIsBetter) == true)
        // Within 5% of the predicted rate, or below.
        let about = AgreedTarget(.relativeDifference, -0.05, to: 0.05)
        #expect(about.isMet(by: 0.05, polarity: .lowerIsBetter) == true)
        #expect(about.isMet(by: -0.4, polarity: .lowerIsBetter) == true)
        #expect(about.isMet(by: 0.06, polarity: .lowerIsBetter) == false)
        #expect(about.isMet(by: nil, polarity: .lowerIsBetter) == nil)
    }

    @Test("a band is met inside and at its ends; a single value does not say how wide the band is")
    func band() {
        let band = AgreedTarget(.rate, 0.10, to: 0.15)
        #expect([0.10, 0.12, 0.15].allSatisfy { band.isMet(by: $0, polarity: .insideBand) == true })
        #expect([0.0, 0.0999, 0.1501].allSatisfy { band.isMet(by: $0, polarity: .insideBand) == false })
        #expect(AgreedTarget(.count, 1710).isMet(by: 1710, polarity: .insideBand) == nil)
    }

    @Test("close to zero is met on either side, and what has no direction is never met or missed")
    func zeroAndNone() {
        let spending = AgreedTarget(.value, 2)
        #expect(spending.isMet(by: -2, polarity: .closestToZero) == true)
        #expect(spending.isMet(by: 2.1, polarity: .closestToZero) == false)
        #expect(spending.isMet(by: 1, polarity: .noDirection) == nil)
    }

    @Test("a significant difference is better, worse, always worse, or nothing at all, by polarity")
    func verdicts() {
        func verdict(_ p: Double?, _ difference: Double, _ polarity: Polarity) -> Verdict? {
            Verdict(p: p, difference: difference, polarity: polarity)
        }
        #expect(verdict(0.01, 1, .lowerIsBetter) == .significantlyWorse)
        #expect(verdict(0.01, -1, .lowerIsBetter) == .significantlyBetter)
        #expect(verdict(0.01, 1, .higherIsBetter) == .significantlyBetter)
        for polarity in [Polarity.insideBand, .closestToZero] {
            #expect(verdict(0.01, 1, polarity) == .significantlyWorse)
            #expect(verdict(0.01, -1, polarity) == .significantlyWorse)
            #expect(verdict(0.01, 0, polarity) == .noSignificantDifference)
        }
        #expect(verdict(0.05, 1, .lowerIsBetter) == .noSignificantDifference)
        #expect(verdict(nil, 1, .lowerIsBetter) == .notEnoughData)
        #expect(verdict(0.01, 1, .noDirection) == nil && verdict(nil, 1, .noDirection) == nil)
    }

    @Test("a proportion is tested against the nearest end of its band, and inside differs from none of it")
    func proportionInBand() throws {
        func judged(_ observed: Int, _ target: AgreedTarget) throws -> (Finding, ProportionFigures) {
            let module = StubModule(
                .proportionAgainstTarget, .insideBand,
                [
                    TestAreas.row([
                        "observed": .integer(observed), "n": 200, "not_recorded": 0,
                    ])
                ])
            let (finding, figures) = try module.only(ProportionFigures.self, target: target)
            return (finding, figures)
        }
        let band = AgreedTarget(.rate, 0.10, to: 0.15)
        let (inside, insideFigures) = try judged(25, band)
        #expect(inside.verdict == .noSignificantDifference && inside.target?.met == true)
        #expect(insideFigures.tests.exactBinomial?.p == 1 && inside.target?.upper == 0.15)
        // R: binom.test(40, 200, 0.15)
        let (above, figures) = try judged(40, band)
        #expect(relativeError(figures.tests.exactBinomial?.p, 0.05901961624390688) < 1e-12)
        #expect(above.verdict == .noSignificantDifference && above.target?.met == false)
        let (below, _) = try judged(5, band)
        #expect(below.verdict == .significantlyWorse && below.target?.met == false)
        // The same band in the indicator's unit.
        let (percent, _) = try judged(25, AgreedTarget(.value, 10, to: 15))
        #expect(percent.verdict == .noSignificantDifference && percent.target?.met == true)
    }

    @Test("a target of nobody or everybody is met or not, and never tested")
    func degenerate() throws {
        let module = StubModule(
            .proportionAgainstTarget, [TestAreas.row(["observed": 199, "n": 200, "not_recorded": 0])])
        let finding = try module.only(ProportionFigures.self, target: AgreedTarget(.rate, 1)).finding
        #expect(finding.verdict == nil && finding.target?.met == false)
    }

    @Test("actual against predicted within a range is tested against the range's nearest end")
    func predictedInBand() throws {
        func judged(_ reoffended: Int, _ target: AgreedTarget?) throws -> (finding: Finding, figures: PredictedFigures)
        {
            let module = StubModule(
                .proportionAgainstPredicted, .insideBand,
                (1...1000).map { person in
                    TestAreas.row([
                        "offender_id": .integer(person), "reoffended": .integer(person <= reoffended ? 1 : 0),
                        "predicted": 0.1, "model_id": 1, "name": "model", "version": "1", "horizon_months": 3,
                    ])
                })
            return try module.only(PredictedFigures.self, target: target)
        }
        let range = AgreedTarget(.relativeDifference, -0.05, to: 0.05)
        let (worse, figures) = try judged(130, range)
        // (0.13 - 0.105) / sqrt(0.105 x 0.895 / 1000)
        #expect(relativeError(figures.tests.z.statistic, 2.578896076759846) < 1e-12)
        #expect(worse.verdict == .significantlyWorse && worse.target?.met == false)
        #expect(try judged(104, range).finding.verdict == .noSignificantDifference)
        #expect(try judged(104, range).finding.target?.met == true)
        // 12% above predicted, but not significantly outside 5%.
        let outside = try judged(112, range).finding
        #expect(outside.verdict == .noSignificantDifference && outside.target?.met == false)
        #expect(try judged(130, nil).finding.verdict == nil, "without a range there is nothing to lie outside of")
    }
}
