import ReportKit

/// What is said of a file that is to be loaded: on the command line for all, or in `load.yaml` for all or for one.
public struct FileSettings: Sendable {
    /// The mapping file.
    public var mapping: String?
    public var ukDates: Bool?
    public var encoding: TextEncoding?
    public var sniffsDelimiter: Bool?
    public var headingRow: Int?
    public var sheet: String?
    public var source: String?
    public var covers: Period?
    public var areas: [String]?
    public var extractedOn: Day?
    public var horizon: Int?
    public var isComplete: Bool?
    public var rejectionLimit: RejectionLimit?
    public var acceptedRejections: String?
    public var olderExtract: String?
    public var besideSample: Bool?
    public var rejectedList: String?

    public init() {}

    /// These, and where they say nothing, others.
    func over(_ other: FileSettings) -> FileSettings {
        var settings = self
        settings.mapping = mapping ?? other.mapping
        settings.ukDates = ukDates ?? other.ukDates
        settings.encoding = encoding ?? other.encoding
        settings.sniffsDelimiter = sniffsDelimiter ?? other.sniffsDelimiter
        settings.headingRow = headingRow ?? other.headingRow
        settings.sheet = sheet ?? other.sheet
        settings.source = source ?? other.source
        settings.covers = covers ?? other.covers
        settings.areas = areas ?? other.areas
        settings.extractedOn = extractedOn ?? other.extractedOn
        settings.horizon = horizon ?? other.horizon
        settings.isComplete = isComplete ?? other.isComplete
        settings.rejectionLimit = rejectionLimit ?? other.rejectionLimit
        settings.acceptedRejections = acceptedRejections ?? other.acceptedRejections
        settings.olderExtract = olderExtract ?? other.olderExtract
        settings.besideSample = besideSample ?? other.besideSample
        settings.rejectedList = rejectedList ?? other.rejectedList
        return settings
    }

    /// What of this, said of all files, is of use for one of a kind: a workbook has no delimiter, and only it has sheets.
    func common(to kind: ExtractKind, name: String) -> FileSettings {
        var settings = self
        if ExtractName.isWorkbook(name) {
            settings.sniffsDelimiter = nil
            settings.encoding = nil
        } else {
            settings.sheet = nil
        }
        let extract = Extract.of(kind)
        if !extract.hasHorizons { settings.horizon = nil }
        if extract.scripts.lacking == nil { settings.isComplete = nil }
        return settings
    }

    /// How a file of a kind is loaded.
    ///
    /// - Throws: ``LoadError`` where its mapping cannot be used.
    public func options(for kind: ExtractKind, today: Day) throws(LoadError) -> LoadOptions {
        var options = LoadOptions(today: today)
        if let mapping { options.mapping = try Mapping(file: mapping, for: ExtractDescription(kind)) }
        options.ukDates = ukDates ?? false
        options.encoding = encoding ?? .utf8
        options.sniffsDelimiter = sniffsDelimiter ?? false
        options.headingRow = headingRow
        options.sheet = sheet
        options.source = source
        options.covers = covers
        options.areas = areas ?? []
        options.extractedOn = extractedOn
        options.horizon = horizon
        options.isComplete = isComplete ?? false
        if let rejectionLimit { options.rejectionLimit = rejectionLimit }
        options.acceptedRejections = acceptedRejections
        options.olderExtract = olderExtract
        options.besideSample = besideSample ?? false
        options.rejectedList = rejectedList
        return options
    }

    /// Everything that the rows of a file of a kind depend on, as text: files with the same contents and the same text are
    /// loaded alike.
    ///
    /// - Parameter mapping: what is in the mapping file.
    func canonicalText(_ kind: ExtractKind, mapping: FileContent?) -> String {
        let parts: [(String, String?)] = [
            ("kind", kind.rawValue), ("mapping", mapping?.digest), ("uk-dates", ukDates == true ? "yes" : nil),
            ("encoding", (encoding ?? .utf8).rawValue), ("sniff", sniffsDelimiter == true ? "yes" : nil),
            ("heading-row", headingRow.map(String.init)), ("sheet", sheet), ("source", source),
            ("covers", covers.map { "\($0.from)..\($0.to)" }),
            ("for", areas.map { $0.map { "\($0.utf8.count):\($0)" }.joined() }),
            ("extracted", extractedOn?.description), ("horizon", horizon.map(String.init)),
            ("complete", isComplete == true ? "yes" : nil),
            ("limit", (rejectionLimit ?? .standard).description), ("accepted", acceptedRejections),
            ("older", olderExtract), ("beside-sample", besideSample == true ? "yes" : nil),
        ]
        return parts.compactMap { name, value in value.map { "\(name) \($0.utf8.count) \($0)\n" } }.joined()
    }
}
