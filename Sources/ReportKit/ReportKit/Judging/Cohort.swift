import Significance

/// The offender-snapshots returned by a query of the predicted family, and counts of the rows left out, by place.
struct Cohort {
    private(set) var places = Places()
    private(set) var people = PersonRows()
    /// How much one person's outcomes go together, over all of the cohort's rows; known once they are sorted.
    private(set) var withinPerson = 0.0
    private var leftOut = TallyByPlace<LeftOut>()
    /// The keys of the models; nil for rows with a prediction of a model that the query does not name.
    private var modelIDs: Set<Int?> = []

    /// How many rows the rates leave out, and how many of the rows used are not assigned to an authority.
    private struct LeftOut: Tally {
        var withoutOutcome = 0
        var withoutPrediction = 0
        var notAssigned = 0

        static func += (sum: inout LeftOut, other: LeftOut) {
            sum.withoutOutcome += other.withoutOutcome
            sum.withoutPrediction += other.withoutPrediction
            sum.notAssigned += other.notAssigned
        }
    }

    /// An empty cohort.
    init() {}

    /// Adds the rows of another cohort; call ``sortByPerson()`` afterwards.
    mutating func add(_ other: Cohort) {
        if people.rows.isEmpty, places.all.isEmpty {
            self = other
            return
        }
        let numbers = other.places.all.map { places.number(of: $0) }
        people.append(other.people, places: numbers)
        leftOut.add(other.leftOut, places: numbers)
        modelIDs.formUnion(other.modelIDs)
    }

    /// Brings each person's rows together, as every sum over people requires.
    mutating func sortByPerson() {
        people.sortByPerson()
        var correlation = WithinPersonCorrelation()
        for row in people.rows {
            correlation.add(person: row.person, predicted: row.predicted, observed: row.reoffended)
        }
        withinPerson = correlation.told
    }

    /// Reads parts of a cohort, those that have two queries at the same time.
    static func reading(_ parts: [CohortPart], _ inputs: ReportInputs) throws -> [Cohort] {
        var cohorts = parts.map { _ in Cohort() }
        for (index, part) in parts.enumerated() where part.outcomes == nil {
            try inputs.warehouse.stream(part.members, columns: ProportionAgainstPredicted.columns) { batch in
                try cohorts[index].take(batch, of: part.members, inputs.areas) { row in
                    batch.columns[4].isNull[row] ? nil : batch.columns[4].integers[row] != 0
                }
            }
        }
        let joined = parts.indices.filter { parts[$0].outcomes != nil }
        guard !joined.isEmpty else { return cohorts }
        var people = joined.map { _ in Set<Int>() }
        try inputs.warehouse.stream(
            joined.compactMap { parts[$0].outcomes }, columns: [ColumnRequirement("offender_id", .integer)]
        ) { part, batch in
            for row in 0..<batch.rowCount { people[part].insert(batch.columns[0].integers[row]) }
        }
        try inputs.warehouse.stream(
            joined.map { parts[$0].members }, columns: ProportionAgainstPredicted.memberColumns
        ) { part, batch in
            let (person, known, index) = (batch.columns[3], batch.columns[4], joined[part])
            try cohorts[index].take(batch, of: parts[index].members, inputs.areas) { row in
                known.integers[row] == 0 ? nil : people[part].contains(person.integers[row])
            }
        }
        return cohorts
    }

    /// Adds the rows of a batch.
    ///
    /// - Parameter outcome: whether the person of a row had the outcome; nil where that cannot be known.
    @inline(__always)
    private mutating func take(
        _ batch: Batch, of query: Query, _ areas: AreaDirectory, outcome: (Int) -> Bool?
    ) throws {
        let person = batch.columns[3]
        let prediction = batch.columns[5]
        let model = batch.columns[6]
        var latestModel: Int? = .min
        for row in 0..<batch.rowCount {
            let place = try places.number(of: row, in: batch, file: query.file, areas: areas)
            guard let happened = outcome(row) else {
                leftOut[place].withoutOutcome += 1
                continue
            }
            guard !prediction.isNull[row] else {
                leftOut[place].withoutPrediction += 1
                continue
            }
            let predicted = prediction.reals[row]
            guard predicted >= 0, predicted <= 1 else {
                throw ReportError.badValue(
                    file: query.file, column: "predicted", value: String(predicted),
                    problem: "which is not a probability from 0 to 1")
            }
            guard let id = Int32(exactly: person.integers[row]), id >= 0 else {
                throw ReportError.badValue(
                    file: query.file, column: "offender_id", value: String(person.integers[row]),
                    problem: "which is not the key of an offender")
            }
            if batch.columns[1].isNull[row] { leftOut[place].notAssigned += 1 }
            let key = model.isNull[row] ? nil : model.integers[row]
            if key != latestModel {
                latestModel = key
                modelIDs.insert(key)
            }
            people.append(person: id, place: place, predicted: predicted, reoffended: happened)
        }
    }

    /// A model whose predictions the cohort uses.
    struct Model {
        /// Its name and version, as a reader is told them.
        let name: String
        /// Nil where nobody has stated it.
        let horizonMonths: Int?
    }

    /// The models whose predictions the cohort uses, by name.
    func models(in warehouse: any Warehouse) throws -> [Model] {
        guard !modelIDs.isEmpty else { return [] }
        let query = Query(
            file: "prediction_model",
            sql: "select model_id, name, version, horizon_months from reporting.prediction_model", parameters: [:])
        var models: [Int: Model] = [:]
        let columns = [
            ColumnRequirement("model_id", .integer), ColumnRequirement("name", .label),
            ColumnRequirement("version", .label), ColumnRequirement("horizon_months", .integer, nullable: true),
        ]
        try warehouse.stream(query, columns: columns) { batch in
            for row in 0..<batch.rowCount where modelIDs.contains(batch.columns[0].integers[row]) {
                let (name, version, horizon) = (batch.columns[1], batch.columns[2], batch.columns[3])
                models[batch.columns[0].integers[row]] = Model(
                    name: "\(name.labels[name.integers[row]]), version \(version.labels[version.integers[row]])",
                    horizonMonths: horizon.isNull[row] ? nil : horizon.integers[row])
            }
        }
        return modelIDs.map { id in
            guard let id else { return Model(name: "a model that the query does not name", horizonMonths: nil) }
            return models[id]
                ?? Model(name: "model \(id), which the warehouse has no name for", horizonMonths: nil)
        }.sorted { $0.name < $1.name }
    }

    /// The rows in ten groups, by predicted probability.
    func riskGroups() -> [RiskGroup] {
        let outcomes = ScoredOutcomes(
            people.rows.map { ScoredOutcomes.Pair(predicted: $0.predicted, happened: $0.reoffended) })
        var repeats = RepeatsByRisk(RiskGroup.tenths(of: outcomes), correlation: withinPerson)
        for row in people.rows { repeats.add(person: row.person, predicted: row.predicted) }
        return repeats.groups
    }

    /// Data quality over all areas together.
    func quality(_ thresholds: QualityThresholds) -> [QualityMeasure] {
        let rows = people.rows
        let distinct = rows.indices.count { $0 == 0 || rows[$0].person != rows[$0 - 1].person }
        return measures(leftOut.total, used: rows.count, people: distinct, .national, thresholds)
    }

    /// Data quality of each cell of a level.
    func quality(
        of cells: LevelCells, _ sums: [CellCounts.Sums], _ thresholds: QualityThresholds
    ) -> [[QualityMeasure]] {
        zip(leftOut.summed(over: cells), sums).map {
            measures($0, used: $1.n, people: $1.people, cells.level, thresholds)
        }
    }

    private func measures(
        _ leftOut: LeftOut, used: Int, people: Int, _ level: AreaLevel, _ thresholds: QualityThresholds
    ) -> [QualityMeasure] {
        let all = used + leftOut.withoutOutcome + leftOut.withoutPrediction
        return [
            QualityMeasure(.pncMatch, count: leftOut.withoutOutcome, of: all, thresholds: thresholds),
            QualityMeasure(.prediction, count: leftOut.withoutPrediction, of: all, thresholds: thresholds),
            QualityMeasure(.repeats, count: used - people, of: used, thresholds: thresholds),
        ] + level.authorityMeasure(notAssigned: leftOut.notAssigned, of: used, thresholds)
    }
}

extension AreaLevel {
    /// How many are not assigned to an authority, for the levels whose areas include them; at the lower levels they are
    /// areas of their own.
    func authorityMeasure(notAssigned: Int, of all: Int, _ thresholds: QualityThresholds) -> [QualityMeasure] {
        switch self {
        case .national, .region, .trust:
            [QualityMeasure(.authority, count: notAssigned, of: all, thresholds: thresholds)]
        case .ldu, .localAuthority, .partnership, .notAssigned: []
        }
    }
}
