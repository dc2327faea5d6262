import Significance

/// The family of surveys, audits and finance: a figure that somebody else calculated, reported as it was supplied.
///
/// The query returns one row per area. A figure is for exactly that area, and figures are never added up:
///
/// | column | |
/// |---|---|
/// | `area_id` | the area, at any level |
/// | `value` | the figure in the indicator's own unit (85 for 85%), or null where it is a text or not known |
/// | `text` | what was supplied in words, or null |
/// | `lower`, `upper` | the figure's own 95% interval, or both null |
/// | `numerator`, `denominator` | the counts behind it, or null |
/// | `source` | where the figure comes from, or null |
public enum SuppliedValue {
    /// The columns that the query must return.
    public static let columns = [
        ColumnRequirement("area_id", .integer), ColumnRequirement("value", .real, nullable: true),
        ColumnRequirement("text", .label, nullable: true), ColumnRequirement("lower", .real, nullable: true),
        ColumnRequirement("upper", .real, nullable: true), ColumnRequirement("numerator", .integer, nullable: true),
        ColumnRequirement("denominator", .integer, nullable: true),
        ColumnRequirement("source", .label, nullable: true),
    ]

    /// Reads the module's query and reports every area of the requested levels.
    ///
    /// - Throws: ``ReportError/notOffered(indicator:what:instead:)`` where a breakdown is requested: figures are
    ///   supplied for whole areas only.
    public static func judge(_ module: some ReportModule, _ inputs: ReportInputs) throws -> Judgement {
        if let breakdown = inputs.request.breakdown {
            throw ReportError.notOffered(
                indicator: module.indicator.id, what: "by \(breakdown.rawValue)",
                instead: "its figures are supplied for whole areas only: leave out --by")
        }
        let query = try module.query(for: inputs.request.period, breakdown: nil)
        var found: [(entry: AreaDirectory.Entry, row: Row)] = []
        var seen: Set<Int> = []
        try inputs.warehouse.stream(query, columns: columns) { batch in
            for index in 0..<batch.rowCount {
                let row = QueryRow(batch: batch, index: index, file: query.file)
                let id = batch.columns[0].integers[index]
                guard let entry = inputs.areas[id] else { throw row.bad(0, "\(id)", "which is not an area") }
                guard seen.insert(id).inserted else {
                    throw row.bad(
                        0, "\(id)", "twice: \(entry.area.name) must have one figure, because figures never add up")
                }
                found.append((entry, try Row(row, module.indicator)))
            }
        }
        found.sort {
            ($0.entry.area.level.rawValue, $0.entry.area.name, $0.entry.id)
                < ($1.entry.area.level.rawValue, $1.entry.area.name, $1.entry.id)
        }
        return try inputs.judgement(dataQuality: []) { level in
            try found.filter { $0.entry.area.level == level }
                .map { try $0.row.finding($0.entry.area, module.indicator, inputs.targets[$0.entry.id]) }
                .judged(on: inputs.basis)
        }
    }

    /// What was supplied for one area.
    private struct Row {
        let value: Double?
        let text: String?
        let interval: Interval?
        let numerator: Int?
        let denominator: Int?
        let source: String?
        /// The counts of a proportion, where they are known; nil for other figures, such as days per person.
        let proportion: (observed: Int, n: Int)?

        init(_ row: QueryRow, _ indicator: Indicator) throws {
            value = try row.numberIfKnown(1)
            text = row.text(2)
            numerator = try row.countIfKnown(5)
            denominator = try row.countIfKnown(6)
            source = row.text(7)
            switch (try row.numberIfKnown(3), try row.numberIfKnown(4)) {
            case (nil, nil): interval = nil
            case (let lower?, let upper?):
                guard lower <= upper else { throw row.bad(3, "\(lower)", "which is above upper (\(upper))") }
                if let value, value < lower || value > upper {
                    throw row.bad(1, "\(value)", "which is not within its interval, \(lower) to \(upper)")
                }
                interval = Interval(lower: lower, upper: upper, confidence: 0.95, method: "as supplied")
            case (let lower?, nil): throw row.bad(3, "\(lower)", "and upper is null")
            case (nil, let upper?): throw row.bad(4, "\(upper)", "and lower is null")
            }
            guard indicator.unit == "%", let numerator, let denominator else {
                proportion = nil
                return
            }
            guard numerator <= denominator else {
                throw row.bad(5, "\(numerator)", "which is not between 0 and the denominator (\(denominator))")
            }
            proportion = (numerator, denominator)
        }

        func finding(_ area: Area, _ indicator: Indicator, _ agreed: AgreedTarget?) throws -> Finding {
            let counted = proportion.flatMap { $0.n > 0 ? $0 : nil }
            let rate = counted.map { Double($0.observed) / Double($0.n) }
            let target = agreed?.rate(of: indicator)
            let test = try counted.flatMap {
                try target?.outcome(ofProportion: $0.observed, of: $0.n, polarity: indicator.polarity)
            }
            let few = counted.map { $0.n < JudgementRules.standard.smallestN } ?? false
            return Finding(
                area: area, group: nil, observed: numerator, n: denominator,
                verdict: test?.verdict, unreliable: few,
                target: agreed.map {
                    TargetOutcome(
                        $0, met: met($0, fraction: value.map { $0 / indicator.unitsPerOne } ?? rate, indicator))
                },
                dataQuality: [],
                figures: .supplied(
                    SuppliedFigures(
                        value: value, text: text, interval: interval, rate: rate,
                        rateInterval: try counted.flatMap {
                            try Proportions.wilsonInterval(observed: $0.observed, n: $0.n).finite
                        },
                        source: source, tests: .init(exactBinomial: test))))
        }

        /// Whether the target was met, by the supplied figure or, where there is none, by its counts.
        private func met(_ agreed: AgreedTarget, fraction: Double?, _ indicator: Indicator) -> Bool? {
            switch agreed.measure {
            case .value:
                agreed.isMet(by: value ?? fraction.map { $0 * indicator.unitsPerOne }, polarity: indicator.polarity)
            case .count: agreed.isMet(by: value ?? numerator.map(Double.init), polarity: indicator.polarity)
            case .rate, .relativeChange, .relativeDifference:
                agreed.isMet(by: fraction, polarity: indicator.polarity)
            }
        }
    }
}
