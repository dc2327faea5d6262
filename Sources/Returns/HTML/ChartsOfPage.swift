import Disclosure
import Foundation
import Platform
import Presenting
import ReportKit

/// The charts of a page, few enough to keep it quick to open: indicators that have something to show come first.
///
/// First come the headline indicators, then those whose own areas differ significantly or miss a target, then those
/// with a target, then the others, each in the order of the return. Once the charts exceed a size, no further
/// indicator's are drawn.
struct ChartsOfPage {
    private var charts: [String: [PageChart]] = [:]

    /// Characters of charts, each drawn for two widths, after which no further indicator's are drawn: with tables and
    /// words, a page of 120 indicators stays near 4 MB.
    static let mostCharacters = 2_800_000

    init(_ edition: Return, mostCharacters: Int = mostCharacters) {
        var size = 0
        let headline = Set(AtAGlance.headlineReports(of: edition).map(\.indicator.id))
        let ranked = edition.reports.enumerated().map { place, report in
            (
                rank: headline.contains(report.indicator.id) ? -1 : Self.rank(report, edition), place: place,
                report: report
            )
        }
        var waiting = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.report)[...]
        // A few more may be drawn than there is room for.
        let sideBySide = 2 * ProcessInfo.processInfo.activeProcessorCount
        while size < mostCharacters, !waiting.isEmpty {
            let next = Array(waiting.prefix(sideBySide))
            waiting = waiting.dropFirst(sideBySide)
            for (report, drawn) in zip(next, next.mapSideBySide { Self.charts(of: $0, edition) })
            where size < mostCharacters {
                size += drawn.reduce(0) { $0 + $1.svg.utf8.count + $1.narrow.utf8.count }
                charts[report.indicator.id] = drawn
            }
        }
    }

    private static func charts(of report: PublishedReport, _ edition: Return) -> [PageChart] {
        let notice = edition.notice(on: report)
        return ReturnCharts.all(report, earlier: edition.earlier, areas: edition.areas).map {
            PageChart($0, notice: notice)
        }
    }

    /// The charts of an indicator; nil where there was no room for them.
    subscript(report: PublishedReport) -> [PageChart]? { charts[report.indicator.id] }

    private static func rank(_ report: PublishedReport, _ edition: Return) -> Int {
        let own = report.shown.filter { edition.isOwn($0.area) && $0.area.level != .notAssigned }
        if own.contains(where: {
            $0.verdict == .significantlyWorse || $0.verdict == .significantlyBetter || $0.target?.met == false
        }) {
            return 0
        }
        return own.contains { $0.target != nil } ? 1 : 2
    }
}
