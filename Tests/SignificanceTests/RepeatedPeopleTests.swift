import ReportKit
import Testing

@testable import Significance

@Suite("People in several rows, judged as people")
struct RepeatedPeopleTests {
    private typealias Person = [Double]

    private static func people(_ persons: [Person], correlation: Double) throws -> RepeatedPeople {
        try RepeatedPeople(
            probabilities: persons.flatMap { $0 }, rowsPerPerson: persons.map(\.count), correlation: correlation)
    }

    /// People of one to four rows with predictions about a mean, from a seeded generator.
    private static func made(_ count: Int, mean: Double, seed: UInt64) -> [Person] {
        var generator = SplitMix(seed)
        return (0..<count).map { _ in
            let own = mean * Double.random(in: 0.2...1.8, using: &generator)
            return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                min(0.99, own * Double.random(in: 0.9...1.1, using: &generator))
            }
        }
    }

    /// The distribution by another way: everybody's own probabilities by going through all outcomes, then added up person by
    /// person.
    private static func enumerated(_ persons: [Person], correlation: Double, times factor: Double = 1) -> [Double] {
        var total = [1.0]
        for person in persons {
            let person = person.map { min(1, factor * $0) }
            var own = [Double](repeating: 0, count: person.count + 1)
            for outcome in 0..<(1 << person.count) {
                let happened = person.indices.map { outcome >> $0 & 1 == 1 }
                let apart = zip(person, happened).reduce(1.0) { $0 * ($1.1 ? $1.0 : 1 - $1.0) }
                // From one draw u: all those above u, and none of those below.
                let lowest = zip(person, happened).filter(\.1).map(\.0).min() ?? 1
                let highest = zip(person, happened).filter { !$0.1 }.map(\.0).max() ?? 0
                own[happened.count(where: \.self)] +=
                    (1 - correlation) * apart + correlation * max(0, lowest - highest)
            }
            var sum = [Double](repeating: 0, count: total.count + person.count)
            for (count, probability) in total.enumerated() {
                for (more, share) in own.enumerated() { sum[count + more] += probability * share }
            }
            total = sum
        }
        return total
    }

    @Test("the distribution is the one that going through all outcomes gives", arguments: [0, 0.2, 0.7, 1])
    func distribution(_ correlation: Double) throws {
        for (count, mean, factor) in [(1, 0.4, 1.0), (7, 0.2, 1.3), (60, 0.1, 1), (400, 0.3, 0.8)] {
            let persons = Self.made(count, mean: mean, seed: UInt64(count))
            let distribution = try Self.people(persons, correlation: correlation).distribution(times: factor)
            let expected = Self.enumerated(persons, correlation: correlation, times: factor)
            for (k, probability) in expected.enumerated() {
                #expect(abs(distribution.pmf(k) - probability) < 1e-11, "\(count) people, \(k)")
            }
        }
    }

    @Test("the probabilities of every number of rows add up to 1", arguments: [0, 0.4, 1])
    func total(_ correlation: Double) throws {
        for rows in 1...300 {
            let persons = (0..<(rows + 3) / 4).map { Array(repeating: 0.03, count: min(4, rows - 4 * $0)) }
            let distribution = try Self.people(persons, correlation: correlation).distribution()
            let total = (0...rows).reduce(0) { $0 + distribution.pmf($1) }
            #expect(abs(total - 1) < 1e-10, "\(rows) rows")
        }
    }

    @Test("many people whose rows all go together have a distribution with steps")
    func steps() throws {
        let persons = (0..<400).map { _ in Array(repeating: 0.1, count: 4) }
        let distribution = try Self.people(persons, correlation: 1).distribution()
        let people = try Binomial(n: 400, probability: 0.1)
        for count in 20...60 {
            #expect(abs(distribution.pmf(4 * count) - people.pmf(count)) < 1e-9)
            #expect(distribution.pmf(4 * count + 1) < 1e-9)
        }
    }

    @Test("few expected, or nearly all: verdict and interval agree there too")
    func extremes() throws {
        for (people, rows) in [(8, 4), (25, 4), (50, 2), (100, 1)] {
            for predicted in [0.003, 0.01, 0.02, 0.05, 0.5, 0.9, 0.99] {
                for correlation in [0, 0.2, 0.5, 0.8] {
                    let judged = JudgedCount(
                        of: try Self.people(
                            (0..<people).map { _ in Array(repeating: predicted, count: rows) }, correlation: correlation
                        ))
                    for observed in 0...people * rows {
                        let p = try judged.test(observed: observed).p
                        let interval = try #require(try judged.ratioInterval(observed: observed, p: p))
                        #expect(
                            (p < 0.05) == !interval.contains(1),
                            "\(people) x \(rows), \(predicted), \(correlation), \(observed): \(p), \(interval)")
                        #expect(
                            interval.lower < interval.upper
                                && interval.contains(Double(observed) / judged.people.expected))
                    }
                }
            }
        }
    }

    @Test("where a factor raises probabilities above 1, moments count them as 1, however many rows there are")
    func clipped() throws {
        for people in [50, 3_000] {
            let persons = (0..<people).map { [$0.isMultiple(of: 2) ? 0.15 : 0.8] }
            let moments = try Self.people(persons, correlation: 0).moments(times: 1.6)
            #expect(abs(moments.mean / (Double(people) * (0.5 * 0.24 + 0.5)) - 1) < 1e-12)
            #expect(abs(moments.variance / (Double(people) * 0.5 * 0.24 * 0.76) - 1) < 1e-9)
        }
    }

    @Test("moments are those of the distribution, and the variance grows with the correlation")
    func moments() throws {
        let persons = Self.made(80, mean: 0.2, seed: 3)
        var latest = 0.0
        for correlation in [0, 0.3, 0.9] {
            for factor in [0.5, 1, 2.5] {
                let moments = try Self.people(persons, correlation: correlation).moments(times: factor)
                let pmf = Self.enumerated(persons, correlation: correlation, times: factor)
                func central(_ power: Int) -> Double {
                    pmf.enumerated().reduce(0) { sum, entry in
                        sum + entry.element
                            * (0..<power).reduce(1) { product, _ in product * (Double(entry.offset) - moments.mean) }
                    }
                }
                #expect(abs(central(1)) < 1e-9)
                #expect(abs(central(2) / moments.variance - 1) < 1e-9)
                #expect(abs(central(3) / moments.thirdCentral - 1) < 1e-7)
            }
            let people = try Self.people(persons, correlation: correlation)
            #expect(people.variance > latest)
            latest = people.variance
        }
    }

    @Test("where nobody is in two rows, it is the exact Poisson-binomial test, whatever the correlation")
    func nobodyTwice() throws {
        let probabilities = (0..<3_000).map { 0.02 + 0.3 * Double($0 % 100) / 100 }
        let exact = try PoissonBinomial(probabilities: probabilities)
        let judged = JudgedCount(
            of: try RepeatedPeople(
                probabilities: probabilities, rowsPerPerson: probabilities.map { _ in 1 }, correlation: 0.6))
        for k in [380, 470, 510, 560, 2_000] {
            #expect(try judged.test(observed: k) == exact.test(observed: k))
        }
        let range = judged.insignificant
        for (k, significant) in [
            (range.lowerBound - 1, true), (range.lowerBound, false), (range.upperBound, false),
            (range.upperBound + 1, true),
        ] {
            #expect(try (exact.test(observed: k).p < 0.05) == significant, "\(k)")
        }
    }

    @Test("the correlation is that of the residuals, relative to the largest possible")
    func correlation() {
        func estimate(_ persons: [[(Double, Bool)]]) -> Double {
            var correlation = WithinPersonCorrelation()
            for (person, rows) in persons.enumerated() {
                for (p, happened) in rows { correlation.add(person: Int32(person), predicted: p, observed: happened) }
            }
            return correlation.estimate
        }
        // 2 of 10 people re-offend, each after both snapshots: as alike as can be.
        #expect(abs(estimate((0..<10).map { [(0.2, $0 < 2), (0.2, $0 < 2)] }) - 1) < 1e-12)
        // One of both: e e' is 0.64 for nobody, -0.16 for four, 0.04 for six, and the room is 0.16 a person.
        #expect(estimate((0..<10).map { [(0.2, $0 < 2), (0.2, 2..<4 ~= $0)] }) == 0)
        // Two after both, two after the first, two after the second, of 20: e e' = 2 x 0.64 - 4 x 0.16 + 14 x 0.04 = 1.2 of 3.2.
        let some = (0..<20).map { [(0.2, $0 < 4), (0.2, $0 < 2 || 4..<6 ~= $0)] }
        #expect(abs(estimate(some) - 1.2 / 3.2) < 1e-12)
        // Half as many again as predicted, and all alike.
        #expect(abs(estimate((0..<10).map { [(0.2, $0 < 3), (0.2, $0 < 3)] }) - 1) < 1e-12)
        // Twice as many as predicted, but no more alike: not correlated.
        #expect(estimate((0..<100).map { [(0.25, $0 % 2 == 0), (0.25, $0 % 4 < 2)] }) < 1e-12)
        #expect(estimate([[(0.3, true)], [(0.4, false)]]) == 0)
        #expect(estimate([[(1, true), (1, true)], [(0, false), (0, false)]]) == 0)
    }

    @Test("verdict, counts that are not significant and interval say the same", arguments: 0..<40 as Range<UInt64>)
    func agreement(_ seed: UInt64) throws {
        var generator = SplitMix(seed)
        let count = Int.random(in: 8...300, using: &generator)
        let people = try Self.people(
            Self.made(count, mean: Double.random(in: 0.05...0.4, using: &generator), seed: seed),
            correlation: Double.random(in: 0...0.8, using: &generator))
        let judged = JudgedCount(of: people)
        var latest: Interval?
        for observed in 0...people.n {
            let p = try judged.test(observed: observed).p
            let interval = try #require(try judged.ratioInterval(observed: observed, p: p))
            #expect((p < 0.05) == !judged.insignificant.contains(observed), "\(observed): \(p)")
            #expect((p < 0.05) == !interval.contains(1), "\(observed) of \(people.n): \(p), \(interval)")
            #expect(interval.contains(Double(observed) / people.expected))
            // Few people's distributions have steps, which the limits follow.
            if let latest {
                #expect(latest.lower < interval.lower + 0.05, "\(observed) of \(people.n): \(latest), \(interval)")
                #expect(latest.upper < interval.upper + 0.05, "\(observed) of \(people.n): \(latest), \(interval)")
            }
            latest = interval
        }
    }

    @Test("what is said to be detectable is found four times in five", arguments: [0, 0.2, 0.5])
    func detectable(_ correlation: Double) throws {
        for (count, mean) in [(60, 0.1), (160, 0.1), (160, 0.3), (800, 0.1)] {
            let persons = Self.made(count, mean: mean, seed: 9)
            let judged = JudgedCount(of: try Self.people(persons, correlation: correlation))
            let (below, above) = try judged.detectableRatios()
            for (ratio, low) in [(below, true), (above, false)] {
                let ratio = try #require(ratio)
                let pmf = Self.enumerated(persons, correlation: correlation, times: ratio)
                let power =
                    low
                    ? pmf[..<judged.insignificant.lowerBound].reduce(0, +)
                    : pmf[(judged.insignificant.upperBound + 1)...].reduce(0, +)
                #expect(abs(power - 0.8) < 0.02, "\(count) people at \(ratio): \(power)")
            }
        }
    }

    @Test("what could be called does not depend on what happened, each side apart")
    func callable() throws {
        // Ten people in four snapshots each, one in ten predicted to re-offend.
        let ten = JudgedCount(of: try Self.people((0..<10).map { _ in [0.1, 0.1, 0.1, 0.1] }, correlation: 0.4))
        #expect(!ten.canBeLow && ten.canBeHigh)
        #expect(try ten.detectableRatios().below == nil && ten.detectableRatios().above != nil)
        // Nobody could be called either way where chance explains everything.
        let two = JudgedCount(of: try Self.people([[0.5, 0.5], [0.5]], correlation: 0.4))
        #expect(!two.canBeLow && !two.canBeHigh)
        // Certain predictions leave nothing to chance: what they exclude is significant.
        let certain = JudgedCount(of: try Self.people([[1, 1], [0]], correlation: 0.4))
        #expect(try certain.insignificant == 2...2 && certain.test(observed: 1).p < 0.05)
    }

    @Test("one person in a hundred thousand rows is judged in the time of a sort")
    func manyRows() throws {
        var correlation = WithinPersonCorrelation()
        let predicted = (0..<100_000).map { 0.05 + 0.3 * Double($0 % 1_000) / 1_000 }
        for (row, p) in predicted.enumerated() { correlation.add(person: 7, predicted: p, observed: row % 5 == 0) }
        #expect(correlation.pairs == 100_000 * 99_999 / 2)
        let judged = JudgedCount(
            of: try RepeatedPeople(
                probabilities: predicted, rowsPerPerson: [100_000], correlation: correlation.estimate))
        #expect(try judged.test(observed: 20_000).p > 0.05)
    }

    @Test("a person without rows, a probability above 1 and rows that do not add up are refused")
    func refused() {
        #expect(throws: SignificanceError.self) {
            try RepeatedPeople(probabilities: [], rowsPerPerson: [], correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try RepeatedPeople(probabilities: [0.5], rowsPerPerson: [1, 0], correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try RepeatedPeople(probabilities: [1.5], rowsPerPerson: [1], correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try RepeatedPeople(probabilities: [0.5, 0.5], rowsPerPerson: [1], correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try RepeatedPeople(probabilities: [0.5], rowsPerPerson: [1], correlation: -0.1)
        }
    }
}

/// S. Vigna's SplitMix64, so that the same people are made every time.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
