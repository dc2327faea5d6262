import ReportKit

/// The colours of charts and pages, each at least 4.5 to 1 against the paper (WCAG 2.2, 1.4.3 and 1.4.11) except the
/// faint lines of a grid, which carry no information.
enum Ink {
    static let paper = "#ffffff"
    static let text = "#0b0c0c"
    static let quiet = "#505a5f"
    static let grid = "#d8dcde"
    static let plain = "#1d5a94"
    static let worse = "#b10e1e"
    static let better = "#00603c"
}

/// How a finding is marked: by shape as well as by colour, so that neither is needed. A triangle points to where the
/// value lies: worse is above where lower is better, and below where higher is.
enum Mark: CaseIterable {
    case worseAbove, worseBelow, betterBelow, betterAbove, plain, tooFew

    init(_ verdict: Verdict?, _ polarity: Polarity) {
        let isHigherBetter = polarity == .higherIsBetter
        self =
            switch verdict {
            case .significantlyWorse: isHigherBetter ? .worseBelow : .worseAbove
            case .significantlyBetter: isHigherBetter ? .betterAbove : .betterBelow
            case .noSignificantDifference, nil: .plain
            case .notEnoughData: .tooFew
            }
    }

    var colour: String {
        switch self {
        case .worseAbove, .worseBelow: Ink.worse
        case .betterBelow, .betterAbove: Ink.better
        case .plain: Ink.plain
        case .tooFew: Ink.quiet
        }
    }

    /// What the mark means, for a key.
    var meaning: String {
        switch self {
        case .worseAbove, .worseBelow: "significantly worse"
        case .betterBelow, .betterAbove: "significantly better"
        case .plain: "no significant difference, or not judged"
        case .tooFew: "not enough data"
        }
    }
}
