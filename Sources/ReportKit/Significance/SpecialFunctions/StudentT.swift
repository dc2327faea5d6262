import Glibc

/// Student's t distribution with any positive degrees of freedom, including fractional ones.
public enum StudentT {
    /// P(T > t), accurate in the far upper tail: relative error at most 1e-13. R: `pt(t, df, lower.tail = FALSE)`.
    ///
    /// I_x(ν/2, 1/2) / 2 at x = ν / (ν + t²) for t >= 0 (DLMF 8.17, Abramowitz and Stegun 26.7.1). NaN at NaN or
    /// where the degrees of freedom are not above 0; the normal tail where they are infinite.
    public static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
        if degreesOfFreedom == .infinity { return Normal.upperTail(t) }
        guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
        if t < 0 { return 1 - upperTail(-t, degreesOfFreedom: degreesOfFreedom) }
        if t == 0 { return 0.5 }
        let square = DoubleDouble(product: t, t)
        let sum = square + DoubleDouble(degreesOfFreedom)
        let x = DoubleDouble(degreesOfFreedom) / sum
        return IncompleteBeta.tails(a: degreesOfFreedom / 2, b: 0.5, x: x, y: square / sum).lower / 2
    }

    /// The t with P(T > t) = p, for p in 0...0.5: infinity at 0, NaN outside. R: `qt(p, df, lower.tail = FALSE)`.
    public static func upperQuantile(_ p: Double, degreesOfFreedom: Double) -> Double {
        if degreesOfFreedom == .infinity { return Normal.upperQuantile(p) }
        guard degreesOfFreedom > 0, p >= 0, p <= 0.5 else { return .nan }
        if p < 0.05 {
            let x = IncompleteBeta.quantile(a: degreesOfFreedom / 2, b: 0.5, lower: 2 * p)
            return (degreesOfFreedom * (1 - x) / x).squareRoot()
        }
        let y = IncompleteBeta.quantile(a: 0.5, b: degreesOfFreedom / 2, upper: 2 * p)
        return (degreesOfFreedom * y / (1 - y)).squareRoot()
    }

    /// The t of a two-sided interval: 2.26 at 0.95 with 9 degrees of freedom.
    public static func critical(confidence: Double, degreesOfFreedom: Double) -> Double {
        upperQuantile((1 - confidence) / 2, degreesOfFreedom: degreesOfFreedom)
    }
}
