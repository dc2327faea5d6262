import Glibc

extension Counts {
    /// The exact (Garwood) interval of a Poisson mean.
    ///
    /// Lower: the α/2 quantile of Gamma(O); upper: the 1 - α/2 quantile of Gamma(O + 1); the same as half the
    /// chi-square quantiles with 2O and 2O + 2 degrees of freedom. F. Garwood, Biometrika 28 (1936) 437-442. Lower is 0
    /// at O = 0. Relative error below 1e-12. R: `poisson.test(observed)$conf.int`.
    public static func exactInterval(observed: Int, confidence: Double = 0.95) throws(SignificanceError) -> Interval {
        try Check.count(observed, name: "observed")
        try Check.level(confidence)
        let tail = (1 - confidence) / 2
        let count = Double(observed)
        return Interval(
            lower: observed == 0 ? 0 : IncompleteGamma.quantile(a: count, lower: tail),
            upper: IncompleteGamma.quantile(a: count + 1, upper: tail), confidence: confidence, method: "exact Poisson")
    }

    /// Byar's approximate interval of a Poisson mean, which official health statistics use.
    ///
    /// O(1 - 1/(9O) - z/(3 sqrt O))³ and (O+1)(1 - 1/(9(O+1)) + z/(3 sqrt(O+1)))³, N. E. Breslow and N. E. Day,
    /// Statistical Methods in Cancer Research II (1987), formula 2.13. Lower is 0 at O = 0. Within 3% of the exact
    /// limits from O = 3 on, 0.2% from 10 on; PHEindicatormethods uses the exact ones below 10 (see
    /// ``healthStatisticsInterval(observed:confidence:)``).
    public static func byarInterval(observed: Int, confidence: Double = 0.95) throws(SignificanceError) -> Interval {
        try Check.count(observed, name: "observed")
        try Check.level(confidence)
        let z = Normal.critical(confidence: confidence)
        return Interval(
            lower: byarLower(Double(observed), z), upper: byarUpper(Double(observed), z), confidence: confidence,
            method: "Byar")
    }

    /// The interval as PHEindicatormethods computes it: exact below a count of 10, Byar's from there on.
    public static func healthStatisticsInterval(
        observed: Int, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        observed < 10
            ? try exactInterval(observed: observed, confidence: confidence)
            : try byarInterval(observed: observed, confidence: confidence)
    }

    static func byarLower(_ observed: Double, _ z: Double) -> Double {
        guard observed > 0 else { return 0 }
        let root = 1 - 1 / (9 * observed) - z / (3 * observed.squareRoot())
        return max(0, observed * root * root * root)
    }

    static func byarUpper(_ observed: Double, _ z: Double) -> Double {
        let next = observed + 1
        let root = 1 - 1 / (9 * next) + z / (3 * next.squareRoot())
        return next * root * root * root
    }
}
