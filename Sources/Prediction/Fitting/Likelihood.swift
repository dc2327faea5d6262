import Glibc

/// The log-likelihood of a logistic regression at some coefficients β, with its derivatives, from one pass over the rows.
///
/// With p = 1 / (1 + exp(-xᵀβ)), n trials and e events a row: Σ e log p + (n - e) log(1 - p); the score
/// Σ (e - n p) x; Fisher's information Σ n p (1 - p) x xᵀ. Of a row only the values that are not 0 are multiplied: twelve
/// of forty columns where most are levels of factors, a tenth of the products.
struct Likelihood {
    private(set) var logLikelihood = 0.0
    private(set) var score: [Double]
    private(set) var information: SymmetricMatrix
    /// The largest |xᵀβ|.
    private(set) var largestScore = 0.0

    /// - Parameters:
    ///   - leverages: the inverse of the information at β, for the score of Firth's penalised likelihood:
    ///     Σ (e - n p + n h (1/2 - p)) x with h = p (1 - p) xᵀ I⁻¹ x.
    ///   - alongside: called for each row, to spare another pass.
    init(
        _ rows: some DesignRows, at coefficients: [Double], leverages inverse: SymmetricMatrix? = nil,
        alongside: (DesignRow) -> Void = { _ in }
    ) throws {
        let size = coefficients.count
        var score = [Double](repeating: 0, count: size)
        var information = SymmetricMatrix(size: size)
        var (sum, compensation, largest) = (0.0, 0.0, 0.0)
        try coefficients.withUnsafeBufferPointer { beta in
            try score.withUnsafeMutableBufferPointer { score in
                try information.withElements { information in
                    let (beta, score) = (beta.baseAddress!, score.baseAddress!)
                    try rows.visit { row in
                        alongside(row)
                        let eta = row.score(beta)
                        let odds = exp(-eta.magnitude)
                        let p = (eta < 0 ? odds : 1) / (1 + odds)
                        largest = max(largest, eta.magnitude)
                        // e eta - n log(1 + exp(eta)), without overflow; summed as by Neumaier.
                        let term = row.events * eta - row.trials * (max(eta, 0) + log1p(odds))
                        let next = sum + term
                        compensation +=
                            sum.magnitude >= term.magnitude ? (sum - next) + term : (term - next) + sum
                        sum = next
                        let weight = p * (1 - p)
                        var residual = row.events - row.trials * p
                        if let inverse {
                            residual += row.trials * weight * Self.quadratic(row, inverse) * (0.5 - p)
                        }
                        let trialWeight = row.trials * weight
                        for first in 0..<row.columns.count {
                            let (column, value) = (Int(row.columns[first]), row.values[first])
                            score[column] += residual * value
                            let weighted = trialWeight * value
                            let line = information + column * size
                            for second in first..<row.columns.count {
                                line[Int(row.columns[second])] += weighted * row.values[second]
                            }
                        }
                    }
                }
            }
        }
        logLikelihood = sum + compensation
        self.score = score
        self.information = information
        largestScore = largest
    }

    /// xᵀ M x.
    static func quadratic(_ row: DesignRow, _ matrix: SymmetricMatrix) -> Double {
        var sum = 0.0
        for first in 0..<row.columns.count {
            let column = Int(row.columns[first])
            sum += row.values[first] * row.values[first] * matrix[column, column]
            for second in (first + 1)..<max(first + 1, row.columns.count) {
                sum += 2 * row.values[first] * row.values[second] * matrix[column, Int(row.columns[second])]
            }
        }
        return sum
    }
}
