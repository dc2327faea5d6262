// What turns out not to be needed.
extension CellSuppression {
    /// Shows again what was suppressed to protect others and is not needed any more, since what was suppressed later protects
    /// them too; what costs readers most comes first.
    ///
    /// - Parameters:
    ///   - targets: the counts that must not become known.
    ///   - first: what was suppressed before these were protected, which stays so.
    /// - Throws: ``Solver/Failure/interrupted``. Where the table's time is over, what is left stays suppressed.
    mutating func takeBack(_ targets: [Int], besides first: [SuppressionReason?]) throws(Solver.Failure) {
        let most = budget.steps + stepsOfTakingBack
        guard let attacker, var witnesses = try witnesses(of: targets, attacker) else { return }
        let suppressed = proposed.filter { first[$0] == nil && marks[$0] != nil }.map { (cost: cost($0), number: $0) }
        let numbers = suppressed.sorted { ($1.cost, $0.number) < ($0.cost, $1.number) }.map(\.number)
        for reach in [Witnesses.Reach.trust, .region] {
            for number in numbers where marks[number] != nil {
                let reach = budget.steps < most ? reach : .exchanges
                do throws(Solver.Failure) {
                    try budget.look()
                    try takeBack(number, besides: first, &witnesses, within: reach)
                } catch {
                    if case .interrupted = error { throw error }
                    return
                }
            }
            guard budget.steps < most else { return }
        }
    }

    /// Shows a count again, with its partner in the same figure, if every target keeps its values.
    private mutating func takeBack(
        _ number: Int, besides first: [SuppressionReason?], _ witnesses: inout Witnesses, within reach: Witnesses.Reach
    ) throws(Solver.Failure) {
        let numbers = [number] + (partners[number].map { [$0] } ?? [])
        guard numbers.allSatisfy({ first[$0] == nil }) else { return }
        let before = numbers.map { marks[$0] }
        func restore() {
            for (number, mark) in zip(numbers, before) { marks[number] = mark }
        }
        for number in numbers { marks[number] = nil }
        do throws(Solver.Failure) {
            guard try witnesses.narrow(numbers.flatMap(newlyKnown), within: reach) else { return restore() }
        } catch {
            restore()
            throw error
        }
        for cell in numbers.map(counts.cellmates) { isKnown.replaceSubrange(cell, with: known(cell)) }
    }

    /// In how many steps programs are solved for that: of all trusts first, since these find half of what regions' do in
    /// an eighth of the time. Exchanges find nearly all that is not needed of whole areas; among groups they find half of it, and a
    /// report by group is made once, where a return's weighing is thirty-five trusts'.
    private var stepsOfTakingBack: Int {
        counts.tables.contains { $0.breakdown != nil } ? min(2 * budget.steps, Self.mostStepsOfTakingBack) : 0
    }

    /// Some seconds' work, where protecting takes half a minute.
    private static let mostStepsOfTakingBack = 700_000_000

    /// Solutions that show that the targets are safe; nil where not all are found, or the table's time is over.
    private func witnesses(of targets: [Int], _ attacker: Solver) throws(Solver.Failure) -> Witnesses? {
        do throws(Solver.Failure) {
            return try Witnesses(
                attacker, targets, required: Double(policy.valuesLeft), in: neighbourhoods, model.countOf)
        } catch {
            if case .interrupted = error { throw error }
            return nil
        }
    }

    /// What a reader knows of a count's cell and did not before.
    private func newlyKnown(_ number: Int) -> [(unknown: Int, lower: Double, upper: Double)] {
        let cell = counts.cellmates(number)
        var found: [(unknown: Int, lower: Double, upper: Double)] = []
        for (other, known) in zip(cell, known(cell)) where known && !isKnown[other] {
            found.append((other, assignment[other], assignment[other]))
        }
        // What stands beside a figure is shown, rounded, with all of it.
        let table = counts.table(of: number)
        guard zip(table.columns, cell).allSatisfy({ $0.showing != .byItself || marks[$1] == nil }) else { return found }
        let base = policy.besideBase
        for (column, other) in zip(table.columns, cell) where column.isBeside {
            guard let count = counts.count(other) else { continue }
            found.append((other, Double(count / base * base), Double(count / base * base + base - 1)))
        }
        return found
    }
}
