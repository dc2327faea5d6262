import Glibc
import Platform
import Warehouse

/// PostgreSQL's server programs as installed on this machine.
struct ServerPrograms {
    /// The folder that holds `initdb` and `postgres`.
    let folder: String

    var initdb: String { folder + "/initdb" }
    var postgres: String { folder + "/postgres" }

    /// The programs to use.
    ///
    /// - Parameter version: the major version that made the data, as in `PG_VERSION`: no other can open them. Nil for
    ///   what `pg_config` or the PATH names, or else the newest.
    static func find(version: String?) throws -> ServerPrograms {
        let packaged = packagedFolders()
        if let version {
            guard
                let folder = packaged.first(where: { $0.version == version })?.folder
                    ?? others().first(where: { majorVersion(of: $0) == version })
            else {
                throw WarehouseError.privateCluster(
                    reason: "it was made by PostgreSQL \(version), whose server programs are not installed",
                    remedy: "Install them: apt-get install postgresql-\(version).")
            }
            return ServerPrograms(folder: folder)
        }
        guard let folder = others().first ?? packaged.first?.folder else {
            throw WarehouseError.privateCluster(
                reason: "PostgreSQL's server programs (initdb, postgres) are not installed",
                remedy: "Install them: apt-get install postgresql; or name a server with --database.")
        }
        return ServerPrograms(folder: folder)
    }

    /// The programs of the newest installed version, with its number.
    static func newest() throws -> (programs: ServerPrograms, version: String) {
        let found = packagedFolders() + others().compactMap { folder in majorVersion(of: folder).map { ($0, folder) } }
        guard let newest = found.max(by: { Int($0.0) ?? 0 < Int($1.0) ?? 0 }) else {
            return (try find(version: nil), "")
        }
        return (ServerPrograms(folder: newest.1), newest.0)
    }

    /// The full version of a program, such as `15.18`; nil where it does not say.
    static func fullVersion(ofProgram path: String) -> String? {
        guard let (_, output) = try? Tool(path: path, arguments: ["--version"]).run() else { return nil }
        return output.split(separator: " ").dropFirst(2).first.map { $0.trimmingNewlines }
    }

    /// What `pg_config` names and what is on the PATH.
    private static func others() -> [String] {
        var folders: [String] = []
        if let config = Tool.find("pg_config"),
            let (status, output) = try? Tool(path: config, arguments: ["--bindir"]).run(), status == 0
        {
            folders.append(output.trimmingNewlines)
        }
        if let initdb = Tool.find("initdb") { folders.append(Path.folder(of: Path.absolute(initdb))) }
        return folders.filter(isComplete)
    }

    /// Debian's folders, one for each major version, the newest first.
    private static func packagedFolders() -> [(version: String, folder: String)] {
        let root = "/usr/lib/postgresql"
        return Folder.names(in: root)
            .compactMap { name in Int(name).map { (number: $0, name: name) } }
            .sorted { $0.number > $1.number }
            .map { ($0.name, "\(root)/\($0.name)/bin") }
            .filter { isComplete($0.1) }
    }

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "postgres"].allSatisfy { access(folder + "/" + $0, X_OK) == 0 }
    }

    /// `15` of `postgres (PostgreSQL) 15.18 (Debian ...)`.
    private static func majorVersion(of folder: String) -> String? {
        guard let (_, output) = try? Tool(path: folder + "/postgres", arguments: ["--version"]).run() else {
            return nil
        }
        return output.split(separator: " ").dropFirst(2).first?.split { !$0.isNumber }.first.map(String.init)
    }
}

extension StringProtocol {
    fileprivate var trimmingNewlines: String { String(prefix { !$0.isNewline }) }
}
