import Significance

/// A test that all coefficients of a term are 0.
struct TermTest: Equatable, Sendable {
    let statistic: Double
    let degreesOfFreedom: Int
    var p: Double { IncompleteGamma.upper(a: Double(degreesOfFreedom) / 2, x: statistic / 2) }

    /// Wald's: bᵀ V⁻¹ b; nil where the covariance is singular.
    init?(wald coefficients: [Double], _ covariance: SymmetricMatrix, columns: Range<Int>) {
        let part = Array(coefficients[columns])
        guard let cholesky = Cholesky(covariance.part(Array(columns))) else { return nil }
        statistic = zip(part, cholesky.solve(part)).reduce(0) { $0 + $1.0 * $1.1 }
        degreesOfFreedom = columns.count
    }

    /// The likelihood ratio's: twice what the log-likelihood loses where the model is fitted without the term.
    init(likelihoodRatio fit: LogisticFit, _ rows: some DesignRows, columns: Range<Int>) throws {
        var start = fit.coefficients
        start.removeSubrange(columns)
        let without = try LogisticFit(RowsWithoutColumns(rows, without: columns), from: start)
        statistic = max(0, 2 * (fit.logLikelihood - without.logLikelihood))
        degreesOfFreedom = columns.count
    }
}
