/// How a report module connects to the warehouse: as confined as the server and its settings allow.
///
/// ### Finding it
/// ``init(of:environment:)``
/// ### Using it
/// ``open(applicationName:)``
public struct ModuleAccess: Codable, Sendable, Equatable {
    public enum Level: String, Codable, Sendable {
        /// A session of the modules' own role: nothing that a module does in it gains it further rights.
        case ownSession
        /// A session of the host's role under `set role`: it confines SQL that is checked before it is run, but
        /// compiled code in the session's process could reset the role.
        case borrowedSession
        /// The host's own rights, in a read-only transaction.
        case unconfined
    }

    public let level: Level
    /// The connection string. It holds a password where the server asked for one: at every level except
    /// ``Level/ownSession``, the host's.
    let conninfo: String

    /// The environment variable with modules' connection string, where the host's own settings do not lead to a session.
    public static let variable = "LAA_MODULE_DATABASE"

    /// Finds how modules connect to the warehouse of a session.
    ///
    /// Tries in this order: what `LAA_MODULE_DATABASE` names; the session's own settings with the modules' role in
    /// place of its role and without its password, which works where the server identifies accounts by socket or
    /// certificate, or the role's password is in the password file; `set role`; the session's own rights.
    ///
    /// - Parameter host: outside of a transaction.
    /// - Throws: ``WarehouseError/moduleRole(role:excess:)`` where the variable names a role with too many rights;
    ///   ``WarehouseError/unavailable(target:reason:)`` where no session can be opened with it.
    public init(of host: Connection, environment: [String: String]) throws {
        if let given = environment[Self.variable], !given.isEmpty {
            let connection = try Connection.open(.conninfo(given), applicationName: "laa")
            defer { connection.close() }
            let role: String = try connection.query("select session_user::text")[0].get(0)
            let grave = try ModuleRole.excess(of: role, on: connection).filter(\.isGrave)
            guard grave.isEmpty else { throw WarehouseError.moduleRole(role: role, excess: grave.map(\.right)) }
            self.init(level: .ownSession, conninfo: try connection.settings().conninfo)
            return
        }
        let settings = try host.settings()
        if let own = Self.ownSession(settings) {
            self = own
        } else if (try? host.execute("set role \(ModuleRole.name)")) != nil {
            try host.execute("reset role")
            self.init(level: .borrowedSession, conninfo: settings.conninfo)
        } else {
            self.init(level: .unconfined, conninfo: settings.conninfo)
        }
    }

    private init(level: Level, conninfo: String) {
        self.level = level
        self.conninfo = conninfo
    }

    /// The host's settings with the modules' role, where they lead to a session.
    private static func ownSession(_ host: ConnectionSettings) -> ModuleAccess? {
        var settings = host
        settings["user"] = ModuleRole.name
        // An empty one keeps libpq from taking the host's from PGPASSWORD, but still lets it read the password file.
        settings["password"] = ""
        // The host's options may set a role.
        settings["options"] = ""
        guard let connection = try? Connection.open(.conninfo(settings.conninfo), applicationName: "laa") else {
            return nil
        }
        connection.close()
        return ModuleAccess(level: .ownSession, conninfo: settings.conninfo)
    }

    /// Opens a session to run a module in, whose transactions each say which state of the warehouse is seen: one that does not
    /// is refused by the views, whatever the role, the database or the environment sets.
    ///
    /// - Throws: ``WarehouseError``.
    public func open(applicationName: String) throws -> Connection {
        let connection = try Connection.open(.conninfo(conninfo), applicationName: applicationName)
        if level == .borrowedSession { try connection.execute("set role \(ModuleRole.name)") }
        try connection.execute("set laa.as_of = ''")
        connection.showsLatest = false
        return connection
    }
}

extension ModuleAccess {
    /// What is lacking, and the remedy; nil where nothing is.
    public var warning: String? {
        switch level {
        case .ownSession, .borrowedSession: nil
        case .unconfined:
            "modules run with all of this session's rights, in a read-only transaction: there is no role "
                + "\(ModuleRole.name), or this session may not use it. 'laa warehouse status' says how to correct that."
        }
    }

    /// A few lines for `laa warehouse status`.
    public func description(on connection: Connection) throws -> [String] {
        let remedy =
            "  To give modules a session of their own, have an administrator run: create role \(ModuleRole.name) login "
            + "password '...' (or alter role). Then run 'laa warehouse migrate', and set \(Self.variable) to "
            + "'user=\(ModuleRole.name) password=...', or put the password into the password file."
        var lines: [String]
        switch level {
        case .ownSession:
            lines = [
                "Modules run in sessions of their own role, \(ModuleRole.name): they can read only the reporting views."
            ]
        case .borrowedSession:
            lines = [
                "Modules run in this role's sessions under 'set role \(ModuleRole.name)': declared modules can read "
                    + "only the reporting views, but a compiled one could reset the role.", remedy,
            ]
        case .unconfined:
            return [
                "Modules run with all of this role's rights, in read-only transactions: there is no role "
                    + "\(ModuleRole.name), or this role may not use it.", remedy,
                "  To use 'set role' instead of a session of their own: grant \(ModuleRole.name) to the role that runs "
                    + "laa.",
            ]
        }
        let excess = try ModuleRole.excess(of: ModuleRole.name, on: connection)
        lines += excess.map { "  \($0.isGrave ? "MORE THAN IT SHOULD: " : "")\(ModuleRole.name) \($0.right)." }
        return lines
    }
}
