import Significance

/// One indicator: what it is, which data it needs, and the query that counts it.
///
/// The judgement is the family's, made by the host from the columns that the query returns; a module with mathematics
/// of its own implements ``findings(from:)`` itself.
public protocol ReportModule: Sendable {
    /// The indicator's definition sheet.
    var indicator: Indicator { get }

    /// Which data a report for that time needs, and from which day they are complete.
    ///
    /// - Throws: ``ReportError/notOffered(indicator:what:instead:)`` for a period that the indicator has not.
    func coverage(of period: ReportPeriod) throws -> Coverage

    /// The query that counts, for data that are there.
    ///
    /// - Parameters:
    ///   - period: the time asked for, for which ``coverage(of:)`` said what must be loaded.
    ///   - breakdown: what to name the group of each row by, or nil for none; the query's `breakdown` column is then
    ///     null.
    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query

    /// The findings, judged; the family's own judgement unless the module has its own.
    func findings(from inputs: ReportInputs) throws -> Judgement
}

extension ReportModule {
    public func findings(from inputs: ReportInputs) throws -> Judgement {
        switch indicator.family {
        case .proportionAgainstPredicted: try ProportionAgainstPredicted.judge(self, inputs)
        case .proportionAgainstTarget: try ProportionAgainstTarget.judge(self, inputs)
        case .cohortChange: try CohortChange.judge(self, inputs)
        case .frequency: try EventFrequency.judge(self, inputs)
        case .ratePerPopulation: try RatePerPopulation.judge(self, inputs)
        case .standardisedRate: try StandardisedRate.judge(self, inputs)
        case .countAgainstTarget: try CountAgainstTarget.judge(self, inputs)
        case .countChange: try CountChange.judge(self, inputs)
        case .mean: try MeanValue.judge(self, inputs)
        case .supplied: try SuppliedValue.judge(self, inputs)
        case .undefined: UndefinedIndicator.judge(self)
        }
    }
}

/// Everything that a module's findings are made from.
public struct ReportInputs {
    public let request: ReportRequest
    public let warehouse: any Warehouse
    /// The areas as they stood on the last day asked about.
    public let areas: AreaDirectory
    /// What was agreed, for the last day counted.
    public let targets: TargetTable
    /// How much may be lacking before a finding is marked.
    public let thresholds: QualityThresholds
    /// Levels to count at and not to judge: what is shown is weighed against what they count.
    public let weighedLevels: [AreaLevel]
    /// What the report before was made from, where it was of the same state of the warehouse.
    let cohort: SharedCohort

    /// The inputs of one report; a `cohort` is shared by reports of one state of the warehouse, and nil for a report on
    /// its own.
    public init(
        request: ReportRequest, warehouse: any Warehouse, areas: AreaDirectory, targets: TargetTable,
        thresholds: QualityThresholds, weighedLevels: [AreaLevel] = [], cohort: SharedCohort? = nil
    ) {
        self.request = request
        self.warehouse = warehouse
        self.areas = areas
        self.targets = targets
        self.thresholds = thresholds
        self.weighedLevels = weighedLevels
        self.cohort = cohort ?? SharedCohort()
    }
}

/// What a module answers: findings, and what the data behind them are like.
public struct Judgement: Sendable {
    public var findings: [Finding]
    public var dataQuality: [QualityMeasure]
    /// What a reader must know of these data, such as the model that predicted.
    public var notes: [String]
    /// What is counted at the levels that were not asked for, for disclosure control; none from a module that judges by
    /// itself and does not say.
    public var weighed: [UnshownCounts.Row]
    /// Predictions against what happened, where the request wants that.
    public var calibration: [RiskGroup]

    public init(
        findings: [Finding], dataQuality: [QualityMeasure], notes: [String] = [], weighed: [UnshownCounts.Row] = [],
        calibration: [RiskGroup] = []
    ) {
        self.findings = findings
        self.dataQuality = dataQuality
        self.notes = notes
        self.weighed = weighed
        self.calibration = calibration
    }
}

extension ReportInputs {
    /// The judgement of every level, asked for or weighed.
    ///
    /// - Parameter findings: those of one level.
    func judgement(
        dataQuality: [QualityMeasure], _ findings: (AreaLevel) throws -> [Finding]
    ) rethrows -> Judgement {
        Judgement(
            findings: try request.levels.flatMap(findings), dataQuality: dataQuality,
            weighed: try weighedLevels.flatMap(findings).map(UnshownCounts.Row.init))
    }
}
