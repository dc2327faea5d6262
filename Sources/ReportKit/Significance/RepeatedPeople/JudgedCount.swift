import Glibc

/// Judging the count of ``RepeatedPeople`` against what was predicted for them, and what follows from the same
/// distribution: which counts are significant, which true differences would probably be found, and the interval of the
/// ratio of actual to predicted.
public struct JudgedCount: Sendable {
    /// Whom the count is of.
    public let people: RepeatedPeople
    /// What the predictions are multiplied by: 1, unless the agreed rate is another than the predicted one.
    public let factor: Double
    /// A p-value below this is significant.
    public let significance: Double
    /// The counts that are not significant. What lies outside, if it is possible at all, is.
    public let insignificant: ClosedRange<Int>
    private let distribution: CountDistribution
    private let expectation: UncertainExpectation

    /// A p-value of people in several rows is never given as smaller: below, the error of the distribution shows.
    public static let smallestP = 1e-9

    /// - Parameters:
    ///   - people: whom the count is of.
    ///   - factor: what their probabilities are multiplied by, none of them to more than 1.
    ///   - standardError: of the count that is predicted for them (``RepeatedPeople/expected``, not multiplied), where
    ///     that is not known exactly itself, such as by a model that was fitted on few people. All that is said then
    ///     allows for it.
    ///   - significance: below which p-value a count is significant.
    public init(
        of people: RepeatedPeople, times factor: Double = 1, standardError: Double = 0, significance: Double = 0.05
    ) {
        self.people = people
        self.factor = factor
        self.significance = significance
        expectation = UncertainExpectation(standardError: standardError, expected: people.expected)
        distribution = expectation.distribution(of: people, times: factor)
        insignificant = distribution.insignificant(below: significance, last: people.n)
    }

    /// The moments of the count where the probabilities are multiplied by a number.
    private func moments(times factor: Double) -> CountMoments { expectation.moments(people.moments(times: factor)) }

    /// Whether a count could be significantly low, or high.
    public var canBeLow: Bool { insignificant.lowerBound > 0 }
    /// Whether a count could be significantly high.
    public var canBeHigh: Bool { insignificant.upperBound < people.n }

    /// The exact two-sided test by minimum likelihood.
    ///
    /// Where nobody is in several rows it is ``PoissonBinomial/test(observed:)``, otherwise the same test of the
    /// distribution of ``RepeatedPeople``, whose p-values have an error below 1e-9 and are never given as smaller.
    /// Where the prediction has a standard error, it is the test of the predictive distribution: the mean of that
    /// distribution over what the true expectation may be.
    public func test(observed: Int) throws(SignificanceError) -> TestResult {
        try Check.counts(observed: observed, n: people.n)
        guard people.hasRepeats || !expectation.isCertain else {
            return try people.independent(times: factor).test(observed: observed)
        }
        func given(_ p: Double) -> Double { max(p, Self.smallestP) }
        return TestResult(
            method: "exact, people as the unit, minimum likelihood"
                + (expectation.isCertain ? "" : ", over what may have been expected"),
            p: given(distribution.twoSided(observed)),
            pLower: given(distribution.lowerTail(observed)), pUpper: given(distribution.upperTail(observed)))
    }

    /// The ratios of true to predicted rate that would be found significant with the given power: one below and one
    /// above ``factor``; nil where no true rate would be. The true probabilities are the predicted ones times one
    /// number, none of them more than 1.
    ///
    /// The critical counts are exact; the probability of passing them is by Edgeworth's expansion to the skewness.
    public func detectableRatios(
        power: Double = 0.8
    ) throws(SignificanceError) -> (below: Double?, above: Double?) {
        try Check.level(power, name: "power")
        let low = insignificant.lowerBound - 1
        let high = insignificant.upperBound
        let below = canBeLow ? root(beyond: factor, upwards: false) { $0.lowerTail(low) - power } : nil
        let above = canBeHigh ? root(beyond: factor, upwards: true) { 1 - $0.lowerTail(high) - power } : nil
        return (below.map(ratio), above.map(ratio))
    }

    /// The interval of the ratio of the true rate to the predicted one.
    ///
    /// The ratios at which a normal deviate for the count, from the mean, variance and skewness that the predictions
    /// then have (the score, with Cornish and Fisher's correction), lies within the critical values. The deviates are
    /// shifted so that the one at ``factor`` is that of the test's p-value: so the interval leaves out ``factor``
    /// exactly where the test is significant at the same level.
    /// - Parameters:
    ///   - observed: the count.
    ///   - p: the two-sided p-value at ``factor``; nil for no shift.
    public func ratioInterval(observed: Int, p: Double?) throws(SignificanceError) -> Interval? {
        try Check.counts(observed: observed, n: people.n)
        guard people.expected > 0 else { return nil }
        let critical = Normal.upperQuantile(significance / 2)
        let atFactor = moments(times: factor)
        let shift = p.flatMap { (p: Double) -> Double? in
            guard atFactor.variance > 0 else { return nil }
            let anchor = anchor(of: observed, p: p)
            let size = anchor.p < 1 ? Normal.upperQuantile(anchor.p / 2) : 0
            return (Double(anchor.count) < atFactor.mean ? -size : size) - atFactor.deviate(anchor.count)
        }
        let value = { (moments: CountMoments) in moments.deviate(observed) + (shift ?? 0) }
        let isLow = value(atFactor) <= -critical
        let isHigh = value(atFactor) >= critical
        // The ends are looked for from the factor tested against, so that it lies inside unless it is significant.
        var (lower, upper): (Double?, Double?)
        if isHigh {
            lower = root(beyond: factor, upwards: true) { value($0) - critical }
            upper = lower.flatMap { root(beyond: $0, upwards: true) { value($0) + critical } }
        } else {
            let top = isLow ? root(beyond: factor, upwards: false) { value($0) + critical } : nil
            upper = isLow ? top : root(beyond: factor, upwards: true) { value($0) + critical }
            lower = root(beyond: top ?? factor, upwards: false) { value($0) - critical }
        }
        let (own, tested) = (Double(observed) / people.expected, ratio(factor))
        let (low, high) = (lower.map(ratio) ?? 0, upper.map(ratio) ?? Double(people.n) / people.expected)
        return Interval(
            lower: min(own, observed == 0 ? 0 : isHigh ? max(low, tested.nextUp) : min(low, tested)),
            upper: max(own, isLow ? min(high, tested.nextDown) : max(high, tested)),
            confidence: 1 - significance, method: "score, people as the unit")
    }

    /// The first root on one side of a factor of a function of the moments, found by going ever farther; nil where
    /// there is none down to 0 or up to where all probabilities are 1.
    private func root(beyond start: Double, upwards: Bool, _ value: (CountMoments) -> Double) -> Double? {
        func isAbove(_ factor: Double) -> Bool { value(moments(times: factor)) > 0 }
        var (inside, step) = (max(start, 1e-12), 0.02)
        let first = isAbove(inside)
        while true {
            let outside = upwards ? inside * (1 + step) : inside / (1 + step)
            guard outside > 1e-12, outside < 1e12 else { return nil }
            if isAbove(outside) != first { return root(from: inside, to: outside, value) }
            inside = outside
            step = min(1, 1.5 * step)
        }
    }

    /// The count whose p-value tells how far the deviates are shifted: the observed one or, where its p-value is too
    /// small to be given, the farthest one on its side whose is not.
    private func anchor(of observed: Int, p: Double) -> (count: Int, p: Double) {
        let smallest = 10 * Self.smallestP
        guard p <= smallest else { return (observed, p) }
        let count =
            observed < insignificant.lowerBound
            ? Search.firstIndex(from: observed, limit: insignificant.lowerBound) {
                distribution.twoSided($0) > smallest
            }
            : Search.firstIndex(from: insignificant.upperBound, limit: observed) {
                distribution.twoSided($0 + 1) <= smallest
            }
        return (count, distribution.twoSided(count))
    }

    /// The true rate over the predicted one where all probabilities are multiplied by a number, none of them to more
    /// than 1.
    private func ratio(_ times: Double) -> Double {
        min(people.moments(times: times).mean, Double(people.n)) / people.expected
    }

    /// Where a function of the moments at a factor, of opposite signs at the ends, is zero: by false position, halving
    /// the weight of an end that stays (the Illinois method), and by halving at every third step.
    private func root(from: Double, to end: Double, _ value: (CountMoments) -> Double) -> Double {
        func at(_ factor: Double) -> Double { min(max(value(moments(times: factor)), -8), 8) }
        var (low, high) = (from, end)
        var (lowValue, highValue) = (at(low), at(high))
        for step in 1...90 {
            let halves = step.isMultiple(of: 3)
            let middle = halves ? (low + high) / 2 : (low * highValue - high * lowValue) / (highValue - lowValue)
            let atMiddle = at(middle)
            if atMiddle.sign == highValue.sign {
                (high, highValue) = (middle, atMiddle)
                if !halves { lowValue /= 2 }
            } else {
                (low, lowValue) = (high, highValue)
                (high, highValue) = (middle, atMiddle)
            }
            if (high - low).magnitude < 1e-9 * high.magnitude || atMiddle.magnitude < 1e-10 { break }
        }
        return high
    }
}
