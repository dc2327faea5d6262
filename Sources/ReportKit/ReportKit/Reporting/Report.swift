import Significance

/// A report: the findings of one indicator for one time, with all that a reader needs to trust or doubt them.
public struct Report: Codable, Sendable {
    public var indicator: Indicator
    public var requested: ReportPeriod
    /// The span that the figures are labelled with.
    public var period: Period
    public var breakdown: Breakdown?
    public var findings: [Finding]
    /// The other areas of the levels judged, where only some are asked for: for pictures, unnamed.
    public var others: [Comparator] = []
    /// What all areas count that are not among the findings, for disclosure control.
    public var unshown = UnshownCounts()
    /// Predictions against what happened, over all areas together, where a return wants to draw it: the lowest first.
    public var calibration: [RiskGroup] = []
    public var caveats: [String]
    public var dataQuality: DataQuality

    /// Stands first among the caveats of every report that any made-up row went into.
    public static let syntheticCaveat = "SYNTHETIC DATA: these figures are made up, and say nothing of any real area."

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

/// What the data behind a report are like.
public struct DataQuality: Codable, Sendable {
    /// Whether any row behind the report is made up.
    public var synthetic: Bool
    /// The extracts drawn on.
    public var sources: [Source]
    /// Counts of what was missing or left out, over every area.
    public var measures: [QualityMeasure]

    /// An extract drawn on.
    public struct Source: Codable, Hashable, Sendable {
        public var kind: ExtractKind
        /// Number of the vintage in the warehouse.
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
