/// Judging actual against predicted where the same people are in several rows.
public enum Clustered {
    /// Below this effective number of people a normal p-value is not to be trusted, and ``ClusteredResult/few`` is set.
    ///
    /// The rule of thumb of J. D. Angrist and J.-S. Pischke, Mostly Harmless Econometrics (2009), 8.2.3, and within
    /// the 20 to 50 of A. C. Cameron and D. L. Miller, Journal of Human Resources 50 (2015) 317-372.
    public static let fewBelow = 42.0
}

/// A test whose variance is summed by person, with a flag for too few people.
public struct ClusteredResult: Sendable, Hashable {
    /// z = R / sqrt(V), referred to the normal.
    public let normal: TestResult
    /// The same evidence with the small-sample correction, referred to Student's t; use it where ``few`` is set. Nil
    /// where there are fewer than two effective people.
    public let smallSample: TestResult?
    /// R: the sum of all residuals, observed minus expected.
    public let difference: Double
    /// V: the sum over people of their squared residual sums.
    public let variance: Double
    /// The number of people, without those whose variance is 0.
    public let clusters: Int
    /// (Σ v)² / Σ v², v being each person's variance under independence: ``clusters`` where all are alike, fewer where a
    /// few people carry most of the rows.
    public let effectiveClusters: Double
    /// V divided by the variance without repeats; nil where that variance is not known.
    public let designEffect: Double?
    /// Whether there are too few effective people to trust the normal p-value.
    public var few: Bool { effectiveClusters < Clustered.fewBelow }
}

extension Clustered {
    /// The z test of actual against predicted with the variance summed by person.
    ///
    /// With r the sum of one person's residuals O_i - p_i, R = Σ r and V = Σ r²: the person, not the row, is the unit,
    /// so that whatever correlation there is within a person enters V (K.-Y. Liang and S. L. Zeger, Biometrika 73
    /// (1986) 13-22; the mean under the null hypothesis is known to be 0, so r is not centred and V needs no G/(G - 1)).
    ///
    /// With G people z² cannot exceed G, so for few people the z test is conservative in the tail and liberal in the
    /// middle. The small-sample form is t = z sqrt((G - 1) / (G - z²)), exactly the one-sample t test of the r (the CR1
    /// correction of the centred variance), referred to G* - 1 degrees of freedom, G* = (Σ v)² / Σ v² being the
    /// effective number of people (F. E. Satterthwaite 1946; R. M. Bell and D. F. McCaffrey, Survey Methodology 28
    /// (2002) 169-181). Without `variances` all people count alike, G* = G.
    ///
    /// Where every r is 0 there is no variance: ``TestResult/statistic`` is nil and p is 1.
    /// R: `sandwich::vcovCL(type = "HC0", cadjust = FALSE)`; t: `t.test(residualSums)`.
    /// - Parameters:
    ///   - residualSums: for each person, the sum of observed minus predicted over that person's rows.
    ///   - variances: for each person, Σ p(1 - p) over that person's rows. People with variance 0 are not counted.
    public static func test(
        residualSums: [Double], variances: [Double]? = nil
    ) throws(SignificanceError) -> ClusteredResult {
        guard !residualSums.isEmpty else { throw .empty(name: "residualSums") }
        if let variances { try Check.sameLength(variances.count, "variances", residualSums.count, "residualSums") }
        var moments = ClusterMoments()
        for (index, sum) in residualSums.enumerated() {
            let variance = variances?[index] ?? 1
            try Check.finite(sum, name: "residualSums[\(index)]")
            try Check.nonNegative(variance, name: "variances[\(index)]")
            moments.add(residualSum: sum, variance: variance)
        }
        return moments.result(variancesKnown: variances != nil)
    }
}

/// The sums over people that the clustered test needs.
struct ClusterMoments {
    private var clusters = 0
    private var difference = 0.0
    private var squares = 0.0
    private var variances = 0.0
    private var squaredVariances = 0.0

    mutating func add(residualSum: Double, variance: Double) {
        difference += residualSum
        squares += residualSum * residualSum
        variances += variance
        squaredVariances += variance * variance
        if variance > 0 { clusters += 1 }
    }

    func result(variancesKnown: Bool) -> ClusteredResult {
        let effective = squaredVariances > 0 ? variances * variances / squaredVariances : 0
        let method = "z, variance by person"
        let z = squares > 0 ? difference / squares.squareRoot() : nil
        return ClusteredResult(
            normal: z.map { TestResult(method: method, z: $0) } ?? TestResult(method: method, certainty: difference),
            smallSample: z.flatMap { smallSample(z: $0, effective: effective) }, difference: difference,
            variance: squares, clusters: clusters, effectiveClusters: effective,
            designEffect: variancesKnown && variances > 0 ? squares / variances : nil)
    }

    private func smallSample(z: Double, effective: Double) -> TestResult? {
        guard effective > 1 + 1e-9, clusters > 1 else { return nil }
        let count = Double(clusters)
        let room = max(count - z * z, count * 1e-15)
        return TestResult(
            method: "t, variance by person", t: z * ((count - 1) / room).squareRoot(), degreesOfFreedom: effective - 1)
    }
}
