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
        /// No way was found to keep a count from being worked out.
        case unsafe
        /// The program was asked to stop.
        case interrupted

        var description: String {
            switch self {
            case .contradiction: "its figures contradict each other"
            case .gaveUp(let code): "the solver gave up (GLPK's code \(code))"
            case .deadline(let limit): "weighing its figures took more than \(limit)"
            case .unsafe: "a count follows from others whatever is suppressed"
            case .interrupted: "cancelled"
            }
        }
    }

    private(set) var system: LinearSystem
    let incidence: LinearSystem.Incidence
    /// A known solution; nil where there is none.
    let origin: [Double]?
    /// The index of the part that each unknown belongs to; -1 where its value is known, or the part was not needed yet.
    private var partOf: [Int]
    private var parts: [LinearPart?] = []
    private lazy var connections = Connections(
        system.equations.map { $0.terms.map(\.unknown) }, of: system.bounds.count)
    /// What is known; nil where that changed since it was last asked.
    private var determined: Determined?
    /// The parts around the neighbourhoods that were needed so far.
    private var nearby: [Neighbourhood: LinearPart] = [:]
    /// All that the equations of those neighbourhoods tell of.
    private var surroundings: [Neighbourhood: LinearPart] = [:]
    /// Whether each equation belongs to a part.
    private var isTaken: [Bool]
    private let seen: SeenValues
    private let budget: SolverBudget
    private lazy var exchanges = origin.map { Exchanges(system, incidence, from: $0) }

    /// - Parameters:
    ///   - incidence: the system's own.
    ///   - origin: a solution in whole numbers; nil where none is known.
    ///   - budget: shared by all solvers of a table; by default nothing but a request to stop ends the work.
    init(
        _ system: LinearSystem, _ incidence: LinearSystem.Incidence, from origin: [Double]?,
        budget: SolverBudget = SolverBudget()
    ) {
        // The system was copied, and is copied once more below.
        budget.note(system.bounds.count)
        self.system = system
        self.incidence = incidence
        self.origin = origin
        self.budget = budget
        seen = SeenValues(count: system.bounds.count)
        for (unknown, value) in (origin ?? []).enumerated() { seen.add(value, of: unknown) }
        partOf = Array(repeating: -1, count: system.bounds.count)
        isTaken = Array(repeating: false, count: system.equations.count)
    }

    private func isFree(_ unknown: Int) -> Bool {
        system.bounds[unknown].lower != system.bounds[unknown].upper
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
            unknowns.map { self.unknown($0, from: origin) }, numbers.map { reduced(system.equations[$0]) },
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
        return LinearSystem.Equation(terms: terms, value: value, isImplied: equation.isImplied)
    }

    /// Frees an unknown whose value, or range of values, was known: it can now be any count.
    func release(_ unknown: Int) {
        guard system.bounds[unknown].upper < .infinity else { return }
        bound(unknown, from: 0, to: .infinity)
    }

    /// Limits an unknown, which had other limits, to what holds its value in the known solution. What was seen before is not
    /// forgotten, whether it can still be or not.
    func bound(_ unknown: Int, from lower: Double, to upper: Double) {
        system.bound(unknown, from: lower, to: upper)
        determined = nil
        for part in nearby.values { part.bound(unknown, from: lower, to: upper) }
        for part in surroundings.values { part.bound(unknown, from: lower, to: upper) }
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

    /// Whether exchanges of a few counts show that an unknown can take at least that many values.
    private func exchanges(_ unknown: Int, leave values: Double) throws(Failure) -> Bool {
        guard var exchanges = exchanges.take() else { return false }
        let before = exchanges.steps
        defer {
            budget.note(exchanges.steps - before)
            self.exchanges = exchanges
        }
        for more in stride(from: values - 1, through: 0, by: -1) {
            for step in [more, more - (values - 1)] where step != 0 {
                if let found = exchanges.values(where: unknown, differsBy: step, in: system) { seen.add(found) }
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

    // MARK: - Near an unknown

    /// Whether an unknown is known to take at least that many values, or exchanges of a few counts show it.
    func leaves(_ unknown: Int, _ values: Double) throws(Failure) -> Bool {
        try budget.spend(1)
        if seen.count(of: unknown) >= values { return true }
        guard isFree(unknown) else { return false }
        return try exchanges(unknown, leave: values)
    }

    /// How many values of an unknown have been found.
    func seen(_ unknown: Int) -> Double { seen.count(of: unknown) }

    /// The least and the greatest value that have been found.
    func seenRange(of unknown: Int) -> (least: Double, greatest: Double) {
        (seen.least(of: unknown), seen.greatest(of: unknown))
    }

    /// Solutions that show so many values of an unknown, by what differs from the known one; nil where none were kept.
    func witnesses(of unknown: Int, _ values: Double) -> [[(unknown: Int, value: Double)]]? {
        guard let origin else { return nil }
        let found = seen.solutions(of: unknown).map(\.values)
        let own = found.joined().filter { $0.unknown == unknown }.map(\.value) + [origin[unknown]]
        guard let least = own.min(), let greatest = own.max(), greatest - least + 1 >= values else { return nil }
        return found
    }

    /// Looks for values of an unknown, until there are as many as that, where only those of a neighbourhood may change.
    ///
    /// - Parameter includes: whether an unknown belongs to the neighbourhood.
    func seek(
        _ unknown: Int, _ values: Double, in near: Neighbourhood, where includes: (Int) -> Bool
    ) throws(Failure) {
        guard isFree(unknown), let part = part(near, includes), !part.isDetermined(unknown) else { return }
        try part.seek(unknown, values)
    }

    /// Whether an unknown can take no other values than those found, by the equations that tell of a neighbourhood alone:
    /// whatever they rule out is ruled out.
    ///
    /// - Parameter includes: whether an unknown belongs to the neighbourhood.
    func isConfined(_ unknown: Int, in near: Neighbourhood, where includes: (Int) -> Bool) throws(Failure) -> Bool {
        guard let part = surroundings(near, includes) else { return false }
        let limits = try part.limits(of: unknown)
        return limits.least >= seen.least(of: unknown) && limits.greatest <= seen.greatest(of: unknown)
    }

    /// For each of some values, the cheapest solution over the reals in which an unknown has the value; nil where there is
    /// none.
    ///
    /// - Parameters:
    ///   - near: where unknowns may change.
    ///   - includes: whether an unknown belongs to the neighbourhood.
    ///   - cost: what a change of one by one costs, whatever is known of it; nil where it can only change within what is
    ///     known.
    func cheapest(
        _ unknown: Int, _ values: [Double], in near: Neighbourhood, where includes: (Int) -> Bool,
        _ cost: (Int) -> Double?
    ) throws(Failure) -> [LinearPart.Way?] {
        guard let part = part(near, includes) else { return values.map { _ in nil } }
        let moves = part.unknowns.compactMap { other in
            other.number == unknown
                ? nil : cost(other.number).map { LinearPart.Move(unknown: other.number, cost: $0) }
        }
        return try part.cheapest(unknown, values, moves)
    }

    /// The smallest change in a neighbourhood by which an unknown has another value: the unknowns that differ from the known
    /// solution; nil where none was found.
    ///
    /// - Parameter includes: whether an unknown belongs to the neighbourhood.
    func change(
        _ unknown: Int, by step: Double, in near: Neighbourhood, where includes: (Int) -> Bool
    ) throws(Failure) -> [(unknown: Int, value: Double)]? {
        guard let origin, origin[unknown] + step >= 0, isFree(unknown), let part = part(near, includes),
            !part.isDetermined(unknown)
        else { return nil }
        return try part.change(unknown, to: origin[unknown] + step)
    }

    /// Remembers a way in a neighbourhood, whose changes are all released by now.
    func note(_ way: LinearPart.Way, in near: Neighbourhood) { nearby[near]?.note(way) }

    /// Whether an unknown's value follows from one equation after another.
    func isDetermined(_ unknown: Int) -> Bool {
        let known = determined ?? Determined(connections, isFree: system.bounds.map { $0.lower != $0.upper })
        determined = known
        return known.includes(unknown)
    }

    /// The unknowns of a neighbourhood, and all equations that tell of them; whatever does not belong to it has its value
    /// in the known solution.
    private func part(_ near: Neighbourhood, _ includes: (Int) -> Bool) -> LinearPart? {
        if let known = nearby[near] { return known }
        guard let origin else { return nil }
        let own = system.bounds.indices.filter(includes)
        let numbers = equations(of: own)
        let part = LinearPart(
            own.map { self.unknown($0, from: origin) },
            numbers.map { number in
                let terms = system.equations[number].terms.filter { includes($0.unknown) }
                return LinearSystem.Equation(
                    terms: terms, value: terms.reduce(0) { $0 + $1.factor * origin[$1.unknown] },
                    isImplied: system.equations[number].isImplied)
            }, numbers: numbers, seen, budget)
        nearby[near] = part
        return part
    }

    /// All equations that tell of a neighbourhood, and their unknowns, whether these belong to it or not.
    private func surroundings(_ near: Neighbourhood, _ includes: (Int) -> Bool) -> LinearPart? {
        if let known = surroundings[near] { return known }
        guard let origin else { return nil }
        let numbers = equations(of: system.bounds.indices.filter(includes))
        let unknowns = Set(numbers.flatMap { system.equations[$0].terms.map(\.unknown) }).sorted()
        let part = LinearPart(
            unknowns.map { number in
                // Nothing costs anything here.
                var unknown = self.unknown(number, from: origin)
                unknown.isDerived = true
                return unknown
            },
            numbers.map { number in
                var equation = system.equations[number]
                // What implies it may lie further away.
                equation.isImplied = equation.isImplied && equation.terms.allSatisfy { includes($0.unknown) }
                return equation
            }, numbers: numbers, seen, budget)
        surroundings[near] = part
        return part
    }

    /// The equations that tell of some unknowns, in ascending order of their numbers.
    private func equations(of unknowns: [Int]) -> [Int] {
        Set(unknowns.flatMap { incidence[$0].map(\.equation) }).sorted()
    }

    private func unknown(_ number: Int, from origin: [Double]?) -> LinearPart.Unknown {
        let (lower, upper) = system.bounds[number]
        return LinearPart.Unknown(
            number: number, lower: lower, upper: upper, origin: origin?[number] ?? lower,
            isDerived: system.isDerived[number])
    }
}

extension Solver.Failure: ExitCoded {
    var exitCode: ExitCode { self == .interrupted ? .interrupted : .badData }
}
