import Foundation
import Testing

@testable import Significance

@Suite("Poisson-binomial")
struct PoissonBinomialTests {
    @Test("every row of poisson_binomial.csv is met to 1e-12, down to 1e-300")
    func reference() throws {
        let url = try #require(
            Bundle.module.url(forResource: "reference/poisson_binomial_probabilities", withExtension: "json"))
        let cases = try JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: url))
        let table = try ReferenceTable("poisson_binomial")
        for row in table.rows {
            let distribution = try PoissonBinomial(probabilities: try #require(cases[try table.text("case", row)]))
            let k = try table.integer("k", row)
            let test = try distribution.test(observed: k)
            for (column, value) in [
                ("pmf", distribution.pmf(k)), ("p_lower_le", test.pLower), ("p_upper_ge", test.pUpper),
                ("p_two_sided_min_likelihood", test.p),
            ] {
                let expected = try table.text(column, row)
                let reference = expected.hasSuffix("e-330") ? 0 : try #require(Double(expected))
                #expect(relativeError(value, reference) < 1e-12, "\(column) of \(row)")
            }
        }
    }

    /// Which rows of the national table to test: all of them in an optimised build, otherwise only the one farthest
    /// out, because an unoptimised pass over the trials takes a hundred times as long.
    #if DEBUG
        static let nationalRows = [0]
    #else
        static let nationalRows = Array(0..<8)
    #endif

    @Test("at national size, 616,252 different probabilities, tails of 1e-290 are right to 1e-12")
    func national() throws {
        let probabilities = (0..<616_252).map { i in
            Double(UInt32(truncatingIfNeeded: i &* 2_654_435_761)) / 0x1p32 * 0.3 + 0.01
        }
        let distribution = try PoissonBinomial(probabilities: probabilities)
        let table = try ReferenceTable("poisson_binomial_national")
        for row in Self.nationalRows.map({ table.rows[$0] }) {
            let test = try distribution.test(observed: try table.integer("k", row))
            for (column, value) in [
                ("p_lower_le", test.pLower), ("p_upper_ge", test.pUpper), ("p_two_sided_min_likelihood", test.p),
            ] {
                #expect(relativeError(value, try table.number(column, row)) < 1e-12, "\(column) of \(row)")
            }
        }
    }

    @Test("equal probabilities give the binomial, even where all their rounding errors agree")
    func equalProbabilities() throws {
        for (n, p, counts) in [
            (1, 0.3, [0, 1]), (40, 0.3, [0, 1, 12, 13, 39, 40]), (300, 0.9, [0, 200, 270, 299, 300]),
            (3_500, 0.1, [1, 250, 349, 351, 500, 1200]), (50_000, 0.1, [4000, 4900, 5001, 5300, 7000]),
        ] {
            let distribution = try PoissonBinomial(probabilities: [Double](repeating: p, count: n))
            let binomial = try Binomial(n: n, probability: p)
            for k in counts where binomial.pmf(k) > 1e-300 {
                let test = try distribution.test(observed: k)
                let exact = try Proportions.exactTest(observed: k, n: n, predicted: p)
                #expect(relativeError(distribution.pmf(k), binomial.pmf(k)) < 3e-11, "pmf \(k) of \(n)")
                #expect(relativeError(test.pLower, exact.pLower) < 3e-11, "lower \(k) of \(n)")
                #expect(relativeError(test.pUpper, exact.pUpper) < 3e-11, "upper \(k) of \(n)")
                #expect(relativeError(test.p, exact.p) < 3e-11, "two-sided \(k) of \(n)")
            }
        }
    }

    @Test(
        "any mixture agrees with plain convolution, tiny and near-certain probabilities included",
        arguments: [1, 2, 3, 7, 25, 60])
    func convolution(n: Int) throws {
        var generator = SeededGenerator(seed: UInt64(n))
        for shape in 0..<6 {
            let probabilities = (0..<n).map { _ in
                let u = generator.uniform()
                return switch shape {
                case 0: u
                case 1: u * 1e-8
                case 2: 1 - u * 1e-8
                case 3: u < 0.5 ? u * 1e-20 : 1 - (1 - u) * 1e-3
                case 4: u < 0.2 ? 0 : u > 0.8 ? 1 : u
                default: u * u * u
                }
            }
            let distribution = try PoissonBinomial(probabilities: probabilities)
            let pmf = convolved(probabilities)
            for k in 0...n {
                let message = Comment(rawValue: "shape \(shape), n \(n), k \(k)")
                let test = try distribution.test(observed: k)
                let lower = pmf[0...k].reduce(0, +)
                let upper = pmf[k...].reversed().reduce(0, +)
                if pmf[k] > 1e-290 { #expect(relativeError(distribution.pmf(k), pmf[k]) < 1e-11, message) }
                if lower > 1e-290 { #expect(relativeError(test.pLower, lower) < 1e-11, message) }
                if upper > 1e-290 { #expect(relativeError(test.pUpper, upper) < 1e-11, message) }
                let own = min(lower, upper)
                #expect(test.p <= 1 && (own < 1e-290 || test.p >= own * (1 - 1e-11)), message)
            }
        }
    }

    /// The plain recursion, one trial at a time.
    private func convolved(_ probabilities: [Double]) -> [Double] {
        var pmf = [1.0]
        for p in probabilities {
            var next = [Double](repeating: 0, count: pmf.count + 1)
            for (k, mass) in pmf.enumerated() {
                next[k] += mass * (1 - p)
                next[k + 1] += mass * p
            }
            pmf = next
        }
        return pmf
    }

    @Test("the two-sided p-value adds up every count no likelier than the observed one")
    func minimumLikelihood() throws {
        var generator = SeededGenerator(seed: 5)
        for n in [5, 30, 120] {
            let probabilities = (0..<n).map { _ in generator.uniform() * 0.6 }
            let distribution = try PoissonBinomial(probabilities: probabilities)
            let pmf = convolved(probabilities)
            for k in 0...n where pmf[k] > 1e-280 {
                let sum = pmf.filter { $0 <= pmf[k] * (1 + 1e-7) }.sorted().reduce(0, +)
                #expect(relativeError(try distribution.test(observed: k).p, sum) < 1e-11, "n \(n), k \(k)")
            }
        }
    }

    @Test("the tails are monotone in the count and add to one plus the point")
    func tails() throws {
        var generator = SeededGenerator(seed: 9)
        let probabilities = (0..<400).map { _ in generator.uniform() * 0.4 }
        let distribution = try PoissonBinomial(probabilities: probabilities)
        var previous = (lower: 0.0, upper: 1.0)
        for k in stride(from: 0, through: 400, by: 9) {
            let (lower, upper) = (distribution.lowerTail(k), distribution.upperTail(k))
            #expect(lower >= previous.lower && upper <= previous.upper, "\(k)")
            #expect((lower + upper - 1 - distribution.pmf(k)).magnitude < 1e-13)
            previous = (lower, upper)
        }
    }

    @Test("the order of people does not matter, and success and failure change places under p to 1 - p")
    func invariance() throws {
        var generator = SeededGenerator(seed: 21)
        let probabilities = (0..<3_541).map { _ in (generator.uniform() * 1024).rounded() / 4096 }
        let mirrored = probabilities.shuffled(using: &generator).map { 1 - $0 }
        let distribution = try PoissonBinomial(probabilities: probabilities)
        let other = try PoissonBinomial(probabilities: mirrored)
        for k in [300, 400, 430, 442, 480, 600] {
            let (test, mirror) = (try distribution.test(observed: k), try other.test(observed: 3_541 - k))
            #expect(relativeError(test.p, mirror.p) < 1e-11)
            #expect(relativeError(test.pLower, mirror.pUpper) < 1e-11)
            #expect(relativeError(test.pUpper, mirror.pLower) < 1e-11)
        }
    }

    @Test("the exact test rejects a true prediction no oftener than its level, where the plain z test is too timid")
    func size() throws {
        var generator = SeededGenerator(seed: 77)
        let probabilities = (0..<60).map { $0 < 6 ? 0.9 : 0.01 + Double($0 % 7) / 100 }
        let distribution = try PoissonBinomial(probabilities: probabilities)
        let n = probabilities.count
        let exact = try (0...n).map { try distribution.test(observed: $0).p <= 0.05 }
        let plain = try (0...n).map {
            try Proportions.zTest(observed: $0, n: n, predicted: distribution.mean / Double(n)).p <= 0.05
        }
        var rejected = (exact: 0, plain: 0)
        for _ in 0..<20_000 {
            let count = probabilities.count { generator.uniform() < $0 }
            if exact[count] { rejected.exact += 1 }
            if plain[count] { rejected.plain += 1 }
        }
        #expect(rejected.exact <= 1_090, "\(rejected)")
        #expect(rejected.plain < rejected.exact, "\(rejected)")
    }

    @Test("certain people shift the count and leave no chance")
    func certain() throws {
        let distribution = try PoissonBinomial(probabilities: [1, 1, 0])
        #expect(try distribution.test(observed: 2).p == 1)
        #expect(try distribution.test(observed: 1).p == 0)
        #expect(distribution.pmf(2) == 1 && distribution.pmf(3) == 0)
        #expect(distribution.lowerTail(1) == 0 && distribution.upperTail(2) == 1)
        #expect(distribution.mean == 2 && distribution.variance == 0)
        #expect(distribution.pmf(-1) == 0 && distribution.upperTail(-1) == 1 && distribution.lowerTail(9) == 1)
    }

    @Test("the normal form uses the variance of people who differ")
    func normalForm() throws {
        let probabilities = [0.1, 0.2, 0.3, 0.9]
        let z = try PoissonBinomial.zTest(observed: 3, probabilities: probabilities)
        #expect(relativeError(try #require(z.statistic), 1.5 / (0.09 + 0.16 + 0.21 + 0.09).squareRoot()) < 1e-14)
        let plain = try Proportions.zTest(observed: 3, n: 4, predicted: 1.5 / 4)
        #expect(try #require(z.statistic) > (try #require(plain.statistic)))
        #expect(try PoissonBinomial.zTest(observed: 1, probabilities: [1, 0]).p == 1)
    }

    @Test("a probability that is none is refused with its place")
    func badInput() {
        #expect(throws: SignificanceError.empty(name: "probabilities")) { try PoissonBinomial(probabilities: []) }
        #expect(throws: SignificanceError.notAProbability(name: "probabilities", value: 1.01, index: 2)) {
            try PoissonBinomial(probabilities: [0.1, 0.2, 1.01])
        }
        #expect(throws: SignificanceError.self) { try PoissonBinomial(probabilities: [0.1, .nan]) }
        #expect(throws: SignificanceError.self) { try PoissonBinomial.test(observed: 3, probabilities: [0.1, 0.2]) }
        #expect(throws: SignificanceError.self) { try PoissonBinomial.test(observed: -1, probabilities: [0.1, 0.2]) }
    }
}
