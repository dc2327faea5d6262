/// Searches for other solutions near a known one: one more here, one fewer there, so that every equation holds again.
///
/// A bounded search that changes a few unknowns at a time. It proves most safe counts safe without a linear program.
struct Exchanges {
    /// The maximum number of unknowns that one exchange may change.
    private static let mostChanges = 64
    /// The maximum number of unknowns tried to repair one equation.
    private static let mostChoices = 4
    /// The maximum number of changes tried altogether.
    private static let mostTrials = 256

    private let incidence: LinearSystem.Incidence
    private let origin: [Double]
    private var change: [Double]
    /// By how much each equation is violated.
    private var off: [Double]
    private var changed: [Int] = []
    private var trials = 0
    /// How many unknowns were looked at altogether.
    private(set) var steps = 0

    /// - Parameter origin: whole numbers that satisfy the equations.
    init(_ system: LinearSystem, _ incidence: LinearSystem.Incidence, from origin: [Double]) {
        self.incidence = incidence
        self.origin = origin
        change = Array(repeating: 0, count: system.bounds.count)
        off = Array(repeating: 0, count: system.equations.count)
    }

    /// New values for some unknowns that allow one to differ by `step`; nil where the search found none.
    mutating func values(
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

    private mutating func apply(_ unknown: Int, _ step: Double) {
        change[unknown] = step
        changed.append(unknown)
        shift(unknown, by: step)
    }

    private mutating func shift(_ unknown: Int, by step: Double) {
        for (equation, factor) in incidence[unknown] { off[equation] += factor * step }
    }

    private mutating func undo(to count: Int) {
        while changed.count > count {
            let unknown = changed.removeLast()
            shift(unknown, by: -change[unknown])
            change[unknown] = 0
        }
    }

    /// Tries to make every equation hold again by changing other unknowns.
    private mutating func settles(_ system: LinearSystem) -> Bool {
        guard let number = brokenEquation else { return true }
        guard changed.count < Self.mostChanges else { return false }
        steps += system.equations[number].terms.count
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
