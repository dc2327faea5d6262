import Platform

/// The database role that the portal reads as: the submissions of the partnerships that each transaction's token is for.
///
/// `portal_role.sql` makes it and gives it its rights, whenever a warehouse is made or migrated.
public enum PortalRole {
    public static let name = "laa_portal"

    /// Opens a session that has the portal's rights and no others.
    ///
    /// A session of the role's own is tried first; where the server does not let this account open one, the settings' own
    /// session takes the role on.
    ///
    /// - Throws: ``WarehouseError/unavailable(target:reason:)`` where no session can be opened;
    ///   ``WarehouseError/portalRole(reason:)`` where there is no such role, or the session may not take it on.
    public static func open(_ target: ConnectionTarget, interrupt: Interrupt = .shared) throws -> Connection {
        let host = try Connection.open(target, applicationName: "laa serve", interrupt: interrupt)
        if try host.query("select session_user::text")[0].get(0) == name { return host }
        var settings = try host.settings()
        settings["user"] = name
        // An empty one keeps libpq from taking the host's from PGPASSWORD, but still lets it read the password file.
        settings["password"] = ""
        // The host's options may set a role.
        settings["options"] = ""
        if let own = try? Connection.open(
            .conninfo(settings.conninfo), applicationName: "laa serve", interrupt: interrupt)
        {
            host.close()
            return own
        }
        do {
            try host.execute("set role \(name)")
        } catch WarehouseError.server(let error) {
            throw WarehouseError.portalRole(reason: error.message)
        }
        return host
    }
}
