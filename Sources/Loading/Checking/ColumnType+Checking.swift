import ReportKit

extension ColumnType {
    /// What is wrong with a value, as far as it can be told without the warehouse and the row; nil where nothing is.
    func problem(of value: String) -> String? {
        var value = value
        return value.withUTF8 { problem(of: UnsafeRawBufferPointer($0)) }
    }

    private func problem(of cell: UnsafeRawBufferPointer) -> String? {
        switch self {
        case .code(let words):
            contains(cell, words) ? nil : "is not one of: \(words.joined(separator: "; "))"
        case .flag: contains(cell, RowReader.yesAndNo.map(\.0)) ? nil : "is neither yes nor no"
        case .number(let range):
            (try? NumberCell.read(cell, within: range)) == nil ? "is no such number" : nil
        case .amount(let range, _):
            // A percentage depends on the row's measure.
            cell.last == Cells.percentSign || Cells.number(cell).map(range.contains) == true ? nil : "is no such number"
        case .horizon:
            Cells.wholeNumber(cell).map(ColumnType.horizons.contains) == true
                ? nil
                : "is not a whole number from \(ColumnType.horizons.lowerBound) to \(ColumnType.horizons.upperBound)"
        case .wholeNumber(let range):
            Cells.wholeNumber(cell).map(range.contains) == true
                ? nil : "is not a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .offenceCode: Cells.isOffenceCode(cell) ? nil : "is not \(KnownOffenceCodes.length) digits"
        case .day, .quarterEnd: Cells.day(cell, uk: true) == nil ? "is not a date" : nil
        case .birthMonth: Cells.month(cell, uk: true) == nil ? "is not a month" : nil
        case .identifier, .area, .text, .model, .indicator: nil
        }
    }

    private func contains(_ cell: UnsafeRawBufferPointer, _ words: [String]) -> Bool {
        ByteTable(words.map { ($0, 0) }).number(of: cell) != nil
    }

    /// Whether its values are dates.
    var isDate: Bool {
        switch self {
        case .day, .quarterEnd, .birthMonth: true
        default: false
        }
    }
}
