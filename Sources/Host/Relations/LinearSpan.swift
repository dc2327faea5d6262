/// Sums of some vectors, by an echelon form: whether another vector is one of them.
struct LinearSpan {
    /// A vector, by the positions where it is not zero.
    typealias Vector = [Int: PrimeField]

    /// For each position, a vector that is 1 there and 0 at every later one.
    private var rows: [Int: Vector] = [:]

    /// The positions that the vectors make superfluous: each can be worked out from earlier ones.
    var pivots: Set<Int> { Set(rows.keys) }

    /// What is left of a vector: empty where it is a sum of the vectors added so far.
    func remainder(of vector: Vector) -> Vector {
        var rest = vector
        // A row changes its own position and earlier ones only.
        var next = rest.keys.max()
        while let position = next {
            if let row = rows[position], let factor = rest[position] {
                for (place, value) in row {
                    let difference = (rest[place] ?? .zero) - factor * value
                    rest[place] = difference == .zero ? nil : difference
                }
            }
            next = rest.keys.filter { $0 < position }.max()
        }
        return rest
    }

    /// Adds a vector.
    ///
    /// - Returns: whether it was not a sum of the others.
    @discardableResult mutating func add(_ vector: Vector) -> Bool {
        let rest = remainder(of: vector)
        guard let pivot = rest.keys.max(), let value = rest[pivot] else { return false }
        let inverse = value.inverse
        rows[pivot] = rest.mapValues { $0 * inverse }
        return true
    }
}
