/// A two-sided confidence interval (or, in a funnel, a pair of control limits).
public struct Interval: Sendable, Hashable, Codable {
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
    /// The level, such as 0.95.
    public let confidence: Double
    /// The name of the method, to be printed beside the figure.
    public let method: String

    /// An interval from its parts.
    public init(lower: Double, upper: Double, confidence: Double, method: String) {
        self.lower = lower
        self.upper = upper
        self.confidence = confidence
        self.method = method
    }

    /// Whether the value lies between the limits or on one of them.
    public func contains(_ value: Double) -> Bool {
        lower <= value && value <= upper
    }

    /// The same interval in another unit: both limits times a positive factor.
    public func scaled(by factor: Double) -> Interval {
        Interval(lower: lower * factor, upper: upper * factor, confidence: confidence, method: method)
    }
}
