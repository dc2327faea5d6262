extension CellKind {
    /// Throws where no value of that kind can be one of the column's type: a number may be a day counted from 1900 or
    /// from 1904, or not a day at all, and is never guessed to be one.
    func check(for type: ColumnType) throws(CellProblem) {
        switch (self, type) {
        case (.error, _): throw CellProblem("is an error in the workbook: correct the formula, or empty the cell")
        case (.uncalculated, _):
            throw CellProblem("is a formula without a result: open the workbook in a spreadsheet program, and save it")
        case (.number, .day), (.number, .quarterEnd), (.number, .birthMonth),
            (.percentage, .day), (.percentage, .quarterEnd), (.percentage, .birthMonth):
            throw CellProblem("is a number in the workbook, not a date: format its column as a date")
        // It is shown as 62%, and holds 0.62: which of them the column's unit is cannot be told.
        case (.percentage, .number(let range)) where range != 0...1: throw NumberCell.percentage
        default: break
        }
    }
}
