import Significance

/// The family of INT01: a count against a target for the financial year.
///
/// The query returns one row per combination of trust, authority and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the count; an area without a row has no finding, so return a row with 0 where 0 is known |
public enum CountAgainstTarget {
    /// The columns that the query must return.
    public static let columns = Places.columns + [ColumnRequirement("observed", .integer)]

    private struct Sums: FigureTally {
        var observed = 0

        var figure: FigureCounts { FigureCounts(observed: observed, n: nil) }

        static func += (sum: inout Sums, other: Sums) { sum.observed += other.observed }
    }

    /// Units that are amounts, not independent events: the Poisson distribution does not describe them.
    private static let amounts: Set = ["hours", "days", "minutes", "gbp", "pounds"]

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let share = try module.coverage(of: inputs.request.period).period.shareOfFinancialYear
        let indicator = module.indicator
        let rows = try SummedRows(of: module, inputs, columns: columns) { Sums(observed: try $0.count(3)) }
        var judgement = try rows.judgement(size: \.observed) { cell, counts, quality in
            try finding(cell, counts.observed, quality, share, indicator, inputs.target(of: cell))
        }
        if judgement.findings.contains(where: { $0.target?.measure == .count }) {
            judgement.notes += notes(share)
        }
        if amounts.contains(indicator.unit.lowercased()) {
            judgement.notes.append(
                "\(indicator.unit) are amounts, not independent events, so they have no interval and no test.")
        }
        return judgement
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ observed: Int, _ quality: [QualityMeasure], _ share: YearShare?,
        _ indicator: Indicator, _ agreed: AgreedTarget?
    ) throws -> Finding {
        let countsEvents = !amounts.contains(indicator.unit.lowercased())
        let toDate = agreed.flatMap { agreed in
            agreed.measure == .count ? share.map { share in agreed.with(share.of) } : nil
        }
        // A target of 0 leaves nothing to chance: whether it was met says everything.
        let test = try toDate.flatMap { target in
            try target.outcome(of: Double(observed), polarity: indicator.polarity, judged: true) { expected in
                countsEvents && expected > 0 ? try Counts.exactTest(observed: observed, expected: expected) : nil
            }
        }
        return Finding(
            area: cell.area, group: cell.group, observed: observed, n: nil, verdict: test?.verdict,
            unreliable: countsEvents && observed < JudgementRules.standard.fewEvents,
            target: agreed.map {
                TargetOutcome($0, met: toDate?.isMet(by: Double(observed), polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .count(
                CountFigures(
                    interval: countsEvents ? try Counts.exactInterval(observed: observed).finite : nil,
                    yearShare: share?.fraction, targetToDate: toDate?.value, targetToDateUpper: toDate?.upper,
                    percentOfTarget: toDate.flatMap { target in
                        target.upper == nil && target.value > 0 ? 100 * Double(observed) / target.value : nil
                    },
                    tests: .init(againstTarget: test))))
    }

    private static func notes(_ share: YearShare?) -> [String] {
        guard let share else {
            return [
                "Targets are for a financial year. This period does not lie within one, so it is not compared with any."
            ]
        }
        guard !share.isWhole else { return [] }
        return [
            "Targets are for the whole financial year. This period is \(share) of it, and the target to date is the "
                + "same share of the target, whatever the season; 'met' means met so far."
        ]
    }
}
