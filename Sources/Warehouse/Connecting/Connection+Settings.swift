import CLibPQ

extension Connection {
    /// What the session was opened with, whether from environment variables, a service file or the connection string.
    ///
    /// A password is included only where the server asked for one. One from a password file is not; the file's path is.
    func settings() throws -> ConnectionSettings {
        let handle = try liveHandle()
        guard let options = PQconninfo(handle) else { throw WarehouseError.connectionLost(reason: "out of memory") }
        defer { PQconninfoFree(options) }
        var settings = ConnectionSettings()
        var option = options
        while let keyword = option.pointee.keyword {
            // A service's settings are already among the others, and its file may be gone the next time.
            let name = String(cString: keyword)
            if let value = option.pointee.val, value.pointee != 0, name != "service", name != "application_name" {
                settings[name] = String(cString: value)
            }
            option += 1
        }
        if PQconnectionUsedPassword(handle) == 0 { settings["password"] = nil }
        return settings
    }
}

extension Connection {
    /// What another of PostgreSQL's programs needs to reach the same database: a connection string, which every account of
    /// the machine may read in the list of processes, and the variables that hold what must not be in it.
    package func forPrograms() throws -> (conninfo: String, environment: [String: String]) {
        var settings = try settings()
        var environment: [String: String] = [:]
        if let password = settings["password"] { environment["PGPASSWORD"] = password }
        settings["password"] = nil
        return (settings.conninfo, environment)
    }

    /// The number of the server's version: 150018 for 15.18.
    package var serverVersion: Int {
        get throws { Int(PQserverVersion(try liveHandle())) }
    }
}

/// Keywords and values of a connection string.
struct ConnectionSettings {
    private var values: [String: String] = [:]

    subscript(name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The string, for libpq.
    var conninfo: String {
        values.sorted { $0.key < $1.key }.map { name, value in
            "\(name)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        }.joined(separator: " ")
    }
}
