import Significance

extension Interval {
    /// A 95% interval from its two limits, for tests.
    package static func pair(_ lower: Double, _ upper: Double) -> Interval {
        Interval(lower: lower, upper: upper, confidence: 0.95, method: "")
    }
}
