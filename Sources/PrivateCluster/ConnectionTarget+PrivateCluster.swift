import Warehouse

extension PrivateCluster: ServerOnDemand {}

extension ConnectionTarget {
    /// The private cluster, laa's own PostgreSQL.
    public static func privateCluster(_ cluster: PrivateCluster) -> ConnectionTarget { .onDemand(cluster) }

    /// The target as a private cluster; nil for any other server.
    public var privateCluster: PrivateCluster? {
        if case .onDemand(let server) = self { server as? PrivateCluster } else { nil }
    }

    /// The target by the rules of the command line: `--database`, else libpq's own variables where one of them names a
    /// server, database or user, else the private cluster below ``home(environment:)``.
    public static func resolve(database: String?, environment: [String: String]) -> ConnectionTarget {
        if let database { return .conninfo(database) }
        let variables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"]
        if variables.contains(where: { environment[$0]?.isEmpty == false }) { return .environment }
        return .privateCluster(PrivateCluster(home: home(environment: environment)))
    }
}
