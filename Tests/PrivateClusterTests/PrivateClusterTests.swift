import Foundation
import Platform
import ReportKit
import TestSupport
import Testing

@testable import PrivateCluster
@testable import Warehouse

@Suite("A private cluster")
struct PrivateClusterTests {
    /// Runs the closure with a cluster of its own, which is removed afterwards.
    private func withCluster<R>(home: String = Fixture.freshHome(), _ body: (PrivateCluster) throws -> R) throws -> R {
        let cluster = PrivateCluster(home: home, isDurable: false)
        defer { Fixture.remove(cluster) }
        return try body(cluster)
    }

    private func open(_ cluster: PrivateCluster) throws -> Connection {
        try Connection.open(.privateCluster(cluster), applicationName: "tests", interrupt: Interrupt())
    }

    private func process(of cluster: PrivateCluster) throws -> pid_t {
        guard case .running(let process) = try cluster.status() else {
            throw WarehouseError.privateCluster(reason: "it does not run", remedy: "")
        }
        return process
    }

    @Test("is made, started, found running, stopped twice and started again, with what it held")
    func life() throws {
        try withCluster { cluster in
            #expect(try cluster.status() == .notCreated)
            #expect(try cluster.stop() == false)
            let connection = try open(cluster)
            try connection.execute("create schema laa; create table t as select 1 as n")
            let settings = try connection.query(
                "select current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses, "
                    + "datcollate::text as collation, getdatabaseencoding()::text as encoding, current_user::text as role "
                    + "from pg_database where datname = current_database()")[0]
            #expect(try settings.get("checksums") == "on")
            #expect(try settings.get("addresses") == "")
            #expect(try settings.get("collation") == "C.UTF-8")
            #expect(try settings.get("encoding") == "UTF8")
            #expect(try settings.get("role") == "laa")
            let first = try process(of: cluster)
            _ = try cluster.ensureRunning()
            #expect(try process(of: cluster) == first)
            #expect(try cluster.stop() == true)
            #expect(try cluster.stop() == false)
            #expect(try cluster.status() == .stopped)
            #expect(try open(cluster).query("select n from laa.t").count == 1)
        }
    }

    @Test("runs in a session of its own, as nobody privileged, holding none of its starter's files open")
    func detached() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let ours = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(ends[1])")
        try withCluster { cluster in
            _ = try cluster.ensureRunning()
            let server = try process(of: cluster)
            #expect(getsid(server) == server)
            #expect(FileStatus("/proc/\(server)/environ")?.owner != 0)
            let files = Folder.names(in: "/proc/\(server)/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(server)/fd/\($0)")
            }
            #expect(!files.isEmpty && !files.contains(ours))
            let socket = try #require(FileStatus(ClusterLayout(home: cluster.home).socketFolder))
            #expect(socket.mode & 0o777 == 0o700)
            #expect(socket.owner != 0)
        }
    }

    @Test("is known to run with programs that were replaced beneath it, as an upgrade of their package does")
    func replacedPrograms() throws {
        let home = Fixture.freshHome()
        defer { try? FileManager.default.removeItem(atPath: home) }
        let layout = try ClusterLayout(home: home)
        try FileManager.default.createDirectory(atPath: layout.data, withIntermediateDirectories: true)
        let program = home + "/server"
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program)
        // Something that looks like the cluster's server: it works in its data folder.
        let server = try Started("/bin/sh", ["-c", "cd '\(layout.data)' && exec '\(program)' 600"])
        try eventually("a program in the data folder", of: server) {
            try "\(server.id)\n".write(toFile: layout.processFile, atomically: true, encoding: .utf8)
            return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(server.id)/exe")) == program
        }
        #expect(ServerProcess(of: layout)?.isOfReplacedPrograms == false)
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program + ".new")
        rename(program + ".new", program)
        #expect(ServerProcess(of: layout)?.isOfReplacedPrograms == true)
    }

    @Test("recovers from a kill -9 of its server, even with a session left in the middle of a statement")
    func killedServer() throws {
        try withCluster { cluster in
            let connection = try open(cluster)
            try connection.execute("create schema laa; create table t as select 1 as n")
            let busy = try open(cluster)
            let session = busy.serverProcess
            let ended = DispatchSemaphore(value: 0)
            nonisolated(unsafe) let sender = busy
            Thread.detachNewThread {
                // Busy, without waiting at any point where it would notice that its server is gone.
                _ = try? sender.query("select count(*) from (select generate_series(1, 100000000000)) as endless")
                ended.signal()
            }
            try eventually("a session in the middle of its statement") {
                try connection.query(
                    "select count(*) from pg_stat_activity where state = 'active' and pid = \(session)"
                )[0].get(0, as: Int.self) == 1
            }
            kill(try process(of: cluster), SIGKILL)
            #expect(try open(cluster).query("select n from laa.t").count == 1)
            try eventually("the end of the statement whose server is gone") { ended.wait(timeout: .now()) == .success }
            // What is left of it at most is a process that nobody has waited for.
            #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(session)/cwd")) == nil)
        }
    }

    @Test("is waited for while it recovers from a kill -9 of one session")
    func killedSession() throws {
        try withCluster { cluster in
            let connection = try open(cluster)
            kill(connection.serverProcess, SIGKILL)
            #expect(throws: WarehouseError.self) { try connection.query("select pg_sleep(5)::text") }
            // The server may take another session before it notices, and ends that one too.
            let answer = try eventually("an answer of the server that recovers") { () -> Int? in
                do {
                    return try open(cluster).query("select 1").count
                } catch WarehouseError.connectionLost {
                    return nil
                }
            }
            #expect(answer == 1)
        }
    }

    @Test("stopped at once in the middle of a COPY is a lost connection, not a wait")
    func stoppedHalfWay() throws {
        try withCluster { cluster in
            let connection = try open(cluster)
            let server = try process(of: cluster)
            var lost = false
            do {
                try connection.readOnlyTransaction {
                    let query = Fixture.query("select generate_series(1, 1000000000) as n")
                    try SnapshotWarehouse(connection).stream(query, columns: [ColumnRequirement("n", .integer)]) { _ in
                        kill(server, SIGQUIT)
                    }
                }
            } catch WarehouseError.connectionLost {
                lost = true
            }
            #expect(lost)
            #expect(throws: WarehouseError.self) { try connection.query("select 1") }
        }
    }

    @Test("lost in the middle of a load is a lost connection, and the load is gone")
    func stoppedWhileLoading() throws {
        try withCluster { cluster in
            let connection = try open(cluster)
            try connection.execute("create schema laa; create table t (n int)")
            let server = try process(of: cluster)
            var lost = false
            do {
                try connection.copyIn("laa.t", columns: ["n"]) { writer in
                    for n in 0..<20_000_000 {
                        if n == 100_000 { kill(server, SIGQUIT) }
                        try writer.beginRow()
                        writer.append(int32: Int32(n))
                    }
                }
            } catch WarehouseError.connectionLost {
                lost = true
            }
            #expect(lost)
            #expect(try open(cluster).query("select n from laa.t").isEmpty)
        }
    }

    @Test("asked for by several at once is made and started once")
    func severalAtOnce() async throws {
        let cluster = PrivateCluster(home: Fixture.freshHome(), isDurable: false)
        defer { Fixture.remove(cluster) }
        let processes = try await withThrowingTaskGroup(of: pid_t.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    _ = try cluster.ensureRunning()
                    return try self.process(of: cluster)
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(processes.count == 1)
    }

    @Test("half made by somebody who was killed is made anew; a stale process file is no hindrance")
    func halfMade() throws {
        try withCluster { cluster in
            let unfinished = try ClusterLayout(home: cluster.home).unfinishedData
            try FileManager.default.createDirectory(atPath: unfinished + "/base", withIntermediateDirectories: true)
            try Data("15\n".utf8).write(to: URL(fileURLWithPath: unfinished + "/PG_VERSION"))
            #expect(try cluster.status() == .notCreated)
            _ = try cluster.ensureRunning()
            #expect(FileStatus(unfinished) == nil)
            try cluster.stop()
            // A number that now belongs to another process, as after a restart of the machine.
            let file = try ClusterLayout(home: cluster.home).processFile
            try Data("\(getpid())\n/x\n1\n5432\n/x\n\n\nready\n".utf8).write(to: URL(fileURLWithPath: file))
            #expect(try cluster.status() == .stopped)
            #expect(try open(cluster).query("select 1").count == 1)
        }
    }

    @Test("whose socket was taken away is started again")
    func lostSocket() throws {
        try withCluster { cluster in
            _ = try cluster.ensureRunning()
            let server = try process(of: cluster)
            unlink(try ClusterLayout(home: cluster.home).socketFolder + "/" + ClusterLayout.socketName)
            #expect(try cluster.status() == .changing(process: server))
            #expect(try open(cluster).query("select 1").count == 1)
        }
    }

    @Test("below a path too long for a socket, with spaces and quotes in it, has its socket in a short folder")
    func longPath() throws {
        let parent = Fixture.freshHome()
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let home = parent + "/" + String(repeating: "long $'\" path,", count: 9)
        let socket = try ClusterLayout(home: home).socketFolder
        defer { try? FileManager.default.removeItem(atPath: socket) }
        #expect(socket.hasPrefix("/tmp/laa-"))
        try withCluster(home: home) { cluster in
            #expect(try open(cluster).query("select 1").count == 1)
            try cluster.stop()
            // Somebody else's folder of that name is not trusted.
            try FileManager.default.removeItem(atPath: socket)
            try FileManager.default.createDirectory(atPath: socket, withIntermediateDirectories: false)
            chmod(socket, 0o777)
            #expect(throws: WarehouseError.self) { try cluster.ensureRunning() }
        }
    }

    @Test(
        "of root below a folder that the server's account cannot enter is kept in /var/lib/laa",
        .enabled(if: geteuid() == 0))
    func closedHome() throws {
        let closed = Fixture.freshHome()
        try FileManager.default.createDirectory(atPath: closed, withIntermediateDirectories: false)
        chmod(closed, 0o700)
        defer { try? FileManager.default.removeItem(atPath: closed) }
        try withCluster(home: closed + "/laa") { cluster in
            _ = try cluster.ensureRunning()
            #expect(try open(cluster).query("select 1").count == 1)
            #expect(try cluster.folder().hasPrefix("/var/lib/laa/"))
        }
    }

    @Test("works for an ordinary user", .enabled(if: geteuid() == 0))
    func ordinaryUser() async {
        await #expect(processExitsWith: .success) {
            let nobody = try #require(User.named("nobody"))
            try #require(setgroups(0, nil) == 0 && setgid(nobody.group) == 0 && setuid(nobody.id) == 0)
            let cluster = PrivateCluster(home: Fixture.freshHome(), isDurable: false)
            defer { Fixture.remove(cluster) }
            let connection = try Connection.open(.privateCluster(cluster), applicationName: "tests")
            #expect(try connection.query("select 1").count == 1)
            #expect(FileStatus(cluster.home)?.mode == S_IFDIR | 0o700)
            #expect(try cluster.stop())
        }
    }

    @Test("in a home that cannot be made is refused with the path")
    func unusableHome() throws {
        do {
            _ = try PrivateCluster(home: "/proc/laa").ensureRunning()
            Issue.record("a cluster in /proc")
        } catch let error as WarehouseError {
            #expect(error.description.contains("/proc/laa"))
        }
    }
}
