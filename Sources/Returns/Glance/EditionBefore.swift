import Disclosure
import Presenting
import ReportKit

/// What was published of the quarter before a return's own, as it was published then.
public struct EditionBefore: Sendable {
    private let tables: [String: [PublishedTable]]

    /// - Parameter tables: those of the last edition, in order of publication; none where there was no edition.
    public init(_ tables: [PublishedTable] = []) {
        self.tables = Dictionary(grouping: tables.filter { $0.breakdown == nil }, by: \.indicator)
    }

    /// An area's figure of the quarter before, in the unit of its headline: as the last edition has it or, where that
    /// does not have the indicator, as the return's own report on that quarter does. Nil where there is none, or the
    /// two spans cannot be compared.
    ///
    /// - Parameters:
    ///   - quarter: the return's own.
    ///   - earlier: the same indicator's reports on earlier quarters.
    func value(of report: PublishedReport, area: Area?, quarter: Quarter, earlier: [PublishedReport]) -> Double? {
        guard let area else { return nil }
        let indicator = report.indicator
        let place = PublishedTable.Place(level: area.level, code: area.code)
        let published = (tables[indicator.countsOf] ?? []).reversed().lazy
            .filter { Self.areComparable($0.span, report.period) }
            .compactMap { table in table.cells.first { $0.place == place } }.first
        // What is suppressed there is not shown here either.
        if let published { return published.value(indicator) }
        guard
            let earlier = earlier.first(where: { $0.requested == .quarter(quarter.advanced(by: -1)) }),
            Self.areComparable(earlier.period, report.period), let finding = earlier.finding(of: area)
        else { return nil }
        return finding.figures.presentation.headline(finding, indicator)?.value
    }

    /// Whether one span is what the other was a quarter ago: as long, or begun on the same day.
    private static func areComparable(_ earlier: Period, _ later: Period) -> Bool {
        let apart = later.to.number - earlier.to.number
        let lengths = [earlier, later].map { $0.to.number - $0.from.number }
        return (85...95).contains(apart) && (earlier.from == later.from || abs(lengths[0] - lengths[1]) <= 5)
    }
}

extension PublishedTable.Cell {
    /// The figure that the counts give, in the unit of its headline; nil for families whose figure is no count and no
    /// rate of counts.
    fileprivate func value(_ indicator: Indicator) -> Double? {
        guard let observed = counts["observed"]?.number else { return nil }
        switch indicator.family {
        case .countAgainstTarget: return Double(observed)
        case .proportionAgainstPredicted, .proportionAgainstTarget, .frequency, .ratePerPopulation:
            guard let n = counts["n"]?.number, n > 0 else { return nil }
            let per = indicator.per > 1 ? Double(indicator.per) : 100
            return per * Double(observed) / Double(n)
        case .cohortChange, .standardisedRate, .countChange, .mean, .quantile, .supplied, .undefined:
            return nil
        }
    }
}
