import Platform

/// What can go wrong between the program and its warehouse: one case per situation, each with its message and remedy.
public enum WarehouseError: Error, Equatable, Sendable {
    /// No connection could be made.
    case unavailable(target: String, reason: String)
    /// The server refused a statement.
    case server(ServerError)
    /// The connection ended while it was in use.
    case connectionLost(reason: String)
    /// The statement was cancelled on request, for example by Ctrl-C.
    case cancelled
    /// The statement ran longer than allowed; the limit is nil where it was not set here.
    case statementTimeout(limit: Duration?)
    /// The server's disk is full.
    case diskFull(ServerError)
    /// A column of a result is missing, or cannot be read as the requested type.
    case result(column: String, problem: String)
    /// The database holds no warehouse.
    case schemaMissing
    /// The warehouse lacks migrations that this program needs.
    case schemaOlder(found: Int, needed: Int)
    /// The warehouse has migrations that this program does not know.
    case schemaNewer(found: Int, known: Int)
    /// The file of an applied migration has since been changed.
    case migrationEdited(number: Int, name: String)
    /// A migration is pending although a later one is applied.
    case migrationOutOfOrder(number: Int, name: String, applied: Int)
    /// The role meant for modules may do more than read the reporting views.
    case moduleRole(role: String, excess: [String])
    /// The portal's role is missing, or this session may not take it on.
    case portalRole(reason: String)
    /// A module's query uses something that a module may not use.
    case refusedQuery(file: String, line: Int, problem: String)
    /// The warehouse cannot be distributed over several servers.
    case notDistributable(reasons: [String])
    /// Only some tables of the warehouse are distributed.
    case distributionUnfinished(tables: [String])
    /// What is asked for cannot be done to a warehouse that is distributed over several servers.
    case distributed(action: String, remedy: String)
    /// What was committed has not reached every server of a distributed warehouse.
    case notEverywhere
    /// The private cluster cannot be made or started.
    case privateCluster(reason: String, remedy: String)
    /// The home is closed to this account; the owner is the account that it belongs to, where that has a name.
    case homeClosed(path: String, owner: String?)
}

extension WarehouseError: CustomStringConvertible {
    /// The message, a sentence or more, and the remedy.
    public var description: String {
        "\(message) \(remedy)"
    }

    /// What happened.
    public var message: String {
        switch self {
        case .unavailable(let target, let reason): "the warehouse \(target) cannot be reached: \(reason)."
        case .server(let error): error.description
        case .connectionLost(let reason): "the connection to the warehouse was lost: \(reason)."
        case .cancelled: "cancelled."
        case .statementTimeout(let limit):
            "the warehouse did not answer within \(limit.map { "\($0)" } ?? "its own time limit for a statement")."
        case .diskFull(let error): "the warehouse's disk is full: \(error)"
        case .result(let column, let problem): "column '\(column)' of the warehouse's answer \(problem)."
        case .schemaMissing: "the database holds no warehouse."
        case .schemaOlder(let found, let needed):
            "the warehouse is at migration \(found), but this program needs \(needed)."
        case .schemaNewer(let found, let known):
            "the warehouse is at migration \(found), but this program knows none after \(known)."
        case .migrationEdited(let number, let name):
            "migration \(number) (\(name)) was changed after it was applied to this warehouse."
        case .migrationOutOfOrder(let number, let name, let applied):
            "migration \(number) (\(name)) is not applied, although migration \(applied) is."
        case .moduleRole(let role, let excess):
            "the role \(role), which \(ModuleAccess.variable) names for modules, \(excess.joined(separator: "; "))."
        case .portalRole(let reason): "the portal cannot read as the role \(PortalRole.name): \(reason)."
        case .refusedQuery(let file, let line, let problem): "\(file):\(line): \(problem)."
        case .notDistributable(let reasons): "the warehouse cannot be distributed: \(reasons.joined(separator: "; "))."
        case .distributionUnfinished(let tables):
            "the warehouse is not distributed as a whole: \(tables.map { "warehouse.\($0)" }.joined(separator: ", ")) \(tables.count == 1 ? "is" : "are") left."
        case .distributed(let action, _): "the warehouse is distributed over several servers: \(action)."
        case .notEverywhere: "a server of the warehouse has not confirmed what was committed."
        case .privateCluster(let reason, _): "the private warehouse: \(reason)."
        case .homeClosed(let path, let owner):
            "the home \(path) cannot be entered: permission denied; it is "
                + (owner.map { "the account \($0)'s." } ?? "another account's.")
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unavailable:
            "Check that the server runs and that --database, PGHOST or PGSERVICE names it; with none of these set, "
                + "a private warehouse is used."
        case .server(let error): Self.remedy(for: error.kind) + "Nothing is left half done."
        case .connectionLost: "Nothing is left half done; see the server's log, then try again."
        case .cancelled: "Nothing is left half done."
        case .statementTimeout: "Allow it more time, or ask for less."
        case .diskFull: "Nothing is left half done; free some space on the server's disk, then try again."
        case .result: "This is a mistake in the program's query; please report it."
        case .schemaMissing: "Make one with 'laa warehouse create'."
        case .schemaOlder: "Bring it up to date with 'laa warehouse migrate'."
        case .schemaNewer: "Use the newer laa that migrated it."
        case .migrationEdited:
            "This laa is not the one that made the warehouse: use that one, or make another warehouse."
        case .migrationOutOfOrder:
            "This laa is not the one that made the warehouse: use a newer one, or make another warehouse."
        case .moduleRole: "Name the role \(ModuleRole.name), or revoke those rights."
        case .portalRole:
            "Have an administrator run: create role \(PortalRole.name) login password '...'. Then run 'laa warehouse migrate', and "
                + "name that role in --database; or grant it to this session's role."
        case .refusedQuery: "A module's query may read the views of the schema reporting, and nothing else."
        case .notDistributable: "Nothing was changed; docs/operations/distributed.md says how to set servers up."
        case .distributionUnfinished: "Run 'laa warehouse distribute', which goes on where it ended."
        case .distributed(_, let remedy): remedy
        case .notEverywhere:
            "Nothing of it is lost: start the server that is missing; the next 'laa load' or 'laa warehouse migrate' goes on."
        case .privateCluster(_, let remedy): remedy
        case .homeClosed(_, let owner):
            "Run laa as \(owner.map { "\($0)" } ?? "that account"), or set LAA_HOME to a folder of your own."
        }
    }
}

extension WarehouseError {
    /// What to do about an error of the server, with a space behind it.
    private static func remedy(for kind: ServerError.Kind) -> String {
        switch kind {
        case .replacedLibraries:
            "PostgreSQL was upgraded while it ran, so the server must be started again: 'laa warehouse stop' ends the "
                + "private one, and the next command starts it. "
        case .readOnly:
            "The server takes no changes: it is a standby, or set read-only. Name the primary server, or have it take "
                + "changes again. "
        case .notAllowed: "Have an administrator grant this role that right, or use the role that owns the warehouse. "
        case .inTheWay: "Another session was in the way: try again. "
        case .outOfResources:
            "The server has too little memory or too many sessions: try again later, or give it more. "
        case .serverMissing:
            "A server of the warehouse cannot be reached: try again once it runs; its own log, and the coordinator's, say more. "
        case .operatorIntervened: "The server was stopped or restarted: try again once it runs. "
        case .damaged:
            "The server cannot read or write its own files: see its log, run 'laa warehouse verify', and where data are "
                + "damaged restore the last backup. "
        case .ofData: ""
        }
    }
}

extension WarehouseError {
    /// Whether the server runs on with libraries that were replaced beneath it.
    public var isOfReplacedLibraries: Bool {
        if case .server(let error) = self { error.isOfReplacedLibraries } else { false }
    }

    /// Whether a server was stopped, went away or cannot go on, whatever statement it was asked to run.
    public var isOfStoppedServer: Bool {
        guard case .server(let error) = self else { return false }
        return [.serverMissing, .operatorIntervened, .replacedLibraries].contains(error.kind)
    }
}

extension WarehouseError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unavailable, .connectionLost, .privateCluster, .notDistributable, .distributionUnfinished, .distributed:
            .unavailable
        case .homeClosed: .notAllowed
        case .server(let error):
            switch error.kind {
            case .notAllowed: .notAllowed
            case .replacedLibraries, .readOnly, .serverMissing, .operatorIntervened, .damaged: .unavailable
            case .inTheWay, .outOfResources: .tryAgain
            case .ofData: .badData
            }
        case .result: .badData
        case .cancelled: .interrupted
        case .statementTimeout, .notEverywhere: .tryAgain
        case .diskFull: .cannotWrite
        case .schemaMissing: .noInput
        case .schemaOlder, .schemaNewer, .migrationEdited, .migrationOutOfOrder, .moduleRole, .portalRole:
            .badConfiguration
        case .refusedQuery: .moduleFailed
        }
    }
}
