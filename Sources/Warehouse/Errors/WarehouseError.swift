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
    /// The private cluster cannot be made or started.
    case privateCluster(reason: String, remedy: String)
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
        case .privateCluster(let reason, _): "the private warehouse: \(reason)."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unavailable:
            "Check that the server runs and that --database, PGHOST or PGSERVICE names it; with none of these set, "
                + "a private warehouse is used."
        case .server(let error) where error.isOfReplacedLibraries:
            "PostgreSQL was upgraded while it ran, so the server must be started again: 'laa warehouse stop' ends the "
                + "private one, and the next command starts it. Nothing is left half done."
        case .server: "Nothing is left half done."
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
        case .privateCluster(_, let remedy): remedy
        }
    }
}

extension WarehouseError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unavailable, .connectionLost, .privateCluster: .unavailable
        case .server(let error) where error.sqlState == "42501": .notAllowed
        case .server(let error) where error.isOfReplacedLibraries: .unavailable
        case .server, .result: .badData
        case .cancelled: .interrupted
        case .statementTimeout: .tryAgain
        case .diskFull: .cannotWrite
        case .schemaMissing: .noInput
        case .schemaOlder, .schemaNewer, .migrationEdited, .migrationOutOfOrder, .moduleRole, .portalRole:
            .badConfiguration
        case .refusedQuery: .moduleFailed
        }
    }
}
