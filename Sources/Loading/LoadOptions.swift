import ReportKit

/// How a file is to be read, and how its rows are to be loaded.
public struct LoadOptions: Sendable {
    /// Whether dates may also be in the order day, month, year.
    public var ukDates = false
    /// The file's encoding.
    public var encoding = TextEncoding.utf8
    /// Whether the delimiter is to be detected; otherwise it is a comma.
    public var sniffsDelimiter = false
    /// The names here of the source system's own headings and codes.
    public var mapping = Mapping.none
    /// How many rows may be rejected; nil for any number.
    public var rejectionLimit: RejectionLimit?
    /// The system that the extract came from; nil for the mapping's.
    public var source: String?
    /// The days that the extract is complete for; nil for those of its rows.
    public var covers: Period?
    /// Day on which the source system made it.
    public var extractedOn: Day?
    /// Why it may replace rows that an extract made later has brought; nil where it must not.
    public var olderExtract: String?
    /// Where the list of rejected rows goes; nil for a place beside the file.
    public var rejectedList: String?
    /// The indicators that targets and supplied values may be for; nil where that is not checked.
    public var indicators: KnownIndicators?
    /// Whether the file has every row of its kind for those days: current rows that it lacks are withdrawn.
    public var isComplete = false
    /// Whether rows may be loaded into a warehouse that holds synthetic ones.
    public var besideSample = false
    /// The number of rows from which a load may have references checked for the whole table at once.
    var largeLoad = 20_000
    /// The day that counts as today: any later day is in the future.
    public var today: Day

    public init(today: Day) {
        self.today = today
    }
}

/// What a load did.
public struct LoadSummary: Equatable, Sendable {
    public var read = 0
    public var loaded = 0
    public var unchanged = 0
    public var quarantined = 0
    /// Current rows of the days covered that the file lacks, whether they were withdrawn or stay; nil where the kind's
    /// rows cannot be withdrawn.
    public var lacking: Int?
    /// How many of these were withdrawn.
    public var withdrawn = 0
    /// People who are new to the warehouse.
    public var peopleAdded = 0
    /// People about whom something was revised.
    public var peopleRevised = 0
    /// People about whom rows of the file contradict each other.
    public var contradictions = Contradictions()
    /// What the extract replaced although it was made earlier; nil where that is nothing.
    public var olderExtract: OlderExtract?
    /// Columns at the end of the file that have no heading and no values.
    public var unheadedColumns = 0
    /// The vintage that was made; nil where nothing was new.
    public var vintage: Int?
    /// The list of rejected rows; nil where there are none.
    public var rejectedFile: String?
    /// Prediction models that are new to the warehouse.
    public var newModels: [String] = []
    /// Whether the warehouse also holds synthetic rows.
    public var isBesideSample = false
}

/// How far a load is.
public struct LoadProgress: Sendable {
    public enum Step: String, Sendable {
        case waiting = "waiting for another load of this kind"
        case reading = "reading"
        case checking = "checking"
        case merging = "merging"
    }

    public var step: Step
    /// Rows read so far.
    public var rows: Int
    /// The share of the whole load that is done, 0 to 1, estimated from the times that loads of large files take.
    public var fraction: Double
}
