import ReportKit

/// NI 19's family: events of people, who differ in how many they have, against a target that is the truth.
///
/// A person's rate is gamma with the given mean and shape, and the events of each row are Poisson at that rate: over
/// people with one row, counts are negative-binomial with ``shape`` as their size.
public struct EventsPerPerson: SimulatedFamily {
    /// Events per row.
    public let mean: Double
    public let shape: Double
    /// How many rows every person has.
    public let rowsPerPerson: Int
    /// Rows in each area.
    public let n: Int

    public init(mean: Double, shape: Double, rowsPerPerson: Int = 1, n: Int) {
        self.mean = mean
        self.shape = shape
        self.rowsPerPerson = rowsPerPerson
        self.n = n
    }

    public var family: Family { .frequency }
    public var target: AgreedTarget? { AgreedTarget(.rate, mean) }

    public func rows(of people: Void, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        var (trusts, persons, events): ([Int], [Int], [Int]) = ([], [], [])
        for (trust, effect) in zip(SimulatedAreas.trusts, effects) {
            var rate = 0.0
            for row in 0..<n {
                if row.isMultiple(of: rowsPerPerson) { rate = mean * (1 + effect) * random.gamma(shape: shape) }
                trusts.append(trust)
                persons.append(persons.count / rowsPerPerson)
                events.append(random.poisson(mean: rate))
            }
        }
        return SimulatedRows(
            count: events.count,
            columns: [
                "trust_id": .integers(trusts), "authority_id": .null, "breakdown": .null,
                "offender_id": .integers(persons), "events": .integers(events),
            ])
    }
}
