import ReportKit

extension Polarity {
    /// What good performance is, in a few words.
    package var words: String {
        switch self {
        case .lowerIsBetter: "lower"
        case .higherIsBetter: "higher"
        case .insideBand: "within the target's range"
        case .closestToZero: "close to zero"
        case .noDirection: "neither lower nor higher"
        }
    }
}
