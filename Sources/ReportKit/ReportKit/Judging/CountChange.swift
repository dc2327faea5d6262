import Significance

/// The family of NI 40: a count against the count of a baseline of the same length.
///
/// The query returns one row per combination of trust, authority and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the count in the period |
/// | `baseline` | the count in the baseline, a span of the same length |
public enum CountChange {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [ColumnRequirement("observed", .integer), ColumnRequirement("baseline", .integer)]

    private struct Sums: FigureTally {
        var observed = 0
        var baseline = 0

        var figure: FigureCounts { FigureCounts(observed: observed, n: baseline) }

        static func += (sum: inout Sums, other: Sums) {
            sum.observed += other.observed
            sum.baseline += other.baseline
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let rows = try SummedRows(of: module, inputs, columns: columns) {
            Sums(observed: try $0.count(3), baseline: try $0.count(4))
        }
        return try rows.judgement(size: \.observed) { cell, counts, quality in
            try finding(cell, counts, quality, module.indicator, inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Sums, _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let compared = try Counts.rateRatio(observed: counts.observed, other: counts.baseline)
        let change = (100 * (compared.ratio - 1)).finite
        let test =
            counts.observed + counts.baseline > 0
            ? TestOutcome(
                statistic: nil, p: compared.test.p,
                verdict: Verdict(
                    p: compared.test.p, difference: Double(counts.observed - counts.baseline),
                    polarity: indicator.polarity)) : nil
        return Finding(
            area: cell.area, group: cell.group, observed: counts.observed, n: counts.baseline,
            verdict: test == nil ? Verdict(p: nil, difference: 0, polarity: indicator.polarity) : test?.verdict,
            unreliable: min(counts.observed, counts.baseline) < JudgementRules.standard.fewEvents,
            target: agreed.map { agreed in
                let value: Double? =
                    switch agreed.measure {
                    case .relativeChange: change.map { $0 / 100 }
                    case .value: change.map { $0 / 100 * indicator.unitsPerOne }
                    case .count: Double(counts.observed)
                    case .rate, .relativeDifference: nil
                    }
                return TargetOutcome(agreed, met: agreed.isMet(by: value, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .countChange(
                CountChangeFigures(
                    change: change, interval: compared.interval.asChange, tests: .init(againstBaseline: test))))
    }
}
