/// A target, and whether it was met.
public struct TargetOutcome: Hashable, Codable, Sendable {
    public var measure: AgreedTarget.Measure
    /// Rates, differences and changes as fractions, never percentages (0.75, -0.0777); counts and values as they are.
    /// For a range, this is the lower end.
    public var value: Double
    /// The upper end of a range; nil where the target is one value.
    @OrNull public var upper: Double?
    public var designated: Bool
    public var source: String
    /// Nil where there is no value to compare, or neither direction is good.
    @OrNull public var met: Bool?

    public init(_ agreed: AgreedTarget, met: Bool?) {
        measure = agreed.measure
        value = agreed.value
        upper = agreed.upper
        designated = agreed.designated
        source = agreed.source
        self.met = met
    }
}
