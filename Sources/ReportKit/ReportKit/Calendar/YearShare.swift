/// A period's share of the financial year that it lies in: whole months as twelfths, else days.
struct YearShare {
    let part: Int
    let whole: Int

    /// 0.25 for a quarter.
    var fraction: Double { Double(part) / Double(whole) }
    var isWhole: Bool { part == whole }

    /// The share of a year's amount, rounded once: 7 months of 120 are 70.
    func of(_ amount: Double) -> Double { amount * Double(part) / Double(whole) }
}

extension YearShare: CustomStringConvertible {
    var description: String { whole == 12 ? "\(part) of the 12 months" : "\(part) of the \(whole) days" }
}

extension Period {
    /// Nil where the period does not lie within one financial year, April to March.
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
