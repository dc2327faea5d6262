import ReportKit
import Text

/// The same people's follow-up against their baseline.
extension FindingColumn {
    static let cohortChange: [FindingColumn] =
        [
            .figure(
                "cohort_people", "People", .count, key: "people", "People in the cohort.",
                display: .of("People") { (_, figures: ChangeFigures) in Numbers.count(figures.people) }
            ) { (figures: ChangeFigures) in Double(figures.people) },
            n("Baseline"), observed("Follow-up"),
            yearShare { (figures: ChangeFigures) in figures.yearShare },
            .figure(
                "baseline_per_person", "Baseline per person", .number, key: "baselinePerPerson",
                "Events per person in the whole baseline year."
            ) { (figures: ChangeFigures) in figures.baselinePerPerson },
            .figure(
                "follow_up_per_person", "Follow-up per person", .number, key: "followUpPerPerson",
                "Events per person in the follow-up so far."
            ) { (figures: ChangeFigures) in figures.followUpPerPerson },
            change { (figures: ChangeFigures) in figures.change },
        ]
        + changeInterval(key: "interval") { (figures: ChangeFigures) in figures.interval }.map(withSteadyInterval)
        + [
            .figure(
                "expected_change_pct", "Expected change, %", .percentage, key: "expectedChange",
                "What the area's own cohort was expected to do.",
                display: .of("Expected") { (_, figures: ChangeFigures) in Numbers.signedPercent(figures.expectedChange)
                }
            ) { (figures: ChangeFigures) in figures.expectedChange },
            .figure(
                "change_dispersion", "Dispersion", .number, key: "dispersion",
                "Variance of the follow-up about the baseline, as a multiple of what chance alone makes it: what the "
                    + "interval allows for."
            ) { (figures: ChangeFigures) in figures.dispersion },
            callable { (figures: ChangeFigures) in figures.callable },
        ]
        + test("against_expected", "Against expected", "the follow-up against what was expected") {
            (figures: ChangeFigures) in figures.tests.againstExpected
        }

    /// The interval of a finding that is too small to be judged is not shown in a table.
    private static func withSteadyInterval(_ column: FindingColumn) -> FindingColumn {
        guard column.name == "change_lower95_pct" else { return column }
        return column.shown(
            Display("95% interval", spare: 3) { _, finding in
                guard case .change(let figures) = finding.figures, finding.verdict != .notEnoughData,
                    let interval = figures.interval
                else { return Numbers.missing }
                return "\(Numbers.signedPercent(interval.lower)) to \(Numbers.signedPercent(interval.upper))"
            })
    }
}
