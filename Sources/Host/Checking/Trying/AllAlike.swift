import ReportKit
import Text

/// Figures that say nothing: nobody is counted anywhere, or everybody is.
enum AllAlike: TrialCheck {
    static let name = CheckName.allAlike

    /// So few may well be alike.
    private static let fewest = 100.0

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard let rows = try module.rows(), rows.rows > 0 else { return [] }
        let total = rows.total
        switch module.family {
        case .countAgainstTarget, .countChange:
            guard total.counted == 0, rows.places.count > 1 else { return [] }
            return [
                warning("the count is 0 in all \(rows.places.count) places of \(module.period)", module)
            ]
        case .proportionAgainstTarget, .proportionAgainstPredicted, .frequency, .cohortChange, .ratePerPopulation,
            .standardisedRate:
            guard total.n >= fewest else { return [] }
            if total.counted == 0 {
                return [warning("none of \(Numbers.trimmed(total.n)) is counted in \(module.period)", module)]
            }
            let isShare = module.family == .proportionAgainstTarget || module.family == .proportionAgainstPredicted
            guard isShare, total.counted == total.n else { return [] }
            return [warning("every one of \(Numbers.trimmed(total.n)) is counted in \(module.period)", module)]
        case .mean, .quantile, .supplied, .undefined: return []
        }
    }

    private static func warning(_ what: String, _ module: ModuleTrial) -> DeclaredProblem {
        DeclaredProblem(
            .warning, line: module.wording.line(ofColumn: module.family.numerator),
            "\(what): does the condition of the numerator say what is meant, and does the warehouse hold what it asks for? "
                + "If it is so, accept it: 'accepted: {\(name.rawValue): why}'.")
    }
}

extension Family {
    /// The column that holds what is counted.
    fileprivate var numerator: String {
        switch self {
        case .proportionAgainstPredicted: "reoffended"
        case .cohortChange: "follow_up"
        case .frequency, .ratePerPopulation, .standardisedRate: "events"
        case .proportionAgainstTarget, .countAgainstTarget, .countChange: "observed"
        case .mean: "total"
        case .quantile, .supplied, .undefined: "value"
        }
    }
}
