import Testing

@testable import Significance

@Suite("Means")
struct MeanTests {
    /// R's data set `sleep`, hours gained by 20 people.
    private let hours = [
        0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
    ]

    private func summed(_ values: [Double]) throws -> MeanEstimate {
        try Means.estimate(
            total: values.reduce(0, +), n: values.count, sumOfSquares: values.reduce(0) { $0 + $1 * $1 })
    }

    @Test("the interval and test are those of R's t.test of its sleep data")
    func sleep() throws {
        let estimate = try summed(hours)
        #expect(relativeError(estimate.mean, 1.54) < 1e-14)
        #expect(relativeError(estimate.interval.lower, 0.5955844996196042) < 1e-12)
        #expect(relativeError(estimate.interval.upper, 2.484415500380396) < 1e-12)
        let test = try Means.tTest(estimate, expected: 0)
        #expect(relativeError(try #require(test.statistic), 3.412964995270109) < 1e-12)
        #expect(relativeError(test.p, 0.0029176204041541204) < 1e-11)
        #expect(relativeError(test.pLower + test.pUpper, 1) < 1e-14)
    }

    @Test("values that do not vary make any other mean impossible")
    func alike() throws {
        let estimate = try summed([3, 3, 3])
        #expect(estimate.standardError == 0 && estimate.interval.lower == 3 && estimate.interval.upper == 3)
        #expect(try Means.tTest(estimate, expected: 3).p == 1 && Means.tTest(estimate, expected: 2).p == 0)
    }

    @Test("one value, and squares that no values have, are refused by name")
    func badInput() throws {
        #expect(throws: SignificanceError.tooFew(name: "n", count: 1, needed: 2)) { try summed([3]) }
        #expect(throws: SignificanceError.self) { try Means.estimate(total: 10, n: 2, sumOfSquares: 49) }
        #expect(throws: SignificanceError.self) { try Means.estimate(total: .nan, n: 2, sumOfSquares: 49) }
        let estimate = try summed(hours)
        #expect(throws: SignificanceError.self) { try Means.tTest(estimate, expected: .infinity) }
    }
}
