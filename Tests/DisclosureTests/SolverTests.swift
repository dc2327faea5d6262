import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("What somebody can work out")
struct SolverTests {
    /// A table of small counts whose totals of rows, of columns and of all are published, some cells hidden.
    struct MadeTable: CustomTestStringConvertible {
        let rows: Int
        let columns: Int
        let counts: [Int]
        let hidden: [Int]

        /// One of many, told apart by its number.
        init(number: Int) {
            var state = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
            func draw(_ below: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % below
            }
            rows = 2 + draw(2)
            columns = 2 + draw(3)
            counts = (0..<rows * columns).map { _ in draw(4) }
            hidden = Array(counts.indices.filter { _ in draw(3) > 0 }.prefix(7))
        }

        var testDescription: String { "\(rows) x \(columns): \(counts), hidden \(hidden)" }

        func row(_ cell: Int) -> Int { cell / columns }
        func column(_ cell: Int) -> Int { cell % columns }

        var system: LinearSystem {
            var system = LinearSystem()
            for (cell, count) in counts.enumerated() {
                let count = Double(count)
                _ = hidden.contains(cell) ? system.addUnknown() : system.addUnknown(from: count, to: count)
            }
            func publish(_ cells: [Int]) {
                system.addEquation(cells.map { ($0, 1) }, equals: Double(cells.reduce(0) { $0 + counts[$1] }))
            }
            for row in 0..<rows { publish(counts.indices.filter { self.row($0) == row }) }
            for column in 0..<columns { publish(counts.indices.filter { self.column($0) == column }) }
            return system
        }

        /// What each hidden cell can be, by going through every way to fill the table in.
        var ranges: [Int: ClosedRange<Int>] {
            var ranges: [Int: ClosedRange<Int>] = [:]
            var rowsLeft = (0..<rows).map { row in hidden.reduce(0) { $0 + (self.row($1) == row ? counts[$1] : 0) } }
            var columnsLeft = (0..<columns).map { column in
                hidden.reduce(0) { $0 + (self.column($1) == column ? counts[$1] : 0) }
            }
            var values: [Int] = []
            func fill(_ next: Int) {
                guard next < hidden.count else {
                    guard rowsLeft.allSatisfy({ $0 == 0 }), columnsLeft.allSatisfy({ $0 == 0 }) else { return }
                    for (cell, value) in zip(hidden, values) {
                        let known = ranges[cell] ?? value...value
                        ranges[cell] = min(known.lowerBound, value)...max(known.upperBound, value)
                    }
                    return
                }
                let (row, column) = (row(hidden[next]), column(hidden[next]))
                for value in 0...min(rowsLeft[row], columnsLeft[column]) {
                    rowsLeft[row] -= value
                    columnsLeft[column] -= value
                    values.append(value)
                    fill(next + 1)
                    values.removeLast()
                    rowsLeft[row] += value
                    columnsLeft[column] += value
                }
            }
            fill(0)
            return ranges
        }
    }

    static let tables = (0..<300).map(MadeTable.init)

    @Test("is what every way to fill the table in says, from the truth or from nothing", arguments: tables)
    func ranges(table: MadeTable) throws {
        let (system, truth) = (table.system, table.counts.map(Double.init))
        let incidence = LinearSystem.Incidence(system)
        for (cell, expected) in table.ranges {
            for origin in [truth, nil] {
                let found = try Solver(system, incidence, from: origin).range(of: cell)
                #expect(found.least == Double(expected.lowerBound) && found.greatest == Double(expected.upperBound))
            }
            for values in 1...4 {
                let solver = Solver(system, incidence, from: truth)
                if try !solver.leaves(cell, Double(values)) {
                    try solver.seek(cell, Double(values), in: .everything) { _ in true }
                }
                #expect((solver.seen(cell) >= Double(values)) == (expected.count >= values))
            }
        }
    }

    @Test("is the same once more is hidden, whether it was asked before or not", arguments: tables)
    func release(table: MadeTable) throws {
        let truth = table.counts.map(Double.init)
        var system = table.system
        for cell in table.hidden { system.bound(cell, from: truth[cell], to: truth[cell]) }
        let solver = Solver(system, LinearSystem.Incidence(system), from: truth)
        for cell in table.hidden {
            solver.release(cell)
            _ = try solver.range(of: table.hidden[0])
        }
        for (cell, expected) in table.ranges {
            let found = try solver.range(of: cell)
            #expect(found.least == Double(expected.lowerBound) && found.greatest == Double(expected.upperBound))
        }
    }

    @Test("is the same by a neighbourhood's program, whatever was asked of it before", arguments: tables)
    func keptProgram(table: MadeTable) throws {
        let truth = table.counts.map(Double.init)
        var system = table.system
        for cell in table.hidden { system.bound(cell, from: truth[cell], to: truth[cell]) }
        let incidence = LinearSystem.Incidence(system)
        let solver = Solver(system, incidence, from: truth)
        for cell in table.hidden {
            // What would have to change, beside what is not known yet: nothing of it is remembered by itself.
            let cost: (Int) -> Double? = { table.hidden.contains($0) ? Double(1 + $0) : nil }
            _ = try solver.cheapest(
                cell, [truth[cell] + 1, truth[cell] + 2], in: .everything, where: { _ in true }, cost)
            solver.release(cell)
            try solver.seek(table.hidden[0], 2, in: .everything) { _ in true }
        }
        for (cell, expected) in table.ranges {
            try solver.seek(cell, .infinity, in: .everything) { _ in true }
            let found = solver.seenRange(of: cell)
            #expect(found.least == Double(expected.lowerBound) && found.greatest == Double(expected.upperBound))
        }
    }

    @Test(
        "is never wider than the equations around a few cells say, and no narrower than all of them do",
        arguments: tables)
    func confined(table: MadeTable) throws {
        let truth = table.counts.map(Double.init)
        let (system, incidence) = (table.system, LinearSystem.Incidence(table.system))
        for (cell, expected) in table.ranges {
            let row = table.row(cell)
            for values in [1, 2, .infinity] {
                let solver = Solver(system, incidence, from: truth)
                try solver.seek(cell, values, in: .everything) { _ in true }
                let isAll = solver.seen(cell) == Double(expected.count)
                if try solver.isConfined(cell, in: .trust(Int32(row)), where: { table.row($0) == row }) {
                    #expect(isAll)
                }
                #expect(try solver.isConfined(cell, in: .everything, where: { _ in true }) == isAll)
            }
        }
    }

    @Test("the cheapest way is one that the equations allow, and is there where there is any", arguments: tables)
    func cheapest(table: MadeTable) throws {
        let truth = table.counts.map(Double.init)
        var system = table.system
        for cell in table.hidden { system.bound(cell, from: truth[cell], to: truth[cell]) }
        let solver = Solver(system, LinearSystem.Incidence(system), from: truth)
        for (cell, expected) in table.ranges {
            for value in 0...(expected.upperBound + 1) where Double(value) != truth[cell] {
                let cost: (Int) -> Double? = { table.hidden.contains($0) ? 1.0 : nil }
                let way = try solver.cheapest(cell, [Double(value)], in: .everything, where: { _ in true }, cost)[0]
                #expect((way != nil) == expected.contains(value))
                guard let values = way?.values else { continue }
                for equation in system.equations {
                    #expect(equation.terms.reduce(0) { $0 + $1.factor * values[$1.unknown] } == equation.value)
                }
                let changed = truth.indices.filter { values[$0] != truth[$0] && $0 != cell }
                #expect(changed == way?.changed.sorted())
            }
        }
    }

    @Test("an exchange is a way that things could be, and leaves nothing behind", arguments: tables)
    func exchanges(table: MadeTable) throws {
        let (system, truth) = (table.system, table.counts.map(Double.init))
        var exchanges = Exchanges(system, LinearSystem.Incidence(system), from: truth)
        for cell in table.hidden {
            for step in [1.0, -1, 2] {
                guard let found = exchanges.values(where: cell, differsBy: step, in: system) else { continue }
                var values = truth
                for (unknown, value) in found { values[unknown] = value }
                #expect(values[cell] == truth[cell] + step)
                #expect(
                    values.indices.allSatisfy {
                        values[$0] >= 0 && (table.hidden.contains($0) || values[$0] == truth[$0])
                    })
                for equation in system.equations {
                    #expect(equation.terms.reduce(0) { $0 + $1.factor * values[$1.unknown] } == equation.value)
                }
            }
        }
    }

    @Test("figures that contradict each other have no solution")
    func contradiction() throws {
        var system = LinearSystem()
        let (whole, part) = (system.addUnknown(from: 3, to: 3), system.addUnknown(from: 5, to: 5))
        let rest = system.addUnknown()
        system.addEquation([(whole, 1), (part, -1), (rest, -1)])
        #expect(try Solver(system, LinearSystem.Incidence(system), from: nil).solution() == nil)
        system.bound(part, from: 2, to: 2)
        #expect(try Solver(system, LinearSystem.Incidence(system), from: nil).solution() == [3, 2, 1])
    }
}
