import Glibc

/// The regularised incomplete beta function: the beta distribution with parameters a and b.
///
/// I_x(a, b) = B(x; a, b) / B(a, b) (DLMF 8.17.2), and 1 - I_x(a, b) = I_{1-x}(b, a). Relative error at most 1e-13 for
/// a, b from 0.01 to 1e7, down to 1e-300 in either tail. Time grows as the square root of the larger parameter.
public enum IncompleteBeta {
    /// I_x(a, b) for a, b > 0 and x in 0...1: 0 at 0, 1 at 1, NaN outside. R: `pbeta(x, a, b)`.
    public static func lower(a: Double, b: Double, x: Double) -> Double {
        edge(a, b, x, atZero: 0) ?? tails(a: a, b: b, x: x).lower
    }

    /// 1 - I_x(a, b), without cancellation: 1 at 0, 0 at 1, NaN outside. R: `pbeta(x, a, b, lower.tail = FALSE)`.
    public static func upper(a: Double, b: Double, x: Double) -> Double {
        edge(a, b, x, atZero: 1) ?? tails(a: a, b: b, x: x).upper
    }

    /// The x with I_x(a, b) = p: relative error at most 1e-13; 0 at p = 0, 1 at 1, NaN outside. R: `qbeta(p, a, b)`.
    public static func quantile(a: Double, b: Double, lower p: Double) -> Double {
        if p > 0.5, p <= 1 { return quantile(a: a, b: b, upper: 1 - p) }
        return solve(a, b, p, atZero: 0, sign: 1) { tails in tails.logLower }
    }

    /// The x with 1 - I_x(a, b) = p: relative error at most 1e-13; 1 at p = 0, 0 at 1, NaN outside.
    /// R: `qbeta(p, a, b, lower.tail = FALSE)`.
    public static func quantile(a: Double, b: Double, upper p: Double) -> Double {
        if p > 0.5, p <= 1 { return quantile(a: a, b: b, lower: 1 - p) }
        return solve(a, b, p, atZero: 1, sign: -1) { tails in tails.logUpper }
    }

    /// Both tails for a, b > 0 and 0 < x < 1.
    static func tails(a: Double, b: Double, x: Double) -> TailPair {
        tails(a: a, b: b, x: DoubleDouble(x), y: DoubleDouble(sum: 1, -x))
    }

    /// Both tails, x and y = 1 - x each given to twice the digits of a double.
    ///
    /// The continued fraction in x where x lies below the mean a / (a + b), else the one in y for the upper tail.
    static func tails(a: Double, b: Double, x: DoubleDouble, y: DoubleDouble) -> TailPair {
        tails(a: a, b: b, x: x, y: y, kernel: logKernel(a: a, b: b, x: x, y: y))
    }

    /// The same, where the kernel is already known.
    private static func tails(
        a: Double, b: Double, x: DoubleDouble, y: DoubleDouble, kernel: DoubleDouble
    ) -> TailPair {
        let below = (DoubleDouble(a) - DoubleDouble(sum: a, b) * x).hi
        return below > 0
            ? TailPair(lower: LogScaled(logScale: kernel, factor: fraction(a, b, x.hi, y.hi, below)))
            : TailPair(upper: LogScaled(logScale: kernel, factor: fraction(b, a, y.hi, x.hi, -below)))
    }

    /// log of x^a y^b / B(a, b), in the saddle-point form of C. Loader (2000): no large numbers that cancel.
    static func logKernel(a: Double, b: Double, x: DoubleDouble, y: DoubleDouble) -> DoubleDouble {
        let sum = DoubleDouble(sum: a, b)
        let a2 = DoubleDouble(a)
        let b2 = DoubleDouble(b)
        let deviance = a2 * (a2 / (sum * x)).logarithm + b2 * (b2 / (sum * y)).logarithm
        let scale = stirlingCorrection(sum.hi) - stirlingCorrection(a) - stirlingCorrection(b)
        return DoubleDouble(scale + (log(a) + log(b / sum.hi) - log(2 * Double.pi)) / 2) - deviance
    }

    /// The even part of the continued fraction DLMF 8.17.22, all of whose terms are positive for m < b: A. R. DiDonato
    /// and A. H. Morris, ACM TOMS 18 (1992) 360-373, formula 9.
    /// - Parameter below: a - (a + b) x, given apart because it cancels near the mean.
    private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double, _ below: Double) -> Double {
        lentz(first: a / (a + 1) * (below + 1)) { m in
            let odd = a + 2 * m - 1
            let ratio = m * (b - m) * x / odd
            let numerator = (a + m - 1) * (a + b + m - 1) * x / odd * ratio
            return (numerator, m + ratio + (a + m) / (odd + 2) * (below + 1 + m * (1 + y)))
        }
    }

    private static func edge(_ a: Double, _ b: Double, _ x: Double, atZero: Double) -> Double? {
        guard a > 0, a.isFinite, b > 0, b.isFinite, x >= 0, x <= 1 else { return .nan }
        return x == 0 ? atZero : x == 1 ? 1 - atZero : nil
    }

    /// Newton in u = log(x / (1 - x)), in which the density is log-concave, from its normal approximation.
    private static func solve(
        _ a: Double, _ b: Double, _ p: Double, atZero: Double, sign: Double, log logTail: (TailPair) -> Double
    ) -> Double {
        guard a > 0, a.isFinite, b > 0, b.isFinite, p >= 0, p <= 1 else { return .nan }
        if p == 0 { return atZero }
        if p == 1 { return 1 - atZero }
        let start = log(a / b) + sign * Normal.quantile(p) * (1 / a + 1 / b).squareRoot()
        let u = newton(from: start, target: log(p)) { u in
            let (x, y) = logistic(u)
            let kernel = logKernel(a: a, b: b, x: x, y: y)
            let value = logTail(tails(a: a, b: b, x: x, y: y, kernel: kernel))
            return (value, sign * exp(kernel.hi - value))
        }
        return logistic(u).x.hi
    }

    /// x = 1 / (1 + exp(-u)) and y = 1 - x: the smaller rounded to a double, the other its exact complement.
    private static func logistic(_ u: Double) -> (x: DoubleDouble, y: DoubleDouble) {
        let smaller = 1 / (1 + exp(u.magnitude))
        let larger = DoubleDouble(sum: 1, -smaller)
        return u < 0 ? (DoubleDouble(smaller), larger) : (larger, DoubleDouble(smaller))
    }
}
