import Glibc
import Platform
import Warehouse

/// A private PostgreSQL: made when first needed, started on demand, left running, and reached only by a Unix socket.
///
/// The server runs independently of the process that started it, and as an unprivileged account where that process runs
/// as root. It is made, started and stopped under a lock that ends with its holder, so that two processes do not
/// interfere.
///
/// ### Using it
/// ``ensureRunning(interrupt:)``, ``status()``, ``stop(interrupt:)``
/// ### Locating it
/// ``folder()``, ``log()``
public struct PrivateCluster: Sendable, Equatable {
    /// `$LAA_HOME`.
    public let home: String
    /// Whether the server waits until a commit is on disk.
    let isDurable: Bool

    /// The cluster below a home; nothing is made yet.
    public init(home: String) {
        self.init(home: home, isDurable: true)
    }

    /// One that need not survive a crash of the machine, for tests, which make many, each in a fraction of the time.
    package init(home: String, isDurable: Bool) {
        self.home = home
        self.isDurable = isDurable
    }

    /// What a cluster is doing.
    public enum Status: Equatable, Sendable {
        /// It was never made.
        case notCreated
        /// It exists, but its server does not run.
        case stopped
        /// Its server is starting, recovering or stopping.
        case changing(process: Int32)
        /// Its server answers.
        case running(process: Int32)
    }

    /// What the cluster is doing now.
    public func status() throws -> Status {
        let layout = try ClusterLayout(home: home)
        guard layout.isCreated else { return .notCreated }
        guard let server = ServerProcess(of: layout) else { return .stopped }
        return server.isReady && server.hasSocket ? .running(process: server.id) : .changing(process: server.id)
    }

    /// The folder that holds the cluster: `postgresql` below the home, or, for root, one below `/var/lib/laa` where the
    /// server's account cannot enter the home.
    public func folder() throws -> String {
        try ClusterLayout(home: home).folder
    }

    /// The server's log.
    public func log() throws -> String {
        try ClusterLayout(home: home).log
    }

    /// Makes the cluster if it does not exist, starts its server if it does not run, and waits until it answers.
    ///
    /// - Returns: the connection string of its database `laa`.
    /// - Throws: ``WarehouseError/privateCluster(reason:remedy:)``.
    public func ensureRunning(interrupt: Interrupt = .shared) throws -> String {
        let layout = try ClusterLayout(home: home)
        if let server = ServerProcess(of: layout), server.isReady, server.hasSocket,
            AccessRules.are(writtenFor: layout),
            !(try mustRestart(server))
        {
            return conninfo(of: server)
        }
        try layout.makeHome()
        let lock = try lock(layout, interrupt)
        defer { withExtendedLifetime(lock) {} }
        // The nearest folder that exists may be another one now that the home is made.
        let current = try ClusterLayout(home: home)
        try current.makeFolders()
        if !current.isCreated {
            try ClusterMaker(layout: current, isDurable: isDurable, interrupt: interrupt).make()
        }
        let starter = starter(current, interrupt)
        // Looked at again: another process may have restarted it while this one waited for the lock.
        if let server = ServerProcess(of: current), server.isReady, server.hasSocket, try mustRestart(server) {
            try starter.stop(server)
        }
        return conninfo(of: try starter.start())
    }

    /// Whether the server's programs were replaced beneath it, by an upgrade of their package, and nobody else uses it, so
    /// that it is restarted. Where somebody does, it goes on: most of what it does still works.
    private func mustRestart(_ server: ServerProcess) throws -> Bool {
        try server.isOfReplacedPrograms && !isUsed(server)
    }

    /// Starts the server again, under its lock, once nobody else uses it.
    ///
    /// - Parameter limit: how long others are waited for.
    /// - Returns: whether it was; false where others go on using it.
    public func restart(waitingFor limit: Duration = .seconds(10), interrupt: Interrupt = .shared) throws -> Bool {
        let layout = try ClusterLayout(home: home)
        let lock = try lock(layout, interrupt)
        defer { withExtendedLifetime(lock) {} }
        let starter = starter(layout, interrupt)
        if let server = ServerProcess(of: layout) {
            let deadline = ContinuousClock.now + limit
            while try isUsed(server) {
                guard ContinuousClock.now < deadline else { return false }
                try interrupt.check()
                usleep(100_000)
            }
            try starter.stop(server)
        }
        _ = try starter.start()
        return true
    }

    /// Whether anybody has a session with the server; nobody has where none can be had.
    private func isUsed(_ server: ServerProcess) throws -> Bool {
        guard
            let connection = try? Connection.open(
                .conninfo(conninfo(of: server)), applicationName: "laa", interrupt: Interrupt())
        else { return false }
        defer { connection.close() }
        let others = try? connection.query(
            "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()")
        return try others?[0].get(0, as: Int.self) ?? 0 > 0
    }

    /// Stops the server; sessions that are in use are ended, and what they had not committed is lost.
    ///
    /// - Returns: whether it was running.
    @discardableResult
    public func stop(interrupt: Interrupt = .shared) throws -> Bool {
        let layout = try ClusterLayout(home: home)
        guard access(layout.lock, F_OK) == 0 else { return false }
        let lock = try lock(layout, interrupt)
        defer { withExtendedLifetime(lock) {} }
        guard let server = ServerProcess(of: layout) else { return false }
        try starter(layout, interrupt).stop(server)
        return true
    }

    /// Runs a closure while no other process makes, starts or stops the cluster.
    func underLock<R>(_ interrupt: Interrupt, _ body: () throws -> R) throws -> R {
        let lock = try lock(try ClusterLayout(home: home), interrupt)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    private func lock(_ layout: ClusterLayout, _ interrupt: Interrupt) throws -> FileLock {
        do {
            return try FileLock(layout.lock, interrupt: interrupt)
        } catch .unusable(let error) {
            throw WarehouseError(error)
        } catch .interrupted {
            throw WarehouseError.cancelled
        }
    }

    private func starter(_ layout: ClusterLayout, _ interrupt: Interrupt) -> ServerStarter {
        ServerStarter(layout: layout, isDurable: isDurable, interrupt: interrupt)
    }

    /// The socket's folder is the one that the server itself reports, since another laa may have started it.
    private func conninfo(of server: ServerProcess) -> String {
        let host = server.socketFolder.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "host='\(host)' port=\(ClusterLayout.port) dbname=laa user=laa"
    }
}

extension PrivateCluster.Status: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notCreated: "not made yet; 'laa warehouse create' makes it"
        case .stopped: "stopped; it starts when it is next used"
        case .changing(let process): "starting or stopping (process \(process))"
        case .running(let process): "running (process \(process))"
        }
    }
}
