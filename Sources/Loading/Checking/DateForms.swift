import ReportKit

/// In which form the first rows of an extract write their dates, so that a file that is all in another form is refused
/// before any of its rows is.
struct DateForms {
    private let options: LoadOptions
    /// Rows that have dates.
    private var rows = 0
    /// Rows that have dates that are in the order of day and month, and of these, dates that are in no other.
    private var dayFirst = 0
    private var surelyDayFirst = 0
    /// Rows that have dates that are in the order of month and day, and in no other.
    private var surelyMonthFirst = 0
    private var iso = 0
    private var columns: [DateColumn]

    /// - Parameter rows: the rows below the heading.
    init(_ rows: some Sequence<Beginning.Row>, _ heading: Heading, _ options: LoadOptions) {
        self.options = options
        columns = heading.places.compactMap { place in
            guard case .cell(let cell) = place.source, place.column.type.isDate else { return nil }
            let codes = options.mapping.codes[place.column.name] ?? [:]
            return DateColumn(name: place.column.name, cell: cell, codes: Set(codes.keys.map(Mapping.folded)))
        }
        for row in rows {
            var forms: Set<Form> = []
            for index in columns.indices {
                guard var text = columns[index].text(in: row) else { continue }
                let isDateCell = row.dateCells.contains(columns[index].cell)
                text.withUTF8 { bytes in
                    let cell = UnsafeRawBufferPointer(bytes)
                    columns[index].take(cell, isDateCell: isDateCell)
                    if let form = Form(cell) { forms.insert(form) }
                }
            }
            count(forms)
        }
    }

    private mutating func count(_ forms: Set<Form>) {
        if !forms.isEmpty { rows += 1 }
        if forms.contains(.iso) { iso += 1 }
        if forms.contains(.surelyDayFirst) { surelyDayFirst += 1 }
        if forms.contains(.surelyMonthFirst) { surelyMonthFirst += 1 }
        if forms.contains(.surelyDayFirst) || forms.contains(.either) { dayFirst += 1 }
    }

    /// - Throws: ``LoadError/otherDates(file:rows:of:finding:)`` where, for the form of their dates alone, most of the
    ///   rows would be rejected, or more than may be, and the loader does not accept that; and where day and month of
    ///   some were exchanged, so that they would be taken for other days.
    func check(file: String) throws(LoadError) {
        if let column = columns.first(where: \.isExchanged) {
            throw .otherDates(
                file: file, rows: column.lateTexts, of: rows, finding: .exchanged(column: column.name))
        }
        if options.acceptedRejections != nil { return }
        func isTooMany(_ rejected: Int) -> Bool {
            rejected * 2 > rows || !options.rejectionLimit.allows(rejected, of: rows)
        }
        let finding: DateFinding
        let count: Int
        if surelyMonthFirst > 0, isTooMany(surelyMonthFirst) || surelyDayFirst == 0 && isTooMany(dayFirst) {
            finding = surelyDayFirst > 0 ? .eitherFirst : .monthFirst
            count = surelyMonthFirst
        } else if !options.ukDates, isTooMany(dayFirst) {
            finding = iso > 0 ? .dayFirstAndISO : .dayFirst
            count = dayFirst
        } else {
            return
        }
        throw .otherDates(file: file, rows: count, of: rows, finding: finding)
    }

    /// How one date is written.
    private enum Form {
        case iso
        case surelyDayFirst
        case surelyMonthFirst
        case either

        /// nil for what is no date, or one that is read whatever the form of the others.
        init?(_ cell: UnsafeRawBufferPointer) {
            if Cells.month(cell, uk: true) != nil, cell.count == 7 {
                self = cell[4] == UInt8(ascii: "-") ? .iso : .surelyDayFirst
                return
            }
            guard let written = WrittenDay(Cells.withoutMidnight(cell)) else {
                guard Cells.day(cell, uk: false) != nil else { return nil }
                self = .iso
                return
            }
            guard !written.isNamed, written.hasFourDigitYear else { return nil }
            switch (written.dayFirst, written.monthFirst) {
            case (nil, nil): return nil
            case (_, nil): self = .surelyDayFirst
            case (nil, _): self = .surelyMonthFirst
            default: self = .either
            }
        }
    }
}
