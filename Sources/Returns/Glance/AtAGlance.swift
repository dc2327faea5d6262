import Disclosure
import Presenting
import ReportKit

/// What a board asks first: the headline indicators in one table, what is worth knowing, and all other indicators by
/// theme.
struct AtAGlance: Sendable {
    /// One row per headline indicator and area.
    let headline: [GlanceRow]
    let worth: [WorthKnowing.Item]
    let themes: [Group]
    /// The indicators of one theme.
    struct Group: Sendable {
        let theme: Theme
        let rows: [GlanceRow]

        /// How many there are and how they stand: `7 indicators: 1 significantly worse, 2 targets not met`.
        var tally: String {
            let count = Set(rows.map(\.indicator.id)).count
            func counted(_ number: Int, _ what: String) -> String? { number > 0 ? "\(number) \(what)" : nil }
            let missed = rows.count { $0.isTargetMet == false }
            let parts = [
                counted(rows.count { $0.shape == .worse }, VerdictShape.worse.meaning),
                counted(rows.count { $0.shape == .better }, VerdictShape.better.meaning),
                counted(missed, missed == 1 ? "target not met" : "targets not met"),
            ].compactMap(\.self)
            return "\(count) \(count == 1 ? "indicator" : "indicators")"
                + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
        }
    }

    /// The indicators that head an overview where nobody designated any.
    static let usual = ["NI18", "NI30", "NI143", "NI144"]

    /// Fewer indicators than this are all headline ones, where none of those designated is among them.
    private static let few = 9

    /// The reports on the headline indicators, in their order.
    static func headlineReports(of edition: Return) -> [PublishedReport] {
        let wanted = edition.headline.isEmpty ? usual : edition.headline
        let chosen = wanted.compactMap { id in edition.reports.first { $0.indicator.id == id } }
        return chosen.isEmpty && edition.reports.count < few ? edition.reports : chosen
    }

    /// Of nothing yet.
    init() {
        (headline, worth, themes) = ([], [], [])
    }

    init(_ edition: Return) {
        let reports = edition.reports
        let chosen = Self.headlineReports(of: edition)
        let ids = Set(chosen.map(\.indicator.id))
        let (areas, earlier) = (edition.areasByName, Dictionary(grouping: edition.earlier, by: \.indicator.id))
        func rows(_ report: PublishedReport) -> [GlanceRow] {
            areas.map { GlanceRow(report, of: $0, earlier: earlier[report.indicator.id] ?? [], in: edition) }
        }
        headline = chosen.flatMap(rows)
        let others = Dictionary(
            grouping: reports.filter { !ids.contains($0.indicator.id) }, by: { Theme($0.indicator) })
        themes = Theme.allCases.compactMap { theme in
            others[theme].map { Group(theme: theme, rows: $0.flatMap(rows)) }
        }
        worth = WorthKnowing(edition).items
    }
}

extension Return {
    /// The quarter that changes are since.
    var quarterBefore: Quarter { quarter.advanced(by: -1) }

    /// What is said below the overview: whose figures it has, and with whom they are compared.
    var overviewNotes: [String] { [overviewSubject].compactMap(\.self) + comparisonLines }

    /// Whose figures the overview has, where areas of several levels have one name; nil where none have.
    var overviewSubject: String? {
        let shared = areasByName.filter { $0.count > 1 }
        guard !shared.isEmpty else { return nil }
        let first = shared.map { $0[0].named }.joined(separator: ", ")
        let others = shared.flatMap { $0.dropFirst() }.map(\.named).joined(separator: ", ")
        return "The overview is of \(first); a row says where it is of \(others)."
    }

    /// The areas asked for, those of one name together: a trust and an authority may share it.
    var areasByName: [[Area]] {
        var groups: [[Area]] = []
        for area in areas {
            if let index = groups.firstIndex(where: { $0[0].name == area.name }) {
                groups[index].append(area)
            } else {
                groups.append([area])
            }
        }
        return groups
    }
}
