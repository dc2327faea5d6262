import Glibc

/// The scale on which a mid-p is read: how far the counts spread, and how well that is known.
///
/// A one-sided p becomes z = Φ⁻¹(1 - p), and that becomes P(T > z / sqrt φ) with Student's T: φ is 1 where the spread
/// is already in the distribution, and degrees of freedom are few where few people told how far counts spread.
struct Spread {
    /// φ: the variance divided by that of the distribution behind the mid-p.
    let dispersion: Double
    let degreesOfFreedom: Double

    /// The two-sided test: twice the smaller one-sided p, at most 1.
    ///
    /// - Parameters:
    ///   - low: the one-sided mid-p of an outcome this low.
    ///   - high: that of an outcome this high.
    func test(low: Double, high: Double, method: String) -> TestResult {
        let (lower, upper) = (widened(low), widened(high))
        return TestResult(method: method, p: 2 * min(lower, upper), pLower: lower, pUpper: upper)
    }

    private func widened(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p }
        return StudentT.upperTail(Normal.upperQuantile(p) / dispersion.squareRoot(), degreesOfFreedom: degreesOfFreedom)
    }

    /// The values that the test does not reject: its two-sided p is below 1 - `confidence` exactly outside.
    ///
    /// - Parameters:
    ///   - near: a value inside, or not far outside.
    ///   - hasLower: false where nothing lies below what was observed; the interval then begins at 0.
    ///   - low: the one-sided mid-p of an outcome this low if the value is the true one: it falls as the value grows.
    ///   - high: that of an outcome this high.
    func interval(
        near: Double, hasLower: Bool, confidence: Double, method: String,
        low: (Double) throws(SignificanceError) -> Double, high: (Double) throws(SignificanceError) -> Double
    ) throws(SignificanceError) -> Interval {
        let critical =
            StudentT.critical(confidence: confidence, degreesOfFreedom: degreesOfFreedom) * dispersion.squareRoot()
        return Interval(
            lower: hasLower ? try Self.end(near: near, outwards: -1, critical, high) : 0,
            upper: try Self.end(near: near, outwards: 1, critical, low), confidence: confidence, method: method)
    }

    /// The value whose one-sided p is that of the critical z: relative error 1e-12; 0 or infinity where it lies below
    /// 1e-100 or above 1e100.
    ///
    /// Found on the scale of log value, on which z is nearly straight, by the secant that keeps the end between its two
    /// points and halves a point's distance that stays twice (the Illinois method; G. Dahlquist and Å. Björck,
    /// Numerical Methods (1974), 6.3).
    private static func end(
        near start: Double, outwards: Double, _ critical: Double, _ p: (Double) throws(SignificanceError) -> Double
    ) throws(SignificanceError) -> Double {
        func excess(_ logarithm: Double) throws(SignificanceError) -> Double {
            Normal.upperQuantile(try p(exp(logarithm))) - critical
        }
        var (inner, outer) = (log(start), log(start))
        var below = try excess(inner)
        var above = below
        var step = outwards / 4
        while below >= 0 {
            (outer, above) = (inner, below)
            inner -= step
            below = try excess(inner)
            step *= 2
        }
        while above < 0 {
            (inner, below) = (outer, above)
            outer += step
            guard outer.magnitude < 230 else { return outwards > 0 ? .infinity : 0 }
            above = try excess(outer)
            step *= 2
        }
        var latest = inner
        var stays = 0.0
        for _ in 0..<200 {
            let secant = (inner * above - outer * below) / (above - below)
            let isBetween = min(inner, outer) < secant && secant < max(inner, outer)
            let next = above.isFinite && isBetween ? secant : (inner + outer) / 2
            if (next - latest).magnitude < 1e-13 { return exp(next) }
            latest = next
            let value = try excess(next)
            if value < 0 {
                (inner, below) = (next, value)
                if stays < 0 { above /= 2 }
                stays = -1
            } else {
                (outer, above) = (next, value)
                if stays > 0 { below /= 2 }
                stays = 1
            }
        }
        return exp(latest)
    }
}
