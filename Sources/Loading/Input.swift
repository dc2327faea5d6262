import Platform
import ReportKit

/// An extract's file, opened, with its records read as far as the heading.
struct Input {
    let records: Records
    let opening: Opening
    private let file: ExtractFile

    init(_ path: String, _ extract: Extract, _ options: LoadOptions, interrupt: Interrupt) throws {
        file = try ExtractFile(path: path, interrupt: interrupt)
        let first = FirstRecords(file, extract, options)
        if case .other = try file.signature() {
            guard options.sheet == nil else { throw LoadError.notOfFormat(file: file.name, option: "--sheet") }
        } else {
            opening = try first.opening(first.sheet())
            let sheet = try first.sheet()
            for _ in 0...opening.above { _ = try sheet.next() }
            sheet.width = opening.heading.width
            records = .sheet(sheet)
            return
        }
        var delimiter = Delimiter.comma
        if options.sniffsDelimiter {
            delimiter = try first.bestDelimiter()
            opening = try first.opening(delimiter)
        } else {
            do {
                opening = try first.opening(delimiter)
            } catch let error as LoadError {
                guard error.isOfHeading, let other = try first.betterDelimiter() else { throw error }
                throw LoadError.otherDelimiter(
                    file: file.name, delimiter: other.plural, ukDates: try first.hasUKDates(other))
            }
        }
        let csv = try first.reader(delimiter)
        for _ in 0...opening.above { _ = try csv.next() }
        file.keepNoMore()
        records = .csv(csv)
    }

    /// How messages and the ledger name the file, or the sheet of a workbook.
    var name: String {
        switch records {
        case .csv(let csv): csv.name
        case .sheet(let sheet): sheet.name
        }
    }
    /// The name of the sheet; nil where the file is no workbook.
    var sheet: String? {
        switch records {
        case .csv: nil
        case .sheet(let sheet): sheet.sheetName
        }
    }
    /// The file on disk, in the state in which it is read.
    var identity: FileIdentity { file.identity }
    /// Whether it is a file on disk, beside which there may be others.
    var isNamedFile: Bool { file.isNamedFile }
    /// How much of the file has been read so far, 0 to 1.
    var fraction: Double {
        switch records {
        case .csv: file.fraction
        case .sheet(let sheet): sheet.fraction
        }
    }
}

/// What separates the cells of an extract.
enum Delimiter: UInt8, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C

    /// As in "separated by semicolons".
    var plural: String {
        switch self {
        case .comma: "commas"
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .bar: "vertical bars"
        }
    }
}

/// The first records of a file, read by one delimiter or another.
private struct FirstRecords {
    private let file: ExtractFile
    private let extract: Extract
    private let options: LoadOptions

    init(_ file: ExtractFile, _ extract: Extract, _ options: LoadOptions) {
        self.file = file
        self.extract = extract
        self.options = options
    }

    /// A reader from the file's first byte on.
    func reader(_ delimiter: Delimiter) throws -> CSVReader {
        file.rewind()
        return try CSVReader(file, encoding: options.encoding, delimiter: delimiter.rawValue)
    }

    /// The rows of a workbook's sheet.
    func sheet() throws -> SheetRecords {
        if options.sniffsDelimiter { throw LoadError.notOfFormat(file: file.name, option: "--sniff-delimiter") }
        if options.encoding != .utf8 { throw LoadError.notOfFormat(file: file.name, option: "--encoding") }
        return try SheetRecords(file, sheet: options.sheet)
    }

    func opening(_ sheet: SheetRecords) throws -> Opening {
        try Opening(sheet, extract, options)
    }

    func opening(_ delimiter: Delimiter) throws -> Opening {
        try Opening(reader(delimiter), extract, options) { file.mayBeRewound }
    }

    /// The delimiter by which the records name most of the kind's columns; the comma where they name none by any.
    func bestDelimiter() throws -> Delimiter {
        var best = (delimiter: Delimiter.comma, matches: 0)
        for candidate in Delimiter.allCases {
            let matches = try matches(candidate, [extract])
            if matches > best.matches { best = (candidate, matches) }
        }
        return best.delimiter
    }

    /// The delimiter by which the records, among which there is no heading when they are read by commas, have one of
    /// some kind; nil if no delimiter does that.
    func betterDelimiter() throws -> Delimiter? {
        let every = ExtractKind.allCases.map(Extract.of)
        let byCommas = try matches(.comma, every)
        return try Delimiter.allCases.first { try matches($0, every) > max(1, byCommas) }
    }

    /// Whether most dates are in the UK's order, when the records are read by that delimiter.
    func hasUKDates(_ delimiter: Delimiter) throws -> Bool {
        do {
            _ = try opening(delimiter)
        } catch let error as LoadError {
            if case .otherDates(_, _, _, let finding) = error { return finding.isMendedByUKDates }
        }
        return false
    }

    /// The most columns of one of the kinds that a record names by a delimiter; 0 where they cannot be read by it.
    private func matches(_ delimiter: Delimiter, _ kinds: [Extract]) throws -> Int {
        var beginning = Beginning()
        do {
            try beginning.take(
                from: try reader(delimiter),
                until: { rows in
                    rows.count >= HeadingSearch.depth && (rows.last?.line ?? 0) >= options.headingRow ?? 0
                }, mayGoOn: { file.mayBeRewound })
        } catch let error as LoadError {
            switch error {
            case .notText, .recordTooLong: break
            default: throw error
            }
        }
        let rows = beginning.rows.filter { $0.line == options.headingRow ?? $0.line }.map(\.cells)
        return kinds.map { HeadingSearch(extract: $0, mapping: options.mapping).matches(in: rows) }.max() ?? 0
    }
}

extension LoadError {
    /// Whether there is no heading as the kind must have it.
    fileprivate var isOfHeading: Bool {
        switch self {
        case .heading, .noHeading, .personalColumns, .notText: true
        default: false
        }
    }
}
