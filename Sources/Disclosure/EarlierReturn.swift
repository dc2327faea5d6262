import Foundation
import Platform
import ReportKit

/// What a return of an earlier quarter published, read from its `return.json`.
public struct EarlierReturn: Sendable {
    /// One for each of its reports.
    public let tables: [PublishedTable]

    /// The newest format version of `return.json` that can be read.
    public static let newestFormat = 2

    /// - Parameter path: a `return.json`, or the folder that holds one.
    public init(at path: String) throws(DisclosureError) {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = isFolder.boolValue ? "\(path)/return.json" : path
        let contents: [UInt8]
        do {
            contents = try WholeFile.bytes(of: file)
        } catch {
            throw .earlierReturnUnreadable(file: file, reason: error.reason)
        }
        try self.init(json: Data(contents), file: file)
    }

    /// - Parameter file: its name in error messages.
    init(json: Data, file: String) throws(DisclosureError) {
        // First alone: a later version may have another structure.
        let format = (try? JSONDecoder().decode(Format.self, from: json))?.formatVersion
        guard format.map((1...Self.newestFormat).contains) ?? true else {
            throw .earlierReturn(
                file: file,
                problem: "its format version is \(format ?? 0), and this program reads up to \(Self.newestFormat): "
                    + "use the version of laa that made it, or a later one")
        }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: json)
        } catch {
            throw .earlierReturn(file: file, problem: "it does not have the structure of one")
        }
        guard document.marking == nil else {
            throw .earlierReturn(
                file: file, problem: "it is the internal form, which suppresses nothing and was never published")
        }
        tables = document.reports.compactMap(\.table)
    }

    private struct Format: Decodable {
        /// Missing in returns that were made before formats had versions.
        let formatVersion: Int?
    }

    private struct Document: Decodable {
        let marking: String?
        let reports: [PublishedReport]
    }

    private struct PublishedReport: Decodable {
        let indicator: String
        let family: Family
        let version: String?
        let period: Period
        let by: Breakdown?
        let findings: [PublishedFinding]

        var table: PublishedTable? {
            guard family != .undefined else { return nil }
            return PublishedTable(
                indicator: indicator, family: family, version: version, breakdown: by, span: period,
                cells: findings.map { finding in
                    // Of the people behind the counts only a cohort's number is exact.
                    family == .cohortChange
                        ? finding.cell
                        : .init(
                            place: finding.cell.place,
                            counts: finding.cell.counts.filter { $0.key != CountKind.people.rawValue })
                })
        }
    }

    private struct PublishedFinding: Decodable {
        let cell: PublishedTable.Cell

        private enum Key: CodingKey {
            case area, breakdown, observed, n, people, baselineEvents, dataQuality, rounded
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let area = try container.decode(Area.self, forKey: .area)
            let breakdown = try container.decodeIfPresent(Finding.Group.self, forKey: .breakdown)
            let isRounded = try container.decodeIfPresent(Bool.self, forKey: .rounded) ?? false
            var counts: [String: PublishedTable.Count] = [:]
            for (name, key) in Self.counts {
                switch try container.decodeIfPresent(Possibly.self, forKey: key) ?? .unknown {
                case .count(let count): counts[name] = isRounded ? .rounded(count) : .number(count)
                case .suppressed: counts[name] = .suppressed
                case .unknown: break
                }
            }
            if ["observed", "n"].contains(where: { counts[$0].map { $0.number == nil } ?? false }) {
                // All else that is said of the finding is suppressed with its figure, and not for its own sake.
                counts = counts.filter { $0.value != .suppressed || ["observed", "n"].contains($0.key) }
            }
            for measure in (try? container.decode([Measure].self, forKey: .dataQuality)) ?? []
            where PublishedTable.measures.contains(where: { $0.rawValue == measure.measure }) {
                counts[measure.measure] = .rounded(measure.count)
            }
            cell = PublishedTable.Cell(
                place: .init(level: area.level, code: area.code, group: breakdown?.value), counts: counts)
        }

        private static let counts: [(name: String, key: Key)] = [
            ("observed", .observed), ("n", .n), ("people", .people), ("year-before", .baselineEvents),
        ]
    }

    /// Any measure, also of a later program that has more of them.
    private struct Measure: Decodable {
        let measure: String
        let count: Int
    }

    /// A count that may have been suppressed.
    private enum Possibly: Decodable {
        case count(Int)
        case suppressed, unknown

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let count = try? container.decode(Int.self) {
                self = .count(count)
            } else {
                let marker = try? container.decode([String: Bool].self)
                self = marker?["suppressed"] == true ? .suppressed : .unknown
            }
        }
    }
}
