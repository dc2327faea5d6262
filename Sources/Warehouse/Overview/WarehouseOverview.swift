import ReportKit

/// What a warehouse is and holds, for people to read.
public struct WarehouseOverview {
    /// Lines of text, ready to print.
    public let lines: [String]

    /// Reads the database behind a connection, and changes nothing.
    public init(of connection: Connection, migrator: Migrator = .current) throws {
        let database = try connection.query(Self.text(PackageResources.database_sql))[0]
        var lines = [
            "PostgreSQL \(try database.get("server_version", as: String.self)), "
                + "database \(try database.get("database", as: String.self)), "
                + "\(try database.get("size", as: String.self))"
        ]
        if try connection.hasDistributedTables {
            let nodes = try connection.workers
            lines.append("distributed over \(nodes) \(nodes == 1 ? "worker" : "workers") by Citus")
        }
        lines += ["", "Migrations:"]
        let migrations = try migrator.status(on: connection)
        lines += migrations.map { migration in
            let applied = migration.appliedAt.map { "  \($0)" } ?? ""
            return "  \(Self.padded(migration.number, 4))  \(migration.state.rawValue)\(applied)  \(migration.name)"
        }
        if migrations.allSatisfy({ $0.state == .applied }) {
            lines += ["", "Extracts:"]
            let extracts = try connection.readOnlyTransaction {
                try connection.query(Self.text(PackageResources.extracts_sql))
            }
            lines += try extracts.map { row in
                let from: Day? = try row.get("covers_from")
                let through: Day? = try row.get("covers_through")
                let synthetic: Bool = try row.get("synthetic")
                return "  \(Self.padded(try row.get("vintage_id"), 4))  \(try row.get("kind", as: String.self)), "
                    + "\(from?.description ?? "...") to \(through?.description ?? "..."), from "
                    + "\(try row.get("source_system", as: String.self))\(synthetic ? " (SYNTHETIC)" : "")"
            }
            if extracts.isEmpty {
                lines.append("  none. Load extracts, or make a sample with 'laa warehouse sample'.")
            }
        }
        self.lines = lines
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }
}
