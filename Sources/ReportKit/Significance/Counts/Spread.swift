/// The scale on which a mid-p is read: how far the counts spread, and how well that is known.
///
/// A one-sided p becomes z = Φ⁻¹(1 - p), and that becomes P(T > z / sqrt φ) with Student's T: φ is 1 where the spread
/// is already in the distribution, and degrees of freedom are few where few people told how far counts spread.
struct Spread {
    /// φ: the variance divided by that of the distribution behind the mid-p.
    let dispersion: Double
    let degreesOfFreedom: Double

    /// The two-sided test: twice the smaller one-sided p, at most 1.
    func test(_ midP: MidP, method: String) -> TestResult {
        let (lower, upper) = (widened(midP.lower), widened(midP.upper))
        return TestResult(method: method, p: 2 * min(lower, upper), pLower: lower, pUpper: upper)
    }

    private func widened(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p }
        return StudentT.upperTail(Normal.upperQuantile(p) / dispersion.squareRoot(), degreesOfFreedom: degreesOfFreedom)
    }

    /// The values that the test does not reject: its two-sided p is below 1 - `confidence` exactly outside.
    ///
    /// - Parameters:
    ///   - near: a value inside.
    ///   - hasLower: false where nothing lies below what was observed; the interval then begins at 0.
    ///   - midP: the mid-p of what was observed if the value is the true one; the lower one falls as it grows.
    func interval(
        near: Double, hasLower: Bool, confidence: Double, method: String,
        _ midP: (Double) throws(SignificanceError) -> MidP
    ) throws(SignificanceError) -> Interval {
        let critical = StudentT.critical(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
        let limit = Normal.upperTail(critical * dispersion.squareRoot())
        return Interval(
            lower: hasLower
                ? try Self.end(near: near) { value throws(SignificanceError) in try midP(value).upper < limit } : 0,
            upper: try Self.end(near: near) { value throws(SignificanceError) in try midP(value).lower > limit },
            confidence: confidence, method: method)
    }

    /// Where a condition that holds for all small values ceases to hold: relative error 1e-14; 0 where that lies below
    /// 1e-100, infinity where it lies above 1e100.
    private static func end(
        near start: Double, where holds: (Double) throws(SignificanceError) -> Bool
    ) throws(SignificanceError) -> Double {
        var (low, high, factor) = (start, start, 2.0)
        while !(try holds(low)) {
            (high, low, factor) = (low, low / factor, factor * factor)
            if low < 1e-100 { return 0 }
        }
        while try holds(high) {
            (low, high, factor) = (high, high * factor, factor * factor)
            if high > 1e100 { return .infinity }
        }
        while high / low - 1 > 1e-14 {
            let middle = low.squareRoot() * high.squareRoot()
            guard middle > low, middle < high else { break }
            if try holds(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
