import Glibc

/// An unevaluated sum hi + lo of two doubles, |lo| <= ulp(hi)/2: about 32 significant digits.
///
/// Exponents of far tails lose digits in plain doubles: exp(-700) from an exponent rounded to 53 bits is right to only
/// 1e-13, and 616,252 log(1 - p) to only 1e-11. The library carries such exponents in this type and nothing else.
/// Source: T. J. Dekker, Numerische Mathematik 18 (1971) 224-242; D. E. Knuth, TAOCP 2, 4.2.2. Relative error of the
/// operations: a few times 2^-104. Not for infinities or NaN.
struct DoubleDouble: Sendable {
    let hi: Double
    let lo: Double

    init(_ value: Double) {
        hi = value
        lo = 0
    }

    /// hi + lo renormalised, exact (Knuth's two-sum).
    init(sum a: Double, _ b: Double) {
        hi = a + b
        let bb = hi - a
        lo = (a - (hi - bb)) + (b - bb)
    }

    /// a times b, exact.
    init(product a: Double, _ b: Double) {
        hi = a * b
        lo = fma(a, b, -hi)
    }

    static func + (x: Self, y: Self) -> Self {
        let s = Self(sum: x.hi, y.hi)
        let t = Self(sum: x.lo, y.lo)
        let u = Self(sum: s.hi, s.lo + t.hi)
        return Self(sum: u.hi, u.lo + t.lo)
    }

    static prefix func - (x: Self) -> Self { Self(sum: -x.hi, -x.lo) }

    static func - (x: Self, y: Self) -> Self { x + -y }

    static func * (x: Self, y: Self) -> Self {
        let p = Self(product: x.hi, y.hi)
        return Self(sum: p.hi, p.lo + (x.hi * y.lo + x.lo * y.hi))
    }

    static func * (x: Self, y: Double) -> Self { x * Self(y) }

    static func / (x: Self, y: Self) -> Self {
        let first = x.hi / y.hi
        let rest = x - y * first
        let second = rest.hi / y.hi
        let last = (rest - y * second).hi / y.hi
        return Self(sum: first, second) + Self(last)
    }

    /// e to this number, as a double: exp(hi + lo) = exp(hi) (1 + lo), lo being below 1e-13.
    var exponential: Double {
        let leading = Glibc.exp(hi)
        return leading + leading * lo
    }

    /// The natural logarithm, for hi > 0: absolute error about 1e-30 (relative 1e-28 near 1).
    ///
    /// log(2^e m) = e log 2 + 2 artanh((m - 1)/(m + 1)), m in [sqrt(1/2), sqrt(2)); the power series of artanh, whose
    /// terms after the tenth are small enough for plain doubles.
    var logarithm: Self {
        var exponent = hi.exponent
        var scale = Double(sign: .plus, exponent: -exponent, significand: 1)
        if hi * scale > 2.0.squareRoot() {
            exponent += 1
            scale /= 2
        }
        let m = Self(sum: hi * scale, lo * scale)
        let s = (m - Self(1)) / (m + Self(1))
        let square = s * s
        var plain = 0.0
        for coefficient in Self.highCoefficients { plain = plain * square.hi + coefficient }
        var sum = Self(plain)
        for coefficient in Self.lowCoefficients { sum = sum * square + coefficient }
        return Self.log2 * Double(exponent) + s * sum * 2
    }

    /// 1/45, 1/43 ... 1/21: of the powers 22 to 10 of the series in s squared.
    private static let highCoefficients = stride(from: 22, through: 10, by: -1).map { 1 / Double(2 * $0 + 1) }
    /// 1/19, 1/17 ... 1: of the powers 9 to 0.
    private static let lowCoefficients = stride(from: 9, through: 0, by: -1).map {
        DoubleDouble(1) / DoubleDouble(Double(2 * $0 + 1))
    }

    private static let log2 = Self(sum: 0.693147180559945309, 2.319046813846299558e-17)
}
