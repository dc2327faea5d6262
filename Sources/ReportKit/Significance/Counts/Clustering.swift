/// How much events cluster in people.
public struct Clustering: Sendable, Hashable {
    /// c: two events belong to one person 1 + c times as often as chance alone would have it. 0 for independent events;
    /// c = 1/size for negative binomial counts.
    public let excess: Double
    /// The degrees of freedom of Student's t that allow for c being an estimate.
    public let degreesOfFreedom: Double
}

/// The clustering of events in people over several groups, from which each group's own is told.
///
/// With x a person's events and k the person's rows, 1 + c = Σ x(x - 1) divided by what chance alone would bring
/// together (``EventPairs/byChance``), both summed over all groups: a ratio of two unbiased sums, which takes
/// differences between the groups' rates for what they are. One group's c rests on its own pairs, and on as many more
/// as 100 people of all groups have, at the ratio of all: what happened in a small group hardly moves it, and a large
/// one may differ from the rest.
///
/// Where there is little to go by, three pairs by chance, at the c of 2 that counts of offences often have, are added
/// to the sum of all: with thousands of people that changes nothing. The estimate is worth (G - 1)/(1 + c) degrees of
/// freedom, G being the effective number of all people, at least 1: the squares of counts that cluster vary so much
/// themselves.
///
/// What all groups tell is rounded to two significant digits, which hardly changes a verdict: otherwise the intervals
/// of the groups that are published would tell the events of one that is not.
public struct PooledClustering: Sendable, Hashable {
    /// 1 + c over all groups.
    public let ratio: Double
    private let byChancePerPerson: Double
    private let degreesOfFreedom: Double

    private static let assumedPairs = 3.0
    private static let assumedRatio = 3.0
    private static let borrowedPeople = 100.0

    /// The clustering over some groups of different people; with nobody in them, the one that is assumed.
    public init(_ groups: some Sequence<EventPairs>) {
        var (together, byChance) = (CompensatedSum(), CompensatedSum())
        var (people, rows, squaredRows) = (0.0, 0.0, 0.0)
        for group in groups where group.people > 0 {
            together.add(group.together)
            byChance.add(group.byChance)
            people += Double(group.people)
            rows += Double(group.rows)
            squaredRows += Double(group.rows) * Double(group.rows) / group.effectivePeople
        }
        let pooled = (together.value + Self.assumedPairs * Self.assumedRatio) / (byChance.value + Self.assumedPairs)
        ratio = max(1, pooled.toTwoDigits)
        byChancePerPerson = people > 0 ? (byChance.value / people).toTwoDigits : 0
        let worth = (squaredRows > 0 ? rows * rows / squaredRows - 1 : 0) / ratio
        degreesOfFreedom = max(1, worth.toTwoDigits)
    }

    /// The clustering of one of the groups.
    public func clustering(of group: EventPairs) -> Clustering {
        let borrowed = Self.borrowedPeople * byChancePerPerson
        let pairs = group.byChance + borrowed
        let own = pairs > 0 ? (group.together + borrowed * ratio) / pairs : ratio
        return Clustering(excess: max(1, own) - 1, degreesOfFreedom: degreesOfFreedom)
    }
}
