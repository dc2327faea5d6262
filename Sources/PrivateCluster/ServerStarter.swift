import Glibc
import Platform
import Warehouse

/// Starts and stops a cluster's server; its caller holds the lock.
struct ServerStarter {
    let layout: ClusterLayout
    let isDurable: Bool
    let interrupt: Interrupt

    /// A log longer than this is renamed when the server starts.
    private static let longestLog = 8 << 20

    /// Makes sure that the server runs and answers, whatever state it was left in.
    func start() throws -> ServerProcess {
        if let server = ServerProcess(of: layout) {
            if server.isReady && server.hasSocket {
                if !AccessRules.are(writtenFor: layout) { try changeAccessRules(of: server) }
                return server
            }
            if !server.isReady, let server = try waitUntilReady(server.id, within: .seconds(600), child: nil) {
                return server
            }
            // It runs but cannot be reached, for example because a cleaner of /tmp has removed its socket.
            if let server = ServerProcess(of: layout) { try stop(server) }
        }
        ServerProcess.endOrphans(of: layout)
        // A killed server leaves these; a new one takes them for another server's where a process has their number.
        for file in [layout.processFile, layout.socket, layout.socket + ".lock"] { unlink(file) }
        try AccessRules.write(for: layout)
        let child = try launch()
        // Recovery after a crash reads at most what max_wal_size holds; ten minutes is ample for that.
        do {
            guard let server = try waitUntilReady(nil, within: .seconds(600), child: child) else { throw didNotStart() }
            child.reapInBackground()
            return server
        } catch WarehouseError.cancelled {
            child.reapInBackground()
            throw WarehouseError.cancelled
        }
    }

    /// Stops it as an administrator would: sessions are ended and what is committed is on disk.
    func stop(_ server: ServerProcess) throws {
        kill(server.id, SIGINT)
        if server.waitForEnd(within: .seconds(60), layout: layout) { return }
        kill(server.id, SIGQUIT)
        if server.waitForEnd(within: .seconds(10), layout: layout) { return }
        throw WarehouseError.privateCluster(
            reason: "its server, process \(server.id), does not end",
            remedy: "See its log, \(layout.log); end it with kill -9 \(server.id), and laa will recover it.")
    }

    private func launch() throws -> ChildProcess {
        let version = SmallFile.text(layout.data + "/PG_VERSION").map { String($0.prefix { $0.isNumber }) }
        let programs = try ServerPrograms.find(version: version)
        if let status = FileStatus(layout.log), status.size > Self.longestLog {
            try ofCluster { () throws(FileError) in try Folder.rename(layout.log, to: layout.log + ".old") }
        }
        let log = open(layout.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard log >= 0 else { throw WarehouseError(FileError("write", layout.log)) }
        defer { close(log) }
        let arguments = ["-D", layout.data] + ServerSettings.arguments(for: layout, isDurable: isDurable)
        return try Tool(path: programs.postgres, arguments: arguments, user: layout.user).start(output: log)
    }

    /// Waits for a server to be ready; nil where it ended, or time ran out.
    private func waitUntilReady(_ process: pid_t?, within limit: Duration, child: ChildProcess?) throws
        -> ServerProcess?
    {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            try interrupt.check()
            let server = ServerProcess(of: layout)
            if let server, server.isReady, server.hasSocket { return server }
            if let process, server?.id != process { return nil }
            if let child {
                var status: Int32 = 0
                if waitpid(child.id, &status, WNOHANG) == child.id { return nil }
            }
            usleep(5_000)
        }
        return nil
    }

    /// A server started by an older laa keeps that version's access rules until it reloads them.
    private func changeAccessRules(of server: ServerProcess) throws {
        try AccessRules.write(for: layout)
        kill(server.id, SIGHUP)
    }

    private func didNotStart() -> WarehouseError {
        let log = SmallFile.text(layout.log, last: 4096) ?? ""
        let reason = log.split(separator: "\n").last { $0.contains("FATAL") || $0.contains("PANIC") }
        return .privateCluster(
            reason: "its server did not start\(reason.map { ": \($0)" } ?? "")",
            remedy: "See its log, \(layout.log).")
    }
}
