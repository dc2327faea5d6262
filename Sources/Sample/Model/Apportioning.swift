/// Shares out a whole number in proportion to weights, by largest remainders; ties go to the earlier one.
///
/// The parts add up to `total` exactly. All weights are at least 0 and one is above 0.
func apportion(_ total: Int, by weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    let exact = weights.map { Double(total) * $0 / sum }
    var parts = exact.map { Int($0) }
    let byRemainder = exact.indices.sorted { left, right in
        let (leftRest, rightRest) = (exact[left] - Double(parts[left]), exact[right] - Double(parts[right]))
        return leftRest == rightRest ? left < right : leftRest > rightRest
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
