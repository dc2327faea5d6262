import Significance

/// A report: the findings of one indicator for one period, with all that a reader needs to trust or doubt them.
public struct Report: Codable, Sendable {
    public var indicator: Indicator
    public var requested: ReportPeriod
    /// The period shown with the figures.
    public var period: Period
    public var breakdown: Breakdown?
    public var findings: [Finding]
    /// The other areas of the judged levels, where only some were requested: for charts, without names.
    public var others: [Comparator] = []
    /// The counts of all areas that are not among the findings, for disclosure control.
    public var unshown = UnshownCounts()
    /// Predictions compared with outcomes, over all areas together, lowest predictions first; empty unless requested.
    public var calibration: [RiskGroup] = []
    public var caveats: [String]
    public var dataQuality: DataQuality

    /// The first caveat of every report that includes any synthetic row.
    public static let syntheticCaveat = "SYNTHETIC DATA: these figures are invented and describe no real area."

    public init(
        indicator: Indicator, requested: ReportPeriod, period: Period, breakdown: Breakdown?, findings: [Finding],
        caveats: [String], dataQuality: DataQuality
    ) {
        self.indicator = indicator
        self.requested = requested
        self.period = period
        self.breakdown = breakdown
        self.findings = findings
        self.caveats = caveats
        self.dataQuality = dataQuality
    }
}

/// The quality of the data behind a report.
public struct DataQuality: Codable, Sendable {
    /// Whether any row behind the report is synthetic.
    public var synthetic: Bool
    /// The extracts that were used.
    public var sources: [Source]
    /// Counts of what was missing or left out, over every area.
    public var measures: [QualityMeasure]

    /// An extract that was used.
    public struct Source: Codable, Hashable, Sendable {
        public var kind: ExtractKind
        /// The key of the vintage in the warehouse.
        public var vintage: Int
        public var system: String
        public var coversFrom: Day?
        public var coversThrough: Day?
        public var extractedOn: Day?
        public var synthetic: Bool

        public init(
            kind: ExtractKind, vintage: Int, system: String, coversFrom: Day?, coversThrough: Day?,
            extractedOn: Day?, synthetic: Bool
        ) {
            self.kind = kind
            self.vintage = vintage
            self.system = system
            self.coversFrom = coversFrom
            self.coversThrough = coversThrough
            self.extractedOn = extractedOn
            self.synthetic = synthetic
        }
    }

    public init(synthetic: Bool, sources: [Source], measures: [QualityMeasure]) {
        self.synthetic = synthetic
        self.sources = sources
        self.measures = measures
    }
}
