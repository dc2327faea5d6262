import Testing

@testable import Significance

@Suite("Planning")
struct PlanningTests {
    @Test("the range of insignificance is the domain notes' table")
    func range() throws {
        for (n, ranges) in [
            (500, [29.7, 26.3, 23.7]), (1_000, [21.0, 18.6, 16.8]), (6_000, [8.6, 7.6, 6.9]),
            (60_000, [2.7, 2.4, 2.2]),
        ] {
            for (predicted, expected) in zip([0.08, 0.1, 0.12], ranges) {
                let range = try Planning.rangeOfInsignificance(n: n, predicted: predicted)
                #expect((range - expected).magnitude <= 0.0501)
            }
        }
        #expect((try Planning.rangeOfInsignificance(n: 9389, predicted: 0.1101) - 5.75).magnitude < 0.005)
        #expect(
            (try Planning.rangeOfInsignificance(n: 9389, predicted: 0.1101, confidence: 0.9) - 4.83).magnitude < 0.005)
    }

    @Test("a difference just beyond the range is significant, one just within is not")
    func rangeAgreesWithTest() throws {
        let range = try Planning.rangeOfInsignificance(n: 10_000, predicted: 0.1)
        let edge = 1000 * (1 - range / 100)
        #expect(try Proportions.zTest(observed: Int(edge), n: 10_000, predicted: 0.1).isSignificant())
        #expect(try !Proportions.zTest(observed: Int(edge) + 1, n: 10_000, predicted: 0.1).isSignificant())
    }

    @Test("at 95% and 80% power the detectable difference is 1.4294 times the range")
    func detectable() throws {
        let range = try Planning.rangeOfInsignificance(n: 4_000, predicted: 0.1)
        let detectable = try Planning.smallestDetectableDifference(n: 4_000, predicted: 0.1)
        #expect(relativeError(detectable / range, 1 + 0.8416212335729143 / 1.959963984540054) < 1e-14)
        let same = try Planning.smallestDetectableDifference(expected: 400, variance: 360)
        #expect(relativeError(same, detectable) < 1e-14)
    }

    @Test("the detectable rates have exactly the power asked for")
    func detectableRates() throws {
        let (n, predicted) = (4_000.0, 0.1)
        let rates = try Planning.detectableRates(n: 4_000, predicted: predicted)
        for rate in [try #require(rates.below), try #require(rates.above)] {
            let margin = 1.959963984540054 * (predicted * (1 - predicted) / n).squareRoot()
            let reach = ((rate - predicted).magnitude - margin) / (rate * (1 - rate) / n).squareRoot()
            #expect(relativeError(Normal.cdf(reach), 0.8) < 1e-12)
        }
        #expect(try Planning.detectableRates(n: 20, predicted: 0.05).below == nil)
    }

    @Test("no predicted event makes every relative difference undetectable")
    func nothingPredicted() throws {
        #expect(try Planning.rangeOfInsignificance(n: 100, predicted: 0) == .infinity)
        #expect(try Planning.rangeOfInsignificance(n: 100, predicted: 1) == 0)
        #expect(throws: SignificanceError.self) { try Planning.rangeOfInsignificance(n: 0, predicted: 0.1) }
        #expect(throws: SignificanceError.self) {
            try Planning.smallestDetectableDifference(n: 10, predicted: 0.1, power: 1)
        }
    }
}
