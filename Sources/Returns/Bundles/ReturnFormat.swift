/// A file of a return.
public struct ReturnFile: Sendable {
    public let name: String
    public let contents: [UInt8]

    public init(name: String, contents: [UInt8]) {
        self.name = name
        self.contents = contents
    }

    public init(name: String, contents: String) {
        self.init(name: name, contents: Array(contents.utf8))
    }
}

/// A form in which a whole return leaves the program: the same bytes for the same return.
protocol ReturnFormat: Sendable {
    /// Whether it works on all processors by itself: it is then not made beside others, which would keep it to one.
    var usesAllProcessors: Bool { get }

    /// The files of the form.
    func files(of edition: Return) throws -> [ReturnFile]
}

extension ReturnFormat {
    var usesAllProcessors: Bool { false }
}

/// `return.json`, for programs: see ``JSONRenderer``.
struct JSONFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        let reports = edition.disclosed.lazy.map(ReportDocument.init)
        return [
            ReturnFile(
                name: "return.json", contents: try JSONRenderer.bytes(edition.document, list: "reports", of: reports))
        ]
    }
}

/// `return.csv`, a row a finding, and `return.csv-metadata.json`, what its columns are.
struct CSVFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        [
            ReturnFile(name: "return.csv", contents: CSVRenderer.text(edition.disclosed)),
            ReturnFile(
                name: "return.csv-metadata.json", contents: try JSONRenderer.text(CSVMetadata(edition))),
        ]
    }
}
