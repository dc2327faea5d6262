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
