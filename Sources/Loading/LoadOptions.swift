import ReportKit

/// How a file is to be read and what is to be made of it.
public struct LoadOptions: Sendable {
    /// Whether dates may also be day, month and year.
    public var ukDates = false
    /// The file's encoding.
    public var encoding = TextEncoding.utf8
    /// Whether the delimiter is to be found out; else it is a comma.
    public var sniffsDelimiter = false
    /// The system's own headings and codes.
    public var mapping = Mapping.none
    /// How many rows may be turned away; any number where nil.
    public var rejectionLimit: RejectionLimit?
    /// The system that the extract came from; the mapping's where nil.
    public var source: String?
    /// The days that the extract is complete for; those of its rows where nil.
    public var covers: Period?
    /// Day on which the source system made it.
    public var extractedOn: Day?
    /// Whether the file is the whole of what its kind holds for those days: current rows that it lacks are withdrawn.
    public var isComplete = false
    /// Whether rows may go into a warehouse that holds made-up ones.
    public var besideSample = false
    /// From how many rows on a load may have references checked for the whole table at once.
    var largeLoad = 20_000
    /// The day that counts as today: what is later is in the future.
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
    /// People met for the first time.
    public var peopleAdded = 0
    /// People of whom something was revised.
    public var peopleRevised = 0
    /// The vintage that was made; nil where nothing was new.
    public var vintage: Int?
    /// The list of rows turned away; nil where there are none.
    public var rejectedFile: String?
    /// Prediction models met for the first time.
    public var newModels: [String] = []
    /// Whether the warehouse holds made-up rows too.
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
    /// Of the whole load, 0 to 1, by what loads of a large file take.
    public var fraction: Double
}
