/// Equations between whole numbers that are not known, each within bounds.
struct LinearSystem: Sendable {
    /// A sum of unknowns that has a known value.
    struct Equation: Sendable {
        let terms: [(unknown: Int, factor: Double)]
        let value: Double
    }

    private(set) var bounds: [(lower: Double, upper: Double)] = []
    private(set) var equations: [Equation] = []

    /// Adds an unknown; its upper bound may be infinite.
    mutating func addUnknown(from lower: Double = 0, to upper: Double = .infinity) -> Int {
        bounds.append((lower, upper))
        return bounds.count - 1
    }

    mutating func bound(_ unknown: Int, from lower: Double, to upper: Double) {
        bounds[unknown] = (lower, upper)
    }

    mutating func addEquation(_ terms: [(unknown: Int, factor: Double)], equals value: Double = 0) {
        equations.append(Equation(terms: terms, value: value))
    }
}
