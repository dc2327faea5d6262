import Text

/// A file of a return.
public struct ReturnFile: Sendable {
    public let name: String
    public let contents: [UInt8]

    public init(name: String, contents: [UInt8]) {
        self.name = name
        self.contents = contents
    }

    /// A file of text, which holds no control characters beside those that lay it out.
    public init(name: String, contents: String) {
        self.init(name: name, contents: Array(Printable.lines(contents).utf8))
    }
}

/// A form in which a whole return leaves the program: the same bytes for the same return.
public protocol ReturnFormat: Sendable {
    /// Whether it uses all processors by itself: it is then not made side by side with others, which would limit it to one.
    var usesAllProcessors: Bool { get }

    /// The files of the form.
    func files(of edition: Return) throws -> [ReturnFile]
}

extension ReturnFormat {
    public var usesAllProcessors: Bool { false }
}

/// `return.json`, for programs: see ``JSONRenderer``.
struct JSONFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        let reports = edition.reports.lazy.map { ReportDocument($0) }
        return [
            ReturnFile(name: "return.json", contents: try JSONText.bytes(edition.fields, list: "reports", of: reports))
        ]
    }
}

/// `return.csv`, one row per finding, and `return.csv-metadata.json`, what its columns are.
struct CSVFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        [
            ReturnFile(name: "return.csv", contents: CSVRenderer.text(edition.reports)),
            ReturnFile(
                name: "return.csv-metadata.json", contents: try JSONText.text(CSVMetadata(edition))),
        ]
    }
}
