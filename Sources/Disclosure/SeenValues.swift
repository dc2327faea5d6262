/// What unknowns were found to be able to be, each least and greatest: what one question says of one unknown, its
/// answer says of all others too.
final class SeenValues {
    private var least: [Double]
    private var greatest: [Double]

    /// - Parameter count: of unknowns.
    init(count: Int) {
        least = Array(repeating: .infinity, count: count)
        greatest = Array(repeating: -.infinity, count: count)
    }

    func add(_ value: Double, of unknown: Int) {
        least[unknown] = min(least[unknown], value)
        greatest[unknown] = max(greatest[unknown], value)
    }

    /// How many values lie between the least and the greatest seen.
    func count(of unknown: Int) -> Double {
        least[unknown] > greatest[unknown] ? 0 : greatest[unknown] - least[unknown] + 1
    }
}
