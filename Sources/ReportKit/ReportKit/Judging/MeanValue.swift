import Significance

/// The family of INT25: a mean, such as the size of a group, or one total over another.
///
/// The query returns a row a combination of areas and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `total` | the sum of the values |
/// | `n` | how many values, or the total that theirs is divided by (full-time equivalents) |
/// | `sum_of_squares` | the sum of the squares of the values; null where there are no single values, and no interval |
public enum MeanValue {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("total", .real), ColumnRequirement("n", .real),
            ColumnRequirement("sum_of_squares", .real, nullable: true),
        ]

    private struct Sums: FigureTally {
        var total = 0.0
        var n = 0.0
        var sumOfSquares = 0.0
        /// Rows without single values: their sum has none either.
        var withoutSquares = 0

        var wholeN: Int { Int(n.rounded()) }

        var figure: FigureCounts { FigureCounts(observed: Int(exactly: total), n: Int(exactly: n)) }

        static func += (sum: inout Sums, other: Sums) {
            sum.total += other.total
            sum.n += other.n
            sum.sumOfSquares += other.sumOfSquares
            sum.withoutSquares += other.withoutSquares
        }
    }

    /// Reads the module's query and judges every area of the levels asked for.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let rows = try SummedRows(of: module, inputs, columns: columns) { row in
            let (total, n, squares) = (try row.number(3), try row.number(4), try row.numberIfKnown(5))
            guard n >= 0 else { throw row.bad(4, "\(n)", "and nothing is divided by less than 0") }
            guard n <= 1e12 else { throw row.bad(4, "\(n)", "which is too large to be a number of values") }
            guard n > 0 || total == 0 else { throw row.bad(4, "\(n)", "and \(total) cannot be the total of none") }
            if let squares {
                guard n == n.rounded() else {
                    throw row.bad(4, "\(n)", "which is no number of values, and sum_of_squares is given")
                }
                // By the inequality of Cauchy and Schwarz, but for rounding.
                guard squares >= 0, squares * n >= total * total * (1 - 1e-9) else {
                    throw row.bad(5, "\(squares)", "which \(n) values with a total of \(total) cannot have")
                }
            }
            return Sums(total: total, n: n, sumOfSquares: squares ?? 0, withoutSquares: squares == nil ? 1 : 0)
        }
        return try rows.judgement(size: \.wholeN) { cell, counts, quality in
            try finding(cell, counts, quality, module.indicator, inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Sums, _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let mean = counts.n > 0 ? counts.total / counts.n : nil
        let hasValues = counts.withoutSquares == 0
        let enough = counts.n >= Double(JudgementRules.standard.smallestN)
        let estimate =
            hasValues && counts.n >= 2
            ? try Means.estimate(total: counts.total, n: Int(counts.n), sumOfSquares: counts.sumOfSquares) : nil
        let target = agreed.flatMap { $0.measure == .value ? $0 : nil }
        let test = try target?.outcome(of: mean, polarity: indicator.polarity, judged: enough) { expected in
            // Values that do not vary at all say nothing of how they would.
            guard let estimate, estimate.standardError > 0 else { return nil }
            return try Means.tTest(estimate, expected: expected)
        }
        return Finding(
            area: cell.area, group: cell.group, observed: Int(exactly: counts.total), n: Int(exactly: counts.n),
            verdict: test?.verdict, unreliable: mean == nil || hasValues && !enough,
            target: agreed.map { TargetOutcome($0, met: target?.isMet(by: mean, polarity: indicator.polarity)) },
            dataQuality: quality,
            figures: .mean(
                MeanFigures(
                    total: counts.total, denominator: counts.n, mean: mean, interval: estimate?.interval.finite,
                    tests: .init(againstTarget: test))))
    }
}
