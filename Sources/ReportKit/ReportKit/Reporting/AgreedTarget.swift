/// A target agreed by an area: one value, or a range.
public struct AgreedTarget: Hashable, Codable, Sendable {
    /// What the target is for.
    public enum Measure: String, Codable, CaseIterable, Sendable {
        /// A rate, as a fraction of people, or as events per person.
        case rate
        /// The relative difference from the predicted rate, as a fraction.
        case relativeDifference = "relative difference"
        /// The relative change from the baseline, as a fraction.
        case relativeChange = "relative change"
        case count
        /// The figure itself, in the indicator's own unit: a score, days, events per 1,000.
        case value
    }

    public var measure: Measure
    /// Rates, differences and changes as fractions, never percentages (0.75, -0.0777); counts and values as they are.
    /// For a range, this is the lower end.
    public var value: Double
    /// The upper end of a range; nil where the target is one value.
    public var upper: Double?
    /// Whether the target is designated in the Local Area Agreement.
    public var designated: Bool
    /// The document in which it was agreed.
    public var source: String

    public init(measure: Measure, value: Double, upper: Double? = nil, designated: Bool, source: String) {
        self.measure = measure
        self.value = value
        self.upper = upper
        self.designated = designated
        self.source = source
    }
}

extension AgreedTarget {
    /// Whether a value meets the target; nil where there is no value, or neither direction is good.
    ///
    /// For a range, only the end on the bad side decides where lower or higher is better, and both ends decide
    /// otherwise. Where the value should be close to zero, a single target is the farthest it may lie on either side.
    /// Where the value should lie in a range, a single target does not say how wide the range is, so the result is nil.
    ///
    /// Meeting a target and differing significantly are different questions: see ``Finding/verdict``.
    public func isMet(by value: Double?, polarity: Polarity) -> Bool? {
        guard let value else { return nil }
        let range = range(polarity)
        switch polarity {
        case .lowerIsBetter: return value <= range.upperBound
        case .higherIsBetter: return value >= range.lowerBound
        case .insideBand: return upper == nil ? nil : range.contains(value)
        case .closestToZero: return range.contains(value)
        case .noDirection: return nil
        }
    }

    /// The values that are exactly as agreed.
    func range(_ polarity: Polarity) -> ClosedRange<Double> {
        if let upper { return min(value, upper)...max(value, upper) }
        return polarity == .closestToZero ? -value.magnitude...value.magnitude : value...value
    }

    /// The same target in another unit.
    func with(_ unit: (Double) -> Double) -> AgreedTarget {
        var target = self
        target.value = unit(value)
        target.upper = upper.map(unit)
        return target
    }
}
