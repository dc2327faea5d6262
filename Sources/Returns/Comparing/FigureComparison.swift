import Foundation
import Platform

/// What differs between the figures of two `return.json`: numbers, verdicts, and what is suppressed.
///
/// Words and provenance are not compared, nor are keys that only the second file has: a newer program may word the same
/// figures differently, and say more of them. A report or finding that only one file has is a difference.
public struct FigureComparison {
    /// One sentence per difference, without the figures themselves: one of the files may suppress what the other shows.
    /// Empty where every figure is the same.
    public private(set) var differences: [String] = []

    /// Keys whose values are words.
    private static let words: Set = ["sentence", "name", "source"]

    /// - Throws: ``Unreadable`` where a file is not a `return.json`.
    public init(from before: Data, to after: Data) throws {
        let (before, after) = (try Self.reports(before), try Self.reports(after))
        for (id, report) in before.sorted(by: { $0.key < $1.key }) {
            guard let other = after[id] else {
                differences.append("\(id) is missing")
                continue
            }
            compare(report.facts, other.facts, id)
            for (place, finding) in report.findings.sorted(by: { $0.key < $1.key }) {
                guard let other = other.findings[place] else {
                    differences.append("\(id), \(place): the figure is missing")
                    continue
                }
                compare(finding, other, "\(id), \(place)")
            }
            for place in other.findings.keys.sorted() where report.findings[place] == nil {
                differences.append("\(id), \(place): the figure is new")
            }
        }
        for id in after.keys.sorted() where before[id] == nil { differences.append("\(id) is new") }
    }

    /// A file that is not a `return.json`.
    public struct Unreadable: ExitCoded, CustomStringConvertible {
        public let description =
            "it is not a return.json of format version \(FormatVersion.current) or earlier"
        public var exitCode: ExitCode { .badData }
    }

    private typealias Object = [String: Any]

    /// What is compared of one indicator.
    private struct ReportFigures {
        /// What the figures are for, and what all areas' records lack.
        let facts: Object
        /// By area and group.
        let findings: [String: Object]
    }

    private static let facts = ["quarter", "period", "by", "family", "goodIs"]

    /// What is compared, by indicator.
    private static func reports(_ data: Data) throws -> [String: ReportFigures] {
        guard let document = try? JSONSerialization.jsonObject(with: data) as? Object,
            (document["formatVersion"] as? Int).map((1...FormatVersion.current).contains) ?? true,
            let reports = document["reports"] as? [Object]
        else { throw Unreadable() }
        var found: [String: ReportFigures] = [:]
        for report in reports {
            guard let id = report["indicator"] as? String, let findings = report["findings"] as? [Object] else {
                throw Unreadable()
            }
            var own = report.filter { facts.contains($0.key) }
            own["measures"] = (report["dataQuality"] as? Object)?["measures"]
            found[id] = ReportFigures(
                facts: own,
                findings: Dictionary(findings.map { (place($0), $0) }, uniquingKeysWith: { first, _ in first }))
        }
        return found
    }

    private static func place(_ finding: Object) -> String {
        let area = finding["area"] as? Object
        let group = finding["breakdown"] as? Object
        return [area?["code"], area?["level"], group?["by"], group?["value"]].compactMap { $0 as? String }
            .joined(separator: " ")
    }

    private mutating func compare(_ before: Any, _ after: Any?, _ place: String) {
        if let before = before as? Object {
            guard let after = after as? Object else { return note(place) }
            for (key, value) in before.sorted(by: { $0.key < $1.key }) where !Self.words.contains(key) {
                compare(value, after[key], "\(place), \(key)")
            }
        } else if let before = before as? [Any] {
            guard let after = after as? [Any], before.count == after.count else { return note(place) }
            for (index, pair) in zip(before, after).enumerated() { compare(pair.0, pair.1, "\(place)[\(index)]") }
        } else if !((before as? NSObject)?.isEqual(after) ?? false) {
            note(place)
        }
    }

    private mutating func note(_ place: String) {
        differences.append("\(place) differs")
    }
}
