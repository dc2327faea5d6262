/// Judging means of values that vary.
public enum Means {}

/// A mean with its interval, from sums alone.
public struct MeanEstimate: Sendable, Hashable {
    /// The number of values.
    public let n: Int
    /// Their sum divided by their number.
    public let mean: Double
    /// s / sqrt(n); 0 where all values are the same.
    public let standardError: Double
    /// The interval of the mean.
    public let interval: Interval
}

extension Means {
    /// The mean of n values, with Student's interval.
    ///
    /// With m = T/n and s² = (Q - m T)/(n - 1), the interval is m ∓ t s / sqrt n, t of Student with n - 1 degrees of
    /// freedom (Student, Biometrika 6 (1908) 1-25). It is exact for normal values, and close for others where there are
    /// many. The sums lose digits where the values vary little about a large mean: the relative error of s² is about
    /// Q/(Q - m T) times that of a Double. Refuses fewer than two values, and a Q below m T by more than rounding.
    /// R: `t.test(x)$conf.int`.
    /// - Parameters:
    ///   - total: T, the sum of the values.
    ///   - n: how many values there are.
    ///   - sumOfSquares: Q, the sum of their squares.
    ///   - confidence: the level of the interval.
    public static func estimate(
        total: Double, n: Int, sumOfSquares: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> MeanEstimate {
        guard n >= 2 else { throw .tooFew(name: "n", count: n, needed: 2) }
        try Check.finite(total, name: "total")
        try Check.nonNegative(sumOfSquares, name: "sumOfSquares")
        try Check.level(confidence)
        let mean = total / Double(n)
        let squares = sumOfSquares.addingProduct(-mean, total)
        guard squares >= -1e-9 * sumOfSquares else {
            throw .outOfRange(name: "sumOfSquares", value: sumOfSquares, allowed: "at least total² / n")
        }
        let variance = max(0, squares) / Double(n - 1)
        let error = (variance / Double(n)).squareRoot()
        let margin = StudentT.critical(confidence: confidence, degreesOfFreedom: Double(n - 1)) * error
        return MeanEstimate(
            n: n, mean: mean, standardError: error,
            interval: Interval(
                lower: mean - margin, upper: mean + margin, confidence: confidence, method: "mean, Student's t"))
    }

    /// The one-sample t test that the true mean is the one expected: t = (m - expected) / (s / sqrt n).
    ///
    /// Values that do not vary make anything except their own mean impossible. R: `t.test(x, mu = expected)`.
    public static func tTest(
        _ estimate: MeanEstimate, expected: Double
    ) throws(SignificanceError) -> TestResult {
        try Check.finite(expected, name: "expected")
        let difference = estimate.mean - expected
        guard estimate.standardError > 0 else {
            return TestResult(method: "t, one sample", certainty: difference)
        }
        return TestResult(
            method: "t, one sample", t: difference / estimate.standardError,
            degreesOfFreedom: Double(estimate.n - 1))
    }
}
