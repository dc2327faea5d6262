import Disclosure
import ReportKit

/// How verdicts are worded in a table: in full, or short where lines would be too wide.
package enum VerdictWords: Sendable {
    case full, short

    /// What the short words mean.
    package static let legend =
        "better, worse: significantly so; not sig.: no significant difference; too few: not enough data."

    package func text(_ finding: ShownFinding) -> String {
        let words =
            switch (self, finding.verdict) {
            case (.full, let verdict?): verdict.rawValue
            case (_, nil): finding.notJudged?.cause.word ?? "not judged"
            case (.short, .significantlyBetter): "better"
            case (.short, .significantlyWorse): "worse"
            case (.short, .noSignificantDifference): "not sig."
            case (.short, .notEnoughData): "too few"
            }
        return words + finding.marks
    }
}
