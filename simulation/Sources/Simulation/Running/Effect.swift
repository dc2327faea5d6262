/// How far the true rate of an area is from the one that it is judged against.
public enum Effect: Hashable, Sendable {
    /// Not at all: every significant verdict is wrong.
    case none
    /// By a percentage of it; above 0 is worse.
    case percent(Int)
    /// By the smallest difference for the worse that the area's own finding says can be detected.
    case detectablyWorse
    /// By the smallest difference for the better that it says can be detected.
    case detectablyBetter

    /// The fixed differences of the grid.
    public static let differences: [Effect] = [.percent(-20), .percent(-10), .percent(10), .percent(20)]
}

extension Effect: CustomStringConvertible {
    public var description: String {
        switch self {
        case .none: "0%"
        case .percent(let percent): percent < 0 ? "−\(-percent)%" : "+\(percent)%"
        case .detectablyWorse: "smallest detectable, worse"
        case .detectablyBetter: "smallest detectable, better"
        }
    }
}
