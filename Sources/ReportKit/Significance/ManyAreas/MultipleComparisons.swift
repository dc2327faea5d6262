/// Judging many areas at once.
public enum ManyAreas {}

extension ManyAreas {
    /// Benjamini and Hochberg's adjusted p-values: those at or below α keep the expected share of false flags at α.
    ///
    /// The i-th smallest of m is min over j >= i of m p_(j) / j, at most 1, in the order given. Y. Benjamini and Y.
    /// Hochberg, JRSS B 57 (1995) 289-300. Empty for an empty array; refuses NaN. R: `p.adjust(p, "BH")`.
    public static func benjaminiHochberg(_ pValues: [Double]) throws(SignificanceError) -> [Double] {
        try Check.probabilities(pValues, name: "pValues")
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        let count = Double(order.count)
        var adjusted = pValues
        var running = 1.0
        for (rank, index) in order.enumerated().reversed() {
            running = min(running, count * pValues[index] / Double(rank + 1))
            adjusted[index] = running
        }
        return adjusted
    }

    /// Holm's adjusted p-values: those at or below α keep the chance of any false flag at α, whatever the dependence.
    ///
    /// The i-th smallest of m is max over j <= i of (m - j + 1) p_(j), at most 1, in the order given. S. Holm,
    /// Scandinavian Journal of Statistics 6 (1979) 65-70. Empty for an empty array; refuses NaN. R: `p.adjust(p, "holm")`.
    public static func holm(_ pValues: [Double]) throws(SignificanceError) -> [Double] {
        try Check.probabilities(pValues, name: "pValues")
        let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
        var adjusted = pValues
        var running = 0.0
        for (rank, index) in order.enumerated() {
            running = max(running, min(1, Double(order.count - rank) * pValues[index]))
            adjusted[index] = running
        }
        return adjusted
    }
}
