/// Which direction means good performance.
public enum Polarity: String, Codable, CaseIterable, Sendable {
    case lowerIsBetter = "lower"
    case higherIsBetter = "higher"
    /// A value within the target's range is good: too low is as bad as too high.
    case insideBand = "band"
    /// The closer the value is to zero, the better.
    case closestToZero = "zero"
    /// Neither direction is good, so there is no verdict.
    case noDirection = "none"
}
