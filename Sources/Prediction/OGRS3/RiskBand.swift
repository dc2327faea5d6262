/// The band of a two-year percentage.
public enum RiskBand: String, Sendable {
    case low = "LOW"
    case medium = "MEDIUM"
    case high = "HIGH"
    case veryHigh = "VERY_HIGH"

    /// The band of a percentage: low to 49, medium to 74, high to 89, very high from 90; nil below 0.
    public init?(twoYearPercent: Int) {
        switch twoYearPercent {
        case ..<0: return nil
        case 0...49: self = .low
        case 50...74: self = .medium
        case 75...89: self = .high
        default: self = .veryHigh
        }
    }
}
