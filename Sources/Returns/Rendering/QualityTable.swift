import ReportKit

/// What the warehouse's rows lack, as a table for people or as JSON for programs.
///
/// ```
/// Quarter    Area        PNC match  Prediction  Authority  Answered  Late proof  Repeats
/// ---------  ----------  ---------  ----------  ---------  --------  ----------  -------
/// 2010-11Q4  Lancashire   5.4% [q]        0.3%       2.9%      4.0%       16.2%    59.4%
/// ```
public struct QualityTable {
    /// One area in one quarter.
    public typealias Entry = (quarter: Quarter, area: Area, measures: [QualityMeasure])

    private let entries: [Entry]
    private let synthetic: Bool

    public init(_ entries: [Entry], synthetic: Bool) {
        self.entries = entries
        self.synthetic = synthetic
    }

    private static let columns: [(measure: QualityMeasure.Kind, heading: String)] = [
        (.pncMatch, "PNC match"), (.prediction, "Prediction"), (.authority, "Authority"), (.answered, "Answered"),
        (.lateProof, "Late proof"), (.repeats, "Repeats"),
    ]

    public func table(width: Int) -> String {
        var table = TextTable(
            [.init(heading: "Quarter", alignment: .left), .init(heading: "Area", alignment: .left, yields: true)]
                + Self.columns.map { .init(heading: $0.heading) })
        for entry in entries {
            table.append(
                [entry.quarter.description, entry.area.name]
                    + Self.columns.map { column in
                        guard let measure = entry.measures.first(where: { $0.measure == column.measure }) else {
                            return Numbers.missing
                        }
                        return Numbers.percent(measure.share, decimals: 1) + (measure.isInsufficient ? " [q]" : "")
                    })
        }
        var lines = table.lines(width: width)
        if synthetic { lines.insert(contentsOf: [Report.syntheticCaveat, ""], at: 0) }
        let limits = Self.columns.compactMap { column -> String? in
            let measures = entries.lazy.flatMap(\.measures).filter { $0.measure == column.measure }
            guard let measure = measures.first(where: { $0.largestShare != nil }) else { return nil }
            return "\(measure.name) \(Numbers.percent(measure.largestShare, decimals: 1))"
        }
        lines.append("")
        lines += Wrapping.lines(
            "Shares of rows that are lacking; [q] more than may be: \(limits.joined(separator: "; ")).", width: width,
            first: "* ", rest: "  ")
        return lines.joined(separator: "\n") + "\n"
    }

    public func json() throws -> String {
        try JSONRenderer.text(
            Document(
                synthetic: synthetic,
                areas: entries.map { entry in
                    Document.Row(
                        quarter: entry.quarter, area: entry.area, measures: entry.measures,
                        insufficient: entry.measures.contains(where: \.isInsufficient))
                }))
    }

    private struct Document: Encodable {
        struct Row: Encodable {
            let quarter: Quarter
            let area: Area
            let measures: [QualityMeasure]
            let insufficient: Bool
        }
        let synthetic: Bool
        let areas: [Row]
    }
}
