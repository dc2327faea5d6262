import Testing

@testable import Significance

@Suite("A prediction that is uncertain itself")
struct UncertainExpectationTests {
    /// People of one row each, with the same probability.
    private static func people(_ n: Int, _ p: Double) throws -> RepeatedPeople {
        try RepeatedPeople(
            probabilities: Array(repeating: p, count: n), rowsPerPerson: Array(repeating: 1, count: n), correlation: 0)
    }

    /// Tails and minimum likelihood of the mixture, by SciPy 1.17.1: `stats.binom.pmf` at 20,001 values of log Λ,
    /// weighted by `stats.norm.pdf`, and summed.
    private static let mixtures:
        [(n: Int, p: Double, error: Double, k: Int, lower: Double, upper: Double, twoSided: Double)] = [
            (100, 0.1, 2, 3, 0.018838374488200617, 0.9940381155044273, 0.047553723561019084),
            (100, 0.1, 2, 18, 0.982689321417329, 0.02871534907281847, 0.0346772335652586),
            (40, 0.2, 4, 1, 0.028580433097054207, 0.9938960732525866, 0.11889259594970643),
            (2_000, 0.1, 30, 130, 0.007440380304621958, 0.9933965867946348, 0.021619015531007212),
            (2_000, 0.1, 30, 270, 0.9749708230574725, 0.026448104682924852, 0.039506009416570814),
            (300, 0.5, 3, 130, 0.016526695004731164, 0.9874938658497078, 0.029124256413709824),
        ]

    @Test("the test is that of the mixture over what may have been expected, as SciPy integrates it")
    func mixture() throws {
        for (n, p, error, k, lower, upper, twoSided) in Self.mixtures {
            let test = try JudgedCount(of: Self.people(n, p), standardError: error).test(observed: k)
            #expect(abs(test.pLower - lower) < 1e-6, "\(n), \(k): \(test.pLower)")
            #expect(abs(test.pUpper - upper) < 1e-6, "\(n), \(k): \(test.pUpper)")
            #expect(abs(test.p - twoSided) < 2e-6, "\(n), \(k): \(test.p)")
            #expect(test.method.hasSuffix("over what may have been expected"))
        }
    }

    @Test("a simulation of counts whose expectation varies gives the same probabilities")
    func simulation() throws {
        // Two predictions and people in two rows, of whom half go together.
        let probabilities = (0..<60).flatMap { $0 % 2 == 0 ? [0.1, 0.12] : [0.3, 0.28] }
        let people = try RepeatedPeople(
            probabilities: probabilities, rowsPerPerson: Array(repeating: 2, count: 60), correlation: 0.5)
        let error = 4.0
        let judged = JudgedCount(of: people, standardError: error)
        var random = SeededGenerator(seed: 7)
        let (draws, limit) = (40_000, 32)
        let spread = UncertainExpectation.deviation(error / people.expected)
        var (atMost, sum, squares) = (0, 0.0, 0.0)
        for _ in 0..<draws {
            let normal = Normal.quantile(max(1e-12, random.uniform()))
            let lambda = UncertainExpectation.factor(at: normal, deviation: spread)
            var count = 0
            for person in 0..<60 {
                let (shared, together) = (random.uniform(), random.uniform() < 0.5)
                for row in 0..<2 where (together ? shared : random.uniform()) < lambda * probabilities[2 * person + row]
                {
                    count += 1
                }
            }
            if count <= limit { atMost += 1 }
            sum += Double(count)
            squares += Double(count) * Double(count)
        }
        let share = Double(atMost) / Double(draws)
        let exact = try judged.test(observed: limit).pLower
        #expect(abs(share - exact) < 4 * (exact * (1 - exact) / Double(draws)).squareRoot(), "\(share), \(exact)")
        let mean = sum / Double(draws)
        let variance = squares / Double(draws) - mean * mean
        #expect(abs(variance / (people.variance + error * error) - 1) < 0.03, "\(variance)")
    }

    @Test("the larger the error, the wider what is within chance and the interval; p agrees with both")
    func wider() throws {
        let people = try Self.people(1_000, 0.1)
        var last: (range: Int, interval: Double, below: Double)?
        for error in [0.0, 2, 5, 10, 20] {
            let judged = JudgedCount(of: people, standardError: error)
            let interval = try #require(
                try judged.ratioInterval(observed: 110, p: judged.test(observed: 110).p))
            let below = try #require(try judged.detectableRatios().below)
            let now = (judged.insignificant.count, interval.upper - interval.lower, below)
            if let last {
                #expect(now.0 >= last.range && now.1 > last.interval && now.2 < last.below)
                // √(V + s²) against √V, roughly.
                let expected = ((90 + error * error) / 90).squareRoot()
                let certain = JudgedCount(of: people)
                let first = try #require(try certain.ratioInterval(observed: 110, p: certain.test(observed: 110).p))
                #expect(abs(now.1 / (first.upper - first.lower) / expected - 1) < 0.25, "\(error): \(now.1)")
            }
            last = now
            for count in stride(from: 60, through: 150, by: 5) {
                let isInside = judged.insignificant.contains(count)
                let test = try judged.test(observed: count)
                #expect(isInside == (test.p >= 0.05))
                let interval = try #require(try judged.ratioInterval(observed: count, p: test.p))
                #expect(interval.contains(1) == isInside)
            }
        }
        let certain = try JudgedCount(of: people, standardError: 0).test(observed: 125)
        #expect(try certain == PoissonBinomial(probabilities: Array(repeating: 0.1, count: 1_000)).test(observed: 125))
    }

    @Test("Gauss and Hermite's rules give the moments of the normal distribution, and statmod's nodes")
    func hermite() throws {
        #expect(Quadrature.hermite.map(\.count) == [4, 8, 16, 32, 64, 128])
        for rule in Quadrature.hermite {
            var moment = 1.0
            for power in stride(from: 2, through: 6, by: 2) {
                moment *= Double(power - 1)
                let sum = rule.reduce(0.0) { sum, point in
                    sum + point.weight * (0..<power).reduce(1.0) { product, _ in product * point.node }
                }
                #expect(abs(sum / moment - 1) < 1e-11, "\(rule.count) nodes, power \(power): \(sum)")
            }
        }
        // numpy.polynomial.hermite_e.hermegauss(16), its weights divided by √(2π).
        let sixteen = Quadrature.hermite[2]
        #expect(abs(sixteen[15].node - 6.6308782) < 1e-7 && abs(sixteen[15].weight / 1.49781472e-10 - 1) < 1e-6)
        #expect(abs(sixteen[14].node - 5.47222571) < 1e-7 && abs(sixteen[14].weight / 1.30947322e-7 - 1) < 1e-6)
    }
}
