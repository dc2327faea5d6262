/// The least and greatest value found attainable for each unknown so far. Every solution found, for whichever unknown,
/// contributes its values of all unknowns.
final class SeenValues {
    /// A solution in whole numbers, given by the unknowns that differ from the known one.
    final class Solution {
        let values: [(unknown: Int, value: Double)]

        init(_ values: [(unknown: Int, value: Double)]) {
            self.values = values
        }
    }

    private var least: [Double]
    private var greatest: [Double]
    /// The solutions with these values; nil where it is the known one, or was not given.
    private var withLeast, withGreatest: [Solution?]

    /// - Parameter count: the number of unknowns.
    init(count: Int) {
        least = Array(repeating: .infinity, count: count)
        greatest = Array(repeating: -.infinity, count: count)
        withLeast = Array(repeating: nil, count: count)
        withGreatest = withLeast
    }

    func add(_ value: Double, of unknown: Int) {
        add(value, of: unknown, in: nil)
    }

    /// - Parameter values: those of the unknowns that differ from the known solution.
    func add(_ values: [(unknown: Int, value: Double)]) {
        let solution = Solution(values)
        for (unknown, value) in values { add(value, of: unknown, in: solution) }
    }

    private func add(_ value: Double, of unknown: Int, in solution: Solution?) {
        if value < least[unknown] { (least[unknown], withLeast[unknown]) = (value, solution) }
        if value > greatest[unknown] { (greatest[unknown], withGreatest[unknown]) = (value, solution) }
    }

    func least(of unknown: Int) -> Double { least[unknown] }

    func greatest(of unknown: Int) -> Double { greatest[unknown] }

    /// The solutions that show the least and the greatest value.
    func solutions(of unknown: Int) -> [Solution] { [withLeast[unknown], withGreatest[unknown]].compactMap(\.self) }

    /// How many values lie between the least and the greatest seen.
    func count(of unknown: Int) -> Double {
        least[unknown] > greatest[unknown] ? 0 : greatest[unknown] - least[unknown] + 1
    }
}
