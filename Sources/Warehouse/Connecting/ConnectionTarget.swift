/// Which PostgreSQL holds the warehouse.
public enum ConnectionTarget: Sendable {
    /// A connection string or URI, as libpq reads it.
    case conninfo(String)
    /// What libpq finds in its own environment variables, service file and password file.
    case environment
    /// A PostgreSQL of laa's own.
    case privateCluster(PrivateCluster)

    /// The target by the rules of the command line: `--database`, else libpq's own variables where one of them names a
    /// server, database or user, else the private cluster below ``home(environment:)``.
    public static func resolve(database: String?, environment: [String: String]) -> ConnectionTarget {
        if let database { return .conninfo(database) }
        let variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"]
        if variables.contains(where: { environment[$0]?.isEmpty == false }) { return .environment }
        return .privateCluster(PrivateCluster(home: home(environment: environment)))
    }

    /// The connection string for libpq; a private cluster is made and started if need be.
    public func conninfo() throws -> String {
        switch self {
        case .conninfo(let text): text
        case .environment: ""
        case .privateCluster(let cluster): try cluster.ensureRunning()
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
