import Platform

/// Finds the values that the unknowns of a linear system can take, with GLPK.
///
/// Known values are substituted first. The rest falls into independent parts, each a few areas' cells among a nation's,
/// which are solved separately when first needed. The same system gives the same answers every time. Use it only on the
/// thread that made it.
final class Solver {
    /// Why there is no answer.
    enum Failure: Error, Equatable {
        /// No whole numbers satisfy the equations.
        case contradiction
        /// GLPK gave up, with its own code.
        case gaveUp(Int32)
        /// The table took more than it may: whatever is not yet known to be safe must not be published.
        case deadline(SolverBudget.Limit)
        /// The program was asked to stop.
        case interrupted

        var description: String {
            switch self {
            case .contradiction: "its figures contradict each other"
            case .gaveUp(let code): "the solver gave up (GLPK's code \(code))"
            case .deadline(let limit): "weighing its figures took more than \(limit)"
            case .interrupted: "cancelled"
            }
        }
    }

    private var system: LinearSystem
    private let incidence: LinearSystem.Incidence
    /// A known solution; nil where there is none.
    private let origin: [Double]?
    /// An unknown to be treated as free, although its bounds leave it a single value.
    private let open: Int?
    /// The index of the part that each unknown belongs to; -1 where its value is known, or the part was not needed yet.
    private var partOf: [Int]
    private var parts: [LinearPart?] = []
    /// Whether each equation belongs to a part.
    private var isTaken: [Bool]
    private let seen: SeenValues
    private let budget: SolverBudget
    private lazy var exchanges = origin.map { Exchanges(system, incidence, from: $0) }

    /// - Parameters:
    ///   - incidence: the system's own.
    ///   - origin: a solution in whole numbers, except for the value of `open`; nil where none is known.
    ///   - open: an unknown to be treated as free, although its bounds leave it a single value.
    ///   - budget: shared by all solvers of a table; by default nothing but a request to stop ends the work.
    init(
        _ system: LinearSystem, _ incidence: LinearSystem.Incidence, from origin: [Double]?, open: Int? = nil,
        budget: SolverBudget = SolverBudget()
    ) {
        // The system was copied, and is copied once more below.
        budget.note(system.bounds.count)
        self.system = system
        self.incidence = incidence
        self.origin = origin
        self.open = open
        self.budget = budget
        seen = SeenValues(count: system.bounds.count)
        for (unknown, value) in (origin ?? []).enumerated() where unknown != open { seen.add(value, of: unknown) }
        partOf = Array(repeating: -1, count: system.bounds.count)
        isTaken = Array(repeating: false, count: system.equations.count)
    }

    private func isFree(_ unknown: Int) -> Bool {
        unknown == open || system.bounds[unknown].lower != system.bounds[unknown].upper
    }

    /// The connected component of unknowns and equations containing `unknown`; nil where its value is known.
    private func part(of unknown: Int) -> LinearPart? {
        if partOf[unknown] >= 0 { return parts[partOf[unknown]] }
        guard isFree(unknown) else { return nil }
        var (unknowns, numbers) = ([unknown], [Int]())
        partOf[unknown] = parts.count
        var next = 0
        while next < unknowns.count {
            for (number, _) in incidence[unknowns[next]] where !isTaken[number] {
                isTaken[number] = true
                numbers.append(number)
                for (other, _) in system.equations[number].terms where partOf[other] < 0 && isFree(other) {
                    partOf[other] = parts.count
                    unknowns.append(other)
                }
            }
            next += 1
        }
        unknowns.sort()
        numbers.sort()
        let part = LinearPart(
            unknowns.map { unknown in
                let (lower, upper) = system.bounds[unknown]
                return LinearPart.Unknown(
                    number: unknown, lower: lower, upper: upper, origin: origin?[unknown] ?? lower)
            }, numbers.map { reduced(system.equations[$0]) },
            numbers: numbers, seen, budget)
        parts.append(part)
        return part
    }

    /// An equation with the known values substituted.
    private func reduced(_ equation: LinearSystem.Equation) -> LinearSystem.Equation {
        var terms: [(unknown: Int, factor: Double)] = []
        var value = equation.value
        for term in equation.terms {
            if isFree(term.unknown) {
                terms.append(term)
            } else {
                value -= term.factor * system.bounds[term.unknown].lower
            }
        }
        return LinearSystem.Equation(terms: terms, value: value)
    }

    /// Frees an unknown whose value was known: it can now be any count.
    func release(_ unknown: Int) {
        guard !isFree(unknown) else { return }
        system.bound(unknown, from: 0, to: .infinity)
        for (number, _) in incidence[unknown] {
            for (other, _) in system.equations[number].terms where partOf[other] >= 0 { dissolve(partOf[other]) }
        }
    }

    private func dissolve(_ number: Int) {
        guard let part = parts[number] else { return }
        for unknown in part.unknowns { partOf[unknown.number] = -1 }
        for equation in part.numbers { isTaken[equation] = false }
        parts[number] = nil
    }

    /// The least and greatest whole number that an unknown can be; the greatest is infinite where nothing limits it.
    func range(of unknown: Int) throws(Failure) -> (least: Double, greatest: Double) {
        guard let part = part(of: unknown) else {
            return (system.bounds[unknown].lower, system.bounds[unknown].upper)
        }
        return (try part.least(unknown), try part.greatest(unknown))
    }

    /// The least and greatest whole number that an unknown can be; nil where the range holds at least `values` values.
    func range(of unknown: Int, ifFewerThan values: Double) throws(Failure) -> (least: Double, greatest: Double)? {
        try budget.spend(1)
        if seen.count(of: unknown) >= values { return nil }
        if isFree(unknown), try exchanges(unknown, leave: values) { return nil }
        guard let part = part(of: unknown) else { return values <= 1 ? nil : try range(of: unknown) }
        let greatest = try part.greatest(unknown)
        if seen.count(of: unknown) >= values { return nil }
        let least = try part.least(unknown)
        return seen.count(of: unknown) >= values ? nil : (least, greatest)
    }

    /// Whether exchanges of a few counts show that an unknown can take at least that many values.
    private func exchanges(_ unknown: Int, leave values: Double) throws(Failure) -> Bool {
        guard let exchanges else { return false }
        let before = exchanges.steps
        defer { budget.note(exchanges.steps - before) }
        for more in stride(from: values - 1, through: 0, by: -1) {
            for step in [more, more - (values - 1)] where step != 0 {
                for (unknown, value) in exchanges.values(where: unknown, differsBy: step, in: system) ?? [] {
                    seen.add(value, of: unknown)
                }
            }
            if seen.count(of: unknown) >= values { return true }
        }
        return false
    }

    /// A whole number for each unknown such that all equations hold; nil where there is no solution.
    func solution() throws(Failure) -> [Double]? {
        let holds = system.equations.allSatisfy { equation in
            let rest = reduced(equation)
            return !rest.terms.isEmpty || rest.value.magnitude <= LinearPart.tolerance
        }
        guard holds else { return nil }
        var solution = system.bounds.map(\.lower)
        for unknown in system.bounds.indices where partOf[unknown] < 0 {
            guard let part = part(of: unknown) else { continue }
            guard let found = try part.solution() else { return nil }
            for (unknown, value) in zip(part.unknowns, found) { solution[unknown.number] = value }
        }
        return solution
    }

    /// The unknowns that change in the cheapest solution over the reals; nil where the equations cannot be satisfied.
    ///
    /// - Parameters:
    ///   - moves: the counts that may change.
    ///   - unknown: only the part that contains it is considered.
    func cheapest(_ moves: [LinearPart.Move], with unknown: Int) throws(Failure) -> [Int]? {
        guard let part = part(of: unknown) else { return [] }
        return try part.cheapest(moves)
    }
}

extension Solver.Failure: ExitCoded {
    var exitCode: ExitCode { self == .interrupted ? .interrupted : .badData }
}
