/// Which quantile an indicator reports, and how finely: of the median and quantile family.
public struct QuantileTerms: Hashable, Codable, Sendable {
    /// Which quantile, strictly between 0 and 1: 0.5 for the median.
    public var probability: Double
    /// The finest step that published values are rounded to, in the indicator's own unit, above 0. They are rounded more
    /// coarsely where fewer people share a step than may be recognised.
    public var step: Double

    /// The median, to so many decimal places.
    public init(medianTo decimals: Int) {
        probability = 0.5
        step = (0..<max(0, decimals)).reduce(1) { step, _ in step / 10 }
    }

    /// Nil for a probability or step outside its range.
    public init?(probability: Double, step: Double) {
        guard probability > 0, probability < 1, step > 0, step.isFinite else { return nil }
        self.probability = probability
        self.step = step
    }
}

extension Indicator {
    /// The terms of the median and quantile family: the indicator's own, or the median to its last decimal place.
    public var quantileTerms: QuantileTerms {
        quantile ?? QuantileTerms(medianTo: decimals)
    }
}
