import ReportKit

/// Whether a target was met, in words: a question of its own beside whether a difference is significant.
struct TargetWords {
    let target: TargetOutcome
    let polarity: Polarity

    /// `The target, at least 75%, was met.`
    var text: String {
        switch target.met {
        case true?: "The target, \(aim), was met."
        case false?: "The target, \(aim), was not met."
        case nil: "Whether the target, \(aim), was met cannot be said."
        }
    }

    /// What is aimed at: a floor where higher is better, else a ceiling.
    var aim: String {
        let value = target.value
        switch target.measure {
        case .rate: return bound(Phrases.trimmed(100 * value))
        case .count: return bound(Numbers.count(Int(value.rounded())))
        case .relativeDifference:
            if value == 0 { return polarity == .lowerIsBetter ? "no more than predicted" : "no less than predicted" }
            return room(value, direction: value < 0 ? "below predicted" : "above predicted")
        case .relativeChange:
            if value == 0 { return polarity == .lowerIsBetter ? "no rise" : "no fall" }
            let size = Phrases.trimmed(100 * value)
            return
                "a \(value < 0 ? "fall" : "rise") of \(isImprovement(value) ? "\(size) or more" : "no more than \(size)")"
        }
    }

    private func bound(_ value: String) -> String {
        "\(polarity == .lowerIsBetter ? "at most" : "at least") \(value)"
    }

    private func room(_ value: Double, direction: String) -> String {
        let size = Phrases.trimmed(100 * value)
        return "\(isImprovement(value) ? "\(size) or more" : "no more than \(size)") \(direction)"
    }

    private func isImprovement(_ value: Double) -> Bool {
        (value < 0) == (polarity == .lowerIsBetter)
    }
}
