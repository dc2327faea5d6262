extension Standardised {
    /// The indirectly standardised ratio O/E: observed events over those expected at the reference rates.
    ///
    /// Interval: exact below 10 events, Byar's from there on, divided by E, as in PHEindicatormethods; E is treated as
    /// known. A Poisson interval: conservative where O is a count of people out of n (see ``PoissonBinomial``). Refuses
    /// E = 0. R: `PHEindicatormethods::calculate_ISRatio` (`refvalue = 1`).
    public static func indirectRatio(
        observed: Int, expected: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> StandardisedValue {
        try Check.count(observed, name: "observed")
        try Check.positive(expected, name: "expected")
        let interval = try Counts.healthStatisticsInterval(observed: observed, confidence: confidence)
        return StandardisedValue(
            value: Double(observed) / expected, interval: interval.scaled(by: 1 / expected), observed: observed,
            expected: expected)
    }

    /// The same from strata: E = Σ n R/N, each stratum's population times the reference population's rate.
    /// - Parameters:
    ///   - observed: O, all events in the area.
    ///   - n: the area's population in each stratum.
    ///   - referenceObserved: the reference population's events in each stratum.
    ///   - referenceN: the reference population of each stratum.
    ///   - confidence: the level of the interval.
    public static func indirectRatio(
        observed: [Int], n: [Double], referenceObserved: [Double], referenceN: [Double], confidence: Double = 0.95
    ) throws(SignificanceError) -> StandardisedValue {
        guard !observed.isEmpty else { throw .empty(name: "observed") }
        try Check.sameLength(n.count, "n", observed.count, "observed")
        try Check.sameLength(referenceObserved.count, "referenceObserved", observed.count, "observed")
        try Check.sameLength(referenceN.count, "referenceN", observed.count, "observed")
        var expected = 0.0
        for stratum in observed.indices {
            try Check.count(observed[stratum], name: "observed[\(stratum)]")
            try Check.nonNegative(n[stratum], name: "n[\(stratum)]")
            try Check.nonNegative(referenceObserved[stratum], name: "referenceObserved[\(stratum)]")
            try Check.positive(referenceN[stratum], name: "referenceN[\(stratum)]")
            expected += n[stratum] * referenceObserved[stratum] / referenceN[stratum]
        }
        return try indirectRatio(observed: observed.reduce(0, +), expected: expected, confidence: confidence)
    }
}
