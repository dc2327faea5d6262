/// How much more areas vary than chance alone explains.
public struct Overdispersion: Sendable, Hashable {
    /// φ: the mean squared z-score after trimming; 1 where chance explains all.
    public let phi: Double
    /// τ²: the variance between areas, on the scale of the standard errors; 0 where chance explains all.
    public let tauSquared: Double
    /// The number of z-scores used.
    public let areas: Int
}

/// How the most extreme z-scores are treated before over-dispersion is measured, so that the outliers that a funnel
/// should show do not widen its limits.
public enum Trimming: Sendable, Hashable {
    /// All are used as they are.
    case none
    /// Those beyond the given share at each end are replaced by its quantile (R's `quantile`, type 7).
    case winsorised(Double)
    /// About the given share at each end is left out, as in the SHMI: those with floor(rank / (share (K + 1))) of 0, or
    /// of 1/share - 1 or more.
    case truncated(Double)
}

extension ManyAreas {
    /// The additive over-dispersion of areas, as FunnelPlotR and the Care Quality Commission measure it.
    ///
    /// φ = Σ z²/K over the trimmed z-scores; τ² = (Kφ - (K - 1)) / (Σw - Σw²/Σw), w = 1/s², and 0 where that is
    /// negative (R. DerSimonian and N. Laird 1986; D. J. Spiegelhalter and others, JRSS A 175 (2012) 1-47, 6.2). Limits
    /// then use sqrt(s² + τ²) for s. R: `FunnelPlotR` (`phi_func`, `tau_func`).
    /// - Parameters:
    ///   - zScores: each area's z, such as from ``FunnelScale/score(observed:size:)``.
    ///   - standardErrors: each area's s on the same scale.
    ///   - trimming: how the most extreme z-scores are treated first.
    public static func overdispersion(
        zScores: [Double], standardErrors: [Double], trimming: Trimming = .winsorised(0.1)
    ) throws(SignificanceError) -> Overdispersion {
        guard zScores.count > 1 else { throw .tooFew(name: "zScores", count: zScores.count, needed: 2) }
        try Check.sameLength(standardErrors.count, "standardErrors", zScores.count, "zScores")
        for index in zScores.indices {
            try Check.finite(zScores[index], name: "zScores[\(index)]")
            try Check.positive(standardErrors[index], name: "standardErrors[\(index)]")
        }
        let kept = try trimmed(zScores, trimming)
        guard kept.count > 1 else { throw .tooFew(name: "zScores", count: kept.count, needed: 2) }
        let count = Double(kept.count)
        let phi = kept.reduce(0) { $0 + $1.z * $1.z } / count
        let weights = kept.map { 1 / (standardErrors[$0.index] * standardErrors[$0.index]) }
        let sum = weights.reduce(0, +)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        return Overdispersion(
            phi: phi, tauSquared: max(0, (count * phi - (count - 1)) / (sum - squares / sum)), areas: kept.count)
    }

    private static func trimmed(
        _ zScores: [Double], _ trimming: Trimming
    ) throws(SignificanceError) -> [(index: Int, z: Double)] {
        switch trimming {
        case .none:
            return Array(zScores.enumerated().map { ($0.offset, $0.element) })
        case .winsorised(let share):
            try checkShare(share)
            let sorted = zScores.sorted()
            let (low, high) = (quantile(sorted, share), quantile(sorted, 1 - share))
            return zScores.enumerated().map { ($0.offset, min(max($0.element, low), high)) }
        case .truncated(let share):
            try checkShare(share)
            let groups = 1 / share
            return zScores.enumerated().compactMap { index, z in
                let below = zScores.count { $0 < z }
                let equal = zScores.count { $0 == z }
                let rank = Double(below) + Double(equal + 1) / 2
                let group = (rank * groups / Double(zScores.count + 1)).rounded(.down)
                return group > 0 && group < groups - 1 ? (index, z) : nil
            }
        }
    }

    private static func checkShare(_ share: Double) throws(SignificanceError) {
        guard share > 0, share < 0.5 else {
            throw .outOfRange(name: "trimming", value: share, allowed: "a share above 0 and below 0.5, such as 0.1")
        }
    }

    /// The quantile by linear interpolation between order statistics (R's type 7).
    private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
        let place = p * Double(sorted.count - 1)
        let index = min(Int(place), sorted.count - 2)
        return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
    }
}
