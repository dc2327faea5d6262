import Foundation
import Testing

@testable import Significance

@Suite("Quantiles")
struct QuantileTests {
    /// R's data set `sleep`, hours gained by 20 people.
    private let hours = [
        0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
    ]

    @Test("the sample quantile is R's type 7, which NumPy and percentile_cont give too")
    func values() throws {
        for (probability, value) in [(0.5, 0.95), (0.25, -0.025), (0.9, 4.42), (0.333, 0.2962), (0, -1.6), (1, 5.5)] {
            let own = try Quantiles.value(sorted: hours.sorted(), probability: probability)
            #expect((own - value).magnitude < 1e-12, "\(probability)")
        }
        #expect(try Quantiles.value(sorted: [3], probability: 0.5) == 3)
        #expect(try Quantiles.value(sorted: [1, 2, 4], probability: 0.5) == 2)
    }

    @Test("the interval's ends are those that SciPy finds, at every n, and cover at least as surely as is said")
    func intervals() throws {
        let table = try ReferenceTable("quantile_intervals")
        var without = 0
        for row in table.rows {
            let (n, p) = (try table.integer("n", row), try table.number("p", row))
            let places = try Quantiles.places(n: n, probability: p, confidence: 0.95)
            guard let places else {
                without += 1
                #expect(try table.text("lower", row).isEmpty, "n \(n), p \(p)")
                continue
            }
            #expect(try places.lower == table.integer("lower", row), "n \(n), p \(p)")
            #expect(try places.upper == table.integer("upper", row), "n \(n), p \(p)")
            let distribution = try Binomial(n: n, probability: p)
            let coverage = distribution.lowerTail(places.upper - 1) - distribution.lowerTail(places.lower - 1)
            #expect(relativeError(coverage, try table.number("coverage", row)) < 1e-12)
            #expect(coverage >= 0.95)
            let sorted = (1...n).map(Double.init)
            let interval = try #require(try Quantiles.interval(sorted: sorted, probability: p))
            #expect(interval.lower == Double(places.lower) && interval.upper == Double(places.upper))
            #expect(interval.contains(try Quantiles.value(sorted: sorted, probability: p)))
        }
        #expect(table.rows.count > 200 && without > 50)
    }

    @Test("a median has an interval from 6 values on, and a 90th percentile from 36")
    func fewest() throws {
        for (probability, fewest) in [(0.5, 6), (0.9, 36)] {
            let sorted = (1...fewest).map(Double.init)
            #expect(try Quantiles.interval(sorted: sorted, probability: probability) != nil)
            #expect(try Quantiles.interval(sorted: Array(sorted.dropLast()), probability: probability) == nil)
        }
    }

    @Test("the interval covers the true median at least 95 times in 100, whatever the distribution, ties included")
    func coverage() throws {
        var generator = SeededGenerator(seed: 12)
        for n in [6, 11, 30] {
            var (covers, coversTies) = (0, 0)
            for _ in 0..<4000 {
                // Skewed, with the median log 2; and rounded to whole numbers, with the median 1.
                let values = (0..<n).map { _ in -log(1 - generator.uniform()) }.sorted()
                let interval = try #require(try Quantiles.interval(sorted: values, probability: 0.5))
                if interval.contains(log(2)) { covers += 1 }
                let ties = try #require(
                    try Quantiles.interval(sorted: values.map { $0.rounded() }.sorted(), probability: 0.5))
                if ties.contains(1) { coversTies += 1 }
            }
            // Three standard errors of a proportion of 0.95 below it.
            #expect(covers > 3759 && coversTies > 3759, "n \(n): \(covers), \(coversTies)")
        }
    }

    @Test("the test is SciPy's quantile_test, the sign test for a median")
    func test() throws {
        for (expected, probability, p, less, greater) in [
            (0.8, 0.5, 1.0, 0.8684120178222656, 0.5880985260009766),
            (0, 0.5, 0.11531829833984375, 0.9940910339355469, 0.057659149169921875),
            (3.4, 0.9, 0.26590664686867005, 0.9976139105910339, 0.13295332343433502),
            (-2, 0.25, 0.0063424238778679925, 1, 0.0031712119389339963),
            (2, 0.25, 0.0003674081162898801, 0.00018370405814494006, 0.9999961869725666),
        ] {
            let test = try Quantiles.test(hours, probability: probability, expected: expected)
            #expect(relativeError(test.p, p) < 1e-10, "\(expected)")
            // Its 'less' is the chance of so few above, which is that of so many below.
            #expect(relativeError(test.pUpper, less) < 1e-10 && relativeError(test.pLower, greater) < 1e-10)
        }
    }

    @Test("no values, a probability outside 0 to 1, and an expected value that is no number are refused by name")
    func badInput() {
        #expect(throws: SignificanceError.empty(name: "sorted")) {
            try Quantiles.value(sorted: [], probability: 0.5)
        }
        #expect(throws: SignificanceError.empty(name: "sorted")) {
            try Quantiles.interval(sorted: [], probability: 0.5)
        }
        for wrong in [-0.1, 1.1, Double.nan] {
            #expect(throws: SignificanceError.self) { try Quantiles.value(sorted: [1], probability: wrong) }
        }
        for wrong in [0, 1, Double.nan] {
            #expect(throws: SignificanceError.self) { try Quantiles.interval(sorted: [1], probability: wrong) }
            #expect(throws: SignificanceError.self) { try Quantiles.test([1], probability: wrong, expected: 1) }
        }
        #expect(throws: SignificanceError.self) { try Quantiles.test([1], probability: 0.5, expected: .nan) }
    }
}
