import ReportKit

/// How the counts of some tables add up: within cells, over areas, over groups of people, over time, and between
/// indicators.
///
/// There is one unknown per count of each cell, one for the remainder of a whole whose parts are not all shown and,
/// where tables cover overlapping spans, one per count for each stretch of time that no span divides. Rolling years that
/// share three quarters are sums of stretches, so the equations include what subtracting one year from another gives
/// away.
struct AdditiveModel: Sendable {
    /// Which sums are assumed to hold: records can be revised between two returns, and areas redrawn.
    enum Reach: Int, CaseIterable {
        /// All sums: over areas, groups and time; those over areas and groups also within each stretch of time.
        case everything
        /// All sums but those of areas that were published apart.
        case sumsOfTables
        /// Each count adds up over time; areas and groups add up only within the tables' own spans.
        case timeOfEachCell
        /// Tables of different spans are not compared.
        case eachTable
        /// Nor is what was published before with what is published now: records behind it were revised, or another model
        /// predicted.
        case apart
    }

    /// A count that nobody publishes but that others give away.
    struct Hidden {
        let unknown: Int
        /// The count that it is a part of.
        let of: Int
    }

    /// The first unknowns are the counts', in order of their numbers.
    var system = LinearSystem()
    private(set) var incidence: LinearSystem.Incidence
    /// What is left of wholes whose parts are not all shown.
    var remainders: [Hidden] = []
    /// What subtracting published spans from one another gives away.
    var differences: [Hidden] = []
    /// The true value of each unknown, as far as counts alone tell it.
    var truth: [Int?] = []
    /// For each unknown, the number of the count that it is, or is a part of.
    private(set) var countOf: [Int] = []
    /// Of unknowns that follow from others of their cell, which these are.
    private var definitions: [Int: [Int]] = [:]

    let counts: NumberedCounts

    /// - Parameters:
    ///   - counts: of related indicators.
    ///   - sums: how they add up over areas and groups.
    ///   - relations: what holds between the indicators.
    init(_ counts: NumberedCounts, _ sums: [CellSum], _ relations: [CountRelation], reach: Reach) {
        self.counts = counts
        incidence = LinearSystem.Incidence(system)
        for number in counts.indices { _ = addUnknown(counts.count(number), of: number) }
        let sums = reach == .everything ? sums : sums.filter { !$0.isAcross }
        addCellEquations()
        for sum in sums { add(sum) }
        addRelations(relations, reach)
        if counts.tables.count > 1, reach != .apart { addTime(sums, relations, reach) }
        system.markImplied(by: definitions)
        incidence = LinearSystem.Incidence(system)
        followTruth()
    }

    /// Works out the true values that follow from those known, one equation after another: of a count that an earlier publication
    /// rounded, or of days between two. Where what follows is no number of people, or does not add up with the others, records were
    /// revised, and nothing of it is taken as true.
    private mutating func followTruth() {
        var found = truth
        var missing = system.equations.map { equation in equation.terms.count { found[$0.unknown] == nil } }
        var open = missing.indices.filter { missing[$0] == 1 }
        while let next = open.popLast() {
            let equation = system.equations[next]
            guard let term = equation.terms.first(where: { found[$0.unknown] == nil }) else { continue }
            let rest = equation.terms.reduce(equation.value) { rest, other in
                found[other.unknown].map { rest - other.factor * Double($0) } ?? rest
            }
            guard let value = Int(exactly: rest / term.factor), value >= 0 else { return }
            found[term.unknown] = value
            for place in incidence[term.unknown] {
                missing[place.equation] -= 1
                if missing[place.equation] == 1 { open.append(place.equation) }
            }
        }
        for (equation, missing) in zip(system.equations, missing) where missing == 0 {
            let sum = equation.terms.reduce(0) { $0 + $1.factor * Double(found[$1.unknown] ?? 0) }
            guard sum == equation.value else { return }
        }
        truth = found
    }

    mutating func addUnknown(_ count: Int? = nil, of number: Int) -> Int {
        let isCount = counts.indices.contains(truth.count)
        truth.append(count)
        countOf.append(number)
        return system.addUnknown(isDerived: !isCount || counts.column(of: number).isDerived)
    }

    // MARK: - Within cells, over areas and groups

    private mutating func addCellEquations() {
        for (index, table) in counts.tables.enumerated() {
            for equation in table.family.cellEquations {
                let columns = equation.terms.map { table.column($0.kind) }
                guard columns.allSatisfy({ $0 != nil }) else { continue }
                for (number, cell) in table.cells.enumerated() {
                    let places = columns.compactMap(\.self)
                    guard places.allSatisfy({ cell.counts[$0] != nil || table.isPublished }) else { continue }
                    let terms = zip(equation.terms, places).map { (counts.number(index, number, $1), $0.factor) }
                    if add(terms, isAtLeast: false) { define(equation, terms.map(\.0)) }
                }
            }
        }
    }

    /// Remembers which unknowns the derived one of a cell's equation is a sum of.
    ///
    /// - Parameter unknowns: those of the equation's terms, in their order.
    mutating func define(_ equation: CellEquation, _ unknowns: [Int]) {
        guard let place = equation.terms.firstIndex(where: { $0.kind == nil }) else { return }
        var others = unknowns
        definitions[others.remove(at: place)] = others
    }

    /// Adds an equation of counts, as ``add(_:_:isAtLeast:)`` does.
    ///
    /// - Returns: whether it was added.
    @discardableResult
    mutating func add(_ terms: [(unknown: Int, factor: Double)], isAtLeast: Bool) -> Bool {
        var count: Int? = 0
        for term in terms { count = count.flatMap { sum in truth[term.unknown].map { sum + Int(term.factor) * $0 } } }
        let before = system.equations.count
        _ = add(terms, count, isAtLeast: isAtLeast)
        return system.equations.count > before
    }

    /// Adds an equation, unless the known counts contradict it; with a slack where the terms may add up to more.
    ///
    /// - Parameter count: what the terms add up to, where that is known.
    /// - Returns: the slack, where there is one.
    mutating func add(_ terms: [(unknown: Int, factor: Double)], _ count: Int?, isAtLeast: Bool) -> Int? {
        if let count, isAtLeast ? count < 0 : count != 0 { return nil }
        guard isAtLeast else {
            system.addEquation(terms)
            return nil
        }
        // What is left over is a count of people too.
        let number = countOf[terms[0].unknown]
        let rest = addUnknown(count, of: number)
        system.addEquation(terms + [(rest, -1)])
        remainders.append(Hidden(unknown: rest, of: number))
        return rest
    }

    private mutating func add(_ sum: CellSum) {
        var terms = [(sum.whole, 1.0)] + sum.parts.map { ($0, -1.0) }
        if !sum.isComplete {
            let rest = addUnknown(sum.remainder, of: sum.whole)
            terms.append((rest, -1))
            remainders.append(Hidden(unknown: rest, of: sum.whole))
        }
        system.addEquation(terms)
    }
}
