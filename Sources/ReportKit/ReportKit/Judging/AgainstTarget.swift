import Significance

extension AgreedTarget {
    /// Tests a value against the target, and gives the verdict.
    ///
    /// For a range, the null hypothesis is that the true value lies somewhere within it: p is that of the test against
    /// the nearest end, or 1 for a value inside, which is neither better nor worse than was agreed.
    ///
    /// - Parameters:
    ///   - value: in the target's own unit.
    ///   - judged: whether there are enough data for a verdict.
    ///   - test: the two-sided test against one value; returns nil where the test cannot be made.
    /// - Returns: nil where there is no value, or it cannot be tested.
    func outcome(
        of value: Double?, polarity: Polarity, judged: Bool, _ test: (Double) throws -> TestResult?
    ) rethrows -> TestOutcome? {
        guard let value else { return nil }
        let range = range(polarity)
        let nearest = min(max(value, range.lowerBound), range.upperBound)
        let isInside = range.lowerBound < range.upperBound && range.contains(value)
        let result = isInside ? nil : try test(nearest)
        guard isInside || result != nil else { return nil }
        let p = result?.p ?? 1
        return TestOutcome(
            statistic: result?.statistic, p: p,
            verdict: Verdict(p: judged ? p : nil, difference: value - nearest, polarity: polarity))
    }

    /// The target as a fraction that a rate can be compared with; nil where the target is not for a rate.
    func rate(of indicator: Indicator) -> AgreedTarget? {
        switch measure {
        case .rate: self
        case .value: with { $0 / indicator.unitsPerOne }
        case .relativeDifference, .relativeChange, .count: nil
        }
    }

    /// The exact binomial test of a proportion against the target.
    ///
    /// Nil for a target of 0% or 100%: chance plays no part in missing it, so whether it was met says everything.
    func outcome(
        ofProportion observed: Int, of n: Int, polarity: Polarity
    ) throws -> TestOutcome? {
        try outcome(
            of: n > 0 ? Double(observed) / Double(n) : nil, polarity: polarity,
            judged: n >= JudgementRules.standard.smallestN
        ) { bound in
            guard bound > 0, bound < 1 else { return nil }
            return try Proportions.exactTest(observed: observed, n: n, predicted: bound)
        }
    }
}

extension Indicator {
    /// A rate of 1 expressed in the indicator's own unit: 100 where that is %, 1,000 where it is per 1,000.
    public var unitsPerOne: Double { unit.hasPrefix("%") ? 100 : Double(per) }
}

extension Interval {
    /// A ratio's interval as percentages of change; nil where a limit is not finite.
    var asChange: Interval? {
        finite.map {
            Interval(
                lower: 100 * ($0.lower - 1), upper: 100 * ($0.upper - 1), confidence: confidence, method: method)
        }
    }

    /// Nil where a limit is not finite, which JSON cannot express.
    var finite: Interval? { lower.isFinite && upper.isFinite ? self : nil }
}

extension Double {
    /// Nil for infinity and NaN, which JSON cannot represent.
    var finite: Double? { isFinite ? self : nil }
}
