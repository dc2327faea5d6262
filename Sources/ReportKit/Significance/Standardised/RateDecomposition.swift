/// Why an actual rate changed: by the mix of groups, by what was predicted within them, and by performance.
///
/// With w the share of a group in the rows, p its predicted rate, r its actual rate and d = r - p, the rate at either
/// time is R = Σ w (p + d). The change from time 0 to time 1 is, with bars for the mean of both times (E. M. Kitagawa,
/// Journal of the American Statistical Association 50 (1955) 1168-1194):
///
///     mix          Σ (w₁ - w₀) r̄
///     risk         Σ w̄ (p₁ - p₀)
///     performance  Σ w̄ (d₁ - d₀)
///
/// The three add up to R₁ - R₀ exactly, whichever time comes first. Risk and the part of the mix that was predicted, Σ
/// (w₁ - w₀) p̄, are the change of the predicted rate: what A. S. Blinder and R. Oaxaca (1973) call explained; the rest
/// is unexplained. In a group's own part of the mix, r̄ is taken from the rate of all, so that a group counts by how
/// far it differs: shares add up to 1, so the sum is the same. A group that is absent at one time has no rate there:
/// all that it changes is mix.
///
/// The caseload and its predictions are facts; only what happened is subject to chance. So each part is a sum of actual
/// rates with known factors, and its interval follows from theirs, as far as they are independent, by the method of
/// variance estimates recovery (G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693-1702): the lower limit
/// is L - sqrt(Σ c² (r - l)²), l the lower limit of r for c > 0 and the upper one otherwise. Intervals of rates that
/// allow for people who are counted several times pass that on.
public struct RateDecomposition: Sendable, Hashable {
    /// One group at one time.
    public struct Group: Sendable, Hashable {
        public let n: Int
        public let observed: Int
        public let expected: Double
        /// The 95% interval of the actual rate.
        public let interval: Interval

        public init(n: Int, observed: Int, expected: Double, interval: Interval) {
            self.n = n
            self.observed = observed
            self.expected = expected
            self.interval = interval
        }

        /// The actual rate; that of the other time where there is nobody.
        func rate(or other: Group) -> Double { n > 0 ? Double(observed) / Double(n) : other.rate(or: self) }
        func predicted(or other: Group) -> Double { n > 0 ? expected / Double(n) : other.predicted(or: self) }
    }

    /// A part of the change, and what chance makes of it; nil where chance has no part in it.
    public struct Part: Sendable, Hashable {
        public let value: Double
        public let interval: Interval?
    }

    /// One group's parts of the change.
    public struct Parts: Sendable, Hashable {
        public let mix, risk, performance: Double
    }

    public let mix: Part
    public let risk: Part
    public let performance: Part
    /// R₁ - R₀.
    public let change: Part
    /// The change of the predicted rate, which is the risk and a part of the mix.
    public let predictedChange: Double
    /// In the order of the groups.
    public let groups: [Parts]

    /// - Parameters:
    ///   - before: every group at the first time; its rows add up to all rows.
    ///   - after: the same groups at the second time.
    public init(before: [Group], after: [Group]) throws(SignificanceError) {
        try Check.sameLength(before.count, "before", after.count, "after")
        let totals = (Double(before.reduce(0) { $0 + $1.n }), Double(after.reduce(0) { $0 + $1.n }))
        guard totals.0 > 0 else { throw .empty(name: "before") }
        guard totals.1 > 0 else { throw .empty(name: "after") }
        for group in before + after {
            guard group.n >= 0, group.observed >= 0, group.observed <= group.n, group.expected >= 0 else {
                throw .outOfRange(
                    name: "observed", value: Double(group.observed), allowed: "a whole number from 0 to n = \(group.n)")
            }
        }
        let overall =
            0.5
            * (Double(before.reduce(0) { $0 + $1.observed }) / totals.0
                + Double(after.reduce(0) { $0 + $1.observed }) / totals.1)
        var (mix, performance, change) = (Chance(), Chance(), Chance())
        var (risk, predicted) = (0.0, 0.0)
        var found: [Parts] = []
        for (first, second) in zip(before, after) {
            guard first.n + second.n > 0 else {
                found.append(Parts(mix: 0, risk: 0, performance: 0))
                continue
            }
            let (w0, w1) = (Double(first.n) / totals.0, Double(second.n) / totals.1)
            let (r0, r1) = (first.rate(or: second), second.rate(or: first))
            let (p0, p1) = (first.predicted(or: second), second.predicted(or: first))
            let (moved, weight) = (w1 - w0, (w0 + w1) / 2)
            risk += weight * (p1 - p0)
            predicted += w1 * p1 - w0 * p0
            mix.add(moved / 2, first, moved / 2, second, (r0, r1))
            performance.add(-weight, first, weight, second, (r0, r1))
            change.add(-w0, first, w1, second, (r0, r1))
            found.append(
                Parts(
                    mix: moved * ((r0 + r1) / 2 - overall), risk: weight * (p1 - p0),
                    performance: weight * (r1 - p1 - r0 + p0)))
        }
        groups = found
        self.mix = mix.part(shifted: 0)
        self.risk = Part(value: risk, interval: nil)
        self.performance = performance.part(shifted: -risk)
        self.change = change.part(shifted: 0)
        predictedChange = predicted
    }

    /// A sum of actual rates with known factors.
    private struct Chance {
        private var value = 0.0
        private var below = 0.0
        private var above = 0.0

        /// Adds both times of a group, where somebody is in it at both; otherwise the factors are of the same rate.
        mutating func add(
            _ first: Double, _ before: Group, _ second: Double, _ after: Group, _ rates: (Double, Double)
        ) {
            value += first * rates.0 + second * rates.1
            if before.n == 0 {
                spread(first + second, rates.1, after.interval)
            } else if after.n == 0 {
                spread(first + second, rates.0, before.interval)
            } else {
                spread(first, rates.0, before.interval)
                spread(second, rates.1, after.interval)
            }
        }

        private mutating func spread(_ factor: Double, _ rate: Double, _ interval: Interval) {
            let (down, up) = (factor * (rate - interval.lower), factor * (interval.upper - rate))
            below += factor > 0 ? down * down : up * up
            above += factor > 0 ? up * up : down * down
        }

        func part(shifted shift: Double) -> Part {
            let value = value + shift
            return Part(
                value: value,
                interval: Interval(
                    lower: value - below.squareRoot(), upper: value + above.squareRoot(), confidence: 0.95,
                    method: "recovered variances"))
        }
    }
}
