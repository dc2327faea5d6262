/// The unknowns of a part, those that are equal taken as one variable, and the equations that are left of its own.
///
/// A delivery unit with one authority has its counts in each table, and a count has the same value wherever it is repeated. The
/// simplex method takes less than half as long without them.
struct MergedUnknowns {
    /// For each unknown, by its index, the number of its variable.
    let variable: [Int]
    /// For each variable, the indices of its unknowns, ascending.
    let members: [[Int]]
    /// For each variable, its value in the known solution.
    let origins: [Double]
    /// For each variable, whether it only follows from others, so that no change of it costs anything by itself.
    let isDerived: [Bool]
    /// The equations over variables, each once; those that always hold, or wherever the others do, are left out.
    let equations: [Equation]
    /// For each variable, in how many of them it is.
    let uses: [Int]

    struct Equation: Hashable {
        let terms: [Term]
        let value: Double

        struct Term: Hashable {
            let variable: Int
            let factor: Double
        }
    }

    /// - Parameters:
    ///   - unknowns: in ascending order of their numbers.
    ///   - equations: over these unknowns.
    init(_ unknowns: [LinearPart.Unknown], _ equations: [LinearSystem.Equation]) {
        let placed = equations.map { equation in
            equation.terms.compactMap { term in
                unknowns.place(of: term.unknown).map { (place: $0, factor: term.factor) }
            }
        }
        var first = Array(unknowns.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while first[place] != place {
                first[place] = first[first[place]]
                place = first[place]
            }
            return place
        }
        for (terms, equation) in zip(placed, equations)
        where terms.count == 2 && equation.value == 0 && terms[0].factor == -terms[1].factor {
            let (one, other) = (root(terms[0].place), root(terms[1].place))
            first[max(one, other)] = min(one, other)
        }
        var numbers: [Int: Int] = [:]
        var members: [[Int]] = []
        variable = unknowns.indices.map { place in
            let root = root(place)
            let number = numbers[root] ?? members.count
            if number == members.count {
                numbers[root] = number
                members.append([])
            }
            members[number].append(place)
            return number
        }
        self.members = members
        isDerived = members.map { $0.allSatisfy { unknowns[$0].isDerived } }
        // Where no solution is known, one that may be fixed.
        origins = members.map { places in
            unknowns[places.first { !unknowns[$0].isFree } ?? places[0]].origin
        }
        var seen: Set<Equation> = []
        let variable = variable
        let own = zip(placed, equations).compactMap { terms, equation -> Equation? in
            if equation.isImplied { return nil }
            var factors: [Int: Double] = [:]
            for term in terms { factors[variable[term.place], default: 0] += term.factor }
            let merged = Equation(
                terms: factors.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
                    Equation.Term(variable: $0.key, factor: $0.value)
                }, value: equation.value)
            if merged.terms.isEmpty, merged.value.magnitude <= LinearPart.tolerance { return nil }
            return seen.insert(merged).inserted ? merged : nil
        }
        self.equations = own
        var uses = Array(repeating: 0, count: members.count)
        for equation in own {
            for term in equation.terms { uses[term.variable] += 1 }
        }
        self.uses = uses
    }

    /// Whether no equation tells of a variable.
    func isAlone(_ variable: Int) -> Bool { uses[variable] == 0 }
}
