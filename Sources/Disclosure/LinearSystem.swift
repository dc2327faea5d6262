/// Linear equations over unknown whole numbers, each within bounds.
struct LinearSystem: Sendable {
    /// A weighted sum of unknowns with a known value.
    struct Equation: Sendable {
        let terms: [(unknown: Int, factor: Double)]
        let value: Double
        /// Whether it holds wherever the system's other equations do.
        var isImplied = false
    }

    private(set) var bounds: [(lower: Double, upper: Double)] = []
    private(set) var equations: [Equation] = []
    /// For each unknown, whether it only follows from others, so that no change of it costs anything by itself.
    private(set) var isDerived: [Bool] = []

    /// Adds an unknown; its upper bound may be infinite.
    mutating func addUnknown(from lower: Double = 0, to upper: Double = .infinity, isDerived: Bool = false) -> Int {
        bounds.append((lower, upper))
        self.isDerived.append(isDerived)
        return bounds.count - 1
    }

    mutating func bound(_ unknown: Int, from lower: Double, to upper: Double) {
        bounds[unknown] = (lower, upper)
    }

    mutating func addEquation(_ terms: [(unknown: Int, factor: Double)], equals value: Double = 0) {
        equations.append(Equation(terms: terms, value: value))
    }

    /// Marks what is implied where some unknowns are sums of others: an equation of such unknowns alone, if the same equation
    /// holds for each of what they are sums of.
    ///
    /// - Parameter definitions: for each such unknown, the unknowns that it is a sum of, each with the same factor for all of
    ///   them, in the same order. The equations that say so are among the system's.
    mutating func markImplied(by definitions: [Int: [Int]]) {
        guard !definitions.isEmpty else { return }
        struct Key: Hashable {
            let unknowns: [Int]
            let factors: [Double]

            init(_ terms: [(unknown: Int, factor: Double)]) {
                let terms = terms.sorted { $0.unknown < $1.unknown }
                unknowns = terms.map(\.unknown)
                factors = terms.map(\.factor)
            }
        }
        let candidates = equations.indices.filter { number in
            equations[number].value == 0 && !equations[number].terms.isEmpty
                && equations[number].terms.allSatisfy { definitions[$0.unknown] != nil }
        }
        guard !candidates.isEmpty else { return }
        let known = Set(equations.lazy.filter { $0.value == 0 }.map { Key($0.terms) })
        for number in candidates {
            let terms = equations[number].terms
            let parts = terms.map { definitions[$0.unknown] ?? [] }
            let isImplied = parts[0].indices.allSatisfy { place in
                let same = zip(terms, parts).map { (unknown: $1[place], factor: $0.factor) }
                return known.contains(Key(same))
            }
            equations[number].isImplied = isImplied
        }
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
