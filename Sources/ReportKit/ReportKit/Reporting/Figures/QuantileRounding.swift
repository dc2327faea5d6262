import Significance

/// A form in which a quantile and its interval may be published: rounded to multiples of a step.
public struct QuantileRounding: Hashable, Codable, Sendable {
    /// What the value and the ends of the interval are multiples of.
    public let step: Double
    /// The quantile, rounded to the nearest multiple.
    public let value: Double
    /// How many people's values round to the same.
    public let alike: Int
    /// The interval, rounded outwards, so that it covers the true quantile at least as surely; nil where there is none.
    @PairOrNull public var interval: Interval?
    /// The smaller number of people whose values one of its ends stands for.
    public let alikeAtEnds: Int
    /// Whether the rounded value meets the target; nil where there is none, or neither direction is good.
    @OrNull public var met: Bool?

    public init(
        step: Double, value: Double, alike: Int, interval: Interval?, alikeAtEnds: Int, met: Bool?
    ) {
        self.step = step
        self.value = value
        self.alike = alike
        self.interval = interval
        self.alikeAtEnds = alikeAtEnds
        self.met = met
    }
}

extension QuantileRounding {
    /// How many times as wide as the indicator's own step a published step may be.
    static let widths = [1.0, 2, 5, 10, 20, 50, 100]

    /// The roundings of a quantile, the finest first.
    ///
    /// - Parameters:
    ///   - sorted: people's values, the smallest first.
    ///   - step: the finest step.
    ///   - met: whether a value meets the target.
    static func all(
        of value: Double, _ interval: Interval?, sorted: [Double], step: Double, met: (Double) -> Bool?
    ) -> [QuantileRounding] {
        widths.map { width in
            let step = step * width
            let rounded = multiple((value / step).rounded(), of: step)
            let ends = interval.map { (lower: ($0.lower / step).rounded(.down), upper: ($0.upper / step).rounded(.up)) }
            let below = ends.map { end in sorted.count { ($0 / step).rounded(.down) == end.lower } }
            let above = ends.map { end in sorted.count { ($0 / step).rounded(.up) == end.upper } }
            return QuantileRounding(
                step: step, value: rounded,
                alike: sorted.count { multiple(($0 / step).rounded(), of: step) == rounded },
                interval: ends.map {
                    Interval(
                        lower: multiple($0.lower, of: step), upper: multiple($0.upper, of: step), confidence: 0.95,
                        method: "order statistics, exact, rounded outwards")
                },
                alikeAtEnds: min(below ?? 0, above ?? 0), met: met(rounded))
        }
    }

    /// So many steps, without the rounding errors of a step such as 0.1.
    private static func multiple(_ count: Double, of step: Double) -> Double {
        let perOne = (1 / step).rounded()
        let product = perOne >= 1 && (perOne * step - 1).magnitude < 1e-12 ? count / perOne : count * step
        return product == 0 ? 0 : product
    }
}
