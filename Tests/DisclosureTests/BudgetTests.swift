import Foundation
import Platform
import ReportKit
import Synchronization
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting

@Suite("Weighing ends")
struct BudgetTests {
    /// A market split problem: a handful of equations with large factors over zeros and ones, which branch and cut can
    /// search for days.
    private static let endless: LinearSystem = {
        var generator = FindingGenerator(seed: 3)
        var system = LinearSystem()
        let unknowns = (0..<50).map { _ in system.addUnknown(from: 0, to: 1) }
        for _ in 0..<6 {
            let factors = unknowns.map { _ in Double(Int.random(in: 0..<100, using: &generator)) }
            let half = (factors.reduce(0, +) / 2).rounded(.down)
            system.addEquation(zip(unknowns, factors).map { ($0, $1) }, equals: half)
        }
        return system
    }()

    /// A large transport problem, whose linear program takes many slices.
    private static let large: LinearSystem = {
        var system = LinearSystem()
        let size = 180
        let cells = (0..<size).map { _ in (0..<size).map { _ in system.addUnknown() } }
        for line in 0..<size {
            system.addEquation(cells[line].map { ($0, 1) }, equals: Double(50 + line * 7 % 31))
            system.addEquation(cells.map { ($0[line], 1) }, equals: Double(50 + line * 7 % 31))
        }
        return system
    }()

    private func branching(_ budget: SolverBudget) throws(Solver.Failure) {
        let system = Self.endless
        _ = try Solver(system, LinearSystem.Incidence(system), from: nil, budget: budget).solution()
    }

    private func linear(_ budget: SolverBudget) throws(Solver.Failure) {
        let system = Self.large
        _ = try Solver(system, LinearSystem.Incidence(system), from: nil, budget: budget).range(of: 0)
    }

    @Test("a search that would take days ends at the same step every time, and says which limit it passed")
    func steps() throws {
        let steps = (0..<2).map { _ in
            let budget = SolverBudget(steps: 3_000_000)
            let failure = #expect(throws: Solver.Failure.self) { try branching(budget) }
            #expect(failure == .deadline(.steps(3_000_000)))
            #expect(failure?.description.contains("3 million steps of the policy's solver-steps") == true)
            return budget.steps
        }
        #expect(steps[0] == steps[1])
    }

    @Test("many small programs add up to one limit")
    func small() throws {
        let budget = SolverBudget(steps: 20_000)
        var solved = 0
        let failure = #expect(throws: Solver.Failure.self) {
            while solved < 10_000 {
                let table = SolverTests.tables[solved % SolverTests.tables.count]
                let system = table.system
                let solver = Solver(system, LinearSystem.Incidence(system), from: nil, budget: budget)
                for cell in table.hidden { _ = try solver.range(of: cell) }
                solved += 1
            }
        }
        #expect(failure == .deadline(.steps(20_000)))
        #expect(solved > 2)
    }

    @Test("the clock ends what steps do not")
    func time() {
        let budget = SolverBudget(time: .milliseconds(100))
        let failure = #expect(throws: Solver.Failure.self) { try branching(budget) }
        #expect(failure == .deadline(.time(.milliseconds(100))))
    }

    @Test("a linear program is left in the middle, and goes on where it was left")
    func slices() throws {
        let whole = SolverBudget()
        try linear(whole)
        #expect(whole.steps > 2 * SolverBudget.slice)
        let half = SolverBudget(steps: whole.steps / 2)
        let failure = #expect(throws: Solver.Failure.self) { try linear(half) }
        #expect(failure == .deadline(.steps(whole.steps / 2)))
        let stopped = Interrupt()
        stopped.request()
        #expect(throws: Solver.Failure.interrupted) { try linear(SolverBudget(interrupt: stopped)) }
    }

    @Test("a request to stop is answered within two seconds, in the middle of a search")
    func interrupted() throws {
        let interrupt = Interrupt()
        let asked = Mutex(ContinuousClock.now)
        Thread.detachNewThread {
            usleep(200_000)
            asked.withLock { $0 = .now }
            interrupt.request()
        }
        let failure = #expect(throws: Solver.Failure.self) { try branching(SolverBudget(interrupt: interrupt)) }
        #expect(failure == .interrupted && failure?.exitCode == .interrupted)
        #expect(asked.withLock { ContinuousClock.now - $0 } < .seconds(2))
    }

    @Test("a breakdown with thousands of groups is refused at once, without their names")
    func groups() throws {
        var report = try Made.report(.proportionAgainstTarget, areas: 1)
        report.breakdown = .category
        let finding = try #require(report.findings.first)
        report.findings = []
        report.unshown = UnshownCounts(
            (0..<5_000).map {
                .init(area: finding.area, group: "Secret \($0)", observed: 3 + $0 % 50, n: 60 + $0 % 90)
            })
        let control = DisclosureControl(.standard, in: AreaTree([:]))
        let began = ContinuousClock.now
        let error = #expect(throws: DisclosureError.self) { try control.disclosed([report]) }
        #expect(ContinuousClock.now - began < .seconds(2))
        let said = error?.description ?? ""
        #expect(
            said.hasPrefix("\(report.indicator.id) by category has 5000 groups, and the disclosure policy allows 60"),
            "\(said)")
        #expect(said.contains("largest-breakdown") && said.contains("--by") && !said.contains("Secret"))
        #expect(error?.exitCode == .badData)
    }

    @Test("a policy says how many groups a breakdown may have")
    func allowed() throws {
        let region = MadeRegion(seed: 5, trusts: 2, authorities: 2, size: 20)
        let report = try region.report(3, by: .sex)
        func control(_ most: Int) throws -> DisclosureControl {
            DisclosureControl(
                try DisclosurePolicy(yaml: "largest-breakdown: \(most)", file: "policy.yaml"), in: region.tree)
        }
        #expect(try control(3).disclosed([report]).count == 1)
        #expect(throws: DisclosureError.tooManyGroups(report: "NI18", breakdown: .sex, groups: 3, allowed: 2)) {
            try control(2).disclosed([report])
        }
    }
}
