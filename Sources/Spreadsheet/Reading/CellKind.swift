/// What kind of value a cell is, as its file has it.
package enum CellKind: UInt8, Sendable {
    /// Text, which says by its form what it is: every cell of a CSV file.
    case text
    /// A number, in its shortest exact decimal form.
    case number
    /// A number that the workbook shows as a percentage: `0.75` for 75%.
    case percentage
    /// A day as `2010-12-31`, or a day and a time of it other than midnight. A cell that the workbook shows as a day
    /// that does not exist is here too: `1900-02-29`, or the number.
    case date
    /// A time of day, or a duration, as `13:30:00`.
    case time
    /// `true` or `false`.
    case boolean
    /// An error such as `#N/A`.
    case error
    /// A formula that no program has calculated; the cell is empty.
    case uncalculated
}
