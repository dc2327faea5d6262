/// The least and greatest value found attainable for each unknown so far. Every solution found, for whichever unknown,
/// contributes its values of all unknowns.
final class SeenValues {
    private var least: [Double]
    private var greatest: [Double]

    /// - Parameter count: the number of unknowns.
    init(count: Int) {
        least = Array(repeating: .infinity, count: count)
        greatest = Array(repeating: -.infinity, count: count)
    }

    func add(_ value: Double, of unknown: Int) {
        least[unknown] = min(least[unknown], value)
        greatest[unknown] = max(greatest[unknown], value)
    }

    func least(of unknown: Int) -> Double { least[unknown] }

    func greatest(of unknown: Int) -> Double { greatest[unknown] }

    /// How many values lie between the least and the greatest seen.
    func count(of unknown: Int) -> Double {
        least[unknown] > greatest[unknown] ? 0 : greatest[unknown] - least[unknown] + 1
    }
}
