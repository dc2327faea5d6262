import Foundation
import Platform

/// What differs between the figures of two `return.json`: numbers, verdicts, and what is suppressed.
///
/// Words and provenance are not compared, nor is what only the second file has: a newer program may word the same figures
/// differently, and add others.
public struct FigureComparison {
    /// One sentence per difference; empty where every figure is the same.
    public private(set) var differences: [String] = []

    /// Keys whose values are words.
    private static let words: Set = ["sentence", "name", "source"]

    /// - Throws: ``Unreadable`` where a file is not a `return.json`.
    public init(from before: Data, to after: Data) throws {
        let (before, after) = (try Self.reports(before), try Self.reports(after))
        for (id, findings) in before.sorted(by: { $0.key < $1.key }) {
            guard let others = after[id] else {
                differences.append("\(id) is missing")
                continue
            }
            for (place, finding) in findings.sorted(by: { $0.key < $1.key }) {
                guard let other = others[place] else {
                    differences.append("\(id), \(place): the figure is missing")
                    continue
                }
                compare(finding, other, "\(id), \(place)")
            }
            for place in others.keys.sorted() where findings[place] == nil {
                differences.append("\(id), \(place): the figure is new")
            }
        }
    }

    /// A file that is not a `return.json`.
    public struct Unreadable: ExitCoded, CustomStringConvertible {
        public let description = "it is not a return.json"
        public var exitCode: ExitCode { .badData }
    }

    private typealias Object = [String: Any]

    /// The findings of each indicator by area and group.
    private static func reports(_ data: Data) throws -> [String: [String: Object]] {
        guard let document = try? JSONSerialization.jsonObject(with: data) as? Object,
            let reports = document["reports"] as? [Object]
        else { throw Unreadable() }
        var found: [String: [String: Object]] = [:]
        for report in reports {
            guard let id = report["indicator"] as? String, let findings = report["findings"] as? [Object] else {
                throw Unreadable()
            }
            found[id] = Dictionary(
                findings.map { (place($0), $0) }, uniquingKeysWith: { first, _ in first })
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
            guard let after = after as? Object else { return note(before, after, place) }
            for (key, value) in before.sorted(by: { $0.key < $1.key }) where !Self.words.contains(key) {
                compare(value, after[key], "\(place), \(key)")
            }
        } else if let before = before as? [Any] {
            guard let after = after as? [Any], before.count == after.count else { return note(before, after, place) }
            for (index, pair) in zip(before, after).enumerated() { compare(pair.0, pair.1, "\(place)[\(index)]") }
        } else if !((before as? NSObject)?.isEqual(after) ?? false) {
            note(before, after, place)
        }
    }

    private mutating func note(_ before: Any, _ after: Any?, _ place: String) {
        differences.append("\(place) was \(before) and is \(after.map { "\($0)" } ?? "missing")")
    }
}
