/// A restricted cubic spline: cubic between knots, straight beyond the first and the last.
///
/// In Harrell's form (Regression Modeling Strategies, 2nd ed. (2015), section 2.4.5): for knots t1 ... tk the columns are x
/// and, for j = 1 ... k - 2,
/// [(x - tj)₊³ - (x - t(k-1))₊³ (tk - tj)/(tk - t(k-1)) + (x - tk)₊³ (t(k-1) - tj)/(tk - t(k-1))] / (tk - t1)².
/// R: `rms::rcs(x, knots)`.
struct RestrictedSpline: Equatable, Sendable {
    let knots: [Double]

    /// Nil where there are fewer than three knots, or more than ten, or they do not rise.
    init?(knots: [Double]) {
        guard (3...10).contains(knots.count), zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.knots = knots
    }

    /// How many columns it has.
    var count: Int { knots.count - 1 }

    /// What each column is called.
    var labels: [[String]] { [["linear"]] + (1..<count).map { ["curve \($0)"] } }

    /// The columns' values.
    func values(_ x: Double) -> [Double] {
        (0..<count).map { value(x, column: $0) }
    }

    /// The value of one column.
    func value(_ x: Double, column: Int) -> Double {
        guard column > 0 else { return x }
        let (first, beforeLast, last) = (knots[0], knots[knots.count - 2], knots[knots.count - 1])
        let knot = knots[column - 1]
        func cube(_ y: Double) -> Double { y > 0 ? y * y * y : 0 }
        let tail =
            cube(x - beforeLast) * (last - knot) - cube(x - last) * (beforeLast - knot)
        return (cube(x - knot) - tail / (last - beforeLast)) / ((last - first) * (last - first))
    }
}
