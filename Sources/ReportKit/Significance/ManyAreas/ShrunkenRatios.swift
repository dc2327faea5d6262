import Glibc

/// Areas' true ratios of actual to expected, each drawn towards the mean of all, as far as chance may explain its
/// distance from it.
///
/// O_i is a Poisson count with mean E_i θ_i, and the true ratios θ_i vary between areas as a gamma variable with mean μ
/// and relative standard deviation τ (D. G. Clayton and J. Kaldor, Biometrics 43 (1987) 671-681). Given μ and τ, and with
/// α = 1/τ², θ_i is a gamma variable with shape α + O_i and rate α/μ + E_i, whose mean lies between O_i/E_i and μ: the
/// nearer to μ, the smaller E_i.
///
/// Neither μ nor τ is known. Where the areas differ no more than by chance, the τ of maximum likelihood is 0: taken as the
/// truth, it would make every estimate the same and every interval a point. Here the posterior is averaged over τ, which
/// has a uniform prior (A. Gelman, Bayesian Analysis 1 (2006) 515-533), and over log μ by the delta method (R. E. Kass and
/// D. Steffey, JASA 84 (1989) 717-726), so that the intervals allow for both being unknown.
///
/// O and E need not be whole numbers: where a count's variance is φ times a Poisson one's, give O/φ and E/φ.
public struct ShrunkenRatios: Sendable {
    /// What is known of one area's true ratio.
    public struct Estimate: Hashable, Sendable {
        /// The posterior mean.
        public let ratio: Double
        /// The equal-tailed interval that holds the true ratio with the given probability.
        public let interval: Interval
    }

    /// Each area's estimate, in the order given.
    public let estimates: [Estimate]
    /// The mean of μ, the ratio of a typical area.
    public let mean: Double
    /// The mean of τ, the standard deviation of the true ratios as a share of their mean.
    public let spread: Double

    /// The areas' posteriors.
    let posteriors: PosteriorTable

    /// The fewest areas from which a spread can be learnt.
    public static let fewest = 8

    /// - Parameters:
    ///   - observed: each area's count, or its effective one; at least 0, and not all of them 0.
    ///   - expected: each area's expected count; above 0.
    ///   - confidence: the probability of the intervals.
    public init(
        observed: [Double], expected: [Double], confidence: Double = 0.95
    ) throws(SignificanceError) {
        guard observed.count >= Self.fewest else {
            throw .tooFew(name: "observed", count: observed.count, needed: Self.fewest)
        }
        try Check.sameLength(expected.count, "expected", observed.count, "observed")
        try Check.level(confidence)
        for index in observed.indices {
            try Check.nonNegative(observed[index], name: "observed[\(index)]")
            try Check.positive(expected[index], name: "expected[\(index)]")
        }
        try Check.positive(observed.reduce(0, +), name: "the sum of observed")
        // Ratios so far from 1 are of predictions that mean nothing, and their squares would not be finite.
        for index in observed.indices where observed[index] / expected[index] > 1e9 || expected[index] < 1e-9 {
            throw .outOfRange(
                name: "expected[\(index)]", value: expected[index],
                allowed: "at least 1e-9, and a 1e9th of what was observed")
        }
        let areas = zip(observed, expected).map { Area(observed: $0, expected: $1) }
        let nodes = Self.nodes(areas)
        mean = nodes.reduce(0) { $0 + $1.weight * $1.prior.mean }
        spread = nodes.reduce(0) { $0 + $1.weight * $1.prior.spread }
        let mixtures = areas.map { area in nodes.map { Self.component(area, $0) } }
        let posteriors = PosteriorTable(mixtures)
        self.posteriors = posteriors
        estimates = mixtures.indices.map { area in
            Estimate(
                ratio: mixtures[area].reduce(0) { $0 + $1.weight * $1.mean },
                interval: posteriors.interval(area, confidence: confidence))
        }
    }

    private struct Area {
        let observed, expected: Double
    }

    /// μ and τ, and how likely they make the counts.
    private struct Prior {
        /// τ.
        let spread: Double
        /// The μ that is most likely given τ.
        let mean: Double
        /// The information on log μ.
        let information: Double
        /// The logarithm of the likelihood of τ, μ averaged out, up to a constant.
        let likelihood: Double
    }

    private typealias Node = (prior: Prior, weight: Double)

    // MARK: - The prior

    /// The largest τ considered: with it, a fifth of true ratios lie below a hundredth of their mean.
    private static let largestSpread = 3.0

    /// The τ between which all but a 20,000th of the likelihood's height lies, with weights that sum to 1.
    private static func nodes(_ areas: [Area]) -> [Node] {
        // Finer towards 0, since a τ is known to a share of itself.
        let start = areas.reduce(0) { $0 + $1.observed } / areas.reduce(0) { $0 + $1.expected }
        var grid: [Prior] = []
        for index in 0...80 {
            grid.append(prior(largestSpread * Double(index * index) / 6400, areas, near: grid.last?.mean ?? start))
        }
        let best = grid.indices.max { grid[$0].likelihood < grid[$1].likelihood } ?? 0
        func isLikely(_ prior: Prior) -> Bool { prior.likelihood > grid[best].likelihood - 10 }
        let low = grid[...best].lastIndex { !isLikely($0) } ?? 0
        let high = grid[best...].firstIndex { !isLikely($0) } ?? grid.count - 1
        let middle = (grid[low].spread + grid[high].spread) / 2
        let half = (grid[high].spread - grid[low].spread) / 2
        let priors = Quadrature.legendre.map {
            (prior: prior(middle + half * $0.node, areas, near: grid[best].mean), weight: $0.weight)
        }
        let largest = priors.reduce(-Double.infinity) { max($0, $1.prior.likelihood) }
        let weights = priors.map { $0.weight * exp($0.prior.likelihood - largest) }
        let sum = weights.reduce(0, +)
        return zip(priors, weights).map { ($0.prior, $1 / sum) }
    }

    private static func prior(_ spread: Double, _ areas: [Area], near start: Double) -> Prior {
        let shape = 1 / (spread * spread)
        var mean = start
        var information = 0.0
        // Newton in log μ, in which the likelihood is concave.
        for _ in 0..<100 {
            var score = 0.0
            information = 0
            for area in areas {
                let (share, expected) = (pull(shape, mean * area.expected), mean * area.expected)
                score += share * (area.observed - expected)
                // α m (α + O) / (α + m)², whose limit at an infinite α is m.
                information +=
                    share * expected * (share + (shape.isFinite ? share * area.observed / shape : 0))
            }
            let step = score / information
            mean *= exp(min(max(step, -2), 2))
            if step.magnitude < 1e-12 { break }
        }
        let likelihood = areas.reduce(0) { $0 + logLikelihood($1, shape, mean) } - log(information) / 2
        return Prior(spread: spread, mean: mean, information: information, likelihood: likelihood)
    }

    /// α / (α + m): the share of an area's estimate that comes from the others.
    private static func pull(_ shape: Double, _ expected: Double) -> Double {
        shape.isFinite ? shape / (shape + expected) : 1
    }

    /// The logarithm of the negative binomial probability of O with mean m = μE and size α, without what depends on
    /// neither: log Γ(α + O) / Γ(α) in Stirling's form, so that nothing cancels where α is large; a Poisson one's where it
    /// is infinite.
    private static func logLikelihood(_ area: Area, _ shape: Double, _ mean: Double) -> Double {
        let (o, m) = (area.observed, mean * area.expected)
        let power = o > 0 ? o * log(m) : 0
        guard shape.isFinite else { return power - m }
        let gammas =
            (shape + o - 0.5) * log1p(o / shape) - o + stirlingCorrection(shape + o) - stirlingCorrection(shape)
        return gammas + power - (shape + o) * log1p(m / shape)
    }

    // MARK: - The posterior

    /// The posterior of an area's true ratio given τ: a gamma distribution whose variance allows for log μ, which moves the
    /// estimate by so much for each unit.
    private static func component(_ area: Area, _ node: Node) -> PosteriorTable.Component {
        let prior = node.prior
        let share = pull(1 / (prior.spread * prior.spread), prior.mean * area.expected)
        let mean = (1 - share) * area.observed / area.expected + share * prior.mean
        let slope = share * mean
        return PosteriorTable.Component(
            weight: node.weight, mean: mean,
            variance: mean * (1 - share) / area.expected + slope * slope / prior.information)
    }
}
