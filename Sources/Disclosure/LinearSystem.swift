/// Linear equations over unknown whole numbers, each within bounds.
struct LinearSystem: Sendable {
    /// A weighted sum of unknowns with a known value.
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

    /// For each unknown, the numbers of the equations that contain it, ascending.
    struct Incidence: Sendable {
        /// An equation, and the unknown's factor in it.
        typealias Place = (equation: Int, factor: Double)

        private let starts: [Int]
        private let places: [Place]

        init(_ system: LinearSystem) {
            var ends = Array(repeating: 0, count: system.bounds.count + 1)
            for equation in system.equations {
                for term in equation.terms { ends[term.unknown + 1] += 1 }
            }
            for unknown in system.bounds.indices { ends[unknown + 1] += ends[unknown] }
            starts = ends
            var places = Array(repeating: Place(0, 0), count: ends[system.bounds.count])
            for (number, equation) in system.equations.enumerated() {
                for term in equation.terms {
                    places[ends[term.unknown]] = (number, term.factor)
                    ends[term.unknown] += 1
                }
            }
            self.places = places
        }

        subscript(unknown: Int) -> ArraySlice<Place> { places[starts[unknown]..<starts[unknown + 1]] }
    }
}
