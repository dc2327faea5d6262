import Significance

/// The family of INT25: a mean, such as the size of a group, or one total divided by another.
///
/// The query returns one row per combination of trust, authority and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `total` | the sum of the values |
/// | `n` | how many values there are, or the total that theirs is divided by (such as full-time equivalents) |
/// | `sum_of_squares` | the sum of the squared values; null where the values are not known one by one (no interval) |
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
        /// How many rows have no sum of squares; if any has none, the whole sum has none.
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

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let rows = try SummedRows(of: module, inputs, columns: columns) { row in
            let total = try row.number(3)
            let n = try row.number(4)
            let squares = try row.numberIfKnown(5)
            guard n >= 0 else { throw row.bad(4, "\(n)", "and a denominator is never negative") }
            guard n <= 1e12 else { throw row.bad(4, "\(n)", "which is too large to be a number of values") }
            guard n > 0 || total == 0 else { throw row.bad(4, "\(n)", "and the total of no values cannot be \(total)") }
            if let squares {
                guard n == n.rounded() else {
                    throw row.bad(4, "\(n)", "which is not a whole number of values, although sum_of_squares is given")
                }
                // The Cauchy-Schwarz inequality, with a tolerance for rounding.
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
            // Values that do not vary at all give no estimate of their variance.
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
