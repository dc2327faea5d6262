import Presenting
import ReportKit

/// What areas agreed, looked up by indicator and area.
struct Agreements {
    private let byPlace: [Place: [Agreement]]

    private struct Place: Hashable {
        let indicator: String
        let area: Area
    }

    init(_ agreements: [Agreement], _ names: IndicatorNames) {
        byPlace = Dictionary(grouping: agreements) { agreement in
            Place(indicator: names[agreement.indicator] ?? agreement.indicator, area: agreement.area)
        }
    }

    private func all(_ indicator: String, _ area: Area, _ kind: Agreement.Kind) -> [Agreement] {
        (byPlace[Place(indicator: indicator, area: area)] ?? []).filter { $0.kind == kind }
    }

    /// The target for a day.
    func target(_ indicator: String, _ area: Area, on day: Day) -> AgreedTarget? {
        all(indicator, area, .target).first { $0.applies.contains(day) }?.terms
    }

    /// The baseline for a day, else the latest before it.
    func baseline(_ indicator: String, _ area: Area, on day: Day) -> AgreedTarget? {
        let baselines = all(indicator, area, .baseline)
        return
            (baselines.first { $0.applies.contains(day) }
            ?? baselines.filter { $0.applies.to < day }.max { $0.applies.to < $1.applies.to })?.terms
    }

    /// The target for a financial year: that of its last day.
    func target(_ indicator: String, _ area: Area, inYear year: FinancialYear) -> AgreedTarget? {
        target(indicator, area, on: year.lastDay)
    }

    /// Whether any target of the indicator is designated; nil where none was agreed.
    func isDesignated(_ indicator: String, _ area: Area) -> Bool? {
        let targets = all(indicator, area, .target) + all(indicator, area, .baseline)
        return targets.isEmpty ? nil : targets.contains { $0.terms.designated }
    }

    /// The financial years that targets and baselines are for, with the year asked about, without gaps: five at most.
    ///
    /// - Parameter said: years that a plan says something about.
    func years(
        _ indicators: [String], _ areas: [Area], with own: FinancialYear, said: [FinancialYear]
    ) -> [FinancialYear] {
        var (first, last) = (min(own, said.min() ?? own), max(own, said.max() ?? own))
        for indicator in indicators {
            for area in areas {
                for agreement in all(indicator, area, .target) + all(indicator, area, .baseline) {
                    first = min(first, FinancialYear(containing: agreement.applies.from))
                    last = max(last, FinancialYear(containing: agreement.applies.to))
                }
            }
        }
        let earliest = max(first.start, own.start - Self.mostYearsEachWay)
        let latest = min(last.start, own.start + Self.mostYearsEachWay)
        return (earliest...latest).map(FinancialYear.init(start:))
    }

    private static let mostYearsEachWay = 2
}

/// A financial year, April to March.
struct FinancialYear: Hashable, Comparable {
    /// The calendar year in which it begins.
    let start: Int

    init(start: Int) {
        self.start = start
    }

    init(containing day: Day) {
        start = Quarter(containing: day).startYear
    }

    /// `2010/11`, as in plans.
    var name: String {
        let end = (start + 1) % 100
        return "\(start)/\(end < 10 ? "0" : "")\(end)"
    }

    /// `2010-11`, as in names of fields.
    var dashed: String { name.replacing("/", with: "-") }

    var lastDay: Day { Quarter(startYear: start, number: 4)?.lastDay ?? Day(number: 0) }

    static func < (first: FinancialYear, second: FinancialYear) -> Bool { first.start < second.start }
}

extension AgreedTarget {
    /// `9.76%`, `1,500`: the value in the unit of its indicator.
    func amount(_ indicator: Indicator) -> String {
        let words = TargetWords(target: TargetOutcome(self, met: nil), indicator: indicator)
        return ([value] + (upper.map { [$0] } ?? [])).map(words.amount).joined(separator: " to ")
    }

    /// `at least 75%`, `7.77% or more below predicted`.
    func aim(_ indicator: Indicator) -> String {
        TargetWords(target: TargetOutcome(self, met: nil), indicator: indicator).aim
    }
}
