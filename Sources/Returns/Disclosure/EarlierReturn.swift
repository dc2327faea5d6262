import Foundation
import ReportKit

/// What a return of an earlier quarter published, read from its `return.json`.
public struct EarlierReturn: Sendable {
    let tables: [CountTable]

    /// - Parameter path: a `return.json`, or the folder that holds one.
    public init(at path: String) throws(DisclosureError) {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = isFolder.boolValue ? "\(path)/return.json" : path
        guard let data = FileManager.default.contents(atPath: file) else {
            throw .earlierReturn(file: file, problem: "it cannot be read")
        }
        try self.init(json: data, file: file)
    }

    /// - Parameter file: what errors call it.
    init(json: Data, file: String) throws(DisclosureError) {
        do {
            tables = try JSONDecoder().decode(Document.self, from: json).reports.compactMap(\.table)
        } catch {
            throw .earlierReturn(file: file, problem: "it has not the shape of one")
        }
    }

    private struct Document: Decodable {
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

        private enum Key: CodingKey {
            case area, breakdown, observed, n, people
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            area = try container.decode(Area.self, forKey: .area)
            breakdown = try container.decodeIfPresent(Finding.Group.self, forKey: .breakdown)
            observed = try container.decodeIfPresent(Possibly.self, forKey: .observed) ?? .unknown
            n = try container.decodeIfPresent(Possibly.self, forKey: .n) ?? .unknown
            people = try? container.decodeIfPresent(Int.self, forKey: .people)
        }

        func cell(_ family: Family) -> CountTable.Cell? {
            let place = CountTable.Place(area: .init(area), group: breakdown?.value)
            switch (observed, n) {
            case (.suppressed, _), (_, .suppressed):
                return .init(place: place, area: area, counts: nil)
            case (.count(let observed), .count(let n)):
                let counts = family.counts(observed: observed, n: n, people: people)
                return counts.map { .init(place: place, area: area, counts: $0, people: people) }
            default: return nil
            }
        }
    }

    /// A count that may have been kept back.
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
