import Platform

/// Which PostgreSQL holds the warehouse.
public enum ConnectionTarget: Sendable {
    /// A connection string or URI, as libpq reads it.
    case conninfo(String)
    /// What libpq finds in its own environment variables, service file and password file.
    case environment
    /// A server that is started when it is needed.
    case onDemand(any ServerOnDemand)

    /// The connection string for libpq; a server on demand is started if need be.
    public func conninfo(interrupt: Interrupt = .shared) throws -> String {
        switch self {
        case .conninfo(let text): text
        case .environment: ""
        case .onDemand(let server): try server.ensureRunning(interrupt: interrupt)
        }
    }

    /// The folder of laa's own data: `$LAA_HOME`, else `$XDG_DATA_HOME/laa`, else `~/.local/share/laa`.
    public static func home(environment: [String: String]) -> String {
        if let home = environment["LAA_HOME"], !home.isEmpty { return home }
        // The XDG specification says that relative paths are to be ignored.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/laa" }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? User.current?.home ?? "/"
        return home + "/.local/share/laa"
    }
}

/// A server of the program's own, which is started when somebody connects to it.
public protocol ServerOnDemand: Sendable {
    /// Starts the server if it does not run, and waits until it answers.
    ///
    /// - Returns: the connection string of its database.
    func ensureRunning(interrupt: Interrupt) throws -> String
}
