import ReportKit

extension Period {
    /// Periods of whole quarters, which may be published at any time, that a period can be compared with: the quarters that it
    /// divides, all that it touches, and those that lie in it. None for a period of whole quarters.
    ///
    /// Whoever knows the figures of 1 April to 30 June and those of 1 April to 29 June knows those of 30 June.
    var surroundingQuarters: [Period] {
        guard !isOfWholeQuarters else { return [] }
        let (first, last) = (Quarter(containing: from), Quarter(containing: to))
        let dividesFirst = from != first.firstDay
        let dividesLast = to != last.lastDay
        let within = Period(
            from: (dividesFirst ? first.advanced(by: 1) : first).firstDay,
            to: (dividesLast ? last.advanced(by: -1) : last).lastDay)
        let touched = Period(from: first.firstDay, to: last.lastDay)
        var found: [Period] = []
        for whole in [dividesFirst ? Period(first) : nil, dividesLast ? Period(last) : nil, touched, within] {
            if let whole, !found.contains(whole) { found.append(whole) }
        }
        return found
    }
}
