import Glibc

/// One tail of a distribution as exp(logScale) times a factor, so that its logarithm is known where it underflows.
struct LogScaled: Sendable {
    let logScale: DoubleDouble
    let factor: Double

    var value: Double { logScale.exponential * factor }
    var logarithm: Double { logScale.hi + log(factor) }
}

/// The two tails of a continuous distribution at one point: the smaller is computed, the other is its complement.
struct TailPair: Sendable {
    private let computed: LogScaled
    private let computedIsLower: Bool

    init(lower: LogScaled) {
        computed = lower
        computedIsLower = true
    }

    init(upper: LogScaled) {
        computed = upper
        computedIsLower = false
    }

    var lower: Double { computedIsLower ? computed.value : 1 - computed.value }
    var upper: Double { computedIsLower ? 1 - computed.value : computed.value }
    var logLower: Double { computedIsLower ? computed.logarithm : log1p(-computed.value) }
    var logUpper: Double { computedIsLower ? log1p(-computed.value) : computed.logarithm }
}

/// Solves log F(u) = `target` for a distribution with a log-concave density in u, by Newton's method.
///
/// The logarithm of such a distribution function is concave, so from the second step on Newton approaches the solution
/// from one side and cannot overshoot; no bracket is needed. For an upper tail pass its logarithm and a negative slope.
/// The error after a step of 1e-10 is its square times the curvature: far below rounding.
/// - Parameter logTail: log F and d log F / du at u.
func newton(from start: Double, target: Double, logTail: (Double) -> (value: Double, slope: Double)) -> Double {
    var u = start
    for _ in 0..<200 {
        let (value, slope) = logTail(u)
        let step = (target - value) / slope
        guard step.isFinite else { return u }
        u += step
        if step.magnitude < 1e-10 { return u }
    }
    return u
}
