import Platform
import ReportKit

/// Why something of submissions cannot be done: one case a situation, each with its message and its remedy.
public enum SubmissionError: Error, Equatable, Sendable {
    /// The settings cannot be read; the line is nil where it is the file as a whole.
    case settings(file: String, line: Int?, problem: String)
    /// No partnership is scheduled.
    case noSchedule(file: String)
    /// A day that has not come yet.
    case dayToCome(Day)
    /// The signing key is not there, or none.
    case key(path: String, problem: String, remedy: String)
    /// The key file is open to others.
    case keyNotPrivate(path: String, problem: String)
    /// A file or folder cannot be written.
    case cannotWrite(path: String, reason: String)
    /// There is no bundle.
    case noBundle(path: String)
    /// There is no such entry of the ledger.
    case noEntry(Int)
    /// An edition that was not delivered cannot be acknowledged.
    case notDelivered(entry: Int)
    /// Whoever acknowledges has received something else.
    case otherHash(entry: Int, recorded: String)
    /// Another process is at the return.
    case busy(partnership: String, quarter: Quarter)
    /// The ledger is not the one that was written to from here.
    case ledgerPutBack(problem: String, witness: String)
    /// An edition that was never delivered cannot be revised.
    case nothingToRevise(partnership: String, quarter: Quarter)
}

extension SubmissionError: CustomStringConvertible {
    /// The message and the remedy.
    public var description: String { "\(message) \(remedy)" }

    /// What happened.
    public var message: String {
        switch self {
        case .settings(let file, let line, let problem): "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)."
        case .noSchedule(let file): "no partnership is scheduled in \(file)."
        case .dayToCome(let day): "\(day) has not come yet, and nothing is submitted early."
        case .key(let path, let problem, _): "the signing key \(path) \(problem)."
        case .keyNotPrivate(let path, let problem): "the signing key \(path) \(problem)."
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)."
        case .noBundle(let path): "\(path) is no bundle: it has no submission.json."
        case .noEntry(let number): "the ledger has no entry \(number)."
        case .notDelivered(let number): "the edition of entry \(number) was not delivered, so that nobody can have it."
        case .otherHash(let number, let recorded):
            "the edition of entry \(number) has the hash \(recorded), not that one."
        case .busy(let partnership, let quarter):
            "another process is still at the return of \(partnership) for \(quarter)."
        case .ledgerPutBack(let problem, _): "\(problem)."
        case .nothingToRevise(let partnership, let quarter):
            "no return of \(partnership) for \(quarter) was delivered, so that there is none to revise."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .settings: "Nothing was submitted; see 'Submissions' in the README."
        case .noSchedule:
            "Write into it, for example: 'from: 2010-11Q1' on one line and 'partnerships: [Lancashire, Cumbria]' on the "
                + "next; or submit one return: laa submit --area AREA --quarter Q"
        case .dayToCome: "Leave --as-of out, or name a day that is over."
        case .key(_, _, let remedy): remedy
        case .keyNotPrivate(let path, _): "Make it its owner's alone: chmod 600 \(path)"
        case .cannotWrite: "Nothing is left half written; make room for it, or choose another place."
        case .noBundle: "Name the folder of one."
        case .noEntry: "'laa submissions' lists them."
        case .notDelivered: "'laa submissions' lists what was."
        case .otherHash: "Ask whoever received it which one that was; nothing was recorded."
        case .busy: "Perhaps a delivery command of an earlier run: see 'ps'. The next run tries again."
        case .ledgerPutBack(_, let witness):
            "Nothing is submitted, since returns might go out twice. Bring the newer backup back; or, where the ledger is "
                + "right and what was sent since is known, remove \(witness)."
        case .nothingToRevise: "Leave --revise out."
        }
    }
}

extension SubmissionError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .settings, .noSchedule, .key: .badConfiguration
        case .dayToCome: .usage
        case .keyNotPrivate: .notAllowed
        case .cannotWrite: .cannotWrite
        case .noBundle, .noEntry, .nothingToRevise, .notDelivered: .noInput
        case .otherHash, .ledgerPutBack: .badData
        case .busy: .tryAgain
        }
    }
}
