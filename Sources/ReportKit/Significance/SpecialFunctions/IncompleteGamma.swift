import Glibc

/// The regularised incomplete gamma functions: the gamma distribution with shape a and scale 1.
///
/// P(a, x) = γ(a, x) / Γ(a) and Q = 1 - P (DLMF 8.2.4). Relative error at most 1e-13 for 0.01 <= a <= 1e7, down to
/// 1e-300 in either tail (for a < 1 and x < a + 1, Q has that error absolutely). Time grows as sqrt(a).
public enum IncompleteGamma {
    /// P(a, x) for a > 0, x >= 0: 0 at x = 0, 1 at infinity, NaN outside. R: `pgamma(x, a)`.
    public static func lower(a: Double, x: Double) -> Double {
        edge(a, x, atZero: 0) ?? tails(a: a, x: x).lower
    }

    /// Q(a, x) for a > 0, x >= 0: 1 at x = 0, 0 at infinity, NaN outside. R: `pgamma(x, a, lower.tail = FALSE)`.
    public static func upper(a: Double, x: Double) -> Double {
        edge(a, x, atZero: 1) ?? tails(a: a, x: x).upper
    }

    /// The x with P(a, x) = p: relative error at most 1e-13; 0 at p = 0, infinity at 1, NaN outside.
    /// R: `qgamma(p, a)`.
    public static func quantile(a: Double, lower p: Double) -> Double {
        if p > 0.5, p <= 1 { return quantile(a: a, upper: 1 - p) }
        return solve(a, p, atZero: 0, atOne: .infinity, sign: 1) { tails in tails.logLower }
    }

    /// The x with Q(a, x) = p: relative error at most 1e-13; infinity at p = 0, 0 at 1, NaN outside.
    /// R: `qgamma(p, a, lower.tail = FALSE)`.
    public static func quantile(a: Double, upper p: Double) -> Double {
        if p > 0.5, p <= 1 { return quantile(a: a, lower: 1 - p) }
        return solve(a, p, atZero: .infinity, atOne: 0, sign: -1) { tails in tails.logUpper }
    }

    /// Both tails for a > 0, 0 < x < infinity: the series of P below the mean, the continued fraction of Q above.
    static func tails(a: Double, x: Double) -> TailPair {
        tails(a: a, x: x, term: logTerm(a: a, x: x))
    }

    /// The same, where the term is already known.
    private static func tails(a: Double, x: Double, term: DoubleDouble) -> TailPair {
        x < a + 1
            ? TailPair(lower: LogScaled(logScale: term, factor: series(a, x)))
            : TailPair(upper: LogScaled(logScale: term, factor: a * fraction(a, x)))
    }

    /// log of x^a e^-x / Γ(a + 1), for a > 0 and x > 0, in the saddle-point form of C. Loader (2000).
    static func logTerm(a: Double, x: Double) -> DoubleDouble {
        let a2 = DoubleDouble(a)
        let deviance = a2 * (a2 / DoubleDouble(x)).logarithm + DoubleDouble(sum: x, -a)
        return DoubleDouble(-stirlingCorrection(a) - log(2 * Double.pi * a) / 2) - deviance
    }

    /// The sum of x^m / ((a + 1) ... (a + m)) over m >= 0 (DLMF 8.11.4).
    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var m = 1.0
        while term > sum * 1e-17 {
            term *= x / (a + m)
            sum += term
            m += 1
        }
        return sum
    }

    /// 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))) (DLMF 8.9.2), by Lentz's method.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        lentz(first: x + 1 - a) { m in (m * (a - m), x + 2 * m + 1 - a) }
    }

    private static func edge(_ a: Double, _ x: Double, atZero: Double) -> Double? {
        guard a > 0, a.isFinite, x >= 0 else { return .nan }
        return x == 0 ? atZero : x == .infinity ? 1 - atZero : nil
    }

    /// Newton in u = log x, started at the normal approximation of the logarithm.
    private static func solve(
        _ a: Double, _ p: Double, atZero: Double, atOne: Double, sign: Double, log logTail: (TailPair) -> Double
    ) -> Double {
        guard a > 0, a.isFinite, p >= 0, p <= 1 else { return .nan }
        if p == 0 { return atZero }
        if p == 1 { return atOne }
        let start = log(a) + sign * Normal.quantile(p) / a.squareRoot()
        let u = newton(from: start, target: log(p)) { u in
            let x = exp(u)
            let term = logTerm(a: a, x: x)
            let value = logTail(tails(a: a, x: x, term: term))
            return (value, sign * a * exp(term.hi - value))
        }
        return exp(u)
    }
}

/// The continued fraction 1/(b0 + a1/(b1 + a2/(b2 + ...))) by the modified Lentz method (Thompson and Barnett 1986).
/// - Parameter next: the pair a_m, b_m for m = 1, 2, ...
func lentz(first: Double, next: (Double) -> (a: Double, b: Double)) -> Double {
    let tiny = 1e-300
    var c = first == 0 ? tiny : first
    var d = 0.0
    var value = c
    for m in 1..<10_000_000 {
        let (a, b) = next(Double(m))
        d = b + a * d
        d = 1 / (d == 0 ? tiny : d)
        c = b + a / c
        if c == 0 { c = tiny }
        let factor = c * d
        value *= factor
        if (factor - 1).magnitude < 3e-16 { break }
    }
    return 1 / value
}
