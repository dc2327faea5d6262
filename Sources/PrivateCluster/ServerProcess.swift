import Glibc
import Platform

/// The running server of a cluster, according to `postmaster.pid` and the system.
///
/// The process number in that file is believed only where that process's current folder is the data folder, as it is
/// for every process of the server: after a kill -9 the number may belong to no process, to a zombie, or to another
/// program.
struct ServerProcess {
    let id: pid_t
    let socketFolder: String
    let isReady: Bool

    /// The server, nil where none runs.
    init?(of layout: ClusterLayout) {
        // The lines: process, data folder, start time, port, socket folder, address, shared memory, state (miscadmin.h).
        guard let text = SmallFile.text(layout.processFile) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let id = lines.first.flatMap({ pid_t($0) }), id > 1, Self.works(id, in: layout.data) else { return nil }
        self.id = id
        socketFolder = lines.count > 4 ? String(lines[4]) : ""
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
    }

    /// Whether its socket exists.
    var hasSocket: Bool {
        FileStatus(socketFolder + "/" + ClusterLayout.socketName)?.isSocket == true
    }

    /// Whether its program's file was replaced since it was started, as an upgrade of the package does: what it loads from
    /// then on may be of another version.
    var isOfReplacedPrograms: Bool {
        Self.link("/proc/\(id)/exe")?.hasSuffix(" (deleted)") == true
    }

    /// Waits until it has ended.
    ///
    /// - Returns: whether it did within that time.
    func waitForEnd(within limit: Duration, layout: ClusterLayout) -> Bool {
        let deadline = ContinuousClock.now + limit
        while Self.works(id, in: layout.data) {
            if ContinuousClock.now > deadline { return false }
            usleep(10_000)
        }
        return true
    }

    /// Ends what a server that was killed left behind: its sessions, which would otherwise go on with their statements
    /// and keep a new server from starting.
    static func endOrphans(of layout: ClusterLayout) {
        func orphans() -> [pid_t] {
            Folder.names(in: "/proc").compactMap { pid_t($0) }.filter { works($0, in: layout.data) }
        }
        for (signal, rounds) in [(SIGQUIT, 300), (SIGKILL, 300)] {
            for round in 0..<rounds {
                let remaining = orphans()
                if remaining.isEmpty { return }
                if round == 0 { for process in remaining { kill(process, signal) } }
                usleep(10_000)
            }
        }
    }

    /// Whether the process is alive and its current folder is that one.
    private static func works(_ process: pid_t, in folder: String) -> Bool {
        link("/proc/\(process)/cwd") == folder
    }

    private static func link(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: 4097)
        let length = target.withUnsafeMutableBytes {
            readlink(path, $0.baseAddress!.assumingMemoryBound(to: CChar.self), 4096)
        }
        return length > 0 ? String(decoding: target[..<length], as: UTF8.self) : nil
    }
}
