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
        let size = rows.columnCount
        var sum = [Double](repeating: 0, count: size)
        var meat = SymmetricMatrix(size: size)
        var touched: [Int] = []
        var (person, people) = (Int32.min, 0)
        var isTouched = [Bool](repeating: false, count: size)
        func close() {
            touched.sort()
            meat.withElements { meat in
                for (place, first) in touched.enumerated() {
                    let (line, value) = (meat + first * size, sum[first])
                    for second in touched[place...] { line[second] += value * sum[second] }
                }
            }
            for column in touched { (sum[column], isTouched[column]) = (0, false) }
            touched.removeAll(keepingCapacity: true)
        }
        try fit.coefficients.withUnsafeBufferPointer { beta in
            try rows.visit { row in
                if row.person != person || people == 0 {
                    close()
                    person = row.person
                    people += 1
                }
                let residual = row.events - row.trials * LogisticModel.probability(row.score(beta.baseAddress!))
                for index in 0..<row.columns.count {
                    let column = Int(row.columns[index])
                    if !isTouched[column] {
                        isTouched[column] = true
                        touched.append(column)
                    }
                    sum[column] += residual * row.values[index]
                }
            }
        }
        close()
        let factor = people > 1 ? (Double(people) / Double(people - 1)).squareRoot() : 1
        matrix = fit.bread.sandwich(meat.scaled(by: [Double](repeating: factor, count: size)))
        self.people = people
    }
}
