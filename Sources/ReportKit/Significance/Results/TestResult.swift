/// The result of a significance test.
public struct TestResult: Sendable, Hashable, Codable {
    /// The name of the method, to be printed beside the figure.
    public let method: String
    /// The test statistic, or nil where the method has none or it is not defined.
    public let statistic: Double?
    /// The two-sided p-value.
    public let p: Double
    /// The one-sided p-value of a result this low or lower.
    public let pLower: Double
    /// The one-sided p-value of a result this high or higher.
    public let pUpper: Double

    /// A result from its parts; p-values that exceed 1 by a rounding error are set to 1.
    public init(method: String, statistic: Double? = nil, p: Double, pLower: Double, pUpper: Double) {
        self.method = method
        self.statistic = statistic
        self.p = min(1, p)
        self.pLower = min(1, pLower)
        self.pUpper = min(1, pUpper)
    }

    /// The test of a statistic that is standard normal under the null hypothesis.
    ///
    /// p = 2 Φ(-|z|), with full relative precision in the far tails.
    public init(method: String, z: Double) {
        self.init(
            method: method, statistic: z, p: 2 * Normal.upperTail(z.magnitude), pLower: Normal.cdf(z),
            pUpper: Normal.upperTail(z))
    }

    /// The test of a statistic that follows Student's t under the null hypothesis.
    init(method: String, t: Double, degreesOfFreedom: Double) {
        let tail = StudentT.upperTail(t.magnitude, degreesOfFreedom: degreesOfFreedom)
        self.init(
            method: method, statistic: t, p: 2 * tail, pLower: t <= 0 ? tail : 1 - tail,
            pUpper: t >= 0 ? tail : 1 - tail)
    }

    /// The test of a sum that has no variance: what was predicted is certain, anything else impossible.
    init(method: String, certainty difference: Double) {
        self.init(
            method: method, p: difference == 0 ? 1 : 0, pLower: difference < 0 ? 0 : 1, pUpper: difference > 0 ? 0 : 1)
    }

    /// Whether the two-sided p-value is at or below 1 - `confidence`.
    public func isSignificant(confidence: Double = 0.95) -> Bool {
        p <= 1 - confidence
    }
}
