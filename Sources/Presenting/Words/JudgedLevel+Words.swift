import Disclosure
import ReportKit
import Text

extension PublishedReport {
    /// How many verdicts chance alone would give, where a table shows many areas of a level: one sentence for each level,
    /// or each group of people.
    package var chanceNotes: [String] {
        manyAreas.filter { level in
            shown.count {
                $0.area.level == level.level && $0.group == level.breakdown && $0.pOfVerdict != nil
            } >= JudgedLevel.many
        }.map { $0.sentence(judgedBy) }
    }
}

extension VerdictBasis {
    /// What the p value is called in a table, at the end of a sentence.
    package var ending: String {
        switch self {
        case .p: "p."
        case .pAdjusted: "p adj."
        }
    }
}

extension JudgedLevel {
    /// ```
    /// 151 authorities are judged at once: if none of them differed, chance alone would call about 7.6 significant. 24
    /// are, and 15 once that is allowed for (p adj. below 0.05; --adjusted judges by it).
    /// ```
    func sentence(_ basis: VerdictBasis) -> String {
        let told =
            "\(judged) \(level.words)\(breakdown.map { " (\($0.value))" } ?? "") are judged at once: if none of them differed, "
            + "chance alone would call about \(Numbers.fixed(expectedByChance, 1)) significant by p."
        switch basis {
        case .p:
            return "\(told) \(significant) \(significant == 1 ? "is" : "are"), and \(significantAdjusted) once that is "
                + "allowed for (p adj. below \(JudgementRules.standard.significance); --adjusted judges by it)."
        case .pAdjusted:
            return "\(told) \(significant) would be; the verdicts here are by p adj., which \(significantAdjusted) "
                + "\(significantAdjusted == 1 ? "has" : "have") below \(JudgementRules.standard.significance)."
        }
    }
}

extension AreaLevel {
    /// What several areas of the level are called.
    package var words: String { word.hasSuffix("y") ? "\(word.dropLast())ies" : "\(word)s" }
}
