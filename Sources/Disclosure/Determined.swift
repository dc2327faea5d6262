/// Which unknowns are in which equations; both are numbered from 0.
struct Connections {
    /// For each equation, its unknowns.
    let unknowns: [[Int]]
    /// For each unknown, its equations.
    let equations: [[Int]]

    /// - Parameter count: the number of unknowns.
    init(_ unknowns: [[Int]], of count: Int) {
        self.unknowns = unknowns
        var equations = Array(repeating: [Int](), count: count)
        for (equation, own) in unknowns.enumerated() {
            for unknown in own { equations[unknown].append(equation) }
        }
        self.equations = equations
    }
}

/// The unknowns that follow from what is known by one equation after another, each with a single unknown left.
///
/// Most counts that can be worked out can be worked out so, at a fraction of the price of a linear program.
struct Determined {
    private var isOpen: [Bool]

    /// - Parameter isFree: for each unknown, whether its value is not known.
    init(_ connections: Connections, isFree: [Bool]) {
        isOpen = isFree
        var left = connections.unknowns.map { unknowns in unknowns.count { isFree[$0] } }
        var single = left.indices.filter { left[$0] == 1 }
        while let equation = single.popLast() {
            // By now it may have been found from another equation.
            guard let unknown = connections.unknowns[equation].first(where: { isOpen[$0] }) else { continue }
            isOpen[unknown] = false
            for other in connections.equations[unknown] {
                left[other] -= 1
                if left[other] == 1 { single.append(other) }
            }
        }
    }

    /// Whether an unknown's value is known, or follows.
    func includes(_ unknown: Int) -> Bool { !isOpen[unknown] }
}
