import Foundation
import Platform
import ReportKit

/// What a return of an earlier quarter published, read from its `return.json`.
public struct EarlierReturn: Sendable {
    let tables: [CountTable]

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
        let period: Period
        let by: Breakdown?
        let findings: [PublishedFinding]

        var table: CountTable? {
            guard !family.sides.isEmpty else { return nil }
            return CountTable(
                indicator: indicator, breakdown: by, span: period, sides: family.sides,
                cells: findings.compactMap { $0.cell(family) }, isPublished: true)
        }
    }

    private struct PublishedFinding: Decodable {
        let area: Area
        let breakdown: Finding.Group?
        let observed: Possibly
        let n: Possibly
        let people: Int?
        let baselineEvents: Int?
        let isRounded: Bool

        private enum Key: CodingKey {
            case area, breakdown, observed, n, people, baselineEvents, rounded
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            area = try container.decode(Area.self, forKey: .area)
            breakdown = try container.decodeIfPresent(Finding.Group.self, forKey: .breakdown)
            observed = try container.decodeIfPresent(Possibly.self, forKey: .observed) ?? .unknown
            n = try container.decodeIfPresent(Possibly.self, forKey: .n) ?? .unknown
            people = try? container.decodeIfPresent(Int.self, forKey: .people)
            baselineEvents = try? container.decodeIfPresent(Int.self, forKey: .baselineEvents)
            isRounded = try container.decodeIfPresent(Bool.self, forKey: .rounded) ?? false
        }

        func cell(_ family: Family) -> CountTable.Cell? {
            let place = CountTable.Place(area: .init(area), group: breakdown?.value)
            if observed == .suppressed || n == .suppressed || isRounded {
                return .init(place: place, area: area, counts: nil)
            }
            let counts = family.counts(observed: observed.count, n: n.count, people: people)
            return counts.map {
                .init(place: place, area: area, counts: $0, people: people, yearBefore: baselineEvents)
            }
        }
    }

    /// A count that may have been suppressed.
    private enum Possibly: Decodable, Equatable {
        case count(Int)
        case suppressed, unknown

        var count: Int? { if case .count(let count) = self { count } else { nil } }

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
