import Foundation
import ReportKit

/// Renders a report as a JSON object, keys in alphabetical order.
///
/// ```json
/// {
///   "caveats" : ["..."],
///   "findings" : [{"area" : {"code" : "PT-LANCASHIRE", ...}, "n" : 26016, "observed" : 2940, ...}],
///   "indicator" : "NI18",
///   "quarter" : "2010-11Q4",
/// ```
public struct JSONRenderer: ReportRenderer {
    public init() {}

    public func render(_ report: DisclosedReport) throws -> String {
        try JSONRenderer.text(ReportDocument(report))
    }

    /// A value as JSON text with a final line end, the same every time.
    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoded(value), as: UTF8.self) + "\n"
    }

    private static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// The same text as bytes, of an object that has a list of many large elements.
    ///
    /// One element is encoded at a time: before it is text, a value takes many times the memory.
    ///
    /// - Parameters:
    ///   - value: the object, its list empty.
    ///   - name: the list's.
    static func bytes<Elements: Sequence>(
        _ value: some Encodable, list name: String, of elements: Elements
    ) throws -> [UInt8] where Elements.Element: Encodable {
        let text = try text(value)
        let empty = "\n  \"\(name)\" : ["
        guard let start = text.firstRange(of: empty)?.upperBound, let end = text[start...].firstIndex(of: "]") else {
            preconditionFailure("there is no list \(name)")
        }
        var bytes = Array(text[..<start].utf8)
        var isFirst = true
        for element in elements {
            bytes += isFirst ? "\n".utf8 : ",\n".utf8
            isFirst = false
            // Line ends stand between values alone; in strings they are escaped.
            var isAtStart = true
            for byte in try encoded(element) {
                let isEnd = byte == UInt8(ascii: "\n")
                if isAtStart, !isEnd { bytes += "    ".utf8 }
                isAtStart = isEnd
                bytes.append(byte)
            }
        }
        bytes += (isFirst ? text[start...] : "\n  " + text[end...]).utf8
        return bytes
    }
}

/// A report as it stands in JSON.
struct ReportDocument: Encodable {
    let indicator: String
    let title: String
    let definition: String
    let family: Family
    let unit: String
    let goodIs: Polarity
    let version: String
    let source: String
    let supplier: String
    @OrNull var quarter: Quarter?
    let period: Period
    let by: OrNull<Breakdown>
    let findings: [FindingDocument]
    let caveats: [String]
    /// Left out where everything may be published.
    let marking: String?
    let dataQuality: DataQuality

    init(_ disclosed: DisclosedReport) {
        let report = disclosed.published
        indicator = report.indicator.id
        title = report.indicator.title
        definition = report.indicator.definition
        family = report.indicator.family
        unit = report.indicator.unit
        goodIs = report.indicator.polarity
        version = report.indicator.version
        source = report.indicator.source
        supplier = report.indicator.supplier
        if case .quarter(let asked) = report.requested { quarter = asked }
        period = report.period
        by = OrNull(wrappedValue: report.breakdown)
        findings = disclosed.findings.map { FindingDocument($0, report.indicator) }
        caveats = report.caveats
        marking = disclosed.isInternal ? DisclosedReport.marking : nil
        dataQuality = report.dataQuality
    }
}

/// A finding as it stands in JSON: its own flat object, and what it says in words.
struct WordedFinding: Encodable {
    let finding: Finding
    let sentence: String

    private enum Key: CodingKey {
        case sentence
    }

    func encode(to encoder: any Encoder) throws {
        try finding.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sentence, forKey: .sentence)
    }
}
