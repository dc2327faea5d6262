/// Numbers of targets, where a percentage is easily taken for a fraction.
enum Amount {
    private static let shares = ["rate", "relative difference", "relative change"]

    /// Reads a number of a measure: `0.75`, or, where the measure is a share, also `75%`.
    ///
    /// A bare -7.77 for a relative difference is hardly meant as -777%: one of 1 or more needs its percent sign.
    ///
    /// - Parameters:
    ///   - measure: nil where it is not known, since it is itself wrong.
    ///   - isPercentage: whether it is a cell that a workbook shows as a percentage, and holds the fraction of.
    static func read(
        _ cell: UnsafeRawBufferPointer, of measure: String?, within range: ClosedRange<Double>,
        isPercentage: Bool = false
    ) throws(CellProblem) -> Double {
        let isShare = measure.map(shares.contains) ?? true
        // Word processors and web pages write this for a minus.
        let typeset = "\u{2212}"
        if cell.starts(with: typeset.utf8) {
            let text = String(decoding: cell, as: UTF8.self)
            throw CellProblem("has a typeset minus (U+2212): write \(text.replacing(typeset, with: "-"))")
        }
        let hasSign = cell.last == Cells.percentSign
        guard isShare || !hasSign && !isPercentage else {
            throw CellProblem("is a percentage, and a \(measure ?? "") is not one: write the number alone")
        }
        if hasSign {
            guard let number = Cells.percentage(cell) else { throw CellProblem("is not a percentage") }
            return try checked(number, within: range)
        }
        guard let number = Cells.number(cell) else { throw CellProblem("is not a number") }
        if let measure, isShare, !isPercentage, measure != "rate", abs(number) >= 1 {
            let text = String(decoding: cell, as: UTF8.self)
            let fraction = Cells.hundredth(cell).map { "\($0)" } ?? "a fraction"
            throw CellProblem("a \(measure) of 1 or more needs a percent sign: write \(text)% or \(fraction)")
        }
        return try checked(number, within: range)
    }

    private static func checked(
        _ number: Double, within range: ClosedRange<Double>
    ) throws(CellProblem) -> Double {
        guard range.contains(number) else {
            throw CellProblem("is not within \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
