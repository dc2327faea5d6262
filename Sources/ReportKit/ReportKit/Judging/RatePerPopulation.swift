import Significance

/// The family of NI 15: recorded events per 1,000 residents, against a baseline.
///
/// The query returns one row per authority and group, so that each population is counted once:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `events` | the events in the period |
/// | `population` | the residents; null where not known. An area with events but no residents has no figure |
/// | `baseline_events` | the events in the baseline, a span of the same length, or null where they are not known |
/// | `baseline_population` | the residents in the baseline; null where `baseline_events` is null |
public enum RatePerPopulation {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("events", .integer), ColumnRequirement("population", .integer, nullable: true),
            ColumnRequirement("baseline_events", .integer, nullable: true),
            ColumnRequirement("baseline_population", .integer, nullable: true),
        ]

    private struct Sums: FigureTally {
        var events = 0
        var population = 0
        var baselineEvents = 0
        var baselinePopulation = 0
        /// How many rows have no baseline; if any has none, the whole sum has none.
        var withoutBaseline = 0
        /// How many rows have a population that is not known.
        var withoutPopulation = 0

        static func += (sum: inout Sums, other: Sums) {
            sum.events += other.events
            sum.population += other.population
            sum.baselineEvents += other.baselineEvents
            sum.baselinePopulation += other.baselinePopulation
            sum.withoutBaseline += other.withoutBaseline
            sum.withoutPopulation += other.withoutPopulation
        }

        var figure: FigureCounts {
            FigureCounts(observed: events, n: population, yearBefore: hasBaseline ? baselineEvents : nil)
        }

        init() {}

        init(_ row: QueryRow) throws {
            events = try row.count(3)
            if let residents = try row.countIfKnown(4) { population = residents } else { withoutPopulation = 1 }
            switch (try row.countIfKnown(5), try row.countIfKnown(6)) {
            case (nil, nil): withoutBaseline = 1
            // Events of nobody are no baseline.
            case (let events?, 0) where events > 0: withoutBaseline = 1
            case (let events?, let population?):
                baselineEvents = events
                baselinePopulation = population
            case (nil, _?): throw row.bad(5, "null", "and baseline_population is given: give both, or neither")
            case (_?, nil): throw row.bad(6, "null", "and baseline_events is given: give both, or neither")
            }
        }

        var hasBaseline: Bool { withoutBaseline == 0 && baselinePopulation > 0 }

        /// Why the counts give no rate; nil where they do.
        var flaw: String? {
            if withoutPopulation > 0 { return "its population is not loaded" }
            return population == 0 && events > 0 ? "its population is 0, but it has events" : nil
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        var rows = try SummedRows(of: module, inputs, columns: columns, Sums.init)
        rows.setAside { _, counts in counts.flaw }
        return try rows.judgement(size: \.events) { cell, counts, quality in
            try finding(cell, counts, quality, module.indicator, inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Sums, _ quality: [QualityMeasure], _ indicator: Indicator,
        _ agreed: AgreedTarget?
    ) throws -> Finding {
        let people = Double(counts.population)
        let rate = counts.population > 0 ? Double(counts.events) / people : nil
        let compared =
            counts.population > 0 && counts.hasBaseline
            ? try Counts.rateRatio(
                observed: counts.events, exposure: people, other: counts.baselineEvents,
                otherExposure: Double(counts.baselinePopulation)) : nil
        let change = compared.flatMap { (100 * ($0.ratio - 1)).finite }
        let baselineRate =
            counts.hasBaseline ? Double(counts.baselineEvents) / Double(counts.baselinePopulation) : nil
        // Two counts of 0 cannot be compared.
        let hasEvents = counts.events + counts.baselineEvents > 0
        let test = compared.map { compared in
            TestOutcome(
                statistic: nil, p: hasEvents ? compared.test.p : nil,
                verdict: Verdict(
                    p: hasEvents ? compared.test.p : nil, difference: (rate ?? 0) - (baselineRate ?? 0),
                    polarity: indicator.polarity))
        }
        return Finding(
            area: cell.area, group: cell.group, observed: counts.events, n: counts.population,
            verdict: rate == nil ? Verdict(p: nil, difference: 0, polarity: indicator.polarity) : test?.verdict,
            unreliable: rate == nil || counts.events < JudgementRules.standard.fewEvents
                || compared != nil && counts.baselineEvents < JudgementRules.standard.fewEvents,
            target: agreed.map { agreed in
                let met: Bool? =
                    switch agreed.measure {
                    case .rate, .value: agreed.rate(of: indicator)?.isMet(by: rate, polarity: indicator.polarity)
                    case .relativeChange: agreed.isMet(by: change.map { $0 / 100 }, polarity: indicator.polarity)
                    case .count: agreed.isMet(by: Double(counts.events), polarity: indicator.polarity)
                    case .relativeDifference: nil
                    }
                return TargetOutcome(agreed, met: met)
            },
            dataQuality: quality,
            figures: .rate(
                RateFigures(
                    per: indicator.per, rate: rate,
                    interval: rate == nil
                        ? nil
                        : try Counts.healthStatisticsInterval(observed: counts.events).scaled(by: 1 / people).finite,
                    baselineEvents: counts.hasBaseline ? counts.baselineEvents : nil,
                    baselinePopulation: counts.hasBaseline ? counts.baselinePopulation : nil,
                    baselineRate: baselineRate, change: change, changeInterval: compared?.interval.asChange,
                    tests: .init(againstBaseline: test))))
    }
}
