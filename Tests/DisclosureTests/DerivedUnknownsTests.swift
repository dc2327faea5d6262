import Testing

@testable import Disclosure

/// Tables of people, of those of them who have an outcome and of those who have not, which follow from the others.
@Suite("Counts that follow from others of their cell")
struct DerivedUnknownsTests {
    /// All people, those with the outcome and those without.
    private static let kinds = 3

    /// The cells of a made table, then the totals of its rows and columns, each with its counts, as one system and what is true.
    ///
    /// - Parameter marks: whether it is said which of them are derived, and which equations implied.
    private static func system(_ made: SolverTests.MadeTable, marks: Bool) -> (LinearSystem, truth: [Double]) {
        var wholes: [[Int]] = []
        for row in 0..<made.rows { wholes.append(made.counts.indices.filter { made.row($0) == row }) }
        for column in 0..<made.columns { wholes.append(made.counts.indices.filter { made.column($0) == column }) }
        let people = made.counts + wholes.map { $0.reduce(0) { $0 + made.counts[$1] } }
        func having(_ cell: Int) -> Int { made.counts[cell] * (cell % 3) / 2 }
        let outcomes = made.counts.indices.map(having) + wholes.map { $0.reduce(0) { $0 + having($1) } }
        var system = LinearSystem()
        var truth: [Double] = []
        for (cell, (all, own)) in zip(people, outcomes).enumerated() {
            // Of every other hidden cell all people are known.
            let isHidden = [
                made.hidden.contains(cell) && cell % 2 == 0, made.hidden.contains(cell), made.hidden.contains(cell),
            ]
            for (kind, count) in [all, own, all - own].enumerated() {
                let isDerived = marks && kind == 2
                let count = Double(count)
                truth.append(count)
                _ =
                    isHidden[kind]
                    ? system.addUnknown(isDerived: isDerived)
                    : system.addUnknown(from: count, to: count, isDerived: isDerived)
            }
            let first = cell * kinds
            system.addEquation([(first, 1), (first + 1, -1), (first + 2, -1)])
        }
        for (whole, parts) in wholes.enumerated() {
            for kind in 0..<kinds {
                system.addEquation(
                    [((made.counts.count + whole) * kinds + kind, 1)] + parts.map { ($0 * kinds + kind, -1) })
            }
        }
        if marks {
            system.markImplied(
                by: Dictionary(
                    uniqueKeysWithValues: people.indices.map { ($0 * kinds + 2, [$0 * kinds, $0 * kinds + 1]) }))
        }
        return (system, truth)
    }

    @Test("can be what they can be where nothing is known of that", arguments: SolverTests.tables)
    func ranges(table: SolverTests.MadeTable) throws {
        let (plain, truth) = Self.system(table, marks: false)
        let (marked, _) = Self.system(table, marks: true)
        #expect(plain.equations.allSatisfy { !$0.isImplied })
        #expect(marked.equations.count(where: \.isImplied) == table.rows + table.columns)
        let incidence = LinearSystem.Incidence(plain)
        for origin in [truth, nil] {
            let (one, other) = (Solver(plain, incidence, from: origin), Solver(marked, incidence, from: origin))
            for unknown in plain.bounds.indices {
                let (first, second) = (try one.range(of: unknown), try other.range(of: unknown))
                #expect(first == second, "unknown \(unknown)")
            }
            #expect(try one.solution() != nil && other.solution() != nil)
        }
    }

    @Test("cost as little to change, and change in whole numbers", arguments: SolverTests.tables)
    func ways(table: SolverTests.MadeTable) throws {
        let (plain, truth) = Self.system(table, marks: false)
        let (marked, _) = Self.system(table, marks: true)
        let incidence = LinearSystem.Incidence(plain)
        for unknown in plain.bounds.indices where plain.bounds[unknown].upper == .infinity {
            func costs(_ system: LinearSystem) throws -> [Double?] {
                let solver = Solver(system, incidence, from: truth)
                func cost(_ other: Int) -> Double { other % Self.kinds == 2 ? 0 : 1 + Double(other % 5) }
                return try solver.cheapest(
                    unknown, [truth[unknown] + 1, truth[unknown] + 2], in: .everything, where: { _ in true }, cost
                ).map { way in
                    way.map { way in
                        (way.values ?? []).enumerated().reduce(0) {
                            $0 + cost($1.offset) * ($1.element - truth[$1.offset]).magnitude
                        }
                    }
                }
            }
            #expect(try costs(plain) == costs(marked))
            let solver = Solver(marked, incidence, from: truth)
            let range = try Solver(marked, incidence, from: truth).range(of: unknown)
            for step in [-1.0, 1.0, 2.0] where truth[unknown] + step >= 0 {
                let found = try solver.change(unknown, by: step, in: .everything) { _ in true }
                let isPossible = range.least <= truth[unknown] + step && truth[unknown] + step <= range.greatest
                #expect((found != nil) == isPossible)
                guard let found else { continue }
                var values = truth
                for (other, value) in found { values[other] = value }
                #expect(values[unknown] == truth[unknown] + step)
                for equation in plain.equations {
                    #expect(equation.terms.reduce(0) { $0 + $1.factor * values[$1.unknown] } == equation.value)
                }
                for (value, bound) in zip(values, plain.bounds) {
                    #expect(bound.lower <= value && value <= bound.upper && value == value.rounded())
                }
            }
        }
    }
}
