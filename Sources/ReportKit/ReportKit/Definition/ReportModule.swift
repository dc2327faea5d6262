import Significance

/// One indicator: what it is, which data it needs, and the query that counts it.
///
/// The indicator's family judges the columns that the query returns; a module with mathematics of its own implements
/// ``findings(from:)`` instead.
public protocol ReportModule: Sendable {
    /// The indicator's definition sheet.
    var indicator: Indicator { get }

    /// Which data a report for a period needs, and from which day they are complete.
    ///
    /// - Throws: ``ReportError/notOffered(indicator:what:instead:)`` for a period that the indicator does not offer.
    func coverage(of period: ReportPeriod) throws -> Coverage

    /// The query that counts; called once the data it needs are known to be loaded.
    ///
    /// - Parameters:
    ///   - period: the requested period, as passed to ``coverage(of:)``.
    ///   - breakdown: what the query's `breakdown` column groups by; where it is nil, that column is null.
    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query

    /// The judged findings. By default, the indicator's family judges them.
    func findings(from inputs: ReportInputs) throws -> Judgement
}

extension ReportModule {
    public func findings(from inputs: ReportInputs) throws -> Judgement {
        switch indicator.family {
        case .proportionAgainstPredicted:
            if let module = self as? any ModuleWithHorizon {
                try ProportionAgainstPredicted.judge(module, inputs)
            } else {
                throw ReportError.noHorizon(indicator: indicator.id)
            }
        case .proportionAgainstTarget: try ProportionAgainstTarget.judge(self, inputs)
        case .cohortChange: try CohortChange.judge(self, inputs)
        case .frequency: try EventFrequency.judge(self, inputs)
        case .ratePerPopulation: try RatePerPopulation.judge(self, inputs)
        case .standardisedRate: try StandardisedRate.judge(self, inputs)
        case .countAgainstTarget: try CountAgainstTarget.judge(self, inputs)
        case .countChange: try CountChange.judge(self, inputs)
        case .mean: try MeanValue.judge(self, inputs)
        case .quantile: try QuantileValue.judge(self, inputs)
        case .supplied: try SuppliedValue.judge(self, inputs)
        case .undefined: UndefinedIndicator.judge(self)
        }
    }
}

/// Everything that a module makes its findings from.
public struct ReportInputs {
    public let request: ReportRequest
    public let warehouse: any Warehouse
    /// The areas as they were on the last requested day.
    public let areas: AreaDirectory
    /// The targets agreed for the last day counted.
    public let targets: TargetTable
    /// How much may be missing before a finding is marked as having insufficient data.
    public let thresholds: QualityThresholds
    /// What the figures of each area rest on.
    public let basis: DataBasis
    /// Levels to count at but not to judge: disclosure control weighs the figures shown against these counts.
    public let weighedLevels: [AreaLevel]
    /// Codes of the areas whose findings are shown; nil for all. Of the others nothing leaves the report but what
    /// ``UnshownCounts`` and ``Comparator`` hold, so a family need not work out the rest.
    public let shown: Set<String>?
    /// The rows that the previous report was made from, where it used the same state of the warehouse.
    let cohort: SharedCohort

    /// The inputs of one report. Reports on the same state of the warehouse share a `cohort`; it is nil for a single
    /// report.
    public init(
        request: ReportRequest, warehouse: any Warehouse, areas: AreaDirectory, targets: TargetTable,
        thresholds: QualityThresholds, basis: DataBasis = .unknown, weighedLevels: [AreaLevel] = [],
        shown: Set<String>? = nil, cohort: SharedCohort? = nil
    ) {
        self.request = request
        self.warehouse = warehouse
        self.areas = areas
        self.targets = targets
        self.thresholds = thresholds
        self.basis = basis
        self.weighedLevels = weighedLevels
        self.shown = shown
        self.cohort = cohort ?? SharedCohort()
    }
}

/// A module's answer: its findings, and the quality of the data behind them.
public struct Judgement: Sendable {
    public var findings: [Finding]
    public var dataQuality: [QualityMeasure]
    /// What a reader must know about these data, such as which model made the predictions.
    public var notes: [String]
    /// The counts at ``ReportInputs/weighedLevels``, for disclosure control; empty where a module judges for itself and
    /// does not provide them.
    public var weighed: [UnshownCounts.Row]
    /// Predictions compared with outcomes, where the request asks for it.
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
    /// Whether an area's finding is shown.
    func shows(_ area: Area) -> Bool { shown?.contains(area.code) ?? true }

    /// The judgement of every requested level, with the counts of every weighed one.
    ///
    /// - Parameters:
    ///   - dataQuality: the quality of all the rows together.
    ///   - findings: makes the findings of one level.
    func judgement(
        dataQuality: [QualityMeasure], _ findings: (AreaLevel) throws -> [Finding]
    ) rethrows -> Judgement {
        Judgement(
            findings: try request.levels.flatMap(findings), dataQuality: dataQuality,
            weighed: try weighedLevels.flatMap(findings).map(UnshownCounts.Row.init))
    }
}
