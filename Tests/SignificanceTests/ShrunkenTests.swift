import Foundation
import Significance
import Testing

@Suite("Many areas: shrunken ratios and their ranks")
struct ShrunkenTests {
    private static let observed = [12.0, 8, 30, 4, 22, 15, 9, 40, 3, 18, 25, 7]
    private static let expected = [10.0, 11, 24, 6, 20, 18, 9, 31, 5, 15, 29, 10]

    /// The exact posterior means and 95% limits of these areas, by NumPy and SciPy: the negative binomial likelihood over a
    /// grid of 3,001 τ from 0.0001 to 3 and 601 log μ within 1.2 of the crude one, both priors uniform, then the mixture
    /// of `scipy.stats.gamma(α + O, scale=1/(α/μ + E))` over that grid, its quantiles by bisection.
    private static let reference: [(mean: Double, lower: Double, upper: Double)] = [
        (1.04608147525438, 0.7749608484153965, 1.3991464887785137),
        (0.9668025693360355, 0.6388472859450562, 1.24003461229993),
        (1.0810440993715549, 0.854185064884484, 1.4076510308576453),
        (0.9771443141591324, 0.6260000059794968, 1.278868519183236),
        (1.0375862602660064, 0.7955058868946543, 1.3304273819537098),
        (0.9739984531648775, 0.6860229884866429, 1.2278933359388464),
        (1.0139600686487928, 0.7187123091793868, 1.3321835066066113),
        (1.1028277224912393, 0.8820430297874475, 1.4291277059851102),
        (0.9757044289611692, 0.6139383406830317, 1.2823470840486793),
        (1.0551442166081755, 0.804961385042851, 1.3906163567315497),
        (0.9703242052133357, 0.7131388834943941, 1.2002718548596372),
        (0.965434792511549, 0.6297897176915457, 1.2419563366594781),
    ]
    /// The 2.5%, 50% and 97.5% points of each area's rank among 400,000 draws from the same posterior.
    private static let medianRanks = [7, 5, 9, 5, 7, 5, 6, 9, 5, 8, 5, 5]

    @Test("estimates and intervals are those of the posterior with the prior averaged out")
    func posterior() throws {
        let shrunken = try ShrunkenRatios(observed: Self.observed, expected: Self.expected)
        #expect(abs(shrunken.spread - 0.128853785366562) < 0.001)
        for (estimate, exact) in zip(shrunken.estimates, Self.reference) {
            #expect(abs(estimate.ratio - exact.mean) < 0.0015)
            #expect(abs(estimate.interval.lower - exact.lower) < 0.006)
            #expect(abs(estimate.interval.upper - exact.upper) < 0.006)
        }
    }

    @Test("ranks are those of draws from the posterior, and lie within their intervals")
    func ranks() throws {
        let shrunken = try ShrunkenRatios(observed: Self.observed, expected: Self.expected)
        let ranks = try shrunken.ranks(of: Array(Self.observed.indices))
        for (rank, drawn) in zip(ranks, Self.medianRanks) {
            #expect(abs(rank.rank - drawn) <= 1 && rank.of == 12)
            #expect(rank.lower <= rank.rank && rank.rank <= rank.upper)
            #expect(rank.lower <= 2 && rank.upper == 12, "so few people give no order")
        }
        #expect(
            try shrunken.ranks(of: [7]) == [ranks[7]], "an area's rank does not depend on which others are asked for")
    }

    @Test("every estimate lies between its own ratio and the mean, nearer to its own the more is expected")
    func towardsTheMean() throws {
        let expected = [5.0, 10, 20, 40, 80, 160, 320, 640]
        let shrunken = try ShrunkenRatios(observed: expected.map { 1.5 * $0 } + expected, expected: expected + expected)
        let high = shrunken.estimates.prefix(8)
        #expect(shrunken.mean > 1 && shrunken.mean < 1.5)
        #expect(high.allSatisfy { $0.ratio > shrunken.mean && $0.ratio < 1.5 })
        #expect(zip(high, high.dropFirst()).allSatisfy { $0.ratio < $1.ratio })
        #expect(shrunken.estimates.suffix(8).allSatisfy { $0.ratio < shrunken.mean && $0.ratio > 1 })
    }

    @Test("areas of equal size keep their order")
    func order() throws {
        let observed = [3.0, 7, 11, 12, 15, 19, 24, 31, 40]
        let shrunken = try ShrunkenRatios(observed: observed, expected: observed.map { _ in 15 })
        #expect(zip(shrunken.estimates, shrunken.estimates.dropFirst()).allSatisfy { $0.ratio < $1.ratio })
        let ranks = try shrunken.ranks(of: Array(observed.indices))
        #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0.rank <= $1.rank && $0.lower <= $1.lower })
        #expect(ranks[0].upper < 9 && ranks[8].lower > 1)
    }

    @Test("where no area differs, all estimates are the mean, and their intervals are no points")
    func noSpread() throws {
        let expected = [10.0, 20, 30, 40, 50, 60, 70, 80]
        let shrunken = try ShrunkenRatios(observed: expected, expected: expected)
        for estimate in shrunken.estimates {
            #expect(abs(estimate.ratio - 1) < 1e-6)
            #expect(estimate.interval.lower < 0.95 && estimate.interval.upper > 1.05)
        }
        let ranks = try shrunken.ranks(of: [0, 7])
        #expect(ranks.allSatisfy { $0.lower == 1 && $0.upper == 8 })
    }

    @Test("nobody at all in one area, thousands in others, and tiny counts are estimated")
    func extremes() throws {
        let large = try ShrunkenRatios(
            observed: [0, 0, 5_200, 9_100, 30, 2, 1, 140_000], expected: [3, 0.2, 5_000, 9_000, 28, 4, 1e-3, 139_000])
        #expect(
            large.estimates.allSatisfy { $0.ratio > 0 && $0.interval.lower < $0.ratio && $0.ratio < $0.interval.upper })
        #expect(relativeError(large.estimates[7].ratio, 140_000 / 139_000) < 0.001)
        let few = try ShrunkenRatios(observed: [0, 0, 0, 1, 0, 0, 0, 0], expected: [Double](repeating: 0.5, count: 8))
        #expect(few.estimates.allSatisfy { $0.ratio > 0.05 && $0.ratio < 1 })
    }

    @Test("intervals and ranks hold the true ones about nineteen times in twenty")
    func coverage() throws {
        var generator = SeededGenerator(seed: 7)
        func poisson(_ mean: Double) -> Double {
            var (count, product) = (-1.0, 1.0)
            repeat {
                product *= max(generator.uniform(), 1e-300)
                count += 1
            } while product > exp(-mean)
            return count
        }
        let expected = (0..<20).map { 10 + 5 * Double($0) }
        var (held, heldRanks, all) = (0, 0, 0)
        for _ in 0..<150 {
            let truth = expected.map { _ in
                IncompleteGamma.quantile(a: 40, lower: min(max(generator.uniform(), 1e-9), 1 - 1e-9)) / 40
            }
            let shrunken = try ShrunkenRatios(
                observed: zip(expected, truth).map { poisson($0 * $1) }, expected: expected)
            let ranks = try shrunken.ranks(of: Array(truth.indices))
            for (index, ratio) in truth.enumerated() {
                let rank = 1 + truth.count { $0 < ratio }
                held += shrunken.estimates[index].interval.contains(ratio) ? 1 : 0
                heldRanks += ranks[index].lower <= rank && rank <= ranks[index].upper ? 1 : 0
                all += 1
            }
        }
        #expect((0.93...0.98).contains(Double(held) / Double(all)), "\(held) of \(all)")
        #expect((0.93...1).contains(Double(heldRanks) / Double(all)), "\(heldRanks) of \(all)")
    }

    @Test("too few areas, no event at all, and what is no count are refused by name")
    func refused() {
        let seven = [Double](repeating: 1, count: 7)
        #expect(throws: SignificanceError.self) { try ShrunkenRatios(observed: seven, expected: seven) }
        let eight = seven + [1]
        #expect(throws: SignificanceError.self) { try ShrunkenRatios(observed: eight.map { _ in 0 }, expected: eight) }
        #expect(throws: SignificanceError.self) { try ShrunkenRatios(observed: seven + [-1], expected: eight) }
        #expect(throws: SignificanceError.self) { try ShrunkenRatios(observed: eight, expected: seven + [.nan]) }
        #expect(throws: SignificanceError.self) { try ShrunkenRatios(observed: eight, expected: seven) }
    }
}
