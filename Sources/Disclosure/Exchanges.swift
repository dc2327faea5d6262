/// Other ways that things could be, near one that is known: one more here, one fewer there, so that every equation
/// holds again. Found by trying, a few unknowns at a time: most counts that are safe are so for such a reason, and need
/// no linear program.
final class Exchanges {
    /// How many unknowns one exchange may change, how many are tried in an equation's stead, and how often altogether.
    private static let (mostChanges, mostChoices, mostTrials) = (16, 4, 32)

    private let incidence: LinearSystem.Incidence
    private let origin: [Double]
    private var change: [Double]
    /// By how much each equation is off.
    private var off: [Double]
    private var changed: [Int] = []
    private var trials = 0

    /// - Parameter origin: whole numbers that satisfy the equations.
    init(_ system: LinearSystem, _ incidence: LinearSystem.Incidence, from origin: [Double]) {
        self.incidence = incidence
        self.origin = origin
        change = Array(repeating: 0, count: system.bounds.count)
        off = Array(repeating: 0, count: system.equations.count)
    }

    /// What some unknowns could be where one differs by so much; nil where trying found nothing.
    func values(
        where unknown: Int, differsBy step: Double, in system: LinearSystem
    ) -> [(unknown: Int, value: Double)]? {
        guard allows(unknown, step, in: system) else { return nil }
        trials = Self.mostTrials
        defer { undo(to: 0) }
        apply(unknown, step)
        return settles(system) ? changed.map { ($0, origin[$0] + change[$0]) } : nil
    }

    private func allows(_ unknown: Int, _ step: Double, in system: LinearSystem) -> Bool {
        let value = origin[unknown] + step
        return change[unknown] == 0 && system.bounds[unknown].lower <= value && value <= system.bounds[unknown].upper
    }

    private func apply(_ unknown: Int, _ step: Double) {
        change[unknown] = step
        changed.append(unknown)
        shift(unknown, by: step)
    }

    private func shift(_ unknown: Int, by step: Double) {
        for (equation, factor) in incidence[unknown] { off[equation] += factor * step }
    }

    private func undo(to count: Int) {
        while changed.count > count {
            let unknown = changed.removeLast()
            shift(unknown, by: -change[unknown])
            change[unknown] = 0
        }
    }

    /// Makes every equation hold again, by changes of other unknowns.
    private func settles(_ system: LinearSystem) -> Bool {
        guard let number = brokenEquation else { return true }
        guard changed.count < Self.mostChanges else { return false }
        var choices: [(unknown: Int, step: Double, breaks: Int)] = []
        for (unknown, factor) in system.equations[number].terms {
            let step = -off[number] / factor
            guard allows(unknown, step, in: system) else { continue }
            let breaks = incidence[unknown].count { off[$0.equation] + $0.factor * step != 0 }
            choices.append((unknown, step, breaks))
        }
        choices.sort { ($0.breaks, $0.unknown) < ($1.breaks, $1.unknown) }
        for choice in choices.prefix(Self.mostChoices) {
            trials -= 1
            guard trials >= 0 else { return false }
            let before = changed.count
            apply(choice.unknown, choice.step)
            if settles(system) { return true }
            undo(to: before)
        }
        return false
    }

    private var brokenEquation: Int? {
        for unknown in changed {
            if let broken = incidence[unknown].first(where: { off[$0.equation] != 0 }) { return broken.equation }
        }
        return nil
    }
}
