import Platform
import ReportKit
import Warehouse

/// What the host asks of a worker process.
enum WorkOrder: Codable, Sendable {
    /// Reports, one after another, in a process and a session that they share: each is requested on a line of its own
    /// once the one before is answered.
    case reports(WorkerSession)
    /// The description of the modules in those files.
    case describe([ModuleFile])
    /// What the server finds wrong with a declared module's query.
    case check(CheckOrder)
    /// The query of a module.
    case query(ModuleFile)
    /// From which day the data of those quarters are complete, for each module.
    case completion([ReportOrder.Module], [Quarter])

    /// The file or files that the order is about, for messages.
    var subject: String {
        switch self {
        case .reports(let session): session.modules.map(\.path).joined(separator: ", ")
        case .query(let file): file.path
        case .describe(let files): files.map(\.path).joined(separator: ", ")
        case .completion(let modules, _): modules.map(\.file.path).joined(separator: ", ")
        case .check(let order): order.module.path
        }
    }
}

/// What the reports of one process have in common: all are made from one state of the warehouse.
struct WorkerSession: Codable, Sendable {
    /// The files that may be run: one compiled module's, or any number of declared ones.
    var modules: [ModuleFile]
    /// Whether one of them may read several queries at a time.
    var readsInParts = false
    /// How the modules access the warehouse.
    var access: ModuleAccess
    /// The host's own snapshot.
    var snapshot: String
    /// The vintage that was asked for; nil where none was.
    var asOfVintage: Int?
    /// What the reporting views show: a value of the setting ``TransactionSetting/asOf``.
    var seen: String
    /// What the reports lack of what was loaded, for their caveats; nil where they lack nothing.
    var lacking: String?
    /// Seconds after which the server gives a statement up.
    var statementSeconds: Double
}

/// One module's report.
struct ReportOrder: Codable, Sendable {
    /// A file to be run, and the values of its parameters that are not to have their defaults.
    struct Module: Hashable, Codable, Sendable {
        var file: ModuleFile
        var settings: [String: Int]
    }

    var module: ModuleFile
    /// The values of its parameters that are not to have their defaults.
    var settings: [String: Int] = [:]
    /// The indicator's identifier, where it is known.
    var id: String?
    /// The sheet to report under, where the module is run under another indicator's name.
    var indicator: Indicator?
    /// The indicator's family, where it is known.
    var family: Family?
    var request: ReportRequest
    /// Whether levels that the indicator does not offer are skipped, as in a return, or refused.
    var skipsLevelsNotOffered: Bool
    /// Codes of the areas to report; nil for all.
    var areas: Set<String>?

    /// The file's name without its folder and ending, as `pg_stat_activity` shows it.
    var moduleName: String {
        let name = module.path.split(separator: "/").last ?? ""
        let stem = name.split(separator: ".").first ?? ""
        return String(stem.hasPrefix("lib") ? stem.dropFirst(3) : stem)
    }
}

/// A declared module whose query the server is to check.
struct CheckOrder: Codable, Sendable {
    var module: ModuleFile
    /// How the module accesses the warehouse.
    var access: ModuleAccess
    /// Seconds after which the server gives a statement up.
    var statementSeconds: Double
    /// The quarters for which the query may be tried, the first that can be reported taking precedence.
    var quarters: [Quarter]
}

/// What a worker answers, on its standard output.
enum WorkAnswer: Codable, Sendable {
    case report(Report)
    case query(ModuleQuery)
    /// For each module, one entry per quarter.
    case completion([[ModuleCompletion?]])
    case description(Description)
    case checked([DeclaredProblem])
    case failure(WorkerFailure)
}

/// The query that a module sends to the warehouse.
public struct ModuleQuery: Codable, Sendable {
    /// The `.sql` file's name.
    public let file: String
    public let sql: String
    /// The extracts that must be loaded.
    public let extracts: [ExtractKind]
}

/// From which day a module's data for a quarter are complete.
public struct ModuleCompletion: Codable, Hashable, Sendable {
    /// The first day on which the figures can be complete.
    public let completeOn: Day
    /// The extracts that must be loaded.
    public let extracts: [ExtractKind]
}

/// The descriptions of the modules in some files, and why others cannot be described.
struct Description: Codable, Sendable {
    var modules: [DescribedModule]
    /// The modules that report another indicator under their own name.
    var sameAs: [SameAs] = []
    var problems: [ModuleProblem]
}

/// Why a worker gave no report.
public struct WorkerFailure: Error, Codable, Hashable, Sendable {
    /// What kind of failure it was; each has its exit code.
    public enum Kind: String, Codable, Sendable {
        /// The module crashed, was killed, ran out of time, threw, or gave an answer that its family does not allow.
        case module
        /// The requested data are not complete yet.
        case notComplete = "not complete"
        /// The warehouse holds none of the requested data.
        case noData = "no data"
        /// The warehouse was never given what the indicator counts, for any time.
        case notHeld = "not held"
        /// The data are inconsistent, for example where they mix two models' predictions.
        case badData = "bad data"
        /// The indicator is not offered in that form.
        case notOffered = "not offered"
        /// The warehouse could not be reached, or refused the connection.
        case warehouse
        /// The run was asked to stop.
        case cancelled
        /// The module's file is not trusted, or has changed since it was.
        case notTrusted = "not trusted"
    }

    public var kind: Kind
    /// The indicator where known, else the module's file.
    public var module: String
    public var message: String

    public init(kind: Kind, module: String, message: String) {
        self.kind = kind
        self.module = module
        self.message = message
    }
}

extension WorkerFailure: CustomStringConvertible {
    public var description: String { message }
}

extension WorkerFailure: ExitCoded {
    public var exitCode: ExitCode {
        switch kind {
        case .module: .moduleFailed
        case .notComplete: .tryAgain
        case .noData, .notHeld: .noInput
        case .badData: .badData
        case .notOffered: .usage
        case .warehouse: .unavailable
        case .cancelled: .interrupted
        case .notTrusted: .notAllowed
        }
    }
}
