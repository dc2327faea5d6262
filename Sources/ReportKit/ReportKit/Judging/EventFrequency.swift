import Significance

/// The family of NI 19: events per 100 people, who differ in how many events they have.
///
/// The query returns one row per person, or one row per person and snapshot:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `offender_id` | the person |
/// | `events` | how many events the person had; people without any must have a row with 0 |
public enum EventFrequency {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [ColumnRequirement("offender_id", .integer), ColumnRequirement("events", .integer)]

    private struct Row {
        /// The halves of the person's key.
        let low, high: UInt32
        let place: Int32
        let events: Int

        init(person: Int, place: Int32, events: Int) {
            low = UInt32(truncatingIfNeeded: person)
            high = UInt32(truncatingIfNeeded: person >> 32)
            self.place = place
            self.events = events
        }

        func isOfSamePerson(as other: Row) -> Bool { low == other.low && high == other.high }
    }

    /// One person's rows in one cell, summed.
    private struct Person {
        var rows = 1
        var events: Int
    }

    /// One cell's rows, person by person.
    private struct Members {
        var people: [Person] = []
        var rows = 0
        /// How many of the rows are not assigned to an authority.
        var notAssigned = 0
        private var last: Row?

        /// Adds a row; all rows of a person come one after another.
        mutating func add(_ row: Row, isAssigned: Bool) {
            if let last, row.isOfSamePerson(as: last) {
                people[people.count - 1].rows += 1
                people[people.count - 1].events += row.events
            } else {
                people.append(Person(events: row.events))
            }
            last = row
            rows += 1
            if !isAssigned { notAssigned += 1 }
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let query = try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown)
        var places = Places()
        var rows: [Row] = []
        try inputs.warehouse.stream(query, columns: columns) { batch in
            for index in 0..<batch.rowCount {
                let row = QueryRow(batch: batch, index: index, file: query.file)
                rows.append(
                    Row(
                        person: batch.columns[3].integers[index],
                        place: try places.number(of: index, in: batch, file: query.file, areas: inputs.areas),
                        events: try row.count(4)))
            }
        }
        rows.radixSort { $0.low }
        if rows.contains(where: { $0.high != 0 }) { rows.radixSort { $0.high } }
        let isAssigned = places.all.map { $0.authority != nil }
        var all = Members()
        for row in rows { all.add(row, isAssigned: isAssigned[Int(row.place)]) }
        return try inputs.judgement(dataQuality: quality(all, at: .national, inputs.thresholds)) { level in
            let cells = LevelCells(
                places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            var members = Array(repeating: Members(), count: cells.cells.count)
            for row in rows {
                let cell = Int(cells.cellOfPlace[Int(row.place)])
                if cell >= 0 { members[cell].add(row, isAssigned: isAssigned[Int(row.place)]) }
            }
            let pairs = try members.map { try Self.pairs($0.people) }
            // How events cluster in people is estimated over all areas too: a small area's own luck hardly decides how sure its
            // verdict is.
            let clustering = PooledClustering(pairs)
            return try cells.cells.indices
                .map { index in
                    let cell = cells.cells[index]
                    return try finding(
                        cell, members[index].people, pairs[index], clustering,
                        quality(members[index], at: level, inputs.thresholds), module.indicator,
                        inputs.target(of: cell))
                }
                .judged(on: inputs.basis)
        }
    }

    private static func quality(
        _ members: Members, at level: AreaLevel, _ thresholds: QualityThresholds
    ) -> [QualityMeasure] {
        let rows = members.rows
        return [QualityMeasure(.repeats, count: rows - members.people.count, of: rows, thresholds: thresholds)]
            + level.authorityMeasure(notAssigned: members.notAssigned, of: rows, thresholds)
    }

    private static func pairs(_ people: [Person]) throws -> EventPairs {
        var pairs = EventPairs()
        for person in people { try pairs.add(events: person.events, rows: person.rows) }
        return pairs
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ people: [Person], _ pairs: EventPairs, _ clustering: PooledClustering,
        _ quality: [QualityMeasure], _ indicator: Indicator, _ agreed: AgreedTarget?
    ) throws -> Finding {
        let rules = JudgementRules.standard
        let rate = try EventRate(of: pairs, clustering: clustering.clustering(of: pairs))
        let target = agreed?.rate(of: indicator)
        // Decided from people and target alone, never from what happened.
        let judged = pairs.people >= rules.smallestN ? target : nil
        let test = try judged?.outcome(of: rate.rate, polarity: indicator.polarity, judged: true) { expected in
            expected * Double(pairs.rows) >= rules.fewestExpected ? try rate.test(expectedRate: expected) : nil
        }
        let callable = try judged.map { try Self.callable(against: $0, pairs, clustering, indicator) }
        return Finding(
            area: cell.area, group: cell.group, observed: pairs.events, n: pairs.rows,
            verdict: target != nil && test == nil
                ? Verdict(p: nil, difference: 0, polarity: indicator.polarity) : test?.verdict,
            unreliable: pairs.people < rules.smallestN || pairs.events < rules.fewEvents,
            target: agreed.map {
                TargetOutcome($0, met: target?.isMet(by: rate.rate, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .frequency(
                FrequencyFigures(
                    people: pairs.people, per: indicator.per, rate: rate.rate,
                    interval: try rate.interval().finite,
                    poissonInterval: try Counts.exactInterval(observed: pairs.events)
                        .scaled(by: 1 / Double(pairs.rows)).finite,
                    dispersion: pairs.rows == pairs.people
                        ? try Counts.dispersion(events: people.map(\.events)) : nil,
                    clustering: rate.clustering.excess, callable: callable ?? [],
                    tests: .init(againstTarget: test))))
    }

    /// What these people could have been called against the target.
    private static func callable(
        against target: AgreedTarget, _ pairs: EventPairs, _ clustering: PooledClustering, _ indicator: Indicator
    ) throws -> [Verdict] {
        let rules = JudgementRules.standard
        let range = target.range(indicator.polarity)
        func isExpected(_ rate: Double) -> Bool { rate * Double(pairs.rows) >= rules.fewestExpected }
        // If nothing happened in it, an area would say nothing about clustering itself.
        let nothing = try EventRate(
            of: pairs.withoutEvents, clustering: clustering.clustering(of: pairs.withoutEvents))
        let low =
            isExpected(range.lowerBound)
            ? try nothing.test(expectedRate: range.lowerBound).p < rules.significance : false
        return Verdict.callable(low: low, high: isExpected(range.upperBound), polarity: indicator.polarity)
    }
}
