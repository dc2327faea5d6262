import Glibc
import Platform
import Text
import Warehouse

/// PostgreSQL's client programs: `pg_dump` and `pg_restore`.
struct PostgresPrograms {
    /// How a program reaches the database.
    let conninfo: String
    private let environment: [String: String]
    /// The server's major version, which `pg_dump` must have too, or a newer one.
    private let version: Int

    init(for connection: Connection) throws {
        (conninfo, environment) = try connection.forPrograms()
        version = try connection.serverVersion / 10_000
    }

    /// Runs a program to its end.
    ///
    /// - Throws: ``UpkeepError/noProgram(name:version:)``, ``UpkeepError/programFailed(name:reason:)``, or
    ///   `WarehouseError.cancelled`.
    func run(_ name: String, _ arguments: [String]) throws {
        guard let path = find(name) else { throw UpkeepError.noProgram(name: name, version: version) }
        // One's own variables could have a program dump other things, or speak another language.
        var variables = ChildProcess.environment.filter { !$0.key.hasPrefix("LC_") && !$0.key.hasPrefix("LANG") }
        variables["LC_ALL"] = "C"
        let command = ChildProcess.Command(
            path, arguments, environment: variables.merging(environment) { $1 })
        let (ending, output) = try ChildProcess.run(command, withErrors: true)
        switch ending {
        case .ended(status: 0): return
        case .interrupted: throw WarehouseError.cancelled
        case .ended, .tookTooLong:
            let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
            let reasons = lines.filter { $0.contains("error") }.prefix(2)
            throw UpkeepError.programFailed(
                name: name,
                reason: (reasons.isEmpty ? lines.prefix(2) : reasons).map { Printable.line(String($0)) }.joined(
                    separator: "; "))
        }
    }

    /// The program of the server's own version, else the newest.
    private func find(_ name: String) -> String? {
        var folders: [(version: Int, path: String)] = Folder.names(in: "/usr/lib/postgresql").compactMap { folder in
            Int(folder).map { ($0, "/usr/lib/postgresql/\(folder)/bin/\(name)") }
        }
        if let path = ChildProcess.program(name), let found = majorVersion(of: path) { folders.append((found, path)) }
        let usable = folders.filter { $0.version >= version && access($0.path, X_OK) == 0 }
        return (usable.first { $0.version == version } ?? usable.max { $0.version < $1.version })?.path
    }

    /// `15` of `pg_dump (PostgreSQL) 15.18 (Debian ...)`.
    private func majorVersion(of path: String) -> Int? {
        guard let (_, output) = try? ChildProcess.run(ChildProcess.Command(path, ["--version"])) else { return nil }
        let words = String(decoding: output, as: UTF8.self).split(separator: " ")
        return words.dropFirst(2).first.flatMap { Int($0.prefix { $0.isNumber }) }
    }
}
