/// A linear system put to GLPK: what its unknowns can be.
///
/// What is known is put in its place first, and the rest falls into parts that have nothing to do with each other, each
/// solved for itself: of the cells of a nation, those of a few areas. The same system gives the same answers every time. Not
/// to be used from another thread than the one it was made on.
final class Solver {
    /// Why there is no answer.
    enum Failure: Error {
        /// No whole numbers satisfy the equations.
        case contradiction
        /// GLPK gave up, with its own code.
        case gaveUp(Int32)

        var description: String {
            switch self {
            case .contradiction: "its figures contradict each other"
            case .gaveUp(let code): "the solver gave up (GLPK's code \(code))"
            }
        }
    }

    private let bounds: [(lower: Double, upper: Double)]
    /// Equations of which every unknown is known, and which do not hold.
    private let contradicts: Bool
    /// The part that each unknown belongs to; -1 where it is known.
    private let partOf: [Int]
    private let parts: [LinearPart]

    private let seen: SeenValues

    /// - Parameters:
    ///   - open: an unknown to be looked at, even though its bounds leave it one value.
    ///   - seen: what unknowns are known to be able to be, to which more is added.
    init(_ system: LinearSystem, open: Int? = nil, seen: SeenValues = SeenValues()) {
        self.seen = seen
        let bounds = system.bounds
        self.bounds = bounds
        let isFree = bounds.indices.map { $0 == open || bounds[$0].lower != bounds[$0].upper }
        // Unknowns that stand in one equation belong together: what is known parts them.
        var leader = Array(bounds.indices)
        func leads(_ unknown: Int) -> Int {
            var at = unknown
            while leader[at] != at {
                leader[at] = leader[leader[at]]
                at = leader[at]
            }
            return at
        }
        var contradicts = false
        var reduced: [(leader: Int, terms: [(unknown: Int, factor: Double)], value: Double)] = []
        for equation in system.equations {
            var terms: [(unknown: Int, factor: Double)] = []
            var value = equation.value
            for term in equation.terms {
                if isFree[term.unknown] {
                    terms.append(term)
                } else {
                    value -= term.factor * bounds[term.unknown].lower
                }
            }
            guard let first = terms.first else {
                contradicts = contradicts || value.magnitude > LinearPart.tolerance
                continue
            }
            for term in terms.dropFirst() { leader[leads(term.unknown)] = leads(first.unknown) }
            reduced.append((first.unknown, terms, value))
        }
        self.contradicts = contradicts
        var numbers: [Int: Int] = [:]
        var partOf = Array(repeating: -1, count: bounds.count)
        for unknown in bounds.indices where isFree[unknown] {
            let leader = leads(unknown)
            let number = numbers[leader] ?? numbers.count
            numbers[leader] = number
            partOf[unknown] = number
        }
        self.partOf = partOf
        let parts = (0..<numbers.count).map { _ in LinearPart(seen) }
        for unknown in bounds.indices where partOf[unknown] >= 0 {
            parts[partOf[unknown]].add(unknown, from: bounds[unknown].lower, to: bounds[unknown].upper)
        }
        for equation in reduced { parts[partOf[equation.leader]].add(equation.terms, equals: equation.value) }
        self.parts = parts
    }

    /// The least and the greatest whole number that an unknown can be; the greatest is infinite where nothing limits it.
    func range(of unknown: Int) throws(Failure) -> (least: Double, greatest: Double) {
        guard partOf[unknown] >= 0 else { return (bounds[unknown].lower, bounds[unknown].upper) }
        let part = parts[partOf[unknown]]
        return (try part.least(unknown), try part.greatest(unknown))
    }

    /// Whether an unknown can have as many values, between the least and the greatest that it can be.
    func leaves(_ unknown: Int, values: Double) throws(Failure) -> Bool {
        guard partOf[unknown] >= 0 else { return values <= 1 }
        if seen.count(of: unknown) >= values { return true }
        _ = try parts[partOf[unknown]].greatest(unknown)
        if seen.count(of: unknown) >= values { return true }
        _ = try parts[partOf[unknown]].least(unknown)
        return seen.count(of: unknown) >= values
    }

    /// Whether any whole numbers satisfy the equations.
    func isConsistent() throws(Failure) -> Bool {
        if contradicts { return false }
        for part in parts where try !part.isConsistent() { return false }
        return true
    }

    /// The unknowns that are not known together with one, with their values at the least cost, as reals; nil where none
    /// satisfy the equations.
    func cheapest(_ costs: [Double], with unknown: Int) throws(Failure) -> [Int: Double]? {
        if contradicts { return nil }
        guard partOf[unknown] >= 0 else { return [:] }
        return try parts[partOf[unknown]].cheapest(costs)
    }
}
