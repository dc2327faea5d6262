import Glibc

/// The rank that an area's true ratio has among all, which is never given without its interval.
public struct ShrunkenRank: Hashable, Sendable {
    /// The median of the ranks that the true ratio may have, from 1 for the lowest ratio.
    public let rank: Int
    /// The lowest rank of the interval.
    public let lower: Int
    /// The highest rank of the interval.
    public let upper: Int
    /// How many areas are ranked.
    public let of: Int
    /// The probability of the interval.
    public let confidence: Double
}

extension ShrunkenRatios {
    /// The ranks of some areas' true ratios, each with an equal-tailed interval.
    ///
    /// Given its own ratio θ, an area's rank is 1 + the number of others that lie below it, which is Poisson-binomial with
    /// the probabilities P(θ_b < θ); that is averaged over the area's posterior. Ratios are independent given the prior;
    /// that all share its mean is in each area's variance. By the trapezoidal rule in log θ, whose error falls faster than
    /// any power of its step; no random numbers. H. Goldstein and D. J. Spiegelhalter, JRSS A 159 (1996) 385-443, on why
    /// ranks need intervals.
    ///
    /// Time grows as the square of the number of areas for each of some hundred steps, and as the number of areas for
    /// each area asked for.
    /// - Parameters:
    ///   - areas: the places of those areas among the estimates.
    ///   - confidence: the probability of the intervals.
    public func ranks(
        of areas: [Int], confidence: Double = 0.95
    ) throws(SignificanceError) -> [ShrunkenRank] {
        try Check.level(confidence)
        var chances = areas.map { _ in [Double](repeating: 0, count: estimates.count) }
        for node in 0..<posteriors.count {
            let weights = areas.map { posteriors.weight(of: $0, at: node) }
            guard weights.contains(where: { $0 > 1e-9 }) else { continue }
            let below = estimates.indices.map { posteriors.chance(of: $0, below: node) }
            let all = Self.counts(below)
            for (place, area) in areas.enumerated() where weights[place] > 1e-9 {
                for (count, chance) in Self.counts(all, without: below[area]).enumerated() {
                    chances[place][count] += weights[place] * chance
                }
            }
        }
        return chances.map { Self.rank($0, confidence) }
    }

    /// The probabilities of 0, 1, ... of independent events with these probabilities.
    private static func counts(_ probabilities: [Double]) -> [Double] {
        var counts = [Double](repeating: 0, count: probabilities.count + 1)
        counts[0] = 1
        for (index, p) in probabilities.enumerated() where p > 0 {
            for count in stride(from: index + 1, through: 1, by: -1) {
                counts[count] += p * (counts[count - 1] - counts[count])
            }
            counts[0] -= p * counts[0]
        }
        return counts
    }

    /// The same without one of the events, from the end at which its errors shrink.
    private static func counts(_ all: [Double], without p: Double) -> [Double] {
        var counts = [Double](repeating: 0, count: all.count - 1)
        if p <= 0.5 {
            var last = 0.0
            for index in counts.indices {
                last = max(0, (all[index] - p * last) / (1 - p))
                counts[index] = last
            }
        } else {
            var last = 0.0
            for index in counts.indices.reversed() {
                last = max(0, (all[index + 1] - (1 - p) * last) / p)
                counts[index] = last
            }
        }
        return counts
    }

    private static func rank(_ chances: [Double], _ confidence: Double) -> ShrunkenRank {
        let sum = chances.reduce(0, +)
        func quantile(_ p: Double) -> Int {
            var reached = 0.0
            for (index, chance) in chances.enumerated() {
                reached += chance / sum
                if reached >= p { return index + 1 }
            }
            return chances.count
        }
        let tail = (1 - confidence) / 2
        return ShrunkenRank(
            rank: quantile(0.5), lower: quantile(tail), upper: quantile(1 - tail), of: chances.count,
            confidence: confidence)
    }
}
