import ReportKit

/// How a return was made, as its manifest says it: what it takes to make it again.
public struct ReturnOrigin: Sendable {
    /// The number of the last publication that it was weighed against; nil where it is not published.
    public var register: Int?
    /// The codes of the areas of each partnership whose return was weighed together with it.
    public var weighedWith: [[String]]
    /// The comparison groups of all of these returns that somebody chose.
    public var comparing: [ComparisonGroup]
    /// The model whose predictions indicators are judged against; nil for those loaded with the caseload.
    public var model: PredictionModel?
    /// Whether verdicts allow for the uncertainty of its predictions.
    public var allowsForPrediction: Bool

    public init(
        register: Int? = nil, weighedWith: [[String]] = [], comparing: [ComparisonGroup] = [],
        model: PredictionModel? = nil, allowsForPrediction: Bool = false
    ) {
        self.register = register
        self.weighedWith = weighedWith
        self.comparing = comparing
        self.model = model
        self.allowsForPrediction = allowsForPrediction
    }
}
