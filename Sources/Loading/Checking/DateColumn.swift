/// One column of dates in the first rows of an extract, and whether a program has exchanged day and month of some.
///
/// A spreadsheet program whose settings have the month first reads 03/10/2010 as 10 March, and makes it a cell of that
/// date. It leaves 31/10/2010 as text, since there is no month 31.
struct DateColumn {
    let name: String
    /// The cell of each row that holds it.
    let cell: Int
    /// The system's own values, which are no dates.
    let codes: Set<String>
    /// Texts of day, month and year whose day can be no month.
    private(set) var lateTexts = 0
    /// Cells of dates, each up to the 12th.
    private var earlyDates = 0
    /// Whether there is a date that such a program would have treated otherwise.
    private var isRuledOut = false

    init(name: String, cell: Int, codes: Set<String>) {
        self.name = name
        self.cell = cell
        self.codes = codes
    }

    /// What a row has in it; nil for none, and for one of the system's own values.
    func text(in row: Beginning.Row) -> String? {
        guard cell < row.cells.count, !codes.contains(Mapping.folded(row.cells[cell])) else { return nil }
        return row.cells[cell]
    }

    mutating func take(_ text: UnsafeRawBufferPointer, isDateCell: Bool) {
        if isDateCell {
            guard let day = Cells.day(text, uk: false)?.components.day else { return }
            if day <= 12 { earlyDates += 1 } else { isRuledOut = true }
        } else if let written = WrittenDay(Cells.withoutMidnight(text)), !written.isNamed {
            if written.dayFirst != nil, written.monthFirst == nil { lateTexts += 1 } else { isRuledOut = true }
        }
    }

    var isExchanged: Bool { lateTexts > 0 && earlyDates > 0 && !isRuledOut }
}
