import Disclosure
import ReportKit

/// A comparison group as `return.json` has it: which areas, why these, and how they did by indicator.
struct ComparisonGroupDocument: Encodable {
    /// What is published of the group for one indicator: values in the unit of the page, percentages as such.
    struct Figure: Encodable {
        let indicator: String
        let median, lowest, highest: Double
        /// How many members have a published figure.
        let published: Int
        let position: String
    }

    let area: Area
    let members: [Area]
    let basis: ComparisonGroup.Basis
    let figures: [Figure]

    static func all(of edition: Return) -> [ComparisonGroupDocument] {
        edition.similar.groups.map { group in
            ComparisonGroupDocument(
                area: group.area, members: group.members, basis: group.basis,
                figures: edition.reports.compactMap { report in
                    report.shown.first { $0.area == group.area && $0.group == nil }
                        .flatMap { edition.similar.position(of: $0, in: report) }
                        .map {
                            Figure(
                                indicator: report.indicator.id, median: $0.median, lowest: $0.lowest,
                                highest: $0.highest, published: $0.published, position: $0.standing.rawValue)
                        }
                })
        }
    }
}
