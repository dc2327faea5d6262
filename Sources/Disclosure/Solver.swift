import Platform

/// A linear system put to GLPK: what its unknowns can be.
///
/// What is known is put in its place first, and the rest falls into parts that have nothing to do with each other, each
/// solved for itself when first asked for: of the cells of a nation, those of a few areas. The same system gives the
/// same answers every time. Not to be used from another thread than the one it was made on.
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

    private var system: LinearSystem
    private let incidence: LinearSystem.Incidence
    /// One way that things could be, where one is known.
    private let origin: [Double]?
    /// An unknown to be looked at, even though its bounds leave it one value.
    private let open: Int?
    /// The part that each unknown belongs to; -1 where it is known, or nobody has asked for it.
    private var partOf: [Int]
    private var parts: [LinearPart?] = []
    /// Whether each equation belongs to a part.
    private var isTaken: [Bool]
    private let seen: SeenValues
    private lazy var exchanges = origin.map { Exchanges(system, incidence, from: $0) }

    /// - Parameters:
    ///   - incidence: of the system.
    ///   - origin: one way that things could be but for what is open, whole numbers; nil where none is known.
    ///   - open: an unknown to be looked at, even though its bounds leave it one value.
    init(
        _ system: LinearSystem, _ incidence: LinearSystem.Incidence, from origin: [Double]?, open: Int? = nil
    ) {
        self.system = system
        self.incidence = incidence
        self.origin = origin
        self.open = open
        seen = SeenValues(count: system.bounds.count)
        for (unknown, value) in (origin ?? []).enumerated() where unknown != open { seen.add(value, of: unknown) }
        partOf = Array(repeating: -1, count: system.bounds.count)
        isTaken = Array(repeating: false, count: system.equations.count)
    }

    private func isFree(_ unknown: Int) -> Bool {
        unknown == open || system.bounds[unknown].lower != system.bounds[unknown].upper
    }

    /// The unknowns that stand in one equation with one, or with another such, and their equations; nil where it is
    /// known.
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
            numbers: numbers, seen)
        parts.append(part)
        return part
    }

    /// An equation with what is known put in its place.
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

    /// What was known of an unknown is known no more: it can be any count.
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

    /// The least and the greatest whole number that an unknown can be; the greatest is infinite where nothing limits
    /// it.
    func range(of unknown: Int) throws(Failure) -> (least: Double, greatest: Double) {
        guard let part = part(of: unknown) else {
            return (system.bounds[unknown].lower, system.bounds[unknown].upper)
        }
        return (try part.least(unknown), try part.greatest(unknown))
    }

    /// The least and the greatest whole number that an unknown can be; nil where there are as many values between them.
    func range(of unknown: Int, ifFewerThan values: Double) throws(Failure) -> (least: Double, greatest: Double)? {
        if seen.count(of: unknown) >= values || isFree(unknown) && exchanges(unknown, leave: values) { return nil }
        guard let part = part(of: unknown) else { return values <= 1 ? nil : try range(of: unknown) }
        let greatest = try part.greatest(unknown)
        if seen.count(of: unknown) >= values { return nil }
        let least = try part.least(unknown)
        return seen.count(of: unknown) >= values ? nil : (least, greatest)
    }

    /// Whether exchanges of a few counts show that an unknown can have as many values.
    private func exchanges(_ unknown: Int, leave values: Double) -> Bool {
        guard let exchanges else { return false }
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

    /// Whole numbers that satisfy the equations, of every unknown; nil where there are none.
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

    /// The unknowns that change, at the least cost, among some that may, over reals; nil where the equations cannot be
    /// satisfied.
    ///
    /// - Parameters:
    ///   - moves: what may change.
    ///   - unknown: whose part alone is looked at.
    func cheapest(_ moves: [LinearPart.Move], with unknown: Int) throws(Failure) -> [Int]? {
        guard let part = part(of: unknown) else { return [] }
        return try part.cheapest(moves)
    }
}

extension Solver.Failure: ExitCoded {
    var exitCode: ExitCode { .badData }
}
