/// The change of the same people's events from a baseline to a follow-up, judged and bounded on one scale.
///
/// Where each person's events come at the person's own rate, and that rate is multiplied by R in the follow-up, the
/// follow-up's share of all F + B events is binomial with probability R/(1 + R), however much people differ: the exact
/// conditional test (J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313-323). Its mid-p become z values, which
/// are divided by sqrt φ for people who change each in their own way (``PooledDispersion``), and read on Student's t. p
/// is twice the smaller one; the interval holds the ratios that the test does not reject, and begins at 0 where nothing
/// followed.
///
/// The baseline is a count too, and varies: chance in it is allowed for. That people chosen for many events have fewer
/// later (regression to the mean) is not: test against a ratio that expects it.
public struct PeriodChange: Sendable, Hashable {
    /// The people and their events.
    public let group: TwoPeriods
    /// F/B.
    public let ratio: Double
    /// φ.
    public let dispersion: Double
    private let degreesOfFreedom: Double

    /// The change of one of the groups that a dispersion was estimated from, or of people like them; refuses a group
    /// without any event in the baseline.
    public init(of group: TwoPeriods, among all: PooledDispersion) throws(SignificanceError) {
        guard let ratio = group.ratio else { throw .tooFew(name: "baseline", count: 0, needed: 1) }
        self.group = group
        self.ratio = ratio
        dispersion = all.dispersion(of: group)
        degreesOfFreedom = all.degreesOfFreedom
    }

    private static let method = "exact conditional, mid-p, dispersion by person"

    /// The test that the true ratio is the expected one, such as 0.78 for an expected fall of 22%.
    public func test(expectedRatio: Double) throws(SignificanceError) -> TestResult {
        try Check.positive(expectedRatio, name: "expectedRatio")
        let midP = try baselineMidP(expectedRatio)
        return spread.test(low: midP.upper, high: midP.lower, method: Self.method)
    }

    /// The interval of the ratio.
    public func interval(confidence: Double = 0.95) throws(SignificanceError) -> Interval {
        try Check.level(confidence)
        return try spread.interval(
            near: max(ratio, 0.5 / Double(group.baseline)), hasLower: group.followUp > 0, confidence: confidence,
            method: Self.method, low: { ratio throws(SignificanceError) in try baselineMidP(ratio).upper },
            high: { ratio throws(SignificanceError) in try baselineMidP(ratio).lower })
    }

    private var spread: Spread { Spread(dispersion: dispersion, degreesOfFreedom: degreesOfFreedom) }

    /// The mid-p of the baseline's share, which is high where the follow-up is low; the follow-up's probability would
    /// lose its distance from 1 at large ratios.
    private func baselineMidP(_ ratio: Double) throws(SignificanceError) -> MidP {
        let counts = try Binomial(n: group.baseline + group.followUp, probability: 1 / (1 + ratio))
        return MidP(observed: group.baseline, lowerTail: counts.lowerTail, upperTail: counts.upperTail)
    }
}
