import Disclosure

/// How verdicts are worded in a table: in full, or short where lines would be too wide.
package enum VerdictWords: Sendable {
    case full, short

    /// What the short words mean.
    package static let legend =
        "better, worse: significantly so; not sig.: no significant difference; too few: not enough data."

    func text(_ finding: ShownFinding) -> String {
        let words =
            switch (self, finding.verdict) {
            case (.full, let verdict?): verdict.rawValue
            case (.full, nil): "not judged"
            case (.short, .significantlyBetter): "better"
            case (.short, .significantlyWorse): "worse"
            case (.short, .noSignificantDifference): "not sig."
            case (.short, .notEnoughData): "too few"
            case (.short, nil): "not judged"
            }
        return words + (finding.unreliable ? " [u]" : "") + (finding.isInsufficient ? " [q]" : "")
    }
}
