import Disclosure
import ReportKit

/// The charts of one report, in reading order.
package enum ReturnCharts {
    /// Fewer areas than this are easier to compare in the table.
    private static let fewestAreas = 2

    /// - Parameters:
    ///   - earlier: reports on earlier quarters, of this and other indicators.
    ///   - areas: those that are drawn over the quarters.
    package static func all(_ report: PublishedReport, earlier: [PublishedReport], areas: [Area]) -> [any Chart] {
        let series = earlier.filter { $0.indicator.id == report.indicator.id } + [report]
        let overTime: [any Chart] = areas.compactMap { OverQuarters(series, area: $0) }
        let compared = Caterpillar.all(report)
        return (compared.reduce(0) { $0 + $1.count } >= fewestAreas ? compared : []) + Funnel.all(report)
            + ShrunkenChart.all(report) + BeforeAfter.all(report) + overTime
            + (CalibrationChart(report).map { [$0] } ?? [])
    }
}
