import Significance

/// The family of NI 30: what a named cohort did in a follow-up year, against the baseline year of the same people.
///
/// The test of actual against predicted proportions does not apply: the counts are of offences, several per person, and
/// the same people are counted in both years.
///
/// The query returns one row per person:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `offender_id` | the person |
/// | `baseline` | offences in the whole baseline year |
/// | `follow_up` | offences in the follow-up so far |
/// | `year_share` | the share of the baseline year that the follow-up is compared with, the same in every row |
/// | `expected_change` | relative change expected in the person's area, as a fraction, or null where not given |
public enum CohortChange {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("offender_id", .integer), ColumnRequirement("baseline", .integer),
            ColumnRequirement("follow_up", .integer), ColumnRequirement("year_share", .real),
            ColumnRequirement("expected_change", .real, nullable: true),
        ]

    private struct Person {
        let id: Int
        let place: Int32
        let baseline: Int
        let followUp: Int
        /// Offences expected in the follow-up; nil where no expectation was given.
        let expected: Double?
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        let query = try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown)
        var places = Places()
        var people: [Person] = []
        var yearShare = 1.0
        try inputs.warehouse.stream(query, columns: columns) { batch in
            let person = batch.columns[3]
            let baseline = batch.columns[4]
            let followUp = batch.columns[5]
            let share = batch.columns[6]
            let expected = batch.columns[7]
            for row in 0..<batch.rowCount {
                guard share.reals[row] >= 0.001, share.reals[row] <= 1, people.isEmpty || share.reals[row] == yearShare
                else {
                    throw ReportError.badValue(
                        file: query.file, column: "year_share", value: String(share.reals[row]),
                        problem: "which is not the same share of a year in every row, at least 0.001 and at most 1")
                }
                guard baseline.integers[row] >= 0, followUp.integers[row] >= 0 else {
                    throw ReportError.badValue(
                        file: query.file, column: "baseline", value: String(baseline.integers[row]),
                        problem: "and counts are never negative")
                }
                if !expected.isNull[row], !(-1...1_000 ~= expected.reals[row]) {
                    throw ReportError.badValue(
                        file: query.file, column: "expected_change", value: String(expected.reals[row]),
                        problem: "which is not a relative change from -1 (none expected) to 1000")
                }
                yearShare = share.reals[row]
                people.append(
                    Person(
                        id: person.integers[row],
                        place: try places.number(of: row, in: batch, file: query.file, areas: inputs.areas),
                        baseline: baseline.integers[row], followUp: followUp.integers[row],
                        expected: expected.isNull[row]
                            ? nil : Double(baseline.integers[row]) * yearShare * (1 + expected.reals[row])))
            }
        }
        people.sort { $0.id < $1.id }
        return try inputs.judgement(dataQuality: quality(people, at: .national, places, inputs.thresholds)) { level in
            let cells = LevelCells(
                places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            var members = Array(repeating: [Person](), count: cells.cells.count)
            for person in people where cells.cellOfPlace[Int(person.place)] >= 0 {
                members[Int(cells.cellOfPlace[Int(person.place)])].append(person)
            }
            let sums = try members.map(sums)
            // How differently people change is estimated over all areas too: a small area's own luck hardly decides how sure
            // its verdict is.
            let dispersion = PooledDispersion(sums)
            return try cells.cells.indices
                .map { index in
                    try finding(
                        cells.cells[index], members[index], sums[index], dispersion,
                        quality(members[index], at: level, places, inputs.thresholds), yearShare, module.indicator,
                        inputs.targets)
                }
                .judged(on: inputs.basis)
        }
    }

    private static func quality(
        _ people: [Person], at level: AreaLevel, _ places: Places, _ thresholds: QualityThresholds
    ) -> [QualityMeasure] {
        let notAssigned = people.count { places.all[Int($0.place)].authority == nil }
        let unexpected = people.count { $0.expected == nil }
        return [QualityMeasure(.expectedChange, count: unexpected, of: people.count, thresholds: thresholds)]
            + level.authorityMeasure(notAssigned: notAssigned, of: people.count, thresholds)
    }

    private static func sums(_ people: [Person]) throws -> TwoPeriods {
        var sums = TwoPeriods()
        for person in people { try sums.add(baseline: person.baseline, followUp: person.followUp) }
        return sums
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ people: [Person], _ sums: TwoPeriods, _ dispersion: PooledDispersion,
        _ quality: [QualityMeasure], _ yearShare: Double, _ indicator: Indicator, _ targets: TargetTable
    ) throws -> Finding {
        let rules = JudgementRules.standard
        let (baseline, followUp) = (Double(sums.baseline), Double(sums.followUp))
        let change = sums.baseline > 0 ? try PeriodChange(of: sums, among: dispersion) : nil
        let percentage = change.map { 100 * ($0.ratio / yearShare - 1) }
        let expectations = people.compactMap(\.expected)
        // The expectation is for the area's whole cohort, and says nothing about one group of it.
        let known = cell.group == nil && sums.baseline > 0 && expectations.count == people.count
        let expected = known ? expectations.reduce(0, +) : nil
        let enough =
            people.count >= rules.smallestN && sums.baseline > 0
            && expected.map { $0 >= rules.fewestExpected } ?? true
        let outcome = try expected.map { expected in
            let test = enough ? try change?.test(expectedRatio: expected / baseline) : nil
            return TestOutcome(
                statistic: nil, p: test?.p,
                verdict: Verdict(p: test?.p, difference: followUp - expected, polarity: indicator.polarity))
        }
        let callable = try expected.map { expected in
            guard enough else { return [Verdict]() }
            let nothing = try PeriodChange(of: sums.withoutFollowUp, among: dispersion)
            return Verdict.callable(
                low: try nothing.test(expectedRatio: expected / baseline).p < rules.significance, high: true,
                polarity: indicator.polarity)
        }
        let target = targets[cell.areaID].map { agreed in
            let value: Double? =
                switch agreed.measure {
                case .relativeChange: percentage.map { $0 / 100 }
                case .relativeDifference: expected.flatMap { $0 > 0 ? followUp / $0 - 1 : nil }
                case .rate, .count, .value: nil
                }
            return TargetOutcome(agreed, met: agreed.isMet(by: value, polarity: indicator.polarity))
        }
        let count = Double(people.count)
        return Finding(
            area: cell.area, group: cell.group, observed: sums.followUp, n: sums.baseline,
            verdict: enough ? outcome?.verdict : Verdict(p: nil, difference: 0, polarity: indicator.polarity),
            unreliable: people.count < rules.smallestN || min(sums.baseline, sums.followUp) < rules.fewEvents,
            target: cell.group == nil ? target : nil,
            dataQuality: quality,
            figures: .change(
                ChangeFigures(
                    people: people.count, yearShare: yearShare,
                    baselinePerPerson: baseline / count, followUpPerPerson: followUp / count,
                    change: percentage,
                    interval: try change.flatMap { try $0.interval().scaled(by: 1 / yearShare).asChange },
                    expectedChange: expected.flatMap { expected in
                        baseline > 0 ? 100 * (expected / (baseline * yearShare) - 1) : nil
                    },
                    dispersion: change?.dispersion, callable: callable ?? [],
                    tests: .init(againstExpected: outcome))))
    }
}
