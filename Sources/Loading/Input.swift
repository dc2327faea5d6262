import Platform
import ReportKit

/// An extract's file, opened, with its heading read.
struct Input {
    let records: Records
    let heading: Heading
    private let file: ExtractFile

    init(_ path: String, _ extract: Extract, _ options: LoadOptions, interrupt: Interrupt) throws {
        file = try ExtractFile(path: path, interrupt: interrupt)
        let first = FirstRecord(file, extract, options)
        if case .other = try file.signature() {
            guard options.sheet == nil else { throw LoadError.notOfFormat(file: file.name, option: "--sheet") }
        } else {
            let sheet = try first.sheet()
            heading = try first.heading(sheet)
            sheet.width = heading.width
            records = .sheet(sheet)
            return
        }
        let csv: CSVReader
        if options.sniffsDelimiter {
            csv = try first.reader(try first.bestDelimiter())
            heading = try first.heading(csv)
        } else {
            csv = try first.reader(.comma)
            do {
                heading = try first.heading(csv)
            } catch let error as LoadError {
                guard error.isOfHeading, let other = try first.betterDelimiter() else { throw error }
                throw LoadError.otherDelimiter(file: file.name, delimiter: other.plural)
            }
        }
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

/// The first record of a file, read by one delimiter or another.
private struct FirstRecord {
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
        guard file.rewind() else {
            throw LoadError.notText(file: file.name, problem: "its heading is not within its first megabyte")
        }
        return try CSVReader(file, encoding: options.encoding, delimiter: delimiter.rawValue)
    }

    /// The rows of a workbook's sheet.
    func sheet() throws -> SheetRecords {
        if options.sniffsDelimiter { throw LoadError.notOfFormat(file: file.name, option: "--sniff-delimiter") }
        if options.encoding != .utf8 { throw LoadError.notOfFormat(file: file.name, option: "--encoding") }
        return try SheetRecords(file, sheet: options.sheet)
    }

    func heading(_ records: some RecordReader) throws -> Heading {
        let cells = try cells(records)
        return try Heading(cells, of: extract, mapping: options.mapping, place: records.place)
    }

    /// The delimiter by which the record has most of the kind's columns; the comma where none has any.
    func bestDelimiter() throws -> Delimiter {
        var best = (delimiter: Delimiter.comma, matches: 0)
        for candidate in Delimiter.allCases {
            let matches = try matches(candidate) { Heading.matches($0, extract, options.mapping) }
            if matches > best.matches { best = (candidate, matches) }
        }
        return best.delimiter
    }

    /// The delimiter by which the record, which is no heading when read by commas, is that of some kind; nil if no delimiter
    /// makes it one.
    func betterDelimiter() throws -> Delimiter? {
        func mostMatches(_ words: [String]) -> Int {
            ExtractKind.allCases.map { Heading.matches(words, .of($0), options.mapping) }.max() ?? 0
        }
        let byCommas = try matches(.comma, mostMatches)
        return try Delimiter.allCases.first { try matches($0, mostMatches) > max(1, byCommas) }
    }

    /// How many columns the record has by a delimiter; 0 where it cannot be read by it.
    private func matches(_ delimiter: Delimiter, _ count: ([String]) -> Int) throws -> Int {
        guard file.rewind() else { return 0 }
        do {
            return count(try cells(try reader(delimiter)).map(Heading.normalised))
        } catch let error as LoadError {
            if case .notText = error { return 0 }
            throw error
        }
    }

    private func cells(_ records: some RecordReader) throws -> [String] {
        guard try records.next() else { throw LoadError.empty(file: records.name) }
        if let flaw = records.flaw { throw LoadError.notText(file: file.name, problem: "in its heading \(flaw)") }
        return try (0..<records.count).map { index in
            guard let text = String(validating: records[index], as: UTF8.self),
                text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" })
            else {
                throw LoadError.notText(
                    file: file.name,
                    problem: "its first line is not UTF-8 text (is it compressed, or a spreadsheet?)")
            }
            return text
        }
    }
}

extension LoadError {
    /// Whether the first record is not as a heading of the kind must be.
    fileprivate var isOfHeading: Bool {
        switch self {
        case .heading, .noHeading, .personalColumns, .notText: true
        default: false
        }
    }
}
