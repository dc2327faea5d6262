/// The two mid-p of a count: the probability of everything beyond it on one side, and half of the count's own.
///
/// A count can take few values where little is expected, and its exact p values are then too large on average. Mid-p
/// values are right on average (H. O. Lancaster, JASA 56 (1961) 223-234; A. Agresti, Categorical Data Analysis, 3rd ed.
/// 2013, 16.6.1).
struct MidP {
    /// k.
    let observed: Int
    /// P(X <= k) for any k.
    let lowerTail: (Int) -> Double
    /// P(X >= k) for any k.
    let upperTail: (Int) -> Double

    /// P(X < k) + P(X = k)/2.
    var lower: Double { (lowerTail(observed - 1) + lowerTail(observed)) / 2 }

    /// P(X > k) + P(X = k)/2.
    var upper: Double { (upperTail(observed) + upperTail(observed + 1)) / 2 }
}
