import Prediction
import Presenting

extension PublishedModelCheck {
    private var name: String { "\(model.name), version \(model.version)" }

    /// Predictions against what happened, by tenth.
    var calibration: any Chart {
        CalibrationChart(
            id: "calibration", title: "\(name): cross-validated calibration", groups: crossValidated, note: summary)
    }

    /// A chart of everything that the check tells.
    var charts: [any Chart] {
        let later = "The first two rows are of the baseline; then come later snapshots, by the model as it is."
        let discrimination = DiscriminationChart(
            id: "roc", title: "\(name): cross-validated discrimination", groups: crossValidated, note: summary)
        return [calibration, discrimination]
            + measures.map { measure in
                EstimatesChart(
                    id: measure.id, title: "\(name): \(measure.name.lowercased())",
                    rows: measure.rows.map { .init($0.name, ($0.value, $0.interval)) }, right: measure.right,
                    axis: measure.name, note: later)
            } + [groupsChart].compactMap(\.self)
    }

    /// Observed divided by expected, by group: of the quarter that was asked for, or else cross-validated.
    private var groupsChart: (any Chart)? {
        let shown = quarter?.groups ?? groups
        guard !shown.isEmpty else { return nil }
        let whom = quarter.map { "NI 18's cohort of \($0.quarter)" } ?? "the baseline, cross-validated"
        return EstimatesChart(
            id: "groups", title: "\(name): observed against expected, by group",
            rows: shown.flatMap { grouping in
                grouping.rows.map { row in
                    .init("\(grouping.name): \(row.level)", row.ratio.map { ($0.value, $0.interval) })
                }
            }, right: 1, axis: "Observed / expected", note: "Of \(whom). What is suppressed has no mark.")
    }
}
