import Significance

/// The family of NI 39: the rate that an area would have with the age distribution of the standard population.
///
/// The query returns one row per trust, authority, group and age band:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `age_band` | the band, including the sex where the standard population is split by sex; any consistent text |
/// | `events` | the events in the band; a band without any must have a row with 0 |
/// | `population` | the residents in the band; null where not known |
/// | `standard_population` | the standard population of the band, the same in each of the band's rows |
///
/// An area without residents in a band of the standard population has no figure, and says which band; the larger areas
/// that contain it are shown without it, and not judged.
public enum StandardisedRate {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("age_band", .label), ColumnRequirement("events", .integer),
            ColumnRequirement("population", .integer, nullable: true),
            ColumnRequirement("standard_population", .integer),
        ]

    /// The events and residents of each age band, numbered in the order in which the bands first occur.
    private struct Sums: FigureTally {
        var events: [Int] = []
        var population: [Int] = []

        static func += (sum: inout Sums, other: Sums) {
            while sum.events.count < other.events.count {
                sum.events.append(0)
                sum.population.append(0)
            }
            for band in other.events.indices {
                sum.events[band] += other.events[band]
                sum.population[band] += other.population[band]
            }
        }

        var figure: FigureCounts { FigureCounts(observed: allEvents, n: everybody) }

        init() {}

        init(band: Int, events: Int, population: Int) {
            self.events = Array(repeating: 0, count: band) + [events]
            self.population = Array(repeating: 0, count: band) + [population]
        }

        var allEvents: Int { events.reduce(0, +) }
        var everybody: Int { population.reduce(0, +) }
    }

    /// The standard population of each band, by the band's number.
    private struct Standard {
        private var bands: [(name: String, people: Int?)] = []
        /// The bands that occur in rows of each group.
        private var bandsOfGroup: [String: Set<Int>] = [:]
        private static let notRecorded = "not recorded"

        /// Records a row's standard population; throws where another row has a different one for the same band.
        ///
        /// - Returns: the number of the row's band.
        mutating func add(_ people: Int, _ row: QueryRow) throws -> Int {
            let group = row.text(2) ?? Self.notRecorded
            let bandColumn = row.batch.columns[3]
            let band = bandColumn.integers[row.index]
            while bands.count <= band { bands.append((bandColumn.labels[bands.count], nil)) }
            if let known = bands[band].people, known != people {
                throw row.bad(6, "\(people)", "but \(known) for the same age band in another row")
            }
            bands[band].people = people
            bandsOfGroup[group, default: []].insert(band)
            return band
        }

        var isEmpty: Bool { bands.isEmpty }
        /// Whether the standard population is above 0 in any band.
        var hasPeople: Bool { bands.contains { $0.people ?? 0 > 0 } }

        /// The bands that the rate of a group is made from, in order of name, so that the sum does not depend on the
        /// order of rows.
        private func used(_ group: String?) -> [Int] {
            (bandsOfGroup[group ?? Self.notRecorded] ?? []).filter { bands[$0].people ?? 0 > 0 }.sorted {
                bands[$0].name < bands[$1].name
            }
        }

        /// Why the counts of a group give no rate: the bands without residents; nil where they do.
        func flaw(of counts: Sums, group: String?) -> String? {
            let empty = used(group).filter { !($0 < counts.population.count && counts.population[$0] > 0) }
            guard let first = empty.first else { return nil }
            let more = empty.count > 1 ? " and of \(empty.count - 1) more" : ""
            return "the population aged \(bands[first].name)\(more) is 0 or not loaded"
        }

        /// The standardised rate; nil where the area has no residents in a band that the standard population has.
        func rate(of counts: Sums, group: String?) throws -> StandardisedValue? {
            let used = used(group)
            guard !used.isEmpty, flaw(of: counts, group: group) == nil else { return nil }
            return try Standardised.directRate(
                observed: used.map { counts.events[$0] }, n: used.map { Double(counts.population[$0]) },
                standard: used.map { Double(bands[$0].people ?? 0) }, per: 1)
        }
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        var standard = Standard()
        var rows = try SummedRows(of: module, inputs, columns: columns) { row in
            Sums(
                band: try standard.add(try row.count(6), row), events: try row.count(4),
                population: try row.countIfKnown(5) ?? 0)
        }
        rows.setAside { place, counts in standard.flaw(of: counts, group: place.group) }
        guard standard.isEmpty || standard.hasPeople else {
            throw ReportError.badValue(
                file: try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown).file,
                column: "standard_population", value: "0 in every row",
                problem: "and a standard population cannot be empty")
        }
        // Areas are compared with all areas together, a group with the same group of all areas.
        let overall = try Dictionary(
            rows.cells(.national).map {
                ($0.cell.group, try standard.rate(of: $0.counts, group: $0.cell.group?.value))
            },
            uniquingKeysWith: { first, _ in first })
        return try rows.judgement(size: \.allEvents) { cell, counts, quality in
            try finding(
                cell, counts, try standard.rate(of: counts, group: cell.group?.value),
                overall: cell.area.level == .national ? nil : overall[cell.group] ?? nil, quality, module.indicator,
                inputs.target(of: cell))
        }
    }

    private static func finding(
        _ cell: LevelCells.Cell, _ counts: Sums, _ standardised: StandardisedValue?, overall: StandardisedValue?,
        _ quality: [QualityMeasure], _ indicator: Indicator, _ agreed: AgreedTarget?
    ) throws -> Finding {
        let few = counts.allEvents < JudgementRules.standard.fewEvents
        let test = overall.map { overall in
            TestOutcome(
                statistic: nil, p: nil,
                verdict: Verdict(
                    isSignificant: few ? nil : standardised?.interval.map { !$0.contains(overall.value) },
                    difference: (standardised?.value ?? 0) - overall.value, polarity: indicator.polarity))
        }
        return Finding(
            area: cell.area, group: cell.group, observed: counts.allEvents, n: counts.everybody,
            verdict: test?.verdict, unreliable: few || standardised == nil,
            target: agreed.map { agreed in
                TargetOutcome(
                    agreed,
                    met: agreed.rate(of: indicator)?.isMet(by: standardised?.value, polarity: indicator.polarity))
            },
            dataQuality: quality,
            figures: .standardised(
                StandardisedFigures(
                    per: indicator.per,
                    crudeRate: counts.everybody > 0 ? Double(counts.allEvents) / Double(counts.everybody) : nil,
                    rate: standardised?.value, interval: standardised?.interval?.finite, overallRate: overall?.value,
                    tests: .init(againstOverall: test))))
    }
}
