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

    private struct Counts {
        var observed = 0
        var n = 0
        var notRecorded = 0

        static func += (left: inout Counts, right: Counts) {
            left.observed += right.observed
            left.n += right.n
            left.notRecorded += right.notRecorded
        }
    }

    /// Reads the module's query and judges every area of the levels asked for.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let query = try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown)
        var places = Places()
        var rows: [(place: Int32, counts: Counts)] = []
        var (total, notAssigned) = (Counts(), 0)
        try inputs.warehouse.stream(query, columns: columns) { batch in
            let (observed, n, notRecorded) = (batch.columns[3], batch.columns[4], batch.columns[5])
            for row in 0..<batch.rowCount {
                let counts = Counts(
                    observed: observed.integers[row], n: n.integers[row], notRecorded: notRecorded.integers[row])
                guard counts.observed >= 0, counts.observed <= counts.n, counts.notRecorded >= 0 else {
                    throw ReportError.badValue(
                        file: query.file, column: "observed", value: String(counts.observed),
                        problem: "which is not between 0 and n (\(counts.n))")
                }
                rows.append((try places.number(of: row, in: batch, file: query.file, areas: inputs.areas), counts))
                total += counts
                if batch.columns[1].isNull[row] { notAssigned += counts.n }
            }
        }
        let findings = try inputs.request.levels.flatMap { level in
            let cells = LevelCells(
                places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            var sums = Array(repeating: Counts(), count: cells.cells.count)
            for row in rows where cells.cellOfPlace[Int(row.place)] >= 0 {
                sums[Int(cells.cellOfPlace[Int(row.place)])] += row.counts
            }
            return try zip(cells.cells, sums)
                .map { try finding($0, $1, module.indicator, inputs.targets) }
                .adjustedForComparisons()
        }
        return Judgement(
            findings: findings,
            dataQuality: [
                QualityMeasure(
                    name: "answer not recorded", count: total.notRecorded, of: total.n + total.notRecorded),
                QualityMeasure(name: "local authority not assigned", count: notAssigned, of: total.n),
            ])
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Counts, _ indicator: Indicator, _ targets: TargetTable
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
            figures: .proportion(
                ProportionFigures(
                    rate: rate, interval: interval.map { [$0.lower, $0.upper] }, notRecorded: counts.notRecorded,
                    tests: .init(exactBinomial: test))))
    }
}
