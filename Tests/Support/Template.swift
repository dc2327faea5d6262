import Foundation
import ReportKit
import Warehouse

/// A database that was made once, and that the server copies in a fraction of the time that making another takes.
///
/// Nobody can connect to it, since the server copies no database that somebody is connected to.
public struct Template: Sendable {
    /// How the server copies.
    public enum Strategy: String, Sendable {
        /// Page by page through its cache: quickest for a small database.
        case pages = "wal_log"
        /// File by file: quickest for a large one.
        case files = "file_copy"
    }

    private let database: String
    private let strategy: Strategy

    /// Makes the database.
    ///
    /// - Parameter fill: fills the new database whose connection string it is given, and leaves no session open.
    public init(copiedBy strategy: Strategy = .pages, _ fill: (String) throws -> Void) throws {
        self.strategy = strategy
        database = try Fixture.database()
        try fill(database)
        try Fixture.order("alter database \(Fixture.name(of: database)) allow_connections false")
    }

    /// One that tests cannot do without.
    ///
    /// - Parameter name: what it is, for the message where it cannot be made.
    public static func required(
        _ name: String, copiedBy strategy: Strategy = .pages, _ fill: (String) throws -> Void
    ) -> Template {
        do {
            return try Template(copiedBy: strategy, fill)
        } catch {
            fatalError("the \(name) for the tests cannot be made: \(error)")
        }
    }

    /// The connection string of a copy.
    public func copy() throws -> String {
        let name = Fixture.name(of: database)
        let copy = try Fixture.database("template \(name) strategy \(strategy.rawValue)")
        try Fixture.order(Self.rights(from: name, to: Fixture.name(of: copy)))
        return copy
    }

    /// Who may do what with the database, and what its roles' sessions are set to: the server copies what is in a database,
    /// and not that.
    static func rights(from template: Substring, to copy: Substring) -> String {
        """
        do $$
        declare
            given record;
        begin
            revoke all on database \(copy) from public;
            for given in
                select privilege_type as privilege, case grantee when 0 then 'public' else grantee::regrole::text end as who
                from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) where datname = '\(template)'
            loop
                execute format('grant %s on database \(copy) to %s', given.privilege, given.who);
            end loop;
            for given in
                select setrole::regrole as who, split_part(setting, '=', 1) as name,
                    substr(setting, strpos(setting, '=') + 1) as value
                from pg_db_role_setting join pg_database on setdatabase = pg_database.oid, unnest(setconfig) as setting
                where datname = '\(template)'
            loop
                execute format('alter role %s in database \(copy) set %s = %L', given.who, given.name, given.value);
            end loop;
        end
        $$
        """
    }
}
