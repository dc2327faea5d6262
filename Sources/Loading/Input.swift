import ReportKit

/// An extract's file, opened, with its heading read.
struct Input {
    let csv: CSVReader
    let heading: Heading
    private let file: ExtractFile

    init(_ path: String, _ extract: Extract, _ options: LoadOptions) throws {
        let delimiter = options.sniffsDelimiter ? try Input.delimiter(of: path, extract, options) : UInt8(ascii: ",")
        (file, csv) = try Input.open(path, options, delimiter)
        heading = try Heading(
            Input.cells(csv, in: path), of: extract, mapping: options.mapping, file: path)
    }

    /// How much of the file has been read so far, 0 to 1.
    var fraction: Double { file.fraction }

    private static func open(
        _ path: String, _ options: LoadOptions, _ delimiter: UInt8
    ) throws -> (ExtractFile, CSVReader) {
        let file = try ExtractFile(path: path)
        return (file, try CSVReader(file, encoding: options.encoding, delimiter: delimiter))
    }

    /// The delimiter that gives the heading most of the kind's columns.
    private static func delimiter(of path: String, _ extract: Extract, _ options: LoadOptions) throws -> UInt8 {
        var best = (delimiter: UInt8(ascii: ","), matches: -1)
        for candidate in ",;\t|".utf8 {
            let (_, csv) = try open(path, options, candidate)
            let words = try cells(csv, in: path).map(Heading.normalised)
            let matches = Heading.matches(words, extract, options.mapping)
            if matches > best.matches { best = (candidate, matches) }
        }
        return best.delimiter
    }

    /// The cells of the first record.
    private static func cells(_ csv: CSVReader, in path: String) throws -> [String] {
        guard try csv.next() else { throw LoadError.empty(file: path) }
        if let flaw = csv.flaw { throw LoadError.notText(file: path, problem: "in its heading \(flaw)") }
        return try (0..<csv.count).map { index in
            guard let text = String(validating: csv[index], as: UTF8.self),
                text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" || $0 == "\n" || $0 == "\r" })
            else {
                throw LoadError.notText(
                    file: path, problem: "its first line is not UTF-8 text (is it compressed, or a spreadsheet?)")
            }
            return text
        }
    }
}
