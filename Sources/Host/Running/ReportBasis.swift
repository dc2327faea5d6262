/// What reports are based on: which state of the warehouse, and whose predictions.
public struct ReportBasis: Sendable {
    /// An earlier state of the warehouse; nil for the latest.
    public var asOf: AsOf?
    /// The model applied here whose predictions indicators are judged against; nil for those loaded with the caseload.
    public var model: ModelChoice?
    /// Whether verdicts allow for the uncertainty of the model's own coefficients.
    public var allowsForPrediction: Bool
    /// Whether one cohort may hold predictions of several models.
    public var allowsMixedModels: Bool

    public init(
        asOf: AsOf? = nil, model: ModelChoice? = nil, allowsForPrediction: Bool = false,
        allowsMixedModels: Bool = false
    ) {
        self.asOf = asOf
        self.model = model
        self.allowsForPrediction = allowsForPrediction
        self.allowsMixedModels = allowsMixedModels
    }
}
