import ReportKit

/// A row of `warehouse.supplied_value`.
struct SuppliedRow: SampleRow {
    let indicator: String
    let area: Int
    let days: ClosedRange<Day>
    let value: Double?
    let answer: String?
    let interval: ClosedRange<Double>?
    let counts: (numerator: Int, denominator: Int)?
    let source: String
}

/// Synthetic results of surveys, audits, inspections and finance, around the plans' targets in the file
/// `supplied_values`.
struct SuppliedValues {
    /// A line of the file, which says what is supplied for an indicator.
    private struct Plan {
        let indicator: String
        /// `authority`, `trust`, or the name of the one probation area that supplies it.
        let areas: String
        /// The number of months that a value covers: 3, 12 or 24.
        let months: Int
        let typical: Double
        /// Standard deviation between areas.
        let spread: Double
        let decimals: Int
        /// How many people answered, in which case values are percentages; nil where it is not a survey.
        let answering: Int?
        let answer: String?
        let source: String

        init(_ row: DataFile.Row) throws {
            indicator = try row.text("indicator")
            areas = try row.text("areas")
            months = try row.whole("months")
            typical = try row.optionalReal("typical") ?? 0
            spread = try row.optionalReal("spread") ?? 0
            decimals = try row.optionalWhole("decimals") ?? 0
            answering = try row.optionalWhole("answering")
            let words = try row.text("answer")
            answer = words.isEmpty ? nil : words
            source = try row.text("source")
        }
    }

    private let plans: [Plan]
    private let geography: Geography
    private let seed: UInt64

    init(geography: Geography, seed: UInt64) throws {
        self.geography = geography
        self.seed = seed
        plans = try DataFile(PackageResources.supplied_values_csv, name: "supplied_values").rows.map(Plan.init)
    }

    func forEach(_ body: (SuppliedRow) throws -> Void) rethrows {
        for plan in plans {
            var first = Timetable.recorded.lowerBound
            while first <= Timetable.recorded.upperBound {
                let last = first.adding(days: -1).addingMonthsToEnd(plan.months)
                for area in areas(of: plan, on: first) {
                    try body(row(plan, area.id, key: area.key, first...last))
                }
                first = last.adding(days: 1)
            }
        }
    }

    private func areas(of plan: Plan, on day: Day) -> [(id: Int, key: Int)] {
        if plan.areas == "authority" {
            return geography.territories.flatMap(\.authorities).filter(\.isEnglish).map { ($0.id, $0.key) }
        }
        return geography.supervisors(on: day).filter { plan.areas == "trust" || plan.areas == $0.name }
            .map { ($0.id, $0.key) }
    }

    private func row(_ plan: Plan, _ area: Int, key: Int, _ days: ClosedRange<Day>) -> SuppliedRow {
        var own = Draws(seed: seed, .suppliedValue, key, Draws.key(of: plan.indicator))
        var draws = Draws(seed: seed, .suppliedValue, key ^ days.lowerBound.number, Draws.key(of: plan.indicator))
        let drawn = plan.typical + plan.spread * own.normal() + plan.spread / 3 * draws.normal()
        let scale = [1.0, 10, 100][plan.decimals]
        var value: Double? = (drawn * scale).rounded() / scale
        var interval: ClosedRange<Double>?
        var counts: (Int, Int)?
        if let answering = plan.answering {
            let all = max(20, Int((Double(answering) * (0.7 + 0.6 * draws.uniform())).rounded()))
            let share = min(max(drawn / 100, 0.01), 0.99)
            let some = Int((Double(all) * share).rounded())
            let exact = 100 * Double(some) / Double(all)
            let half = 196 * (share * (1 - share) / Double(all)).squareRoot()
            value = (exact * 10).rounded() / 10
            interval = max(0, ((exact - half) * 10).rounded() / 10)...min(100, ((exact + half) * 10).rounded() / 10)
            counts = (some, all)
        }
        if plan.answer != nil { value = nil }
        return SuppliedRow(
            indicator: plan.indicator, area: area, days: days, value: value, answer: plan.answer, interval: interval,
            counts: counts, source: plan.source)
    }
}
