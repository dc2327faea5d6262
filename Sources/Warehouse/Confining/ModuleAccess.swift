/// How a report module gets at the warehouse: the best that the server and its settings allow.
///
/// ### Finding it
/// ``init(of:environment:)``
/// ### Using it
/// ``open(applicationName:)``
public struct ModuleAccess: Codable, Sendable, Equatable {
    public enum Level: String, Codable, Sendable {
        /// A session of the role's own: nothing that a module does in it gets it any further.
        case ownSession
        /// A session of the host's under `set role`: holds for SQL that is checked before it is run; compiled code in
        /// the session's process could set the role back.
        case borrowedSession
        /// The host's own rights, in a read-only transaction.
        case unconfined
    }

    public let level: Level
    /// The string to connect with. It holds a password where the server asked for one: below ``Level/ownSession``, the
    /// host's.
    let conninfo: String

    /// The environment variable that names a session for modules, where the host's own settings do not lead to one.
    public static let variable = "LAA_MODULE_DATABASE"

    /// Finds how modules get at the warehouse of a session.
    ///
    /// In this order: what `LAA_MODULE_DATABASE` names; the session's own settings with the modules' role in place of
    /// its role and without its password, which serves where the server knows accounts by their sockets or certificates
    /// or the role's password is in the password file; `set role`; the session's own rights.
    ///
    /// - Parameter host: outside of a transaction.
    /// - Throws: ``WarehouseError/moduleRole(role:excess:)`` where the variable names a role with more rights;
    ///   ``WarehouseError/unavailable(target:reason:)`` where it leads nowhere.
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
        (self.level, self.conninfo) = (level, conninfo)
    }

    /// The host's settings with the role's name, where they lead to a session.
    private static func ownSession(_ host: ConnectionSettings) -> ModuleAccess? {
        var settings = host
        settings["user"] = ModuleRole.name
        // An empty one keeps libpq from taking the host's out of PGPASSWORD, and lets it look into the password file.
        settings["password"] = ""
        // They may name a role.
        settings["options"] = ""
        guard let connection = try? Connection.open(.conninfo(settings.conninfo), applicationName: "laa") else {
            return nil
        }
        connection.close()
        return ModuleAccess(level: .ownSession, conninfo: settings.conninfo)
    }

    /// Opens a session to run a module in.
    ///
    /// - Throws: ``WarehouseError``.
    public func open(applicationName: String) throws -> Connection {
        let connection = try Connection.open(.conninfo(conninfo), applicationName: applicationName)
        if level == .borrowedSession { try connection.execute("set role \(ModuleRole.name)") }
        return connection
    }
}

extension ModuleAccess {
    /// What is lacking, and how to mend it; nil where nothing is.
    public var warning: String? {
        switch level {
        case .ownSession, .borrowedSession: nil
        case .unconfined:
            "modules run with all of this session's rights, in a read-only transaction: there is no role "
                + "\(ModuleRole.name), or it may not be used. 'laa warehouse status' says how to mend that."
        }
    }

    /// A few lines for `laa warehouse status`.
    public func description(on connection: Connection) throws -> [String] {
        let remedy =
            "  To give modules a session of their own, an administrator runs: create role \(ModuleRole.name) login "
            + "password '...' (or alter role), then 'laa warehouse migrate' is run, and \(Self.variable) is set to "
            + "'user=\(ModuleRole.name) password=...', or the password file holds it."
        var lines: [String]
        switch level {
        case .ownSession:
            lines = [
                "Modules run in sessions of the role \(ModuleRole.name)'s own: they read the reporting views alone."
            ]
        case .borrowedSession:
            lines = [
                "Modules run in this role's sessions under 'set role \(ModuleRole.name)': declared modules read the "
                    + "reporting views alone, a compiled one could set the role back.", remedy,
            ]
        case .unconfined:
            return [
                "Modules run with all of this role's rights, in read-only transactions: there is no role "
                    + "\(ModuleRole.name), or it may not be used.", remedy,
                "  For 'set role' in place of a session of their own: grant \(ModuleRole.name) to the role that runs laa.",
            ]
        }
        let excess = try ModuleRole.excess(of: ModuleRole.name, on: connection)
        lines += excess.map { "  \($0.isGrave ? "MORE THAN IT SHOULD: " : "")\(ModuleRole.name) \($0.right)." }
        return lines
    }
}
