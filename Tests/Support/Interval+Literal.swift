import Significance

/// A 95% interval from its two limits, for tests: `[1.3, 1.55]`.
// swift-format-ignore: AvoidRetroactiveConformances (both are of this project)
extension Interval: @retroactive ExpressibleByArrayLiteral {
    public init(arrayLiteral limits: Double...) {
        precondition(limits.count == 2, "an interval has two limits")
        self.init(lower: limits[0], upper: limits[1], confidence: 0.95, method: "")
    }
}
