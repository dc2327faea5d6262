import Testing

@testable import Significance

@Suite("Over time")
struct OverTimeTests {
    private func quarters(_ differences: [Double], variance: Double = 90) throws -> [OverTime.Period] {
        try differences.enumerated().map { index, difference in
            try OverTime.Period(
                firstQuarter: index, observed: 100, expected: 100 - difference, variance: variance)
        }
    }

    @Test("a trend is the weighted slope of actual minus predicted")
    func trend() throws {
        let trend = try OverTime.trend(try quarters([6, 3, 0, -3, -6]))
        #expect(relativeError(trend.slope, -30.0 / 900) < 1e-13)
        #expect(relativeError(try #require(trend.test.statistic), -1) < 1e-13)
        #expect(trend.interval.contains(trend.slope) && trend.periods == 5)
        let level = try OverTime.trend(try quarters([20, 20, 20, 20]))
        #expect(level.test.p > 1 - 1e-12)
    }

    @Test("the order in which quarters are given does not matter")
    func order() throws {
        let periods = try quarters([5, -2, 9, 1, -7, 3])
        let plain = try OverTime.trend(periods)
        let reversed = try OverTime.trend(periods.reversed())
        #expect(plain.test.p == reversed.test.p)
    }

    @Test("rolling years that share snapshots are refused, and every fourth is kept")
    func rollingYears() throws {
        let years = try (0..<11).map {
            try OverTime.Period(firstQuarter: $0, quarters: 4, observed: 400, expected: 400, variance: 360)
        }
        #expect(throws: SignificanceError.overlapping(name: "periods", index: 1, other: 0)) {
            try OverTime.trend(years)
        }
        #expect(OverTime.nonOverlapping(years) == [2, 6, 10])
        #expect(try OverTime.trend([years[2], years[6], years[10]]).test.p == 1)
    }

    @Test("the trend test holds its level where there is no trend")
    func size() throws {
        var generator = SeededGenerator(seed: 8)
        var rejected = 0
        for _ in 0..<2_000 {
            let periods = try (0..<8).map { quarter in
                let observed = (0..<60).count { _ in generator.uniform() < 0.3 }
                return try OverTime.Period(firstQuarter: quarter, observed: observed, expected: 18, variance: 12.6)
            }
            if try OverTime.trend(periods).test.isSignificant() { rejected += 1 }
        }
        #expect((65...140).contains(rejected))
    }

    @Test("the moving average weighs the latest quarter most, within limits that widen to their final width")
    func movingAverage() throws {
        let points = try OverTime.movingAverage(try quarters([30, 0, 0], variance: 100), weight: 0.5, width: 3)
        #expect(points.map(\.value) == [1.5, 0.75, 0.375])
        #expect(relativeError(points[0].limits.upper, 1.5) < 1e-14)
        #expect(points[2].limits.upper > points[0].limits.upper && !points[2].isFlagged)
        let flagged = try OverTime.movingAverage(try quarters([0, 0, 50], variance: 100), weight: 1, width: 3)
        #expect(flagged.map(\.isFlagged) == [false, false, true])
    }

    @Test("a lasting fall is flagged with the quarter it may have begun in")
    func cumulativeSum() throws {
        let fall = try quarters([1, -2, 1, -20, -20, -20, -20, -20], variance: 100)
        let flags = try OverTime.cumulativeSum(fall)
        let flag = try #require(flags.first)
        #expect(flags.count == 1 && flag.direction == .below && flag.since == 3 && flag.index == 5)
        #expect(try OverTime.cumulativeSum(try quarters([3, -4, 2, -1, 0, 5])).isEmpty)
    }

    @Test("a target of -7.77% on 9.76% needs some 5,880 people, 4,140 one-sided, as the domain notes have it")
    func cohortSize() throws {
        #expect(try Planning.cohortSize(predicted: 0.0976, relativeDifference: -7.77) == 5_884)
        #expect(try Planning.cohortSize(predicted: 0.0976, relativeDifference: -7.77, sides: .one) == 4_144)
        let n = try Planning.cohortSize(predicted: 0.0976, relativeDifference: -7.77, power: 0.8)
        let rates = try Planning.detectableRates(n: n, predicted: 0.0976)
        #expect((try #require(rates.below) - 0.0976 * (1 - 0.0777)).magnitude < 1e-5)
        #expect(try Planning.rangeOfInsignificance(n: 5_884, predicted: 0.0976) <= 7.77)
        #expect(try Planning.rangeOfInsignificance(n: 5_883, predicted: 0.0976) > 7.77)
    }

    @Test("periods and targets that cannot be are refused")
    func badInput() throws {
        #expect(throws: SignificanceError.self) {
            try OverTime.Period(firstQuarter: 0, observed: 1, expected: 1, variance: 0)
        }
        let two = try quarters([1, 2])
        #expect(throws: SignificanceError.tooFew(name: "periods", count: 2, needed: 3)) { try OverTime.trend(two) }
        #expect(throws: SignificanceError.self) { try OverTime.movingAverage(two, weight: 0) }
        #expect(throws: SignificanceError.self) { try OverTime.cumulativeSum([]) }
        #expect(throws: SignificanceError.self) { try Planning.cohortSize(predicted: 0.1, relativeDifference: 0) }
        #expect(throws: SignificanceError.self) { try Planning.cohortSize(predicted: 0.9, relativeDifference: 20) }
    }
}
