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
        let hasSign = cell.last == UInt8(ascii: "%")
        guard isShare || !hasSign && !isPercentage else {
            throw CellProblem("is a percentage, and a \(measure ?? "") is not one: write the number alone")
        }
        if hasSign {
            guard let number = hundredth(cell.dropLast()) else { throw CellProblem("is not a percentage") }
            return try checked(number, within: range)
        }
        guard let number = Cells.number(cell) else { throw CellProblem("is not a number") }
        if let measure, isShare, !isPercentage, measure != "rate", abs(number) >= 1 {
            let text = String(decoding: cell, as: UTF8.self)
            let fraction = hundredth(cell[...]).map { "\($0)" } ?? "a fraction"
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

    /// The number divided by 100, rounded once; nil for what is not digits with a sign and a point.
    private static func hundredth(_ cell: Slice<UnsafeRawBufferPointer>) -> Double? {
        var cell = cell
        while let last = cell.last, last == 0x20 || last == 0x09 { cell = cell.dropLast() }
        let text = String(decoding: cell, as: UTF8.self)
        guard (1...40).contains(text.utf8.count),
            text.utf8.allSatisfy({ Cells.digit($0) != nil || "+-.".utf8.contains($0) })
        else { return nil }
        return Double(text + "e-2").flatMap { $0.isFinite ? $0 : nil }
    }
}
