import Significance

/// The family of NI 143: a proportion of events against a target.
///
/// The query returns a row a combination of areas and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the numerator |
/// | `n` | the denominator: events with a recorded answer |
/// | `not_recorded` | events left out of it because the question was not answered |
public enum ProportionAgainstTarget {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("observed", .integer), ColumnRequirement("n", .integer),
            ColumnRequirement("not_recorded", .integer),
        ]

    private struct Counts: Tally {
        var observed = 0
        var n = 0
        var notRecorded = 0
        /// Of the denominator, how many are of no known authority.
        var notAssigned = 0

        static func += (sum: inout Counts, other: Counts) {
            sum.observed += other.observed
            sum.n += other.n
            sum.notRecorded += other.notRecorded
            sum.notAssigned += other.notAssigned
        }

        func quality(at level: AreaLevel, _ thresholds: QualityThresholds) -> [QualityMeasure] {
            [QualityMeasure(.answered, count: notRecorded, of: n + notRecorded, thresholds: thresholds)]
                + level.authorityMeasure(notAssigned: notAssigned, of: n, thresholds)
        }
    }

    /// Reads the module's query and judges every area of the levels asked for.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let query = try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown)
        var places = Places()
        var counts = TallyByPlace<Counts>()
        try inputs.warehouse.stream(query, columns: columns) { batch in
            let (observed, n, notRecorded) = (batch.columns[3], batch.columns[4], batch.columns[5])
            for row in 0..<batch.rowCount {
                let read = Counts(
                    observed: observed.integers[row], n: n.integers[row], notRecorded: notRecorded.integers[row],
                    notAssigned: batch.columns[1].isNull[row] ? n.integers[row] : 0)
                guard read.observed >= 0, read.observed <= read.n, read.notRecorded >= 0 else {
                    throw ReportError.badValue(
                        file: query.file, column: "observed", value: String(read.observed),
                        problem: "which is not between 0 and n (\(read.n))")
                }
                counts[try places.number(of: row, in: batch, file: query.file, areas: inputs.areas)] += read
            }
        }
        let findings = try inputs.request.levels.flatMap { level in
            let cells = LevelCells(
                places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            return try zip(cells.cells, counts.summed(over: cells))
                .map { cell, sums in
                    try finding(
                        cell, sums, sums.quality(at: level, inputs.thresholds), module.indicator, inputs.targets)
                }
                .adjustedForComparisons()
        }
        return Judgement(
            findings: findings, dataQuality: counts.total.quality(at: .national, inputs.thresholds))
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Counts, _ quality: [QualityMeasure], _ indicator: Indicator,
        _ targets: TargetTable
    ) throws -> Finding {
        let rules = JudgementRules.standard
        let rate = counts.n > 0 ? Double(counts.observed) / Double(counts.n) : nil
        let interval = try counts.n > 0 ? Proportions.wilsonInterval(observed: counts.observed, n: counts.n) : nil
        let target = cell.group == nil ? targets[cell.areaID] : nil
        let test = try target.flatMap { agreed -> TestOutcome? in
            guard agreed.measure == .rate, let rate else { return nil }
            let result = try Proportions.exactTest(observed: counts.observed, n: counts.n, predicted: agreed.value)
            return TestOutcome(
                statistic: nil, p: result.p,
                verdict: Verdict(
                    p: counts.n >= rules.smallestN ? result.p : nil, difference: rate - agreed.value,
                    polarity: indicator.polarity))
        }
        return Finding(
            area: cell.area, group: cell.group, observed: counts.observed, n: counts.n,
            verdict: counts.n < rules.smallestN ? .notEnoughData : test?.verdict,
            unreliable: counts.n < rules.smallestN,
            target: target.map {
                TargetOutcome(
                    $0, met: $0.isMet(by: $0.measure == .rate ? rate : nil, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .proportion(
                ProportionFigures(
                    rate: rate, interval: interval.map { [$0.lower, $0.upper] }, notRecorded: counts.notRecorded,
                    tests: .init(exactBinomial: test))))
    }
}
