import Significance
import Simulation
import Testing

@Suite("Random numbers of simulated reports")
struct RandomStreamTests {
    @Test("the same seed, name and number give the same numbers, and any other give others")
    func streams() {
        func first(_ seed: UInt64, _ name: String, _ number: Int) -> [UInt64] {
            var random = RandomStream(seed: seed, name: name, number: number)
            return (0..<4).map { _ in random.next() }
        }
        #expect(first(1, "NI 18", 0) == first(1, "NI 18", 0))
        let all = [first(1, "NI 18", 0), first(2, "NI 18", 0), first(1, "NI 19", 0), first(1, "NI 18", 1)]
        #expect(Set(all.joined()).count == 16)
    }

    @Test("normal variates have the moments and the tails of the normal distribution")
    func normal() {
        var random = RandomStream(seed: 1, name: "normal", number: 0)
        let draws = (0..<60_000).map { _ in random.normal() }
        // The standard deviations of x, x², x³ and x⁴ are 1, sqrt 2, sqrt 15 and sqrt 96.
        for (power, mean, deviation) in [(1, 0.0, 1.0), (2, 1, 1.4143), (3, 0, 3.873), (4, 3, 9.798)] {
            let moments = draws.map { draw in (0..<power).reduce(1) { product, _ in product * draw } }
            #expect(isLikely(mean: moments, mean, deviation: deviation))
        }
        // Within the first layer, in the layers' corners, and in the tail beyond them.
        for limit in [-3.6, -2, -0.3, 0.1, 1, 3.2, 3.6] {
            let tail = Normal.upperTail(limit)
            #expect(
                isLikely(
                    mean: draws.map { $0 > limit ? 1 : 0 }, tail, deviation: (tail * (1 - tail)).squareRoot()))
        }
    }

    @Test("gamma variates have mean 1 and the variance of their shape", arguments: [0.4, 1, 3])
    func gamma(shape: Double) {
        var random = RandomStream(seed: 1, name: "gamma", number: 0)
        let draws = (0..<50_000).map { _ in random.gamma(shape: shape) }
        #expect(isLikely(mean: draws, 1, deviation: (1 / shape).squareRoot()))
        // The fourth central moment is 3 / shape² + 6 / shape³.
        let deviation = (2 / (shape * shape) + 6 / (shape * shape * shape)).squareRoot()
        #expect(isLikely(mean: draws.map { ($0 - 1) * ($0 - 1) }, 1 / shape, deviation: deviation))
    }

    @Test("Poisson variates have the probabilities of their mean, small or large", arguments: [0.3, 5, 40])
    func poisson(mean: Double) throws {
        var random = RandomStream(seed: 1, name: "Poisson", number: 0)
        let draws = (0..<50_000).map { _ in random.poisson(mean: mean) }
        #expect(isLikely(mean: draws.map(Double.init), mean, deviation: mean.squareRoot()))
        for limit in [0, Int(mean), Int(1.3 * mean) + 1] {
            let below = try Poisson(mean: mean).lowerTail(limit)
            #expect(
                isLikely(
                    mean: draws.map { $0 <= limit ? 1 : 0 }, below, deviation: (below * (1 - below)).squareRoot()))
        }
    }

    @Test("binomial variates have the mean and variance of n and p")
    func binomial() {
        var random = RandomStream(seed: 1, name: "binomial", number: 0)
        let draws = (0..<20_000).map { _ in Double(random.binomial(n: 40, p: 0.1)) }
        #expect(isLikely(mean: draws, 4, deviation: 3.6.squareRoot()))
        #expect(isLikely(mean: draws.map { ($0 - 4) * ($0 - 4) }, 3.6, deviation: 5.4))
    }

    /// Whether the mean of independent draws is within five standard errors of its expectation.
    private func isLikely(mean draws: [Double], _ expected: Double, deviation: Double) -> Bool {
        let mean = draws.reduce(0, +) / Double(draws.count)
        return (mean - expected).magnitude < 5 * deviation / Double(draws.count).squareRoot()
    }
}
