extension Clustered {
    /// The z test with the variance summed by person, from rows.
    ///
    /// Sums O - p and p(1 - p) by person, whatever the order of rows, and passes the sums to
    /// ``test(residualSums:variances:)``.
    /// Time is linear in the number of rows where the ids span at most eight times that number, and otherwise that of
    /// sorting them. Sums are taken in the order of ids, so that the result does not depend on the order of people.
    /// - Parameters:
    ///   - clusters: the person of each row, any numbers.
    ///   - observed: whether the person of that row re-offended.
    ///   - predicted: the probability that was predicted for it.
    public static func test(
        clusters: [Int32], observed: [Bool], predicted: [Double]
    ) throws(SignificanceError) -> ClusteredResult {
        guard let first = clusters.min(), let last = clusters.max() else { throw .empty(name: "clusters") }
        try Check.sameLength(observed.count, "observed", clusters.count, "clusters")
        try Check.sameLength(predicted.count, "predicted", clusters.count, "clusters")
        try Check.probabilities(predicted, name: "predicted")
        let span = Int(last) - Int(first) + 1
        let moments =
            span <= 8 * clusters.count + 1024
            ? dense(clusters, observed, predicted, first: Int(first), span: span)
            : sorted(clusters, observed, predicted)
        return moments.result(variancesKnown: true)
    }

    /// Sums in a table with one entry for each id in the span.
    private static func dense(
        _ clusters: [Int32], _ observed: [Bool], _ predicted: [Double], first: Int, span: Int
    ) -> ClusterMoments {
        var sums = [(residual: Double, variance: Double)](repeating: (0, 0), count: span)
        for row in clusters.indices {
            let place = Int(clusters[row]) - first
            sums[place].residual += (observed[row] ? 1 : 0) - predicted[row]
            sums[place].variance += predicted[row] * (1 - predicted[row])
        }
        var moments = ClusterMoments()
        for sum in sums { moments.add(residualSum: sum.residual, variance: sum.variance) }
        return moments
    }

    /// Sums over rows sorted by id.
    private static func sorted(_ clusters: [Int32], _ observed: [Bool], _ predicted: [Double]) -> ClusterMoments {
        let rows = clusters.indices.sorted { (clusters[$0], $0) < (clusters[$1], $1) }
        var moments = ClusterMoments()
        var residual = 0.0
        var variance = 0.0
        for (place, row) in rows.enumerated() {
            residual += (observed[row] ? 1 : 0) - predicted[row]
            variance += predicted[row] * (1 - predicted[row])
            if place + 1 == rows.count || clusters[rows[place + 1]] != clusters[row] {
                moments.add(residualSum: residual, variance: variance)
                (residual, variance) = (0, 0)
            }
        }
        return moments
    }
}
