/// Divides a whole number in proportion to weights, by largest remainders; in a tie the earlier weight comes first.
///
/// The parts add up to `total` exactly. No weight may be negative, and at least one must be above 0.
func apportion(_ total: Int, by weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    let exact = weights.map { Double(total) * $0 / sum }
    var parts = exact.map { Int($0) }
    let byRemainder = exact.indices.sorted { left, right in
        let leftRemainder = exact[left] - Double(parts[left])
        let rightRemainder = exact[right] - Double(parts[right])
        return leftRemainder == rightRemainder ? left < right : leftRemainder > rightRemainder
    }
    for index in byRemainder.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
}

extension [Double] {
    /// The running sums, for ``Draws/index(cumulative:)``.
    var runningSums: [Double] {
        var sum = 0.0
        return map { weight in
            sum += weight
            return sum
        }
    }
}
