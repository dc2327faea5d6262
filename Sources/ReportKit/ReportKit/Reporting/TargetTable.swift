/// What was agreed for one indicator, by area, on the last day of a report.
public struct TargetTable: Sendable {
    private let targets: [Int: AgreedTarget]

    /// - Parameter targets: by key of the area in the warehouse.
    public init(_ targets: [Int: AgreedTarget]) {
        self.targets = targets
    }

    public subscript(areaID: Int) -> AgreedTarget? {
        targets[areaID]
    }
}

/// A target as an area agreed it.
public struct AgreedTarget: Hashable, Codable, Sendable {
    /// What the value is compared with.
    public enum Measure: String, Codable, Sendable {
        /// A rate, as a fraction.
        case rate
        /// The relative difference from the predicted rate, as a fraction.
        case relativeDifference = "relative difference"
        /// The relative change from the baseline, as a fraction.
        case relativeChange = "relative change"
        case count
    }

    public var measure: Measure
    /// As a fraction, never a percentage: 0.75, -0.0777.
    public var value: Double
    /// Whether the Local Area Agreement designated it.
    public var designated: Bool
    /// The document that it was agreed in.
    public var source: String

    public init(measure: Measure, value: Double, designated: Bool, source: String) {
        self.measure = measure
        self.value = value
        self.designated = designated
        self.source = source
    }

    /// Whether a value meets the target; nil where there is no value.
    ///
    /// Meeting a target and differing significantly are different questions: see ``Finding/verdict``.
    public func isMet(by value: Double?, polarity: Polarity) -> Bool? {
        guard let value else { return nil }
        switch polarity {
        case .lowerIsBetter: return value <= self.value
        case .higherIsBetter: return value >= self.value
        }
    }
}
