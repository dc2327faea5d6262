import Significance

/// The family of medians and other quantiles: a value that each person has, such as the days that something took.
///
/// The query returns one row per person:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `offender_id` | the person, who has one row |
/// | `value` | the person's value in the indicator's own unit; null where it is not recorded: then the person is left out, and told as not recorded |
///
/// Which quantile, and the finest step of what is published, are in ``Indicator/quantileTerms``. Quantiles of two periods
/// are not compared by a test: intervals that overlap are none, and a test of two samples would have to know who is in
/// both.
///
/// Only a median is judged against its target. A test of another quantile rests on the few people who lie beyond it, and
/// its result would give their number away: of 60 people whose 90th percentile is significantly low, at most one is above
/// the target.
public enum QuantileValue {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("offender_id", .integer), ColumnRequirement("value", .real, nullable: true),
        ]

    private struct Values: FigureTally {
        var values: [Double] = []
        var notRecorded = 0

        var n: Int { values.count }
        var figure: FigureCounts { FigureCounts(observed: nil, n: n) }

        static func += (sum: inout Values, other: Values) {
            sum.values += other.values
            sum.notRecorded += other.notRecorded
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    ///
    /// - Throws: ``ReportError/badValue(file:column:value:problem:)`` also where a person has two rows: the interval takes
    ///   each value for another person's, and so does disclosure control.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        var people: Set<Int> = []
        let rows = try SummedRows<Values>(of: module, inputs, columns: columns) { row in
            let person = row.batch.columns[3].integers[row.index]
            guard people.insert(person).inserted else {
                throw row.bad(
                    3, "\(person)",
                    "in several rows, and a person has one value: return the first, the last or the largest, with "
                        + "'distinct on (offender_id)' or 'group by offender_id'")
            }
            let value = try row.numberIfKnown(4)
            return Values(values: value.map { [$0] } ?? [], notRecorded: value == nil ? 1 : 0)
        }
        func unanswered(_ values: Values) -> [QualityMeasure] {
            [
                QualityMeasure(
                    .answered, count: values.notRecorded, of: values.n + values.notRecorded,
                    thresholds: inputs.thresholds)
            ]
        }
        return try rows.judgement(size: \.n, lacking: unanswered) { cell, values, quality in
            try finding(cell, values.values.sorted(), quality, module.indicator, inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ sorted: [Double], _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let terms = indicator.quantileTerms
        let enough = sorted.count >= JudgementRules.standard.smallestN
        let target = agreed.flatMap { $0.measure == .value ? $0 : nil }
        func met(_ value: Double?) -> Bool? { target?.isMet(by: value, polarity: indicator.polarity) }
        let value = try sorted.isEmpty ? nil : Quantiles.value(sorted: sorted, probability: terms.probability)
        let interval = try sorted.isEmpty ? nil : Quantiles.interval(sorted: sorted, probability: terms.probability)
        let isMedian = terms.probability == 0.5
        let test = try (isMedian ? target : nil)?.outcome(of: value, polarity: indicator.polarity, judged: enough) {
            expected in
            let exact = try Quantiles.test(sorted, probability: terms.probability, expected: expected)
            return TestResult(
                method: exact.method, p: QuantileFigures.leastP.first { $0 >= exact.p } ?? 1, pLower: exact.pLower,
                pUpper: exact.pUpper)
        }
        return Finding(
            area: cell.area, group: cell.group, observed: nil, n: sorted.count, verdict: test?.verdict,
            unreliable: !enough, target: agreed.map { TargetOutcome($0, met: met(value)) }, dataQuality: quality,
            figures: .quantile(
                QuantileFigures(
                    quantile: terms.probability, value: value, interval: interval,
                    tests: .init(againstTarget: test),
                    roundings: value.map {
                        QuantileRounding.all(of: $0, interval, sorted: sorted, step: terms.step, met: met)
                    } ?? [])))
    }
}
