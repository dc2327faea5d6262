/// The database role that report modules run as: it can read the views of the schema `reporting`, and nothing else.
///
/// `module_role.sql` makes it and gives it its rights, whenever a warehouse is made or migrated.
public enum ModuleRole {
    public static let name = "laa_module"

    /// A right that a role has beyond reading the reporting views.
    public struct Excess: Equatable, Sendable {
        /// What it may do, after the role's name: `may read warehouse.offender`.
        public let right: String
        /// Whether it undoes the purpose of a role for modules.
        public let isGrave: Bool
    }

    /// What a role may do in the database beyond reading the reporting views; the gravest first.
    public static func excess(of role: String, on connection: Connection) throws -> [Excess] {
        let sql = String(decoding: PackageResources.module_rights_sql, as: UTF8.self)
        return try connection.query(sql, [.text(role)], source: "module_rights.sql").map { row in
            Excess(right: try row.get("excess"), isGrave: try row.get("grave"))
        }
    }
}
