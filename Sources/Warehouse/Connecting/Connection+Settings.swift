import CLibPQ

extension Connection {
    /// What the session was opened with, wherever libpq took it from: its variables, a service file, the string given.
    ///
    /// A password is among them only where the server asked for one; one of a password file is not, its file is.
    func settings() throws -> ConnectionSettings {
        let handle = try liveHandle()
        guard let options = PQconninfo(handle) else { throw WarehouseError.connectionLost(reason: "out of memory") }
        defer { PQconninfoFree(options) }
        var settings = ConnectionSettings()
        var option = options
        while let keyword = option.pointee.keyword {
            // The service's settings are among the others already, and its file need not be there another time.
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
