import CLibPQ
import Glibc
import Platform

extension Connection {
    /// Opens a session with the warehouse.
    ///
    /// A server that is only starting up, or recovering after a crash, is waited for. The time allowed is the
    /// `connect_timeout` of the connection's settings, or else ten seconds, or sixty for a server on demand.
    ///
    /// - Parameters:
    ///   - applicationName: what `pg_stat_activity` shows.
    ///   - interrupt: what ends waits early; the process's own except in tests.
    /// - Throws: ``WarehouseError/unavailable(target:reason:)``, or the server on demand's own error.
    public static func open(
        _ target: ConnectionTarget, applicationName: String, interrupt: Interrupt = .shared
    ) throws -> Connection {
        let began = ContinuousClock.now
        var triesLeft = target.isOwn ? 20 : 0
        while true {
            try interrupt.check()
            let conninfo = try target.conninfo(interrupt: interrupt)
            let attempt = Attempt(conninfo: conninfo, applicationName: applicationName)
            let deadline = began + .seconds(attempt.timeoutSeconds ?? (target.isOwn ? 60 : 10))
            if let handle = try attempt.connect(until: deadline, interrupt) {
                return try Connection(connected: handle, interrupt: interrupt)
            }
            // A private server that was only just killed may still have looked alive; the next attempt starts it again.
            triesLeft -= 1
            guard ContinuousClock.now < deadline, triesLeft > 0 || PQping(conninfo) == PQPING_REJECT else {
                throw attempt.failure()
            }
            usleep(100_000)
        }
    }
}

extension ConnectionTarget {
    fileprivate var isOwn: Bool {
        if case .onDemand = self { true } else { false }
    }
}

/// One attempt to connect, which closes libpq's connection unless it succeeds.
private final class Attempt {
    private var handle: OpaquePointer?
    private var ranOut = false

    init(conninfo: String, applicationName: String) {
        handle = withCStrings(["dbname", "application_name"]) { names in
            withCStrings([conninfo, applicationName]) { values in
                PQconnectStartParams(names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
            }
        }
    }

    deinit {
        if let handle { PQfinish(handle) }
    }

    /// `connect_timeout`, from wherever libpq took it.
    var timeoutSeconds: Int? {
        option("connect_timeout").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// libpq's connection, now the caller's, or nil where it failed.
    func connect(until deadline: ContinuousClock.Instant, _ interrupt: Interrupt) throws -> OpaquePointer? {
        guard let handle, PQstatus(handle) != CONNECTION_BAD else { return nil }
        var events = POLLOUT
        while true {
            var pollers = [
                pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0),
                pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let remaining = (deadline - .now) / .milliseconds(1)
            let ready = poll(&pollers, 2, Int32(max(0, min(remaining, 3_600_000))))
            if ready == 0 {
                ranOut = true
                return nil
            }
            if ready > 0 && pollers[1].revents != 0 { throw WarehouseError.cancelled }
            switch PQconnectPoll(handle) {
            case PGRES_POLLING_OK:
                self.handle = nil
                return handle
            case PGRES_POLLING_READING: events = POLLIN
            case PGRES_POLLING_WRITING: events = POLLOUT
            default: return nil
            }
        }
    }

    func failure() -> WarehouseError {
        let reason = ranOut ? "it did not answer in time" : handle.flatMap { String(libpqMessage: PQerrorMessage($0)) }
        return .unavailable(target: place, reason: reason ?? "out of memory")
    }

    /// What the connection was to lead to, without its password.
    private var place: String {
        let parts = ["host", "hostaddr", "port", "dbname", "user", "service"].compactMap { name in
            option(name).map { "\(name)=\($0)" }
        }
        return parts.isEmpty ? "named by the connection string" : "(\(parts.joined(separator: " ")))"
    }

    private func option(_ name: String) -> String? {
        guard let handle, let options = PQconninfo(handle) else { return nil }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if strcmp(keyword, name) == 0 {
                return option.pointee.val.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            option += 1
        }
        return nil
    }
}
