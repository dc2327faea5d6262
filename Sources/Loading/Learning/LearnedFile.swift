import Platform
import ReportKit

/// A file that a mapping is learned from.
struct LearnedFile {
    /// A row that may be the headings of a kind, when the file is read by a delimiter.
    struct Candidate {
        let cells: [String]
        let columns: LearnedColumns
        /// nil in a workbook.
        let delimiter: Delimiter?
        /// The records above it, and its line.
        let above: Int
        let line: Int
    }

    private let file: ExtractFile
    private let options: LoadOptions
    /// The first rows, by each delimiter; those of a workbook by none.
    private let beginnings: [(delimiter: Delimiter?, rows: [Beginning.Row])]

    var name: String { file.name }

    init(_ path: String, _ options: LoadOptions, interrupt: Interrupt) throws {
        file = try ExtractFile(path: path, interrupt: interrupt)
        self.options = options
        func isEnough(_ rows: [Beginning.Row]) -> Bool {
            rows.count >= HeadingSearch.depth * 2 && (rows.last?.line ?? 0) > options.headingRow ?? 0
        }
        var delimiters: [Delimiter?] = [nil]
        if case .other = try file.signature() { delimiters = Delimiter.allCases }
        var beginnings: [(Delimiter?, [Beginning.Row])] = []
        for delimiter in delimiters {
            var beginning = Beginning()
            do {
                if let delimiter {
                    file.rewind()
                    let csv = try CSVReader(file, encoding: options.encoding, delimiter: delimiter.rawValue)
                    try beginning.take(from: csv, until: isEnough) { [file] in file.mayBeRewound }
                } else {
                    try beginning.take(from: SheetRecords(file, sheet: options.sheet), until: isEnough) { true }
                }
            } catch let error as LoadError {
                guard case .recordTooLong = error else { throw error }
            }
            beginnings.append((delimiter, beginning.rows))
        }
        self.beginnings = beginnings
        if beginnings.allSatisfy(\.1.isEmpty) { throw LoadError.empty(file: file.name) }
        if let problem = beginnings[0].1.first?.problem {
            throw LoadError.notText(file: file.name, problem: problem)
        }
    }

    /// The row that fits one of some kinds best; nil where none fits.
    func best(among kinds: [ExtractKind]) throws -> Candidate? {
        candidates(among: kinds).max { $0.columns.score < $1.columns.score }
    }

    /// Other kinds that the same row fits nearly as well.
    func others(than best: Candidate, among kinds: [ExtractKind]) -> [ExtractKind] {
        kinds.filter { kind in
            guard kind != best.columns.extract.kind else { return false }
            let columns = LearnedColumns(best.cells, .of(kind), sample: [])
            return columns.score > 0 && columns.score >= best.columns.score * 0.9
        }
    }

    private func candidates(among kinds: [ExtractKind]) -> [Candidate] {
        beginnings.flatMap { delimiter, rows in
            rows.prefix(HeadingSearch.depth).indices.flatMap { index -> [Candidate] in
                if let wanted = options.headingRow, rows[index].line != wanted { return [] }
                let sample = rows.dropFirst(index + 1).map(\.cells)
                return kinds.compactMap { kind in
                    let columns = LearnedColumns(rows[index].cells, .of(kind), sample: sample)
                    guard columns.score > 0 else { return nil }
                    return Candidate(
                        cells: rows[index].cells, columns: columns, delimiter: delimiter, above: index,
                        line: rows[index].line)
                }
            }
        }
    }

    /// The cells of the rows below the headings.
    func rows(below headings: Candidate, atMost limit: Int) throws -> [[String]] {
        var rows = Beginning()
        if let delimiter = headings.delimiter {
            file.rewind()
            let csv = try CSVReader(file, encoding: options.encoding, delimiter: delimiter.rawValue)
            for _ in 0...headings.above { _ = try csv.next() }
            file.keepNoMore()
            try rows.take(from: csv, until: { $0.count >= limit }, mayGoOn: { true })
        } else {
            let sheet = try SheetRecords(file, sheet: options.sheet)
            for _ in 0...headings.above { _ = try sheet.next() }
            sheet.width = headings.cells.count
            try rows.take(from: sheet, until: { $0.count >= limit }, mayGoOn: { true })
        }
        return rows.rows.map(\.cells).filter { !$0.isEmpty }
    }
}
