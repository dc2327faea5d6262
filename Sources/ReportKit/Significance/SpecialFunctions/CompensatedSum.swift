/// A running sum that carries its own rounding errors (A. Neumaier, ZAMM 54 (1974) 39-51).
///
/// The error is that of one rounding, plus n² ulp²: it does not grow with the number of terms.
struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var lost = 0.0

    var value: Double { sum + lost }

    mutating func add(_ term: Double) {
        let next = DoubleDouble(sum: sum, term)
        sum = next.hi
        lost += next.lo
    }
}
