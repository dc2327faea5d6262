import Glibc

/// The standard normal distribution.
public enum Normal {
    /// Φ(x) = P(Z <= x), accurate in the far lower tail: relative error at most 1e-15 down to 1e-300.
    ///
    /// 0 and 1 at the infinities, NaN at NaN. R: `pnorm(x)`.
    public static func cdf(_ x: Double) -> Double { upperTail(-x) }

    /// 1 - Φ(x) = P(Z > x), accurate in the far upper tail: relative error at most 1e-15 down to 1e-300.
    ///
    /// erfc(x / sqrt 2) / 2 from the platform, with x / sqrt 2 carried to twice its digits, because erfc magnifies the
    /// argument's rounding by x squared. R: `pnorm(x, lower.tail = FALSE)`.
    public static func upperTail(_ x: Double) -> Double {
        let t = x * 0.5.squareRoot()
        let rest = fma(x, 0.5.squareRoot(), -t) + x * rootHalfRest
        guard rest.isFinite else { return erfc(t) / 2 }
        return (erfc(t) - rest * 2 / Double.pi.squareRoot() * exp(-t * t)) / 2
    }

    /// φ(x) = exp(-x²/2) / sqrt(2π). R: `dnorm(x)`.
    public static func density(_ x: Double) -> Double {
        exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    }

    /// The x with Φ(x) = p: relative error at most 1e-14, from p = 1e-300 on.
    ///
    /// -infinity at 0, infinity at 1, NaN outside 0...1. R: `qnorm(p)`.
    public static func quantile(_ p: Double) -> Double {
        p < 0.5 ? -upperQuantile(p) : p == 0.5 ? 0 : central(p - 0.5) ?? upperQuantile(1 - p)
    }

    /// The x with 1 - Φ(x) = p: as ``quantile(_:)``, for a small upper tail given without rounding 1 - p.
    /// R: `qnorm(p, lower.tail = FALSE)`.
    public static func upperQuantile(_ p: Double) -> Double {
        if p == 0 { return .infinity }
        if p == 1 { return -.infinity }
        guard p > 0, p < 1 else { return .nan }
        if p > 0.5 { return central(0.5 - p) ?? -upperQuantile(1 - p) }
        if let x = central(0.5 - p) { return x }
        return refined(start(p)) { x in (p - upperTail(x)) / density(x) }
    }

    /// The z of a two-sided interval: 1.96 at 0.95.
    public static func critical(confidence: Double) -> Double {
        upperQuantile((1 - confidence) / 2)
    }

    /// Near the middle, where 1 - Φ would cancel: the x with Φ(x) - 1/2 = erf(x / sqrt 2) / 2 = d, for |d| < 0.2.
    private static func central(_ d: Double) -> Double? {
        guard d.magnitude < 0.2 else { return nil }
        return refined(d * (2 * Double.pi).squareRoot()) { x in (erf(x * 0.5.squareRoot()) / 2 - d) / density(x) }
    }

    /// Hastings' approximation to the upper quantile, error below 4.5e-4 (Abramowitz and Stegun 26.2.23).
    private static func start(_ p: Double) -> Double {
        let t = (-2 * log(p)).squareRoot()
        return t - (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    }

    /// Halley's step x - e / (1 + x e / 2), e = (Φ(x) - p) / φ(x), repeated: the error is cubed each time.
    private static func refined(_ start: Double, error: (Double) -> Double) -> Double {
        var x = start
        for _ in 0..<4 {
            let e = error(x)
            x -= e / (1 + x * e / 2)
        }
        return x
    }

    /// sqrt(1/2) minus its nearest double.
    private static let rootHalfRest = -4.833646656726457e-17
}
