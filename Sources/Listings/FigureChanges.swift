import Disclosure
import Presenting
import ReportKit
import Text

/// Where two published reports of one period differ: areas, and what a table shows of each, as it is rounded there.
///
/// ```
/// Area        What     Before  Now
/// ----------  -------  ------  ------
/// Lancashire  Rate     78.9%   79.4%
///             Verdict  better  worse
/// ```
public struct FigureChanges {
    private var rows: [[String]] = []
    private var changed = 0
    private let compared: Int

    /// What stands where a report does not have an area.
    private static let absent = "(not there)"

    /// - Parameters:
    ///   - first: as it was.
    ///   - second: as it is now.
    public init(_ first: PublishedReport, _ second: PublishedReport) {
        let (old, new) = (Self.cells(of: first), Self.cells(of: second))
        let places = new.map(\.place) + old.map(\.place).filter { place in !new.contains { $0.place == place } }
        compared = places.count
        for place in places {
            let before = old.first { $0.place == place }
            let now = new.first { $0.place == place }
            let name = now?.name ?? before?.name ?? ""
            guard let before, let now else {
                changed += 1
                rows.append([name, "Area", before == nil ? Self.absent : "there", now == nil ? Self.absent : "there"])
                continue
            }
            let headings =
                now.cells.map(\.heading)
                + before.cells.map(\.heading).filter { heading in
                    !now.cells.contains { $0.heading == heading }
                }
            var isFirst = true
            for heading in headings {
                let values = [before, now].map { row in row.cells.first { $0.heading == heading }?.text ?? Self.absent }
                guard values[0] != values[1] else { continue }
                rows.append([isFirst ? name : "", heading, values[0], values[1]])
                isFirst = false
            }
            if !isFirst { changed += 1 }
        }
    }

    /// Whether nothing that is shown differs.
    public var isEmpty: Bool { rows.isEmpty }

    /// The differences as a table, under names of the two reports, and a line that counts them.
    public func text(_ first: String, _ second: String, width: Int) -> String {
        guard !rows.isEmpty else { return "No published figure or verdict of \(Numbers.count(compared)) differs.\n" }
        var table = TextTable([
            .init(heading: "Area", alignment: .left, yields: true), .init(heading: "What", alignment: .left),
            .init(heading: first, alignment: .left), .init(heading: second, alignment: .left),
        ])
        for row in rows { table.append(row) }
        return "\(Numbers.count(changed)) of \(Numbers.count(compared)) differ, as published:\n\n"
            + table.lines(width: width).joined(separator: "\n") + "\n"
    }

    private struct Place: Hashable {
        let area: Area
        let group: String?
    }

    private typealias Row = (place: Place, name: String, cells: [(heading: String, text: String)])

    private static func cells(of report: PublishedReport) -> [Row] {
        let columns = report.tableColumns(.full).filter { !["Area", "Level", "Group"].contains($0.heading) }
        return report.findings.map { finding in
            let group = finding.group?.value
            return (
                Place(area: finding.area, group: group),
                group.map { "\(finding.area.name), \($0)" } ?? finding.area.name,
                columns.map { ($0.heading, $0.cell(finding)) }
            )
        }
    }
}
