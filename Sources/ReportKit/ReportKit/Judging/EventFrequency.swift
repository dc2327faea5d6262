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
        let person: Int
        let place: Int32
        let events: Int
    }

    /// One person's rows in one cell, summed.
    private struct Person {
        var rows = 0
        var events = 0
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
        rows.sort { ($0.person, $0.place) < ($1.person, $1.place) }
        return try inputs.judgement(dataQuality: quality(rows, at: .national, places, inputs.thresholds)) { level in
            let cells = LevelCells(
                places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            var members = Array(repeating: [Row](), count: cells.cells.count)
            for row in rows where cells.cellOfPlace[Int(row.place)] >= 0 {
                members[Int(cells.cellOfPlace[Int(row.place)])].append(row)
            }
            let people = members.map(people)
            let pairs = try people.map(pairs)
            // How events cluster in people is estimated over all areas too: a small area's own luck hardly decides how sure its
            // verdict is.
            let clustering = PooledClustering(pairs)
            return try cells.cells.indices
                .map { index in
                    let cell = cells.cells[index]
                    return try finding(
                        cell, people[index], pairs[index], clustering,
                        quality(members[index], at: level, places, inputs.thresholds), module.indicator,
                        inputs.target(of: cell))
                }
                .judged(on: inputs.basis)
        }
    }

    /// Sums each person's rows, which must be sorted by person.
    private static func people(_ rows: [Row]) -> [Person] {
        var people: [Person] = []
        for (index, row) in rows.enumerated() {
            if index == 0 || rows[index - 1].person != row.person { people.append(Person()) }
            people[people.count - 1].rows += 1
            people[people.count - 1].events += row.events
        }
        return people
    }

    private static func quality(
        _ rows: [Row], at level: AreaLevel, _ places: Places, _ thresholds: QualityThresholds
    ) -> [QualityMeasure] {
        let distinct = rows.indices.count { $0 == 0 || rows[$0].person != rows[$0 - 1].person }
        return [QualityMeasure(.repeats, count: rows.count - distinct, of: rows.count, thresholds: thresholds)]
            + level.authorityMeasure(
                notAssigned: rows.count { places.all[Int($0.place)].authority == nil }, of: rows.count, thresholds)
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
