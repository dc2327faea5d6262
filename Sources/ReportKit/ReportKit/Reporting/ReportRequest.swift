/// What a report is asked for.
public struct ReportRequest: Codable, Sendable {
    public var period: ReportPeriod
    /// The levels to give findings at.
    public var levels: [AreaLevel]
    public var breakdown: Breakdown?
    /// Whether predictions of several models may stand in one cohort.
    public var allowsMixedModels: Bool
    /// The model applied here whose predictions are to be taken; nil for those that came with the caseload.
    public var model: PredictionModel?
    /// Whether predictions are to be compared with what happened, tenth by tenth, where there are any.
    public var wantsCalibration: Bool

    public init(
        period: ReportPeriod, levels: [AreaLevel], breakdown: Breakdown? = nil, allowsMixedModels: Bool = false,
        model: PredictionModel? = nil, wantsCalibration: Bool = false
    ) {
        self.period = period
        self.levels = levels
        self.breakdown = breakdown
        self.allowsMixedModels = allowsMixedModels
        self.model = model
        self.wantsCalibration = wantsCalibration
    }
}
