import Testing

@testable import Disclosure

/// A delivery unit of one authority, which has the same counts, and another authority of their trust.
@Suite("Counts that are equal")
struct MergedUnknownsTests {
    private let system: LinearSystem
    private let unit, authority, other: Int

    init() {
        var system = LinearSystem()
        unit = system.addUnknown(from: 4, to: 4)
        authority = system.addUnknown()
        other = system.addUnknown()
        system.addEquation([(unit, 1), (authority, -1)])
        // Both ways to divide the trust.
        system.addEquation([(authority, 1), (other, 1)], equals: 6)
        system.addEquation([(unit, 1), (other, 1)], equals: 6)
        self.system = system
    }

    private func solver(_ system: LinearSystem) -> Solver {
        Solver(system, LinearSystem.Incidence(system), from: [4, 4, 2])
    }

    @Test("are one variable, and what they add up to is one equation")
    func merged() {
        let unknowns = [unit, authority, other].map { number in
            LinearPart.Unknown(
                number: number, lower: system.bounds[number].lower, upper: system.bounds[number].upper,
                origin: [4, 4, 2][number])
        }
        let merged = MergedUnknowns(unknowns, system.equations)
        #expect(merged.members == [[0, 1], [2]])
        #expect(merged.variable == [0, 0, 1])
        #expect(merged.origins == [4, 2])
        #expect(merged.equations.count == 1)
        #expect(merged.equations.first?.terms.map(\.factor) == [1, 1])
    }

    @Test("are known where one of them is, until none is")
    func known() throws {
        let solver = solver(system)
        try solver.seek(other, 3, in: .everything) { _ in true }
        #expect(solver.seen(other) == 1)
        solver.release(unit)
        try solver.seek(other, 7, in: .everything) { _ in true }
        #expect(solver.seen(other) == 7)
        let range = try solver.range(of: authority)
        #expect(range.least == 0 && range.greatest == 6)
    }

    @Test("are suppressed together, at the cost of each; where one cannot be, neither changes")
    func cheapest() throws {
        var known = system
        known.bound(authority, from: 4, to: 4)
        func ways(_ cost: @escaping (Int) -> Double?) throws -> [LinearPart.Way?] {
            try solver(known).cheapest(other, [1, 7], in: .everything, where: { _ in true }, cost)
        }
        let both = try ways { $0 == unit || $0 == authority ? 1 : nil }
        #expect(both[0]?.changed.sorted() == [unit, authority])
        #expect(both[0]?.values == [5, 5, 1])
        #expect(both[1] == nil, "more than there are")
        let one = try ways { $0 == unit ? 1 : nil }
        #expect(one.allSatisfy { $0 == nil })
    }

    @Test("that can have no value in common contradict each other")
    func contradiction() throws {
        var system = LinearSystem()
        let (one, two) = (system.addUnknown(from: 0, to: 3), system.addUnknown(from: 4, to: 6))
        system.addEquation([(one, 1), (two, -1)])
        let solver = Solver(system, LinearSystem.Incidence(system), from: nil)
        #expect(try solver.solution() == nil)
        #expect(throws: Solver.Failure.contradiction) { try solver.range(of: one) }
        var possible = system
        possible.bound(two, from: 2, to: 6)
        let found = try Solver(possible, LinearSystem.Incidence(possible), from: nil).solution()
        #expect(found.map { $0[0] == $0[1] && (2...3).contains($0[0]) } == true)
    }
}
