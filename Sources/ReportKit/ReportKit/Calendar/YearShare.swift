/// A period's share of the financial year that contains it: in twelfths for whole months, otherwise in days.
struct YearShare {
    let part: Int
    let whole: Int

    /// 0.25 for a quarter.
    var fraction: Double { Double(part) / Double(whole) }
    var isWhole: Bool { part == whole }

    /// This share of a year's amount, rounded only once: 7 months of 120 is 70.
    func of(_ amount: Double) -> Double { amount * Double(part) / Double(whole) }
}

extension YearShare: CustomStringConvertible {
    var description: String { whole == 12 ? "\(part) of the 12 months" : "\(part) of the \(whole) days" }
}

extension Period {
    /// The period's share of its financial year (April to March); nil where the period does not lie within one.
    var shareOfFinancialYear: YearShare? {
        let start = Quarter(containing: from).yearStart
        let end = start.adding(days: -1).addingMonthsToEnd(12)
        guard to <= end else { return nil }
        let (first, next) = (from.components, to.adding(days: 1).components)
        if first.day == 1, next.day == 1 {
            return YearShare(part: 12 * (next.year - first.year) + next.month - first.month, whole: 12)
        }
        return YearShare(part: to.number - from.number + 1, whole: end.number - start.number + 1)
    }
}
