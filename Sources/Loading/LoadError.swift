import Platform
import ReportKit
import Text

/// Why a file was not loaded: one case per situation, each with its message and its remedy.
public enum LoadError: Error, Equatable, Sendable {
    /// There is no such file, or it cannot be opened.
    case notFound(path: String, reason: String)
    /// The file is truncated or corrupt.
    case damaged(file: String, problem: String)
    /// The file was written to while it was read.
    case changed(file: String)
    /// The file is not a text of delimited values.
    case notText(file: String, problem: String)
    /// The file is a workbook that cannot be read, or a file like one.
    case workbook(file: String, problem: String, remedy: String)
    /// The workbook has no sheet of the name that was given.
    case noSuchSheet(file: String, problem: String)
    /// The workbook has several sheets, and none was named.
    case severalSheets(file: String, problem: String)
    /// An option was given that files of that format have no use for.
    case notOfFormat(file: String, option: String)
    /// A record is longer than any real one.
    case recordTooLong(file: String, line: Int, limit: Int)
    /// The file does not even have a heading.
    case empty(file: String)
    /// The heading is not that of the requested kind of extract.
    case heading(place: String, kind: ExtractKind, problems: [String], looksLike: ExtractKind?)
    /// No cell of the first record is a heading, so that it may be somebody's row.
    case noHeading(place: String, kind: ExtractKind)
    /// The line that was said to have the headings has none.
    case noHeadingRow(file: String, row: Int)
    /// The cells are not separated by commas, and the delimiter was not to be detected.
    case otherDelimiter(file: String, delimiter: String, ukDates: Bool = false)
    /// For the form of their dates alone, too many of the first rows would be rejected.
    case otherDates(file: String, rows: Int, of: Int, finding: DateFinding)
    /// The file has columns that must never reach a warehouse.
    case personalColumns(place: String, columns: String)
    /// The days that the extract is said to cover, or the day that it was made on, cannot be.
    case impossibleDays(problem: String)
    /// An extract that was made earlier would undo what one made later has brought.
    case olderExtract(OlderExtract)
    /// More rows were rejected than allowed.
    case tooManyRejected(rejected: Int, read: Int, limit: RejectionLimit, list: String?)
    /// A file has rows, and all of them were rejected.
    case noGoodRow(read: Int, list: String?)
    /// An area that the extract is said to be for is not known, or is of another level.
    case area(name: String, problem: String, nearest: [String])
    /// Rows were rejected from a file that was declared complete.
    case notComplete(rejected: Int, read: Int, list: String?)
    /// A file without rows was declared complete.
    case completeWithoutRows(file: String)
    /// Rows of the kind name no area, so that those of some areas cannot be withdrawn.
    case cannotTellWhose(kind: ExtractKind)
    /// Rows of the kind cannot be withdrawn.
    case cannotWithdraw(kind: ExtractKind)
    /// Rows of the kind have no predictions, so that no horizon can be given for them.
    case noHorizon(kind: ExtractKind)
    /// The horizon given for a file is not that of a model that its rows name.
    case otherHorizon(model: String, known: Int, given: Int)
    /// The warehouse holds synthetic rows, and real ones may not be mixed with them.
    case besideSample
    /// The mapping file cannot be used; the line is nil where the problem is with the file as a whole.
    case mapping(file: String, line: Int?, problem: String)
    /// The key that identifiers are hashed with is missing, or not the right one.
    case key(problem: String, remedy: String)
    /// The key file is accessible to others.
    case keyNotPrivate(path: String, problem: String)
    /// The load is done, and reports do not have it yet.
    case notPublished(file: String, vintage: Int, reason: String)
    /// The load is done; only the list of its rejects could not be written beside the extract.
    case listNotWritten(path: String, reason: String)
    /// The list of rejects would replace a file that is not a list of rejects.
    case notAList(path: String)
    /// The list of rejects, or the key, cannot be written.
    case cannotWrite(path: String, reason: String)
}

extension LoadError: CustomStringConvertible {
    /// The message and the remedy.
    public var description: String { "\(message) \(remedy)" }

    /// What happened.
    public var message: String {
        switch self {
        case .notFound(let path, let reason): "\(path) cannot be read: \(reason)."
        case .damaged(let file, let problem): "\(file) is damaged: \(problem)."
        case .changed(let file): "\(file) changed while it was read."
        case .notText(let file, let problem): "\(file) is not a CSV file: \(problem)."
        case .workbook(let file, let problem, _), .noSuchSheet(let file, let problem),
            .severalSheets(let file, let problem):
            "\(file) \(problem)."
        case .notOfFormat(let file, let option):
            option == "--sheet"
                ? "--sheet is for workbooks, and \(file) is not one."
                : "\(option) is for CSV files, and \(file) is a workbook."
        case .recordTooLong(let file, let line, let limit):
            "\(file):\(line): the record that begins here is longer than \(limit) bytes."
        case .empty(let file): "\(file) is empty: it does not even have a heading."
        case .heading(let place, let kind, let problems, let other):
            "\(place): the heading is not that of an extract of kind \(kind.rawValue): "
                + "\(problems.joined(separator: "; "))."
                + (other.map { " It is that of an extract of kind \($0.rawValue)." } ?? "")
        case .noHeading(let place, _):
            "\(place): none of the headings of any kind is here or in the next lines: there may be no heading line."
        case .noHeadingRow(let file, let row): "\(file):\(row): nothing stands there, and --heading-row names it."
        case .otherDelimiter(let file, let delimiter, let ukDates):
            "\(file): its cells are separated by \(delimiter), not by commas"
                + (ukDates ? ", and its dates are day, month and year." : ".")
        case .otherDates(let file, let count, let rows, let finding):
            "\(file): "
                + (rows == 1
                    ? "the only row with dates has"
                    : "\(count) of the first \(rows) rows with dates \(count == 1 ? "has" : "have")")
                + " \(finding.text)."
        case .personalColumns(let place, let columns):
            "\(place): names, addresses and the like must not be loaded: \(columns)."
        case .impossibleDays(let problem): "\(problem)."
        case .olderExtract(let older):
            "the extract was made on \(older.made), and would replace \(older.replaced), which one made on "
                + "\(older.later) has brought."
        case .tooManyRejected(let rejected, let read, let limit, let list):
            "\(rejected) of \(read) rows were rejected, and at most \(limit) may be\(reference(list))."
        case .noGoodRow(let read, let list):
            "none of the \(read) rows is good, so the file says nothing about its days\(reference(list))."
        case .area(let name, let problem, _): "--for '\(name)' \(problem)."
        case .notComplete(let rejected, let read, let list):
            "\(rejected) of \(read) rows were rejected, so the file is not complete\(reference(list))."
        case .completeWithoutRows(let file):
            "\(file) has no rows: as a complete extract it would withdraw every current row."
        case .cannotTellWhose(let kind):
            "rows of kind \(kind.rawValue) name no area: --complete would withdraw those of the areas that --for leaves out."
        case .cannotWithdraw(let kind): "extracts of kind \(kind.rawValue) cannot be loaded as complete."
        case .noHorizon(let kind): "extracts of kind \(kind.rawValue) have no predictions that could have a horizon."
        case .otherHorizon(let model, let known, let given):
            "--horizon says \(given) months, but the prediction model '\(model)' has a horizon of \(known) months."
        case .besideSample: "the warehouse holds a synthetic sample, and real rows must not mix with synthetic ones."
        case .mapping(let file, let line, let problem): "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)."
        case .key(let problem, _): "the pseudonym key: \(problem)."
        case .keyNotPrivate(let path, let problem): "the pseudonym key \(path) \(problem)."
        case .notPublished(let file, let vintage, let reason):
            "\(file) was loaded as vintage \(vintage), but that could not be published, so that reports do not have it yet: "
                + "\(reason)."
        case .listNotWritten(let path, let reason):
            "the extract is loaded, but the list of rejected rows cannot be written to \(path): \(reason)."
        case .notAList(let path): "\(path) is there already, and is not a list of rejected rows."
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)."
        }
    }

    /// Where it is said why rows were rejected; a load that would be undone writes no list.
    private func reference(_ list: String?) -> String { list.map { "; \($0) says why" } ?? "" }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .notFound: "Check the path."
        case .damaged: "Nothing was loaded; fetch the file again."
        case .changed: "Nothing was loaded; load it again once it is written to the end."
        case .notText: "Nothing was loaded; export the extract as CSV."
        case .workbook(_, _, let remedy): "Nothing was loaded. \(remedy)"
        case .noSuchSheet, .severalSheets: "Nothing was loaded; name the sheet with --sheet."
        case .notOfFormat: "Nothing was loaded; leave it out."
        case .recordTooLong: "Nothing was loaded; look for a quote that is never closed; it may not be an extract."
        case .empty: "Nothing was loaded; 'laa load --template KIND' writes a heading."
        case .heading(_, let kind, _, let other):
            other.map { "Nothing was loaded; try 'laa load \($0.rawValue) FILE'." }
                ?? "Nothing was loaded; 'laa load --describe \(kind.rawValue)' lists the columns; a mapping file "
                + "(--mapping) renames a system's own under 'columns' and lists others under 'ignore': 'laa load --learn "
                + "FILE' writes one to begin with; if the headings are further down, --heading-row names their line."
        case .noHeading(_, let kind):
            "Nothing was loaded; 'laa load --learn FILE' writes a mapping for a system's own headings, 'laa load "
                + "--template \(kind.rawValue)' an empty file; headings below line \(HeadingSearch.depth) are named with "
                + "--heading-row."
        case .noHeadingRow: "Nothing was loaded; give the line that the headings begin on, the first line being 1."
        case .otherDelimiter(_, _, let ukDates):
            "Nothing was loaded; give --sniff-delimiter" + (ukDates ? " and --uk-dates." : ".")
        case .otherDates(_, _, _, let finding):
            finding.isMendedByUKDates
                ? "Nothing was loaded; give --uk-dates" + (finding == .dayFirstAndISO ? ": it reads both." : ".")
                : "Nothing was loaded; \(finding.remedy)."
        case .personalColumns:
            "Nothing was loaded; export without them, or list them under 'ignore' in a mapping file: their cells are "
                + "then skipped unread."
        case .tooManyRejected:
            "Nothing was loaded; correct the extract, or its --mapping. Raise --max-rejected only if figures without those "
                + "rows can be relied on; --accept-rejected REASON loads it all the same, and figures that rest on it are "
                + "then not judged."
        case .noGoodRow: "Nothing was loaded; correct the extract, or its --mapping."
        case .area(_, _, let nearest):
            "Nothing was loaded; "
                + (nearest.isEmpty
                    ? "give a probation area or trust by its name or code."
                    : "did you mean \(nearest.joined(separator: ", "))?")
        case .impossibleDays: "Nothing was loaded; give days that the extract can be about."
        case .olderExtract:
            "Nothing was loaded; leave it out or, if the earlier extract is right, say why with --older-extract REASON."
        case .notComplete:
            "Nothing was loaded or withdrawn, since the earlier versions of the rejected rows would be withdrawn too; "
                + "correct the extract, or load it without --complete."
        case .completeWithoutRows: "Nothing was withdrawn; check the extract, or load it without --complete."
        case .cannotTellWhose: "Load it without --complete, or an extract of every area without --for."
        case .cannotWithdraw: "Load it without --complete."
        case .noHorizon: "Load it without --horizon."
        case .otherHorizon(_, let known, _):
            "Nothing was loaded; give --horizon \(known) if it is the same model, or else another name or version to "
                + "the model in the extract."
        case .besideSample:
            "Nothing was loaded; use another warehouse (another --database or LAA_HOME, then 'laa warehouse create'), "
                + "or, if the mixture is intended, give --beside-sample: every report will say SYNTHETIC."
        case .mapping: "'laa load --help' shows a mapping file."
        case .key(_, let remedy): remedy
        case .keyNotPrivate(let path, _): "Only the account that loads may own and read it: chmod 600 \(path)"
        case .notPublished: "Load it again: nothing is loaded twice, and it is published then."
        case .listNotWritten: "The list is also in the table warehouse.quarantine."
        case .notAList: "Nothing was loaded; name another file with --rejected."
        case .cannotWrite:
            "Nothing was loaded; free some space; another place for the list of rejected rows is named with --rejected."
        }
    }
}

/// How many rows of an extract may be rejected.
public enum RejectionLimit: Equatable, Sendable, CustomStringConvertible {
    case rows(Int)
    case percent(Double)

    /// The limit where none is given: with more rows missing, nothing is judged anyway.
    public static let standard = RejectionLimit.percent(100 * JudgementRules.standard.largestRejectedShare)

    /// Reads `100` or `2.5%`.
    public init?(_ text: String) {
        if text.hasSuffix("%") {
            guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
            self = .percent(percent)
        } else {
            guard let rows = Int(text), rows >= 0 else { return nil }
            self = .rows(rows)
        }
    }

    /// Whether that many rejected rows are allowed, out of those read.
    func allows(_ rejected: Int, of read: Int) -> Bool {
        switch self {
        case .rows(let limit): rejected <= limit
        case .percent(let limit): Double(rejected) * 100 <= limit * Double(read)
        }
    }

    public var description: String {
        switch self {
        case .rows(let limit): "\(limit)"
        case .percent(let limit): "\(Numbers.trimmed(limit))%"
        }
    }
}

extension LoadError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .notFound, .area, .noSuchSheet: .noInput
        case .damaged, .notText, .workbook, .recordTooLong, .empty, .heading, .noHeading, .noHeadingRow,
            .otherDelimiter, .otherDates, .personalColumns, .olderExtract, .tooManyRejected, .noGoodRow, .notComplete,
            .completeWithoutRows, .besideSample, .otherHorizon:
            .badData
        case .changed: .tryAgain
        case .cannotWithdraw, .cannotTellWhose, .noHorizon, .impossibleDays, .severalSheets, .notOfFormat: .usage
        case .mapping, .key: .badConfiguration
        case .keyNotPrivate: .notAllowed
        case .cannotWrite, .notAList, .listNotWritten: .cannotWrite
        case .notPublished: .tryAgain
        }
    }
}
