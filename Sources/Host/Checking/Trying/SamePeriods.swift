import ReportKit
import Text

/// A query that names the days counted and counts the same whatever they are.
enum SamePeriods: TrialCheck {
    static let name = CheckName.period

    /// So few may well be the same.
    private static let fewest = 100.0

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        let days = ["period_start", "period_end", "snapshots"].filter(module.wording.names)
        guard module.family != .supplied, !days.isEmpty, case .quarter(let quarter) = module.period,
            let rows = try module.rows(), rows.total.size >= fewest,
            let before = try? module.run(in: quarter.advanced(by: -4)).get(), before.places == rows.places
        else { return [] }
        let line = module.wording.tokens.first { $0.kind == .parameter && days.contains($0.text) }?.line
        return [
            DeclaredProblem(
                .warning, line: line,
                "the query counts the same \(Numbers.trimmed(rows.total.size)) in \(quarter) and in "
                    + "\(quarter.advanced(by: -4)), in every place: \(days.map { ":\($0)" }.joined(separator: " and ")) "
                    + "\(days.count == 1 ? "changes" : "change") nothing. Compare the day of what is counted with them."
            )
        ]
    }
}
