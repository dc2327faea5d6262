/// The smallest true relative differences that would probably be found, in % of the predicted rate: one that is better and
/// one that is worse. In JSON a pair, `[better, worse]`.
public struct DetectableDifferences: Hashable, Sendable {
    /// Below 0 where less is better; nil where no true difference would be called better. Where neither direction is good, or
    /// a range was agreed, the one below the predicted rate.
    public var better: Double?
    /// Nil where no true difference would be called worse. Where neither direction is good, or a range was agreed, the one
    /// above the predicted rate.
    public var worse: Double?

    public init(better: Double?, worse: Double?) {
        self.better = better
        self.worse = worse
    }

    /// - Parameters:
    ///   - below: the one below the predicted rate.
    ///   - above: the one above it.
    ///   - polarity: which direction is good.
    public init(below: Double?, above: Double?, polarity: Polarity) {
        self = polarity == .higherIsBetter ? Self(better: above, worse: below) : Self(better: below, worse: above)
    }
}

extension DetectableDifferences: Codable {
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        better = try container.decode(Double?.self)
        worse = try container.decode(Double?.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(better)
        try container.encode(worse)
    }
}
