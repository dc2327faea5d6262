import ReportKit

/// The charts of one report, in the order that they are read.
enum ReturnCharts {
    /// - Parameters:
    ///   - earlier: reports on earlier quarters, of this and other indicators.
    ///   - areas: those whose course over the quarters is drawn.
    static func all(_ report: Report, earlier: [Report], areas: [Area]) -> [any Chart] {
        let series = earlier.filter { $0.indicator.id == report.indicator.id } + [report]
        let overTime: [any Chart] = areas.compactMap { OverQuarters(series, area: $0) }
        return Caterpillar.all(report) + Funnel.all(report) + BeforeAfter.all(report) + overTime
    }
}
