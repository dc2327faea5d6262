import Disclosure
import ReportKit
import Text

/// Data-quality measures of the warehouse's rows, as a table for people or as JSON for programs.
///
/// ```
/// Quarter    Area        PNC match  Prediction  Authority  Answered  Late proof  Repeats
/// ---------  ----------  ---------  ----------  ---------  --------  ----------  -------
/// 2010-11Q4  Lancashire   5.4% [q]        0.3%       2.9%      4.0%       16.2%    59.4%
/// ```
public struct QualityTable {
    private let areas: [PublishedQuality]
    private let isSynthetic: Bool

    public init(_ areas: [PublishedQuality], isSynthetic: Bool) {
        self.areas = areas
        self.isSynthetic = isSynthetic
    }

    private var columns: [(kind: QualityMeasure.Kind, heading: String)] {
        [
            (.pncMatch, "PNC match"), (.prediction, "Prediction"), (.authority, "Authority"), (.answered, "Answered"),
            (.lateProof, "Late proof"), (.repeats, "Repeats"),
        ] + (measures(.rejected).isEmpty ? [] : [(.rejected, "Rejected")])
    }

    private var marking: String? { areas.lazy.compactMap(\.release.marking).first }

    private func measures(_ kind: QualityMeasure.Kind) -> [PublishedQuality.Measure] {
        areas.flatMap(\.measures).filter { $0.kind == kind }
    }

    public func table(width: Int) -> String {
        let columns = columns
        var table = TextTable(
            [.init(heading: "Quarter", alignment: .left), .init(heading: "Area", alignment: .left, yields: true)]
                + columns.map { .init(heading: $0.heading) })
        for area in areas {
            table.append(
                [area.quarter.description, area.area.name]
                    + columns.map { column in
                        Self.cell(area.measures.first { $0.kind == column.kind })
                    })
        }
        var lines = table.lines(width: width)
        if isSynthetic { lines.insert(contentsOf: [Report.syntheticCaveat, ""], at: 0) }
        if let marking { lines.insert(contentsOf: [marking, ""], at: 0) }
        let limits = columns.compactMap { column -> String? in
            guard let measure = measures(column.kind).first(where: { $0.largestShare != nil }) else { return nil }
            return "\(column.kind.name) \(Numbers.percent(measure.largestShare, decimals: 1))"
        }
        lines.append("")
        lines += Wrapping.lines(
            "Shares of rows that are lacking; [q] more than may be: \(limits.joined(separator: "; ")).", width: width,
            first: "* ", rest: "  ")
        if areas.contains(where: { $0.measures.contains(where: \.isSuppressed) }) {
            lines += Wrapping.lines(
                "[c] confidential: suppressed because it is a small count, or would give one away.", width: width,
                first: "* ", rest: "  ")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ measure: PublishedQuality.Measure?) -> String {
        switch measure {
        case .shown(let measure):
            Numbers.percent(measure.share, decimals: 1) + (measure.isInsufficient ? " [q]" : "")
        case .suppressed: "[c]"
        case nil: Numbers.missing
        }
    }

    public func json() throws -> String {
        try JSONText.text(Document(marking: marking, synthetic: isSynthetic, areas: areas.map(Document.Row.init)))
    }

    private struct Document: Encodable {
        struct Row: Encodable {
            let quarter: Quarter
            let area: Area
            let measures: [Measure]
            let insufficient: Bool

            init(_ area: PublishedQuality) {
                quarter = area.quarter
                self.area = area.area
                measures = area.measures.map(Measure.init)
                insufficient = area.measures.contains(where: \.isInsufficient)
            }
        }

        /// A measure with its counts, or with `{"suppressed": true}` in place of them.
        struct Measure: Encodable {
            let measure: PublishedQuality.Measure

            private enum Key: String, CodingKey {
                case measure, name, count, of, largestShare
            }

            func encode(to encoder: any Encoder) throws {
                if case .shown(let shown) = measure { return try shown.encode(to: encoder) }
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(measure.kind, forKey: .measure)
                try container.encode(measure.name, forKey: .name)
                try container.encode(["suppressed": true], forKey: .count)
                try container.encode(["suppressed": true], forKey: .of)
                try container.encode(measure.largestShare, forKey: .largestShare)
            }
        }

        /// Left out of the published form.
        let marking: String?
        let synthetic: Bool
        let areas: [Row]
    }
}

extension PublishedQuality.Measure {
    fileprivate var isSuppressed: Bool {
        if case .suppressed = self { true } else { false }
    }
}
