/// Reads cells of columns whose values are numbers in a range.
enum NumberCell {
    /// A number; where the column's numbers are fractions of 1, also a percentage with its sign.
    static func read(
        _ cell: UnsafeRawBufferPointer, within range: ClosedRange<Double>
    ) throws(CellProblem) -> Double {
        var number = Cells.number(cell)
        if cell.last == Cells.percentSign {
            guard range == 0...1 else { throw percentage }
            number = Cells.percentage(cell)
            if number == nil { throw CellProblem("is not a percentage") }
        }
        guard let number else { throw CellProblem("is not a number" + hint(cell)) }
        guard range.contains(number) else {
            throw CellProblem("is not within \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A whole number.
    static func readWhole(
        _ cell: UnsafeRawBufferPointer, within range: ClosedRange<Int>
    ) throws(CellProblem) -> Int {
        guard let number = Cells.wholeNumber(cell) else {
            throw cell.last == Cells.percentSign ? percentage : CellProblem("is not a whole number" + hint(cell))
        }
        guard range.contains(number) else {
            throw CellProblem("is not within \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A percentage stands where the column's numbers are in another unit, or may be.
    static var percentage: CellProblem {
        CellProblem("is a percentage, and the column's numbers are no fractions: write the number alone")
    }

    /// What to add to a reason where a comma may be the fault.
    private static func hint(_ cell: UnsafeRawBufferPointer) -> String {
        cell.contains(UInt8(ascii: ",")) ? ": a comma sets thousands apart, and the decimal sign is a point" : ""
    }
}
