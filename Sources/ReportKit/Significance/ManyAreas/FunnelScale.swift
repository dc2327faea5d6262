import Glibc

/// A scale on which areas' figures have a nearly constant shape, for over-dispersed funnel limits.
public enum FunnelScale: Sendable, Hashable {
    /// log(O/E) about 0 with s = 1/sqrt(E): FunnelPlotR's "SHMI" method. Needs an observed count above 0.
    case logRatio
    /// sqrt(O/E) about 1 with s = 1/(2 sqrt(E)): FunnelPlotR's "CQC" method.
    case rootRatio
    /// arcsin(sqrt(O/n)) about that of a target proportion, with s = 1/(2 sqrt(n)): FunnelPlotR's "PR" data.
    case arcsineProportion(target: Double)
    /// O/E about 1 with s = 1/sqrt(E); its τ² is the variance that negative-binomial limits need.
    case ratio
    /// O/n about a target P, with s = sqrt(P(1 - P)/n); its τ² is the variance that beta-binomial limits need.
    case proportion(target: Double)

    /// An area's z-score and standard error on this scale.
    /// - Parameters:
    ///   - observed: O.
    ///   - size: E for ratios, n for proportions.
    public func score(observed: Double, size: Double) throws(SignificanceError) -> (z: Double, standardError: Double) {
        try Check.nonNegative(observed, name: "observed")
        try check(size: size)
        if self == .logRatio { try Check.positive(observed, name: "observed") }
        let s = standardError(size: size)
        return ((transform(observed / size) - centre) / s, s)
    }

    /// The limits at an area's size, widened by the variance between areas.
    ///
    /// Back-transformed centre ∓ z sqrt(s² + τ²). Where the lower limit on a square-root scale falls below 0 it is 0
    /// (FunnelPlotR leaves its limits on the root scale), and an arcsine beyond a quarter turn is 1.
    public func limits(
        size: Double, tauSquared: Double = 0, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try check(size: size)
        try Check.nonNegative(tauSquared, name: "tauSquared")
        try Check.level(confidence)
        let s = standardError(size: size)
        let margin = Normal.critical(confidence: confidence) * (s * s + tauSquared).squareRoot()
        return Interval(
            lower: inverse(centre - margin), upper: inverse(centre + margin), confidence: confidence,
            method: tauSquared > 0 ? "funnel, over-dispersed" : "funnel, \(name)")
    }

    private var name: String {
        switch self {
        case .logRatio: "log ratio"
        case .rootRatio: "root ratio"
        case .arcsineProportion: "arcsine proportion"
        case .ratio: "normal ratio"
        case .proportion: "normal proportion"
        }
    }

    private var centre: Double {
        switch self {
        case .logRatio: 0
        case .rootRatio, .ratio: 1
        case .arcsineProportion(let target), .proportion(let target): transform(target)
        }
    }

    private func transform(_ value: Double) -> Double {
        switch self {
        case .logRatio: log(value)
        case .rootRatio: value.squareRoot()
        case .arcsineProportion: asin(value.squareRoot())
        case .ratio, .proportion: value
        }
    }

    private func inverse(_ value: Double) -> Double {
        switch self {
        case .logRatio: return exp(value)
        case .rootRatio: return max(0, value) * max(0, value)
        case .arcsineProportion:
            let root = sin(min(max(0, value), Double.pi / 2))
            return root * root
        case .ratio: return max(0, value)
        case .proportion: return min(max(0, value), 1)
        }
    }

    private func standardError(size: Double) -> Double {
        switch self {
        case .logRatio, .ratio: 1 / size.squareRoot()
        case .rootRatio, .arcsineProportion: 0.5 / size.squareRoot()
        case .proportion(let target): (target * (1 - target) / size).squareRoot()
        }
    }

    private func check(size: Double) throws(SignificanceError) {
        try Check.positive(size, name: "size")
        switch self {
        case .arcsineProportion(let target), .proportion(let target):
            guard target > 0, target < 1 else {
                throw .outOfRange(name: "target", value: target, allowed: "a proportion between 0 and 1")
            }
        case .logRatio, .rootRatio, .ratio: break
        }
    }
}
