import ReportKit

extension Period {
    /// Whether it is made up of whole quarters, as what is published every quarter is: a quarter, a half, nine months or a
    /// year, or several years.
    public var isOfWholeQuarters: Bool {
        from == Quarter(containing: from).firstDay && to == Quarter(containing: to).lastDay
    }
}

/// What a period that is not made up of whole quarters can be compared with.
///
/// Whoever knows the figures of 1 April to 30 June and those of 1 April to 29 June knows those of 30 June.
struct SurroundingPeriods: Hashable {
    /// Periods of whole quarters, which may be published at any time: the quarters that the period divides, all that it
    /// touches, and those that lie in it.
    let wholes: [Period]
    /// What is left of the quarters before and after it.
    let rests: [Period]

    /// - Parameter period: the days asked for; one of whole quarters needs no comparison.
    init(of period: Period) {
        guard !period.isOfWholeQuarters else {
            (wholes, rests) = ([], [])
            return
        }
        let (first, last) = (Quarter(containing: period.from), Quarter(containing: period.to))
        let dividesFirst = period.from != first.firstDay
        let dividesLast = period.to != last.lastDay
        let within = Period(
            from: (dividesFirst ? first.advanced(by: 1) : first).firstDay,
            to: (dividesLast ? last.advanced(by: -1) : last).lastDay)
        let touched = Period(from: first.firstDay, to: last.lastDay)
        var wholes: [Period] = []
        for whole in [dividesFirst ? Period(first) : nil, dividesLast ? Period(last) : nil, touched, within] {
            if let whole, !wholes.contains(whole) { wholes.append(whole) }
        }
        self.wholes = wholes
        rests = [
            Period(from: first.firstDay, to: period.from.adding(days: -1)),
            Period(from: period.to.adding(days: 1), to: last.lastDay),
        ].compactMap(\.self)
    }
}
