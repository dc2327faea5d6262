import Disclosure
import ReportKit

/// The shape that stands beside a verdict, so that nobody needs colours: each is different from the others in outline.
package enum VerdictShape: String, CaseIterable, Sendable {
    case worse, better, plain
    case tooFew = "too-few"
    case notJudged = "not-judged"
    case suppressed

    package init(_ finding: PublishedFinding?) {
        switch finding {
        case .shown(let finding):
            self =
                switch finding.verdict {
                case .significantlyWorse: .worse
                case .significantlyBetter: .better
                case .noSignificantDifference: .plain
                case .notEnoughData: .tooFew
                case nil: .notJudged
                }
        case .rounded, .partial, .suppressed: self = .suppressed
        case nil: self = .notJudged
        }
    }

    /// The shape as a character, for text.
    package var character: String {
        switch self {
        case .worse: "✗"
        case .better: "✓"
        case .plain: "○"
        case .tooFew: "?"
        case .notJudged: "–"
        case .suppressed: "c"
        }
    }

    /// What it means, for a key.
    package var meaning: String {
        switch self {
        case .worse: "significantly worse"
        case .better: "significantly better"
        case .plain: "no significant difference"
        case .tooFew: "not enough data"
        case .notJudged: "not judged"
        case .suppressed: "suppressed"
        }
    }
}
