import Testing

@testable import Significance

@Suite("Counts")
struct CountTests {
    @Test("every row of poisson.csv is met to 1e-12")
    func reference() throws {
        let table = try ReferenceTable("poisson")
        for row in table.rows {
            let observed = try table.integer("observed", row)
            let test = try Counts.exactTest(observed: observed, expected: try table.number("expected", row))
            let exact = try Counts.exactInterval(observed: observed)
            let byar = try Counts.byarInterval(observed: observed)
            for (column, value) in [
                ("p_lower_le", test.pLower), ("p_upper_ge", test.pUpper), ("exact_lower95", exact.lower),
                ("exact_upper95", exact.upper), ("byar_lower95", byar.lower), ("byar_upper95", byar.upper),
            ] {
                #expect(relativeError(value, try table.number(column, row)) < 1e-12, "\(column) of \(row)")
            }
        }
    }

    @Test("the two-sided p-value adds up every count no likelier than the observed one")
    func minimumLikelihood() throws {
        for (observed, expected) in [(0, 0.5), (3, 12.5), (23, 12.5), (65, 50), (12, 12.5), (13, 12.5)] {
            let poisson = try Poisson(mean: expected)
            let limit = poisson.pmf(observed) * (1 + 1e-7)
            let sum = (0...400).map(poisson.pmf).filter { $0 <= limit }.reduce(0, +)
            #expect(relativeError(try Counts.exactTest(observed: observed, expected: expected).p, sum) < 1e-12)
        }
    }

    @Test("an expected count of zero allows no event")
    func nothingExpected() throws {
        #expect(try Counts.exactTest(observed: 0, expected: 0).p == 1)
        #expect(try Counts.exactTest(observed: 2, expected: 0).p == 0)
    }

    @Test("the exact Poisson test rejects a true expectation no oftener than its level")
    func size() throws {
        for expected in [0.347, 4.634, 42.8] {
            let poisson = try Poisson(mean: expected)
            var rejected = 0.0
            for k in 0...200 where try Counts.exactTest(observed: k, expected: expected).p <= 0.05 {
                rejected += poisson.pmf(k)
            }
            #expect(rejected <= 0.05)
        }
    }

    @Test("Byar's limits lie within 3% of the exact ones from three events on, 0.2% from ten")
    func byarIsClose() throws {
        for observed in 3...500 {
            let byar = try Counts.byarInterval(observed: observed)
            let exact = try Counts.exactInterval(observed: observed)
            let bound = observed < 10 ? 0.03 : 0.002
            #expect(relativeError(byar.lower, exact.lower) < bound, "\(observed)")
            #expect(relativeError(byar.upper, exact.upper) < bound, "\(observed)")
        }
    }

    @Test("two counts compare as R's poisson.test does: 11 in 800 against 23 in 1000")
    func rateRatio() throws {
        let result = try Counts.rateRatio(observed: 11, exposure: 800, other: 23, otherExposure: 1000)
        let binomial = try Proportions.exactTest(observed: 11, n: 34, predicted: 800.0 / 1800)
        #expect(relativeError(result.test.p, binomial.p) < 1e-14)
        #expect(relativeError(result.ratio, 11.0 / 800 / (23.0 / 1000)) < 1e-15)
        #expect(result.interval.contains(result.ratio))
        let swapped = try Counts.rateRatio(observed: 23, exposure: 1000, other: 11, otherExposure: 800)
        #expect(relativeError(swapped.test.p, result.test.p) < 1e-13)
        #expect(relativeError(swapped.interval.lower, 1 / result.interval.upper) < 1e-13)
    }

    @Test("a count against none has no upper limit; none against none tells nothing")
    func emptyCounts() throws {
        let one = try Counts.rateRatio(observed: 4, other: 0)
        #expect(one.ratio == .infinity && one.interval.upper == .infinity && one.interval.lower > 0)
        let none = try Counts.rateRatio(observed: 0, other: 0)
        #expect(none.ratio.isNaN && none.test.p == 1)
    }

    @Test("a cohort's ratio allows for people differing: its test is the t test by person")
    func pairedRatio() throws {
        let baseline = [5, 3, 8, 2, 6, 4, 9, 1, 7, 5, 3, 6]
        let followUp = [3, 2, 6, 0, 4, 5, 4, 1, 3, 2, 2, 5]
        let result = try Counts.pairedRatio(baseline: baseline, followUp: followUp)
        #expect(result.baseline == 59 && result.followUp == 37 && result.n == 12)
        #expect(relativeError(result.percentChange, 100 * (37.0 / 59 - 1)) < 1e-14)
        #expect(relativeError(try #require(result.test.statistic), -3.8671767712085883) < 1e-12)
        #expect(relativeError(result.test.p, 0.002620661613528136) < 1e-11)
        let interval = try #require(result.interval)
        #expect(relativeError(interval.lower, 0.4874488412442541) < 1e-11)
        #expect(relativeError(interval.upper, 0.8068083467663134) < 1e-11)
        #expect(interval.contains(result.ratio) && result.few)
    }

    @Test("the same people in another order give the same ratio, interval and test")
    func pairedOrder() throws {
        let one = try Counts.pairedRatio(baseline: [5, 3, 8, 2], followUp: [3, 2, 6, 0], expectedRatio: 0.75)
        let other = try Counts.pairedRatio(baseline: [2, 8, 3, 5], followUp: [0, 6, 2, 3], expectedRatio: 0.75)
        #expect(relativeError(one.test.p, other.test.p) < 1e-13)
        #expect(
            relativeError(try #require(one.interval).lower, try #require(other.interval).lower) < 1e-14)
    }

    @Test("no event in the follow-up leaves a test but no interval")
    func pairedZero() throws {
        let result = try Counts.pairedRatio(baseline: [5, 3, 8, 2], followUp: [0, 0, 0, 0])
        #expect(result.ratio == 0 && result.interval == nil && result.test.p < 0.1)
    }

    @Test("bad counts are refused by name")
    func badInput() {
        #expect(
            throws: SignificanceError.outOfRange(name: "observed", value: -1, allowed: "a whole number from 0 to 1e15")
        ) {
            try Counts.exactTest(observed: -1, expected: 2)
        }
        #expect(throws: SignificanceError.self) { try Counts.exactTest(observed: 1, expected: -2) }
        #expect(throws: SignificanceError.self) { try Counts.exactTest(observed: 1, expected: .nan) }
        #expect(throws: SignificanceError.self) { try Counts.exactTest(observed: 1, expected: 1.1e15) }
        #expect(throws: SignificanceError.self) { try Counts.exactInterval(observed: .max) }
        #expect(throws: SignificanceError.self) { try Counts.byarInterval(observed: 1, confidence: 95) }
        #expect(throws: SignificanceError.self) { try Counts.rateRatio(observed: 1, exposure: 0, other: 1) }
        #expect(throws: SignificanceError.lengthsDiffer(name: "followUp", count: 1, other: "baseline", otherCount: 2)) {
            try Counts.pairedRatio(baseline: [1, 2], followUp: [1])
        }
        #expect(throws: SignificanceError.self) { try Counts.pairedRatio(baseline: [0, 0], followUp: [1, 0]) }
    }
}
