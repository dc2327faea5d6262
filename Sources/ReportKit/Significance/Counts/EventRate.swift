/// Events per row of people who differ, judged and bounded on one scale.
///
/// The total of a group's events is taken as negative binomial: with the true rate R, its mean is R Σk and its size
/// G/c, G = (Σk)²/Σk² being the effective number of people and c the ``Clustering``. That is exact where people's rates
/// vary as a gamma variable and all have as many rows, and has the right variance otherwise; at c = 0 it is the Poisson
/// distribution. Test: both mid-p, read on Student's t for an estimated c, p being twice the smaller one. Interval: the
/// rates that the test does not reject. It begins at 0 where nothing happened, and its upper end is infinite where no
/// rate is too high.
///
/// R, with c known: `pnbinom(events, G / c, mu = rate * rows) - dnbinom(events, G / c, mu = rate * rows) / 2`.
public struct EventRate: Sendable, Hashable {
    /// The people and their events.
    public let group: EventPairs
    /// How much their events cluster.
    public let clustering: Clustering

    /// The rate of a group; refuses one without people.
    public init(of group: EventPairs, clustering: Clustering) throws(SignificanceError) {
        guard group.people > 0 else { throw .empty(name: "group") }
        self.group = group
        self.clustering = clustering
    }

    /// Events per row.
    public var rate: Double { Double(group.events) / Double(group.rows) }

    private static let method = "negative binomial, mid-p"

    /// The test that the true rate is the expected one.
    public func test(expectedRate: Double) throws(SignificanceError) -> TestResult {
        try Check.positive(expectedRate, name: "expectedRate")
        let midP = try midP(expectedRate)
        return spread.test(low: midP.lower, high: midP.upper, method: Self.method)
    }

    /// The interval of the rate.
    public func interval(confidence: Double = 0.95) throws(SignificanceError) -> Interval {
        try Check.level(confidence)
        return try spread.interval(
            near: max(rate, 0.5 / Double(group.rows)), hasLower: group.events > 0, confidence: confidence,
            method: Self.method, low: { rate throws(SignificanceError) in try midP(rate).lower },
            high: { rate throws(SignificanceError) in try midP(rate).upper })
    }

    private var spread: Spread { Spread(dispersion: 1, degreesOfFreedom: clustering.degreesOfFreedom) }

    private func midP(_ rate: Double) throws(SignificanceError) -> MidP {
        let mean = rate * Double(group.rows)
        guard clustering.excess > 0 else {
            let counts = try Poisson(mean: mean)
            return MidP(observed: group.events, lowerTail: counts.lowerTail, upperTail: counts.upperTail)
        }
        let counts = try NegativeBinomial(mean: mean, size: group.effectivePeople / clustering.excess)
        return MidP(observed: group.events, lowerTail: counts.lowerTail, upperTail: counts.upperTail)
    }
}
