import ArgumentParser
import Foundation
import Host
import Loading
import Prediction
import ReportKit
import Text
import Warehouse

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loads an extract into the warehouse, checked and pseudonymised.",
        discussion: """
            Rows that fail a check are rejected: they go to a quarantine table and to a list, FILE.rejected.csv, with \
            line (of a workbook: sheet and row), column and reason. The others are loaded, all in one transaction. PNC \
            numbers and CRNs are replaced by a keyed hash. The key is $LAA_HOME/pseudonym.key, made at first use: back it \
            up, separately from the database.

            Workbooks are Excel's (.xlsx) and OpenDocument's (.ods). Dates, numbers, booleans and texts are what the \
            workbook has them as: a number is read as a date only where it is formatted as one.

            A --mapping renames a system's own headings and codes, and says what its files do not; columns that it \
            ignores are not read:
              source: Delius
              columns: {Case Ref: crn, Provider: trust}
              constants: {snapshot_date: 2010-12-31}
              codes:
                sex: {M: male, F: female}
                trust: {C05: PT-LANCASHIRE}
              empty: [n/k, N/A, "-"]
              ignore: [Surname, Officer]
              ignore-rows: {Case Ref: Total}
            One mapping may serve extracts of several kinds; 'kinds: {terminations: ...}' holds what is so for one.

            --all FOLDER tells the kind of each file by its name (KIND*.csv) or its headings, unless a load.yaml in the \
            folder says it; names in that are relative to it:
              covers: 2010-10-01..2010-12-31
              files:
                - {file: snapshot.csv, kind: caseload, uk-dates: yes, mapping: delius.yaml}
                - {file: offences.csv, kind: re-offences, extracted: 2011-01-10}
            Its keys are the options of this command that say something of a file; those given beside --all, or above \
            'files', are for all files. A file that fails stops only those that may need its people. Begun again, --all \
            passes over what was loaded with the same contents and settings, unless rows of it were rejected or replaced \
            since. It exits with the worst of its files' codes.
            """)

    @Argument(
        help: ArgumentHelp("\(ExtractKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"),
        transform: parseKind)
    var kind: ExtractKind?

    @Argument(
        help:
            "The extract: a CSV file, which may be compressed by gzip, or a workbook (.xlsx, .ods); - for standard input.",
        completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp("Print the columns of a kind, with types, rules and an example.", valueName: "kind"),
        transform: parseKind)
    var describe: ExtractKind?

    @Option(help: ArgumentHelp("Print an empty file of a kind, heading only.", valueName: "kind"), transform: parseKind)
    var template: ExtractKind?

    @Option(
        help: ArgumentHelp(
            "Load every extract of a folder, people first, each in a transaction; 'laa help load' says how.",
            valueName: "folder|load.yaml"),
        completion: .directory)
    var all: String?

    @OptionGroup(title: "A start") var learning: LearnOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptions

    @Option(
        help: ArgumentHelp(
            "Load nothing if more rows than this are rejected: 5% unless given, or 100, say.", valueName: "n|p%"),
        transform: { text in
            guard let limit = RejectionLimit(text) else {
                throw ValidationError("'\(text)' is neither a number of rows nor a percentage such as 2%.")
            }
            return limit
        })
    var maxRejected: RejectionLimit?

    @Option(
        help: ArgumentHelp(
            "Load the extract even if more rows are rejected, for this reason.",
            discussion:
                "The reason is printed in every return; figures that rest on the extract are shown, not judged.",
            valueName: "reason"))
    var acceptRejected: String?

    @Option(
        help: ArgumentHelp(
            "Months after the snapshot that the predictions of a caseload are for, where its rows do not state it.",
            valueName: "months"))
    var horizon: Int?

    @Option(
        help: ArgumentHelp(
            "Where the list of rejected rows goes.",
            discussion: "Default: FILE.rejected.csv; for a pipe, or where that cannot be written, "
                + "laa-rejected-KIND.csv in the working folder.",
            valueName: "file"),
        completion: .file())
    var rejected: String?

    @Option(
        help: ArgumentHelp(
            "Why an extract may replace rows that one made later has brought: both days are known.", valueName: "reason"
        ))
    var olderExtract: String?

    @Flag(
        help: ArgumentHelp(
            "The file is complete for the days it covers: withdraw current rows that are not in it.",
            discussion: "They stay readable with --as-of. If any row is rejected, nothing is loaded or withdrawn."
        ))
    var complete = false

    @Flag(help: "Say what the load would do, with the first ten rejects, and write nothing.")
    var dryRun = false

    @Flag(help: "Load even if the warehouse holds a synthetic sample; every report then says SYNTHETIC.")
    var besideSample = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if learning.file != nil {
            if kind != nil || all != nil { throw ValidationError("--learn takes one file, and loads nothing.") }
            if reading.mapping != nil { throw ValidationError("--learn writes a mapping, and takes none.") }
        } else if describe == nil, template == nil, all == nil, kind == nil || file == nil {
            throw ValidationError(
                "Give a kind and a file, or --all FOLDER, --learn FILE, --describe KIND or --template KIND.")
        }
        if all != nil {
            if kind != nil { throw ValidationError("--all takes a folder, and no kind and file besides.") }
            try refuseOptionsOfOneFile()
        }
        if let acceptRejected, acceptRejected.allSatisfy(\.isWhitespace) {
            throw ValidationError("--accept-rejected takes the reason, which returns print.")
        }
        if let horizon, !LoadedModel.horizons.contains(horizon) {
            let (first, last) = (LoadedModel.horizons.lowerBound, LoadedModel.horizons.upperBound)
            throw ValidationError("--horizon is a number of whole months: \(first) to \(last).")
        }
        if let rejected, rejected.isEmpty || rejected == "-" {
            throw ValidationError("--rejected is the name of a file: standard output has the account of the load.")
        }
        guard let olderExtract else { return }
        if olderExtract.allSatisfy(\.isWhitespace) { throw ValidationError("--older-extract is a reason, in words.") }
        if reading.extracted == nil {
            throw ValidationError("--older-extract needs --extracted, the day on which the extract was made.")
        }
    }

    func run() async throws {
        if let describe { return Output.result(ExtractDescription(describe).text) }
        if let template { return Output.result(ExtractDescription(template).template) }
        if let file = learning.file { return try learn(from: file) }
        if let all { return try await loadAll(all) }
        guard let kind, let file else { return }
        var options = try settings.options(for: kind, today: .today)
        options.isDryRun = dryRun
        let connection = try Connection.open(common.existing, applicationName: "laa load \(kind.rawValue)")
        try Migrator.current.checkCurrent(on: connection)
        if ExtractDescription(kind).hasOffenceCodes {
            options.offenceCodes = KnownOffenceCodes(OffenceCodes.standard.codes)
        }
        if ExtractDescription(kind).namesIndicators { options.indicators = await installedIndicators() }
        let bar = ProgressBar(isQuiet: common.quiet)
        defer { bar.clear() }
        var loader = Loader(kind, options: options, key: key) { bar.show($0) }
        loader.whenStopped = { summary in
            bar.clear()
            Output.error(summary.stoppedText)
        }
        let summary = try loader.load(file, into: connection)
        bar.clear()
        Output.result(summary.text)
    }

    /// What the options say of a file.
    var settings: FileSettings {
        var settings = reading.settings
        settings.rejectionLimit = maxRejected
        settings.acceptedRejections = acceptRejected
        settings.isComplete = complete
        settings.horizon = horizon
        settings.besideSample = besideSample
        settings.rejectedList = rejected
        settings.olderExtract = olderExtract
        return settings
    }

    /// The key that identifiers are hashed with.
    var key: PseudonymKey {
        PseudonymKey(home: ConnectionTarget.home(environment: ProcessInfo.processInfo.environment))
    }

    /// The indicators that there are modules for; nil where no module is found, so that nothing can be said of any.
    func installedIndicators() async -> KnownIndicators? {
        let modules = await ModuleSurvey(Program.moduleFolders, program: Program.path).modules
        guard !modules.isEmpty else { return nil }
        return KnownIndicators(modules.map { (id: $0.indicator.id, aliases: $0.indicator.aliases) })
    }
}

/// The file's format and origin.
struct ReadingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("YAML file that renames a system's own headings and codes.", valueName: "file"))
    var mapping: String?

    @Flag(help: "Dates are written as day, month and year; ISO dates are read too.")
    var ukDates = false

    @Option(
        help: ArgumentHelp(
            "The sheet of a workbook that is loaded (default: the only one that is neither empty nor hidden).",
            valueName: "name"))
    var sheet: String?

    @Option(
        help: "utf-8 or windows-1252, of a CSV file.", transform: { try parseChoice($0, among: TextEncoding.allCases) })
    var encoding = TextEncoding.utf8

    @Flag(help: "Detect whether the delimiter is a comma, semicolon, tab or vertical bar (default: a comma).")
    var sniffDelimiter = false

    @Option(
        help: ArgumentHelp(
            "The line of the headings (default: the first that names enough of the kind's columns).", valueName: "n"))
    var headingRow: Int?

    @Option(help: ArgumentHelp("The system that the extract came from.", valueName: "name"))
    var source: String?

    @Option(
        help: ArgumentHelp(
            "First and last day that the extract is complete for (default: those of its rows).", valueName: "from..to"),
        transform: parsePeriod)
    var covers: Period?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The trust that the extract is complete for, by name or code; may be repeated (default: those of its rows, or "
                + "every area where its kind names none).", valueName: "trust"))
    var areas: [String] = []

    @Option(
        help: ArgumentHelp("Day on which the system made the extract.", valueName: "date"), transform: parseDay)
    var extracted: Day?

    /// What these say of a file.
    var settings: FileSettings {
        var settings = FileSettings()
        settings.mapping = mapping
        settings.ukDates = ukDates
        settings.encoding = encoding
        settings.sniffsDelimiter = sniffDelimiter
        settings.headingRow = headingRow
        settings.sheet = sheet
        settings.source = source
        settings.covers = covers
        settings.areas = areas
        settings.extractedOn = extracted
        return settings
    }

    func validate() throws {
        if let headingRow, headingRow < 1 { throw ValidationError("--heading-row is the number of a line: 1 or more.") }
    }
}

/// Reads a kind of extract from the command line.
private func parseKind(_ text: String) throws -> ExtractKind {
    try parseChoice(text, among: ExtractKind.allCases)
}
