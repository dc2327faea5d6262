/// The covariance of coefficients that holds where one person's outcomes go together: the sandwich
/// A (Σ u uᵀ) A · G / (G - 1), where A is the inverse of the information, u the sum of one person's scores, and G the
/// number of people (K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13-22, with independent working correlation).
///
/// R: `sandwich::vcovCL(fit, cluster, type = "HC0")`; statsmodels: `cov_type="cluster"` without its factor for columns.
struct PersonCovariance {
    let matrix: SymmetricMatrix
    let people: Int

    /// - Parameter rows: each person's one after another.
    init(of fit: LogisticFit, _ rows: some DesignRows) throws {
        var sums = ScoreSums(columns: rows.columnCount)
        try fit.coefficients.withUnsafeBufferPointer { beta in
            try rows.visit { row in
                let probability = LogisticModel.probability(row.score(beta.baseAddress!))
                sums.add(row, residual: row.events - row.trials * probability)
            }
        }
        sums.close()
        people = sums.people
        let factor = people > 1 ? (Double(people) / Double(people - 1)).squareRoot() : 1
        let factors = [Double](repeating: factor, count: rows.columnCount)
        matrix = fit.bread.sandwich(sums.squares.scaled(by: factors))
    }
}

/// The scores of one person after another, and the sum of their squares. Of a person's scores only those are gone through
/// that are not 0.
private struct ScoreSums {
    private(set) var squares: SymmetricMatrix
    private(set) var people = 0
    private var person = Int32.min
    private var scores: [Double]
    /// Which of ``scores`` are not 0, in no order.
    private var touched: [Int] = []
    private var isTouched: [Bool]

    init(columns: Int) {
        squares = SymmetricMatrix(size: columns)
        scores = [Double](repeating: 0, count: columns)
        isTouched = [Bool](repeating: false, count: columns)
        touched.reserveCapacity(columns)
    }

    mutating func add(_ row: DesignRow, residual: Double) {
        if row.person != person || people == 0 {
            close()
            person = row.person
            people += 1
        }
        for index in 0..<row.columns.count {
            let column = Int(row.columns[index])
            if !isTouched[column] {
                isTouched[column] = true
                touched.append(column)
            }
            scores[column] += residual * row.values[index]
        }
    }

    /// Adds the squares of the person's scores.
    mutating func close() {
        touched.sort()
        Self.add(scores, at: touched, to: &squares)
        for column in touched { (scores[column], isTouched[column]) = (0, false) }
        touched.removeAll(keepingCapacity: true)
    }

    private static func add(_ scores: [Double], at columns: [Int], to squares: inout SymmetricMatrix) {
        let size = squares.size
        squares.withElements { squares in
            for (place, first) in columns.enumerated() {
                let (line, score) = (squares + first * size, scores[first])
                for second in columns[place...] { line[second] += score * scores[second] }
            }
        }
    }
}
