import Disclosure
import ReportKit

extension FindingColumn {
    /// The columns that answer the question of a family, the answer first: the figure with its interval, what it is
    /// judged against, its counts, its verdict and whether its target was met. For tables in which several indicators
    /// stand side by side.
    package static func answer(of family: Family) -> [FindingColumn] {
        let every = all(of: family)
        guard let figure = mainFigures.first(where: { name in every.contains { $0.name == name } }) else { return [] }
        let stem = figure == "observed" ? "count" : figure.replacing("_pct", with: "")
        let interval = ["lower95", "upper95"].flatMap { ["\(stem)_\($0)", "\(stem)_\($0)_pct"] }
        let references = ["predicted_rate", "baseline_rate", "overall_rate", "expected_change_pct", "target_to_date"]
        let names = [figure] + interval + references + ["observed", "n", "verdict", "target_met"]
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }.compactMap { name in every.first { $0.name == name } }
    }

    /// The columns of figures, the one that answers the question first.
    static let mainFigures = ["actual_rate", "rate", "change_pct", "mean", "quantile_value", "value", "observed"]
}
