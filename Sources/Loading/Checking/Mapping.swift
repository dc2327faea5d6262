import Foundation
import Yams

/// How a system's own headings and codes are called here: a file of YAML.
///
/// ```yaml
/// source: Delius
/// columns: {"Case Ref": crn, "Snapshot": snapshot_date}
/// codes:
///   sex: {M: male, F: female}
/// ignore: [Officer, Surname]
/// ```
public struct Mapping: Sendable {
    /// The system that such files come from, for the ledger; nil where not said.
    let source: String?
    /// Column names by the system's headings, normalised.
    let columns: [String: String]
    /// Values by the system's own, by column.
    let codes: [String: [String: String]]
    /// Headings, normalised, whose cells are passed over unread.
    let ignored: Set<String>

    /// One that renames nothing.
    public static let none = Mapping(source: nil, columns: [:], codes: [:], ignored: [])

    private init(source: String?, columns: [String: String], codes: [String: [String: String]], ignored: Set<String>) {
        self.source = source
        self.columns = columns
        self.codes = codes
        self.ignored = ignored
    }

    /// Reads a mapping file.
    public init(file: String, for extract: ExtractDescription) throws(LoadError) {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .notFound(path: file, reason: "it is not there, or not UTF-8")
        }
        let content: Content
        do {
            content = try YAMLDecoder().decode(Content.self, from: text)
        } catch let error as DecodingError {
            throw .mapping(file: file, problem: Mapping.explain(error))
        } catch {
            throw .mapping(file: file, problem: "it is not YAML: \(error)".replacing("\n", with: " "))
        }
        let known = extract.columnNames
        for name in (content.columns ?? [:]).values.sorted() + (content.codes ?? [:]).keys.sorted()
        where !known.contains(name) {
            throw .mapping(file: file, problem: "'\(name)' is no column of a \(extract.kind.rawValue) extract")
        }
        self.init(
            source: content.source,
            columns: Dictionary(
                (content.columns ?? [:]).map { (Heading.normalised($0), $1) }, uniquingKeysWith: { first, _ in first }),
            codes: content.codes ?? [:], ignored: Set((content.ignore ?? []).map(Heading.normalised)))
    }

    private struct Content: Decodable {
        var source: String?
        var columns: [String: String]?
        var codes: [String: [String: String]]?
        var ignore: [String]?

        private enum Key: String, CaseIterable, CodingKey {
            case source, columns, codes, ignore
        }

        init(from decoder: any Decoder) throws {
            let all = try decoder.container(keyedBy: AnyKey.self)
            for key in all.allKeys where Key(rawValue: key.stringValue) == nil {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: all,
                    debugDescription: "'\(key.stringValue)' is none of source, columns, codes, ignore")
            }
            let container = try decoder.container(keyedBy: Key.self)
            source = try container.decodeIfPresent(String.self, forKey: .source)
            columns = try container.decodeIfPresent([String: String].self, forKey: .columns)
            codes = try container.decodeIfPresent([String: [String: String]].self, forKey: .codes)
            ignore = try container.decodeIfPresent([String].self, forKey: .ignore)
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static func explain(_ error: DecodingError) -> String {
        switch error {
        case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
            .valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            let problem = context.debugDescription.trimmingCharacters(in: CharacterSet(charactersIn: ". \n"))
            return place.isEmpty ? problem : "at '\(place)': \(problem)"
        @unknown default: return "it cannot be read"
        }
    }
}
