import ReportKit

/// How a file is to be read, and how its rows are to be loaded.
public struct LoadOptions: Sendable {
    /// Whether dates may also be in the order day, month, year.
    public var ukDates = false
    /// The file's encoding.
    public var encoding = TextEncoding.utf8
    /// Whether the delimiter is to be detected; otherwise it is a comma.
    public var sniffsDelimiter = false
    /// The line of the headings, or their row in a sheet; nil where they are to be found.
    public var headingRow: Int?
    /// The sheet of a workbook that is loaded; nil for the only one that holds something.
    public var sheet: String?
    /// The names here of the source system's own headings and codes.
    public var mapping = Mapping.none
    /// How many rows may be rejected before nothing is loaded.
    public var rejectionLimit = RejectionLimit.standard
    /// Why the extract is loaded even if more rows than the limit are rejected; nil where it is not.
    public var acceptedRejections: String?
    /// The system that the extract came from; nil for the mapping's.
    public var source: String?
    /// The days that the extract is complete for; nil for those of its rows.
    public var covers: Period?
    /// The areas that the extract is complete for, by name or code; empty for those of its rows.
    public var areas: [String] = []
    /// The horizon, in months, of predictions whose rows do not state it; nil where that is not known.
    public var horizon: Int?
    /// Day on which the source system made it.
    public var extractedOn: Day?
    /// Why it may replace rows that an extract made later has brought; nil where it must not.
    public var olderExtract: String?
    /// Where the list of rejected rows goes; nil for a place beside the file.
    public var rejectedList: String?
    /// The indicators that targets and supplied values may be for; nil where that is not checked.
    public var indicators: KnownIndicators?
    /// The offence codes that there are; nil where those without their leading zeros are not restored.
    public var offenceCodes: KnownOffenceCodes?
    /// Whether the file has every row of its kind for those days: current rows that it lacks are withdrawn.
    public var isComplete = false
    /// Whether rows may be loaded into a warehouse that holds synthetic ones.
    public var besideSample = false
    /// Whether everything is done and then undone: what a load would do is said, and nothing is written.
    public var isDryRun = false
    /// What is kept of the file so that a folder that is loaded again passes over it; nil where a file is loaded by
    /// itself.
    var record: FileRecord?
    /// The number of rows from which a load may have references checked for the whole table at once.
    var largeLoad = 20_000
    /// The day that counts as today: any later day is in the future.
    public var today: Day

    /// The day of the extract, by which a year in two digits is judged: when it was made, or else the last day that it is
    /// complete for, or else today.
    var extractDay: Day { extractedOn ?? covers?.to ?? today }

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
    /// Why rows were rejected, the most frequent reason first.
    public var rejectedReasons: [RejectedReason] = []
    /// The first rejects, of a load that is undone: no list of them is written. Words that may be names are left out.
    public var firstRejects: [Reject] = []
    /// Whether everything was undone.
    public var isDryRun = false
    /// Cells of identifiers that counted as empty, among all rows read.
    public var notTaken = NotTaken()
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
    /// The line of the headings, or their row in a sheet, where something stands above them; otherwise nil.
    public var headingLine: Int?
    /// Rows of nothing or of blanks that were passed over.
    public var blankRows = 0
    /// Rows that were passed over for a text that the mapping names, such as totals.
    public var ignoredRows = 0
    /// Rows that were passed over because they are about people who are kept out.
    public var rowsKeptOut = 0
    /// Offence codes of good rows whose leading zeros were restored.
    public var restoredCodes = 0
    /// Columns at the end of the file that have no heading and no values.
    public var unheadedColumns = 0
    /// The vintage that was made, or would be; nil where nothing was new.
    public var vintage: Int?
    /// The sheet that was read; nil where the file is no workbook.
    public var sheet: String?
    /// The list of rejected rows; nil where there are none.
    public var rejectedFile: String?
    /// Prediction models that are new to the warehouse, or whose horizon was or is not known.
    public var models: [LoadedModel] = []
    /// The areas and days that the extract is complete for.
    public var covered: [CoveredArea] = []
    /// Whether the loader stated the days that the extract covers.
    public var statesDays = false
    /// Rows of areas other than those that the loader named.
    public var ofOtherAreas = 0
    /// Rows of days other than those that the loader stated.
    public var ofOtherDays = 0
    /// Rejected rows of earlier extracts of these areas and days that the warehouse still lacks.
    public var stillRejected = 0
    /// Whether more rows than the limit were rejected, and the extract was loaded for the reason given.
    public var isAccepted = false
    /// Whether the warehouse also holds synthetic rows.
    public var isBesideSample = false
}

/// An area that an extract is complete for, and the days.
public struct CoveredArea: Equatable, Sendable {
    /// The area's name; nil for every area.
    public var name: String?
    public var from: Day
    public var through: Day
}

/// A prediction model that an extract's rows name, where there is something to say about it.
public struct LoadedModel: Equatable, Sendable {
    /// Its name and version.
    public let label: String
    /// Whole months; nil where nobody has stated it, so that nothing is judged by its predictions.
    public let horizon: Int?
    public let isNew: Bool

    /// The horizons that a model may have, in months.
    public static let horizons = ColumnType.horizons
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
