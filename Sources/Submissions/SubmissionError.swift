import Platform
import ReportKit
import Warehouse

/// What can go wrong in submitting: one case per situation, each with its message and its remedy.
public enum SubmissionError: Error, Equatable, Sendable {
    /// The settings cannot be read; the line is nil if the problem is with the file as a whole.
    case settings(file: String, line: Int?, problem: String)
    /// The settings' folder is closed to this account.
    case notReadable(file: String)
    /// A partnership that is scheduled names no area.
    case unknownPartnership(file: String, line: Int, reason: String)
    /// The area makes no returns of its own.
    case notPartnership(reason: String)
    /// No partnership is scheduled.
    case noSchedule(file: String)
    /// A day that has not come yet.
    case dayToCome(Day)
    /// The signing key is missing, or is not a key.
    case key(path: String, problem: String, remedy: String)
    /// The key's file is not private to this account.
    case keyNotPrivate(path: String, problem: String)
    /// A file or folder cannot be written.
    case cannotWrite(path: String, reason: String)
    /// The folder does not hold a bundle.
    case noBundle(path: String)
    /// The folder of a bundle cannot be read.
    case bundleUnreadable(path: String, reason: String)
    /// There is no such entry of the ledger.
    case noEntry(Int)
    /// An edition that was not delivered cannot be acknowledged.
    case notDelivered(entry: Int)
    /// The receiver acknowledges something other than what was delivered.
    case otherHash(entry: Int, recorded: String)
    /// Another process is working on the return.
    case busy(partnership: String, quarter: Quarter)
    /// The ledger is not the one last added to from here: it was put back to an older state, or is another one.
    case ledgerPutBack(problem: String, witness: String)
    /// Entries of the ledger were changed or deleted.
    case ledgerBroken(problems: [String])
    /// Nothing can be added to the ledger.
    case ledgerNotWritable(ServerError)
    /// A return that was never delivered cannot be revised.
    case nothingToRevise(partnership: String, quarter: Quarter)
    /// Extracts were loaded that reports do not have yet.
    case notPublished(vintages: ClosedRange<Int>)
}

extension SubmissionError: CustomStringConvertible {
    /// The message and the remedy.
    public var description: String { "\(message) \(remedy)" }

    /// What happened.
    public var message: String {
        switch self {
        case .settings(let file, let line, let problem): "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)."
        case .notReadable(let file): "the settings \(file) cannot be read: permission denied."
        case .unknownPartnership(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .notPartnership(let reason): reason
        case .noSchedule(let file): "no partnership is scheduled in \(file)."
        case .dayToCome(let day): "\(day) has not come yet, and nothing is submitted early."
        case .key(let path, let problem, _): "the signing key \(path) \(problem)."
        case .keyNotPrivate(let path, let problem): "the signing key \(path) \(problem)."
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)."
        case .noBundle(let path): "\(path) is not a bundle: it has no submission.json."
        case .bundleUnreadable(let path, let reason): "the bundle \(path) cannot be read: \(reason)."
        case .noEntry(let number): "the ledger has no entry \(number)."
        case .notDelivered(let number): "the edition of entry \(number) was not delivered, so nobody can have it."
        case .otherHash(let number, let recorded):
            "the edition of entry \(number) has the hash \(recorded), not the one given."
        case .busy(let partnership, let quarter):
            "another process is still working on the return of \(partnership) for \(quarter)."
        case .ledgerPutBack(let problem, _): "\(problem)."
        case .ledgerBroken(let problems):
            "the ledger of submissions was tampered with: \(problems.prefix(3).joined(separator: "; "))"
                + (problems.count > 3 ? "; and \(problems.count - 3) more." : ".")
        case .ledgerNotWritable(let reason): "nothing can be added to the ledger of submissions: \(reason)"
        case .notPublished(let vintages):
            "reports lack \(vintages.asVintages): loaded, but not published yet."
        case .nothingToRevise(let partnership, let quarter):
            "no return of \(partnership) for \(quarter) was delivered, so there is none to revise."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .settings: "Nothing was submitted; 'laa submit --help' describes the settings."
        case .notReadable: "Run laa as the account that owns that folder, or set LAA_HOME to one of your own."
        case .unknownPartnership: "Correct the name, or take the line away: nothing is submitted for it."
        case .notPartnership: "Name one of these: 'laa areas' lists them. 'laa return' makes one for any area."
        case .noSchedule:
            "Write, for example, 'from: 2010-11Q1' on one line of it and 'partnerships: [Lancashire, Cumbria]' on the "
                + "next; or submit one return: laa submit --area AREA --quarter Q"
        case .dayToCome: "Leave --as-of out, or name a day that has come."
        case .key(_, _, let remedy): remedy
        case .keyNotPrivate(let path, _): "Let only its owner use it: chmod 600 \(path)"
        case .cannotWrite: "Nothing is left half written; make room, or choose another place."
        case .noBundle, .bundleUnreadable: "Name the folder of a bundle."
        case .noEntry: "'laa submissions' lists an entry of every edition."
        case .notDelivered: "'laa submissions' shows the state of every edition."
        case .otherHash: "Nothing was recorded; ask the receiver which edition arrived."
        case .busy: "An earlier run's delivery command may still be running: see 'ps'. The next run tries again."
        case .ledgerPutBack(_, let witness):
            "Nothing is submitted, since returns might go out twice. Restore the newer backup; or, if the ledger is "
                + "right and it is known what was sent since, remove \(witness)."
        case .ledgerBroken:
            "Nothing is submitted on top of it. 'laa submissions verify' lists all that is wrong; restore the warehouse "
                + "from a backup whose ledger verifies."
        case .ledgerNotWritable:
            "Nothing was made or sent. Grant this role insert on warehouse.submission, or name a server that is not "
                + "read-only."
        case .nothingToRevise: "Leave --revise out."
        case .notPublished:
            "A load that is under way publishes them when it ends, or the next 'laa load' does; then submit again."
        }
    }
}

extension SubmissionError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .settings, .unknownPartnership, .noSchedule, .key: .badConfiguration
        case .dayToCome: .usage
        case .ledgerNotWritable(let reason) where reason.sqlState != "42501": .cannotWrite
        case .notReadable, .keyNotPrivate, .ledgerNotWritable: .notAllowed
        case .cannotWrite: .cannotWrite
        case .notPartnership, .noBundle, .bundleUnreadable, .noEntry, .nothingToRevise, .notDelivered: .noInput
        case .otherHash, .ledgerPutBack, .ledgerBroken: .badData
        case .busy, .notPublished: .tryAgain
        }
    }
}
