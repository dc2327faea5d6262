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
            return try zip(cells.cells, members)
                .map { cell, rows in
                    try finding(
                        cell, people(rows), quality(rows, at: level, places, inputs.thresholds), module.indicator,
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

    private static func finding(
        _ cell: LevelCells.Cell, _ people: [Person], _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let rules = JudgementRules.standard
        let n = people.reduce(0) { $0 + $1.rows }
        let events = people.reduce(0) { $0 + $1.events }
        // The ratio of events to rows; where everybody has one row, this is the mean number of events per person.
        let ratio = try Counts.pairedRatio(baseline: people.map(\.rows), followUp: people.map(\.events))
        let single = n == people.count ? try Counts.frequency(events: people.map(\.events), per: 1) : nil
        let target = agreed?.rate(of: indicator)
        let test = try target?.outcome(
            of: ratio.ratio, polarity: indicator.polarity, judged: people.count >= rules.smallestN
        ) { expected in
            // The variance between people is estimated from the events: with next to none, observed or expected, it
            // is not known.
            guard Double(events) >= rules.smallestExpected, expected * Double(n) >= rules.smallestExpected else {
                return nil
            }
            return try Counts.pairedRatio(
                baseline: people.map(\.rows), followUp: people.map(\.events), expectedRatio: expected
            ).test
        }
        let few = people.count < rules.smallestN || events < rules.fewEvents
        return Finding(
            area: cell.area, group: cell.group, observed: events, n: n,
            verdict: target != nil && test == nil
                ? Verdict(p: nil, difference: 0, polarity: indicator.polarity) : test?.verdict,
            unreliable: few,
            target: agreed.map {
                TargetOutcome($0, met: target?.isMet(by: ratio.ratio, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .frequency(
                FrequencyFigures(
                    people: people.count, per: indicator.per, rate: ratio.ratio, interval: ratio.interval?.finite,
                    poissonInterval: try Counts.exactInterval(observed: events).scaled(by: 1 / Double(n)).finite,
                    dispersion: single?.dispersion, tests: .init(againstTarget: test))))
    }
}
