/// How uncertain the sums of a model's predictions are, because its coefficients are estimates: by place, as
/// `laa predict apply` left it in the warehouse for a model that was fitted there.
///
/// By the delta method, the sum of predictions over some people has the variance gᵀVg, where V is the covariance of the
/// coefficients, and g the sum of p(1 - p)x over the people's rows x of the design (G. W. Oehlert, The American
/// Statistician 46 (1992) 27-29). The warehouse holds Lᵀg of each place, with V = LLᵀ: it adds up over places, and the
/// variance is the sum of its squares.
struct CoefficientUncertainty {
    /// The sums of one place, or of several.
    struct Sums: Tally {
        /// Σ p(1 - p): it tells whether these are the people who are judged.
        var variance = 0.0
        /// Lᵀg.
        var directions: [Double] = []

        static func += (sum: inout Sums, other: Sums) {
            sum.variance += other.variance
            if sum.directions.count < other.directions.count {
                sum.directions += Array(repeating: 0, count: other.directions.count - sum.directions.count)
            }
            for index in other.directions.indices { sum.directions[index] += other.directions[index] }
        }
    }

    private var byPlace = TallyByPlace<Sums>()

    /// The people of the caseload as it was when the model was applied may have been others: as much of Σ p(1 - p) may
    /// differ.
    private static let largestDifference = 0.1

    /// Nil where the warehouse has nothing of the model for these snapshots.
    ///
    /// - Parameters:
    ///   - snapshots: whose people are judged.
    ///   - places: of those people.
    init?(
        of model: PredictionModel, in snapshots: [Day], breakdown: Breakdown?, places: Places,
        _ warehouse: any Warehouse
    ) throws {
        // Added up in a set order, so that the same warehouse always gives the same digits.
        let query = Query(
            file: "prediction_uncertainty",
            sql: """
                select
                    trust_id, authority_id, in_group as breakdown, (direction - 1)::integer as direction,
                    sum(value order by snapshot_date) as value
                from reporting.prediction_uncertainty
                cross join unnest(array_prepend(variance, directions)) with ordinality as part (value, direction)
                where
                    model_id = :model and snapshot_date = any (:snapshots) and breakdown is not distinct from :breakdown
                group by trust_id, authority_id, in_group, direction
                """,
            parameters: [
                "model": .integer(model.id), "snapshots": .days(snapshots), "breakdown": .text(breakdown?.rawValue),
            ])
        let columns =
            Places.columns + [ColumnRequirement("direction", .integer), ColumnRequirement("value", .real)]
        let numbers = Dictionary(uniqueKeysWithValues: zip(places.all, (0 as Int32)...))
        var isEmpty = true
        try warehouse.stream(query, columns: columns) { batch in
            let (authorities, groups) = (batch.columns[1], batch.columns[2])
            for row in 0..<batch.rowCount {
                isEmpty = false
                let place = Places.Place(
                    trust: batch.columns[0].integers[row],
                    authority: authorities.isNull[row] ? nil : authorities.integers[row],
                    group: groups.isNull[row] ? nil : groups.labels[groups.integers[row]])
                guard let number = numbers[place] else { continue }
                let (direction, value) = (batch.columns[3].integers[row], batch.columns[4].reals[row])
                guard direction > 0 else {
                    byPlace[number].variance += value
                    continue
                }
                let missing = direction - byPlace[number].directions.count
                if missing > 0 { byPlace[number].directions += Array(repeating: 0, count: missing) }
                byPlace[number].directions[direction - 1] += value
            }
        }
        if isEmpty { return nil }
    }

    /// The standard error of the sum of predictions of each cell; nil where it is not known, since the model was fitted
    /// on some of these people, or was applied to others.
    ///
    /// - Parameter variances: Σ p(1 - p) of the people judged, by cell. The standard error is in proportion to it.
    func standardErrors(of cells: LevelCells, variances: [Double]) -> [Double?] {
        zip(byPlace.summed(over: cells), variances).map { sums, variance in
            guard sums.variance > 0, variance > 0 else { return nil }
            let share = variance / sums.variance
            guard (share - 1).magnitude <= Self.largestDifference else { return nil }
            return share * sums.directions.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
    }
}
