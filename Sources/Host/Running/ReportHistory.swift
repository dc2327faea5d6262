import ReportKit

/// The earlier periods for which the requested areas are reported too, and for which modules.
public struct ReportHistory: Sendable {
    /// The earliest first; one that has no report is left out.
    public let periods: [ReportPeriod]
    /// Given a module and its new report, returns whether to report the earlier periods too.
    public let shouldFollow: @Sendable (ModuleSubject, Report) -> Bool

    /// - Parameter shouldFollow: given a module and its new report, returns whether to report the earlier periods too.
    public init(
        _ periods: [ReportPeriod], shouldFollow: @escaping @Sendable (ModuleSubject, Report) -> Bool = { _, _ in true }
    ) {
        self.periods = periods
        self.shouldFollow = shouldFollow
    }

    /// No earlier period.
    public static let none = ReportHistory([])
}
