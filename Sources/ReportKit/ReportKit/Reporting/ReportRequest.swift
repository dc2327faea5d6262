/// What a report is asked for.
public struct ReportRequest: Codable, Sendable {
    public var period: ReportPeriod
    /// The levels to give findings at.
    public var levels: [AreaLevel]
    public var breakdown: Breakdown?

    public init(period: ReportPeriod, levels: [AreaLevel], breakdown: Breakdown? = nil) {
        self.period = period
        self.levels = levels
        self.breakdown = breakdown
    }
}
