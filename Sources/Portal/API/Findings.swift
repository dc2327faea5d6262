import Platform
import ReportKit
import Text

/// `/findings`: published findings, each byte for byte as its `return.json` has it, of the last edition of every quarter.
struct Findings {
    /// How many are given at once, unless fewer are asked for.
    static let most = 1_000

    private struct Query {
        let indicator: String?
        let area: String?
        let quarter: Quarter?
        let partnership: String?
        let offset: Int
        let limit: Int
    }

    private struct Head: Encodable {
        let partnership: String
        let quarter: Quarter
        let edition: Int
        let formatVersion: Int
        let indicator: String
        let title: String
        let period: OrNull<Period>
    }

    /// The document.
    let document: [UInt8]

    /// - Parameter fields: `indicator` (its name), `area` (name or code), `quarter`, `partnership` (its slug), `offset` and
    ///   `limit`; each may be left out.
    /// - Throws: ``Problem`` where a field is not one of these, or has no value of its kind.
    init(_ fields: [String: String], _ holdings: Holdings, _ library: BundleLibrary) throws {
        let query = try Self.query(fields, holdings)
        var found: [[UInt8]] = []
        var total = 0
        let partnerships = query.partnership.map { [$0] } ?? holdings.partnerships
        for edition in partnerships.flatMap({ holdings.latest(of: $0) })
        where query.quarter.map({ $0 == edition.quarter }) ?? true {
            guard let published = try library.figures(of: edition) else { continue }
            for report in published.reports where query.indicator.map({ Self.same($0, report.indicator) }) ?? true {
                let head = try Self.head(edition, published, report)
                for finding in report.findings where query.area.map({ Self.isOf($0, finding.area) }) ?? true {
                    total += 1
                    guard total > query.offset, found.count < query.limit else { continue }
                    found.append(head + finding.slice.text + Array("}".utf8))
                }
            }
        }
        let end = query.offset + found.count
        var next = "null"
        if end < total {
            let kept = fields.filter { !["offset", "limit"].contains($0.key) }.sorted { $0.key < $1.key }
                .map { "\($0.key)=\(Address.encoded($0.value))" }
            next =
                "\"\(Address.api)/findings?\((kept + ["offset=\(end)", "limit=\(query.limit)"]).joined(separator: "&"))\""
        }
        var bytes = Array("{\"findings\":[\n".utf8)
        for (place, finding) in found.enumerated() {
            if place > 0 { bytes += Array(",\n".utf8) }
            bytes += finding
        }
        document = bytes + Array("],\"next\":\(next),\"offset\":\(query.offset),\"total\":\(total)}\n".utf8)
    }

    /// What a finding belongs to, up to where the finding itself stands.
    private static func head(
        _ edition: PublishedEdition, _ published: PublishedReturn, _ report: PublishedReturn.Report
    ) throws -> [UInt8] {
        let head = Head(
            partnership: edition.partnership, quarter: edition.quarter, edition: edition.number,
            formatVersion: published.formatVersion, indicator: report.indicator, title: report.title,
            period: OrNull(wrappedValue: report.period))
        let text = try JSONText.text(head)
        return Array(text.dropLast(2).utf8) + Array(",\n\"finding\" : ".utf8)
    }

    private static func query(_ fields: [String: String], _ holdings: Holdings) throws(Problem) -> Query {
        let names = ["indicator", "area", "quarter", "partnership", "offset", "limit"]
        if let other = fields.keys.sorted().first(where: { !names.contains($0) }) {
            throw Problem(.badRequest, "'\(other)' is not among \(names.joined(separator: ", ")).")
        }
        var quarter: Quarter?
        if let text = fields["quarter"] {
            guard let read = Quarter(text) else {
                throw Problem(.badRequest, "'\(text)' is not a quarter. Write one as 2010-11Q3.")
            }
            quarter = read
        }
        var partnership: String?
        if let slug = fields["partnership"] {
            guard let name = holdings.partnership(slug) else { throw .notFound("partnership") }
            partnership = name
        }
        func number(_ name: String, _ usual: Int, _ range: ClosedRange<Int>) throws(Problem) -> Int {
            guard let text = fields[name] else { return usual }
            guard let number = Int(text), range.contains(number) else {
                throw Problem(
                    .badRequest,
                    "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound) for \(name).")
            }
            return number
        }
        return Query(
            indicator: fields["indicator"], area: fields["area"], quarter: quarter, partnership: partnership,
            offset: try number("offset", 0, 0...1_000_000_000), limit: try number("limit", most, 1...most))
    }

    private static func same(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

    private static func isOf(_ asked: String, _ area: Area) -> Bool { same(asked, area.code) || same(asked, area.name) }
}

extension Address {
    /// A value as a part of an address.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(UnicodeScalar(byte))
            default: encoded += "%" + Hexadecimal.text([byte]).uppercased()
            }
        }
        return encoded
    }
}
