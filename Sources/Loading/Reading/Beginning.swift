/// The first records of an extract as texts: they are looked at before any row is loaded, and then read again.
struct Beginning {
    struct Row {
        let line: Int
        /// Where it is, for messages.
        let place: String
        /// Its cells; none where it is not text.
        let cells: [String]
        /// Which of them the workbook has as dates; none in a CSV file.
        let dateCells: Set<Int>
        /// Why it is not text; nil where it is.
        let problem: String?
    }

    /// How many rows are looked at for the form that values are written in.
    static let depth = 1_000

    private(set) var rows: [Row] = []

    /// Takes further records.
    ///
    /// - Parameters:
    ///   - isEnough: whether these are all that is needed.
    ///   - mayGoOn: whether the next record can still be read again later.
    mutating func take(
        from records: some RecordReader, until isEnough: ([Row]) -> Bool, mayGoOn: () -> Bool
    ) throws {
        do {
            while !isEnough(rows), mayGoOn(), try records.next() { rows.append(Self.row(records)) }
        } catch let error as LoadError {
            // Where the first record is not text, nor is what follows.
            if let problem = rows.first?.problem { throw LoadError.notText(file: records.name, problem: problem) }
            throw error
        }
    }

    private static func row(_ records: some RecordReader) -> Row {
        var problem = records.flaw.map { "in its heading \($0)" }
        var cells: [String] = []
        var dateCells: Set<Int> = []
        for index in 0..<records.count where problem == nil {
            if let text = String(validating: records[index], as: UTF8.self),
                text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" })
            {
                cells.append(text)
                if records.kind(at: index) == .date { dateCells.insert(index) }
            } else {
                problem = "its first line is not UTF-8 text (is it compressed, or a spreadsheet?)"
            }
        }
        return Row(
            line: records.line, place: records.place, cells: problem == nil ? cells : [], dateCells: dateCells,
            problem: problem)
    }
}
