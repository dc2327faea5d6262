import Foundation
import Glibc
import PrivateCluster
import Text
import Warehouse

extension CheckUp.Line {
    /// How the server, its database and their surroundings stand.
    ///
    /// - Parameters:
    ///   - cluster: the private server; nil for another one.
    public static func server(_ connection: Connection, cluster: PrivateCluster?) throws -> [CheckUp.Line] {
        let server = try Script.server.query(on: connection)[0]
        let running: String = try server.get("version")
        var lines = [try version(running, cluster)]
        if try server.get("is_read_only") {
            lines.append(
                .bad(
                    "writing", "the server takes no changes", "Name the primary server, or have it take changes again.")
            )
        }
        lines.append(
            try server.get("has_checksums")
                ? .good("checksums", "the server checks its pages")
                : .look("checksums", "the server does not check its pages", "Have pg_checksums switched on."))
        lines.append(
            try server.get("has_amcheck")
                ? .good("extensions", "amcheck is at hand")
                : .look(
                    "extensions", "amcheck is not at hand, so 'laa warehouse verify' cannot check pages",
                    "Install postgresql-contrib on the server."))
        lines.append(clock(of: try server.get("clock")))
        lines.append(try locks(connection))
        let bytes: Int = try server.get("bytes")
        if let cluster {
            lines.append(space(below: try cluster.folder(), database: bytes))
        } else {
            lines.append(.good("database", Size.text(bytes)))
        }
        return lines
    }

    private static func version(_ running: String, _ cluster: PrivateCluster?) throws -> CheckUp.Line {
        guard let cluster, let installed = try cluster.installedVersion() else {
            return .good("server", "PostgreSQL \(running)")
        }
        if let versions = try cluster.versions(), versions.isUpgradable {
            return .look(
                "server", "PostgreSQL \(running) runs, and \(versions.newest) is installed", "laa warehouse upgrade")
        }
        if try installed != running || cluster.isOfReplacedPrograms() {
            return .look(
                "server", "PostgreSQL \(running) runs, and \(installed) was installed since",
                "It is started again once nobody uses it: see that no session stays open, or laa warehouse stop.")
        }
        return .good("server", "PostgreSQL \(running) runs, as installed")
    }

    /// - Parameter seconds: the server's clock, since 1970.
    private static func clock(of seconds: Double) -> CheckUp.Line {
        let apart = abs(seconds - Date().timeIntervalSince1970)
        guard apart > 5 else { return .good("clock", "the server's and this machine's agree") }
        return .look(
            "clock", "the server's and this machine's are \(Int(apart)) seconds apart",
            "Have both follow a time server: a load's time decides what --as-of sees.")
    }

    private static func locks(_ connection: Connection) throws -> CheckUp.Line {
        let row = try Script.sessions.query(on: connection)[0]
        let waiting: Int = try row.get("waiting")
        let idle: Double = try row.get("idle_seconds")
        if waiting > 0 {
            return .look(
                "locks", "\(waiting) sessions wait for a lock",
                "See pg_stat_activity; a load waits while another of its kind is under way.")
        }
        if idle > 3_600 {
            return .look(
                "locks", "a session has held a transaction open for \(Int(idle / 60)) minutes and does nothing",
                "See pg_stat_activity, and end it.")
        }
        return .good("locks", "nobody waits for one")
    }

    /// The room on a disk, beside what a backup of the database may take.
    static func space(below folder: String, database bytes: Int) -> CheckUp.Line {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            return .look("disk", "the room below \(folder) is not known", "See df \(folder).")
        }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        let all = Int(status.f_blocks) * Int(status.f_frsize)
        let finding =
            "\(Size.text(free)) of \(Size.text(all)) are free below \(folder); the database takes \(Size.text(bytes))"
        let remedy = "Make room: a large load may take as much again, and so may a backup."
        if free < 500 << 20 || free < bytes / 10 { return .bad("disk", finding, remedy) }
        return free < 2 << 30 || free < bytes ? .look("disk", finding, remedy) : .good("disk", finding)
    }
}

/// Numbers of bytes in words.
enum Size {
    static func text(_ bytes: Int) -> String {
        let megabytes = Double(bytes) / 1_048_576
        return megabytes < 1_024
            ? "\(Numbers.fixed(megabytes, 0)) MB" : "\(Numbers.fixed(megabytes / 1_024, 1)) GB"
    }
}
