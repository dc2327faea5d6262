import Glibc

extension PoissonBinomial {
    /// The exact Poisson-binomial test, two-sided by minimum likelihood.
    ///
    /// p is the probability of all counts no more likely than the observed one (relative tolerance 1e-7, as R's
    /// `binom.test`), pLower = P(X <= observed), pUpper = P(X >= observed). Valid for every n. With one probability for
    /// all it is the exact binomial test. Relative error at most 1e-10 down to 1e-300. Refuses an observed count
    /// outside 0...n.
    public func test(observed: Int) throws(SignificanceError) -> TestResult {
        try Check.counts(observed: observed, n: n)
        let view = view(at: observed)
        return TestResult(
            method: "exact Poisson-binomial, minimum likelihood", p: twoSided(observed, view), pLower: view.lowerTail,
            pUpper: view.upperTail)
    }

    /// The exact Poisson-binomial test from the probabilities.
    public static func test(observed: Int, probabilities: [Double]) throws(SignificanceError) -> TestResult {
        try PoissonBinomial(probabilities: probabilities).test(observed: observed)
    }

    /// The tail that holds `observed` plus the tail across the mean that is no more likely.
    private func twoSided(_ observed: Int, _ view: View) -> Double {
        if view.logPMF == -.infinity { return 0 }
        if Double(observed) == mean || open.isEmpty { return 1 }
        let limit = view.logPMF + MinimumLikelihood.tolerance
        let inner = observed - certain
        return Double(observed) < mean
            ? view.lowerTail + oppositeTail(of: inner, limit: limit, step: 1)
            : view.upperTail + oppositeTail(of: inner, limit: limit, step: -1)
    }

    /// The probability of the counts across the mean from `inner` whose log-probability is at most `limit`.
    ///
    /// Counts are numbered by their distance from the mean. The search starts at the mirror image of `inner`, tilts
    /// there, and looks for the first such count within two standard deviations; where it is farther off, the slope -θ
    /// of the log-probability leads to the next guess (Newton's method on a concave function), or halving where that
    /// leaves what is known.
    private func oppositeTail(of inner: Int, limit: Double, step: Int) -> Double {
        let openMean = mean - Double(certain)
        let nearest = Int(openMean.rounded(step > 0 ? .up : .down))
        let farthest = step > 0 ? open.count - nearest : nearest
        var (likelier, unlikelier) = (-1, farthest)
        var guess = min(max(step * (Int((2 * openMean).rounded()) - inner - nearest), 0), farthest - 1)
        while unlikelier - likelier > 1 {
            let tilted = tilted(at: nearest + step * guess)
            let holds = { tilted.logPMF(nearest + step * $0) <= limit }
            let room = Int(TiltedDistribution.trust * tilted.deviation) + 1
            let (low, high) = (max(guess - room, 0), min(guess + room, farthest - 1))
            if low == 0 || !holds(low), high == farthest - 1 || holds(high) {
                let first = Search.firstIndex(from: low, limit: high + 1, where: holds)
                if first == farthest { break }
                let count = nearest + step * first
                return step > 0 ? tilted.upperTail(count) : tilted.lowerTail(count)
            }
            if holds(guess) { unlikelier = guess } else { likelier = guess }
            let distance = (tilted.logPMF(nearest + step * guess) - limit) / max(tilted.tilt.magnitude, 1e-9)
            let next = guess + Int(min(max(distance, -Double(guess)), Double(farthest)).rounded())
            guess = next > likelier && next < unlikelier ? next : (likelier + unlikelier) / 2
        }
        if unlikelier < farthest {
            let count = nearest + step * unlikelier
            return step > 0 ? upperTail(count + certain) : lowerTail(count + certain)
        }
        let extreme = step > 0 ? allSucceed : allFail
        return extreme.hi <= limit ? extreme.exponential : 0
    }
}
