import Disclosure

/// A mark beside a figure or verdict that says what it lacks.
package enum FigureMark: String, CaseIterable {
    case unreliable = "[u]"
    case insufficient = "[q]"

    package var meaning: String {
        switch self {
        case .unreliable: "unreliable: too few people or events for a steady rate."
        case .insufficient: "the area's own records lack more than the thresholds allow."
        }
    }

    /// `[u] unreliable: too few people or events for a steady rate.`
    package var line: String { "\(rawValue) \(meaning)" }
}

extension ShownFinding {
    /// The marks of what its figure lacks, each after a space: ` [u] [q]`.
    package var marks: String {
        let own = (unreliable ? [FigureMark.unreliable] : []) + (isInsufficient ? [.insufficient] : [])
        return own.map { " \($0.rawValue)" }.joined()
    }
}
