/// Which direction is good performance.
public enum Polarity: String, Codable, CaseIterable, Sendable {
    case lowerIsBetter = "lower"
    case higherIsBetter = "higher"
    /// Good is a value within the target's range: too low is as bad as too high.
    case insideBand = "band"
    /// Good is a value as close to zero as can be.
    case closestToZero = "zero"
    /// Neither direction is good: there is no verdict.
    case noDirection = "none"
}
