import ReportKit
import Significance
import Text

/// A plan in words.
extension Plan {
    /// `Lancashire, 2010-11Q4: 11.38% re-offended (437 of 3,842 offender-snapshots, of 1,050 people), against 10.97%
    /// predicted.`
    package var now: String {
        let counted = isPredicted ? Phrases.snapshots(n) : Numbers.count(n)
        let of = people.map { ", of \(Phrases.people($0))" } ?? ""
        let against = isPredicted ? ", against \(Numbers.percent(reference)) predicted" : ""
        return "\(area.named), \(requested): \(Numbers.percent(rate))\(isPredicted ? " re-offended" : "") "
            + "(\(Numbers.count(observed)) of \(counted)\(of))\(against)."
    }

    /// What the target takes, as two sentences.
    package var goal: String {
        let whose = isAgreed ? "The agreed target" : "A target"
        let named =
            isTargetDifference ? "\(whose) of \(targetText) from what is predicted" : "\(whose) of \(targetText)"
        let rate = isTargetDifference ? " is \(Numbers.percent(targetRate))" : " means"
        guard let lastCount, let missing else { return "\(named)\(rate), which no count of \(Numbers.count(n)) meets." }
        let bound = "\(isLowerBetter ? "at most" : "at least") \(Numbers.count(lastCount)) of \(Numbers.count(n))"
        let means = isTargetDifference ? "\(named)\(rate): \(bound)." : "\(named)\(rate) \(bound)."
        if missing > 0 {
            let share = observed > 0 ? " (\(Phrases.size(100 * Double(missing) / Double(observed))) of them)" : ""
            return "\(means) That is \(Numbers.count(missing)) \(isLowerBetter ? "fewer" : "more") than now\(share)."
        }
        return missing == 0
            ? "\(means) It is just met now." : "\(means) It is met now, with \(Numbers.count(-missing)) to spare."
    }

    /// Which counts would be significant.
    package var significant: String {
        let against = isPredicted ? "what is predicted" : "the target"
        func count(_ count: Int, _ isLow: Bool) -> String {
            "\(isLow ? "at most" : "at least") \(Numbers.count(count)) "
                + "(\(Numbers.signedPercent(100 * (Double(count) / Double(n) / reference - 1))))"
        }
        let better = significantlyBetter.map { "better than \(against) with \(count($0, isLowerBetter))" }
        let worse = significantlyWorse.map { "worse with \(count($0, !isLowerBetter))" }
        let found = [better, worse].compactMap(\.self)
        return found.isEmpty
            ? "With so few, no count would be significant."
            : "Of \(Numbers.count(n)), a figure is significantly \(found.joined(separator: ", ")); what lies between "
                + "may be "
                + "chance."
    }

    /// How likely the target is if nothing changes, and how sure that is.
    package var unchanged: String? {
        guard let same = scenarios.first(where: { $0.change == 0 }) else { return nil }
        let plain = "If nothing changes, the target is met with a chance of \(Self.chance(same.met))"
        guard let today else { return plain + "." }
        let chances = [today.atLower, today.atUpper].sorted()
        let known = chances.map(Self.chance)
        let anything =
            known[0] == known[1] ? "is \(known[0]) all the same" : "may be anything from \(known[0]) to \(known[1])"
        return "\(plain). Today's true rate is known only to lie between \(Numbers.percent(today.interval.lower)) and "
            + "\(Numbers.percent(today.interval.upper)) (95% interval): the chance "
            + "\(anything)."
    }

    /// What is taken to stay as it is.
    package var assumptions: String {
        (isPredicted
            ? "Taken to stay as they are: the number of people, how often each is counted, and what is predicted for them. "
            : "Taken to stay as it is: how many are counted. ")
            + "A true change is of today's rate, which is itself uncertain."
    }

    /// `-7.77%`, or `75%`.
    package var targetText: String {
        let value = { (value: Double) in
            let text = Numbers.trimmed(100 * value, decimals: 4)
            return isTargetDifference && value > 0 ? "+\(text)%" : "\(text)%"
        }
        return target.upper.map { "\(value(target.value)) to \(value($0))" } ?? value(target.value)
    }

    package var isTargetDifference: Bool { target.measure == .relativeDifference }

    /// `less than 0.1%`, `12.3%`, `more than 99.9%`.
    package static func chance(_ chance: Double) -> String {
        switch chance {
        case ..<0.0005: "less than 0.1%"
        case 0.9995...: "more than 99.9%"
        default: Numbers.percent(chance, decimals: 1)
        }
    }

    /// `none`, `-5%`, `+2.5%`.
    package static func change(_ percentage: Double) -> String {
        percentage == 0 ? "none" : (percentage > 0 ? "+" : "") + Numbers.trimmed(percentage) + "%"
    }
}
