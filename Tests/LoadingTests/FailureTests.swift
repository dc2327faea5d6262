import Foundation
import Platform
import PrivateCluster
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A load that fails half way leaves the warehouse as it was:")
struct FailureTests {
    /// A caseload of some rows, about 70 bytes each.
    private func caseload(_ rows: Int) -> String {
        Desk.heading + "\n"
            + (0..<rows).map { "2010-12-31,\(PNC.number(1_000_000 + $0)),male,1985-03,PT-LANCASHIRE,E10000017,2,yes\n" }
            .joined()
    }

    /// Starts the program on a desk's warehouse.
    private func program(_ desk: Desk, _ words: [String], through shell: String? = nil) throws -> Started {
        let all = [Built.program, "load"] + words + ["--database", desk.database]
        return try Started(
            shell == nil ? Built.program : "/bin/sh", shell.map { ["-c", $0, "sh"] + all } ?? Array(all.dropFirst()),
            environment: ProcessInfo.processInfo.environment.merging(["LAA_HOME": desk.folder + "/home"]) { $1 })
    }

    private func isEmpty(_ desk: Desk) throws -> Bool {
        try desk.count(
            "select count(*) from (select from warehouse.offender union all select from warehouse.load "
                + "union all select from warehouse.vintage union all select from warehouse.quarantine) x") == 0
    }

    @Test("the program is killed")
    func killed() throws {
        let desk = try Desk()
        let pipe = NamedPipe(in: desk.folder, text: caseload(8_000))
        let process = try program(desk, ["caseload", pipe.path])
        try pipe.waitUntilTaken(by: process)
        process.kill()
        #expect(try process.waitForEnd() == 128 + SIGKILL)
        pipe.end()
        #expect(try isEmpty(desk))
        #expect(try desk.load(bytes: caseload(10).utf8).loaded == 10)
    }

    @Test("the server is killed")
    func serverKilled() throws {
        let home = Fixture.freshHome()
        let cluster = PrivateCluster(home: home, isDurable: false)
        defer { Fixture.remove(cluster) }
        let desk = try Desk()
        let connection = try Connection.open(.privateCluster(cluster), applicationName: "tests", interrupt: Interrupt())
        try WarehouseSchema.update(connection)
        let pipe = NamedPipe(in: desk.folder, text: caseload(30_000))
        let session = connection.serverProcess
        Thread.detachNewThread {
            // In vain where the load has failed, which the test then says.
            try? pipe.waitUntilTaken()
            kill(session, SIGKILL)
            pipe.end()
        }
        let loader = Loader(
            .caseload, options: LoadOptions(today: Desk.today), key: desk.key, interrupt: Interrupt())
        let error = #expect(throws: WarehouseError.self) { try loader.load(pipe.path, into: connection) }
        guard case .connectionLost = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        // The server may take another session before it notices, and ends that one too.
        let again = try eventually("an answer of the server that recovers") { () -> Connection? in
            do {
                let again = try Connection.open(
                    .privateCluster(cluster), applicationName: "tests", interrupt: Interrupt())
                #expect(try again.query("select count(*) from warehouse.offender")[0].get(0) == 0)
                return again
            } catch WarehouseError.connectionLost {
                return nil
            }
        }
        #expect(try loader.load(desk.write(caseload(10).utf8), into: again).loaded == 10)
    }

    @Test("the server's disk is full", .enabled(if: geteuid() == 0, "only root can make a small disk"))
    func serverDiskFull() throws {
        let desk = try Desk()
        let disk = "/tmp/laa-small-disk-\(getpid())"
        mkdir(disk, 0o700)
        try #require(try Desk.run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk) == 0)
        defer {
            _ = try? Desk.run("umount", disk)
            rmdir(disk)
        }
        let space = disk + "/space"
        mkdir(space, 0o700)
        var status = stat()
        stat(try Fixture.cluster.folder() + "/data", &status)
        chown(disk, status.st_uid, status.st_gid)
        chown(space, status.st_uid, status.st_gid)
        try desk.connection.execute("create tablespace laa_small location '\(space)'")
        defer { _ = try? desk.connection.execute("drop tablespace laa_small") }
        try desk.connection.execute("set temp_tablespaces = laa_small")
        let error = #expect(throws: WarehouseError.self) { try desk.load(bytes: caseload(20_000).utf8) }
        guard case .diskFull = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try isEmpty(desk))
        try desk.connection.execute("reset temp_tablespaces")
        #expect(try desk.load(bytes: caseload(10).utf8).loaded == 10)
    }

    @Test("the disk of the extract is full")
    func ownDiskFull() throws {
        let desk = try Desk()
        let bad = (0..<100).map { "2010-12-30,\(PNC.number(1_000_000 + $0)),male,1985-03,PT-LANCASHIRE,,2,yes\n" }
            .joined()
        let path = try desk.write((caseload(10) + bad).utf8, as: "bad.csv")
        // No file may be larger than one block of 512 bytes.
        let process = try program(desk, ["caseload", path], through: "ulimit -f 1; exec \"$@\"")
        #expect(try process.waitForEnd() == 73, "\(process.output)")
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.folder).filter { $0.hasPrefix("bad.csv.") }.isEmpty
        )
    }

    @Test("or is one of two at once: the second waits, and finds everything unchanged")
    func twoAtOnce() throws {
        let desk = try Desk()
        let text = caseload(8_000)
        let pipe = NamedPipe(in: desk.folder, text: text)
        let first = try program(desk, ["caseload", pipe.path])
        try pipe.waitUntilTaken(by: first)
        let path = try desk.write(text.utf8)
        var steps: [LoadProgress.Step] = []
        let loader = Loader(
            .caseload, options: LoadOptions(today: .init(number: 20_000)), key: desk.key, interrupt: Interrupt()
        ) { progress in
            steps.append(progress.step)
            if progress.step == .waiting { pipe.end() }
        }
        let second = try loader.load(path, into: desk.connection)
        #expect(try first.waitForEnd() == 0, "\(first.output)")
        #expect(steps.first == .waiting)
        #expect(second.counts == [8_000, 0, 8_000, 0])
        #expect(try desk.count("select count(*) from warehouse.load") == 2)
    }

    @Test("a load that waits for its turn is killed: its session ends while the first one still reads")
    func killedInTheQueue() throws {
        let desk = try Desk()
        let pipe = NamedPipe(in: desk.folder, text: caseload(8_000))
        let first = try program(desk, ["caseload", pipe.path])
        try pipe.waitUntilTaken(by: first)
        let second = try program(desk, ["caseload", try desk.write(caseload(10).utf8)])
        let waiting = """
            select count(*) from pg_stat_activity
            where datname = current_database() and application_name = 'laa load caseload' and wait_event_type = 'Lock'
            """
        try eventually("the second load to wait", of: second) { try desk.count(waiting) == 1 }
        second.kill()
        _ = try second.waitForEnd()
        try eventually("its session to end", within: .seconds(30)) { try desk.count(waiting) == 0 }
        #expect(first.isRunning)
        pipe.end()
        #expect(try first.waitForEnd() == 0, "\(first.output)")
    }

    @Test(
        "and the program's exit code says why",
        arguments: [
            (["caseload", "none.csv"], 66), (["caseload"], 64), (["caselaod", "x.csv"], 64),
            (["terminations", "good.csv"], 65), (["caseload", "good.csv"], 0), (["caseload", "bad.csv"], 0),
            (["caseload", "bad.csv", "--max-rejected", "0"], 65), (["--template", "targets"], 0),
            (["--describe", "targets"], 0), (["caseload", "good.csv", "--mapping", "good.csv"], 78),
        ])
    func exitCodes(words: [String], status: Int) throws {
        let desk = try Desk()
        try desk.write(caseload(3).utf8, as: "good.csv")
        try desk.write((caseload(30) + "2010-12-30,,,,,,,\n").utf8, as: "bad.csv")
        let process = try program(desk, words.map { $0.hasSuffix(".csv") ? "\(desk.folder)/\($0)" : $0 })
        #expect(try Int(process.waitForEnd()) == status, "\(process.output)")
    }
}
