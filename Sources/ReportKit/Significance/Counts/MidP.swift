/// The two mid-p of a count: the probability of everything beyond it on one side, and half of the count's own.
///
/// A count can take few values where little is expected, and its exact p values are then too large on average. Mid-p
/// values are right on average (H. O. Lancaster, JASA 56 (1961) 223-234; A. Agresti, Categorical Data Analysis, 3rd ed.
/// 2013, 16.6.1).
struct MidP {
    /// P(X < k) + P(X = k)/2.
    let lower: Double
    /// P(X > k) + P(X = k)/2.
    let upper: Double

    private init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// - Parameters:
    ///   - observed: k.
    ///   - lowerTail: P(X <= k) for any k.
    ///   - upperTail: P(X >= k) for any k.
    init(observed: Int, lowerTail: (Int) -> Double, upperTail: (Int) -> Double) {
        lower = (lowerTail(observed - 1) + lowerTail(observed)) / 2
        upper = (upperTail(observed) + upperTail(observed + 1)) / 2
    }

    /// The mid-p of what is left of a fixed total, which is low where this count is high.
    var turned: MidP { MidP(lower: upper, upper: lower) }
}
