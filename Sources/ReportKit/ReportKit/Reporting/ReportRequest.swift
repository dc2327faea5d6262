/// What a report should contain.
public struct ReportRequest: Hashable, Codable, Sendable {
    public var period: ReportPeriod
    /// The levels to report findings at.
    public var levels: [AreaLevel]
    public var breakdown: Breakdown?
    /// Whether one cohort may contain the predictions of several models.
    public var allowsMixedModels: Bool
    /// The model, applied in this warehouse, whose predictions are used; nil for those that came with the caseload.
    public var model: PredictionModel?
    /// Whether verdicts allow for the uncertainty of the model's own coefficients; needs ``model``.
    public var allowsForPrediction: Bool
    /// Whether to compare predictions with outcomes, in tenths, where there are predictions.
    public var wantsCalibration: Bool

    public init(
        period: ReportPeriod, levels: [AreaLevel], breakdown: Breakdown? = nil, allowsMixedModels: Bool = false,
        model: PredictionModel? = nil, allowsForPrediction: Bool = false, wantsCalibration: Bool = false
    ) {
        self.period = period
        self.levels = levels
        self.breakdown = breakdown
        self.allowsMixedModels = allowsMixedModels
        self.model = model
        self.allowsForPrediction = allowsForPrediction
        self.wantsCalibration = wantsCalibration
    }
}
