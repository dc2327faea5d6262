import Significance

/// The family of NI 143: a proportion of events against a target.
///
/// The query returns one row per combination of trust, authority and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the numerator |
/// | `n` | the denominator: events with a recorded answer |
/// | `not_recorded` | events left out of the denominator because the question was not answered |
public enum ProportionAgainstTarget {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("observed", .integer), ColumnRequirement("n", .integer),
            ColumnRequirement("not_recorded", .integer),
        ]

    private struct Sums: FigureTally {
        var observed = 0
        var n = 0
        var notRecorded = 0

        var figure: FigureCounts { FigureCounts(observed: observed, n: n) }

        static func += (sum: inout Sums, other: Sums) {
            sum.observed += other.observed
            sum.n += other.n
            sum.notRecorded += other.notRecorded
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let rows = try SummedRows(of: module, inputs, columns: columns) { row in
            let read = Sums(observed: try row.count(3), n: try row.count(4), notRecorded: try row.count(5))
            guard read.observed <= read.n else {
                throw row.bad(3, "\(read.observed)", "which is not between 0 and n (\(read.n))")
            }
            return read
        }
        func unanswered(_ sums: Sums) -> [QualityMeasure] {
            [
                QualityMeasure(
                    .answered, count: sums.notRecorded, of: sums.n + sums.notRecorded, thresholds: inputs.thresholds)
            ]
        }
        return try rows.judgement(size: \.n, lacking: unanswered) { cell, sums, quality in
            try finding(cell, sums, quality, module.indicator, inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ sums: Sums, _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let few = sums.n < JudgementRules.standard.smallestN
        let rate = sums.n > 0 ? Double(sums.observed) / Double(sums.n) : nil
        let target = agreed?.rate(of: indicator)
        let test = try target?.outcome(ofProportion: sums.observed, of: sums.n, polarity: indicator.polarity)
        return Finding(
            area: cell.area, group: cell.group, observed: sums.observed, n: sums.n,
            verdict: few ? Verdict(p: nil, difference: 0, polarity: indicator.polarity) : test?.verdict,
            unreliable: few,
            target: agreed.map {
                TargetOutcome($0, met: target?.isMet(by: rate, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .proportion(
                ProportionFigures(
                    rate: rate,
                    interval: try sums.n > 0
                        ? Proportions.wilsonInterval(observed: sums.observed, n: sums.n).finite : nil,
                    notRecorded: sums.notRecorded, tests: .init(exactBinomial: test))))
    }
}
