import Foundation
import Glibc
import ReportKit
import TestSupport
import Testing

@testable import Submissions

extension SubmitTests {
    /// What happens to an edition when its delivery fails.
    @Suite("Delivery")
    struct DeliveryTests {
        private static let lancashire = "from: 2010-11Q4\npartnerships: [Lancashire]\n"
        private static let bundle = "Lancashire-2010-11Q4-edition-1"
        private static let words = [
            "submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-07-28",
        ]

        @Test("a delivery command that hangs is ended with all that it started, and tried again")
        func hangs() throws {
            let desk = try Desk()
            let script = try desk.script(
                "send", "sleep 3000 & echo $! >>\(desk.home)/started", "echo waiting", "wait")
            try desk.write(
                Self.lancashire + "deliver: {command: [\(script)], tries: 2, wait: 0, limit: 1}\n",
                to: "submissions.yaml")
            let hung = try desk.run(Self.words)
            #expect(hung.status == 75 && hung.said.contains("was ended after 1 seconds"), "\(hung.said)")
            let entries = try desk.entries()
            #expect(entries.map(\.state) == [.prepared, .failed, .failed])
            #expect(entries.last?.output == "waiting" && entries.last?.exitStatus == 128 + Int(SIGKILL))
            let started = String(decoding: try desk.contents("started"), as: UTF8.self).split(separator: "\n")
                .compactMap { pid_t($0) }
            #expect(started.count == 2)
            try eventually("the end of what the command started") { !started.contains(where: isAlive) }
        }

        @Test(
            "a delivery command that had succeeded when its time was up is told the same key again, and takes it once")
        func succeedsTooLate() throws {
            let desk = try Desk()
            // As a receiver must: a known key is answered with success, and not accepted again.
            let script = try desk.script(
                "send", "mkdir -p \(desk.home)/received",
                "mkdir \(desk.home)/received/$LAA_IDEMPOTENCY_KEY 2>/dev/null || { echo known; exit 0; }", "sleep 3000")
            try desk.write(
                Self.lancashire + "deliver: {command: [\(script)], tries: 3, wait: 0, limit: 1}\n",
                to: "submissions.yaml")
            #expect(try desk.run(Self.words).status == 0)
            let entries = try desk.entries()
            #expect(entries.map(\.state) == [.prepared, .failed, .delivered])
            #expect(entries.last?.output == "known")
            #expect(desk.names(in: "received") == [Self.bundle])
        }

        @Test("a delivery command works where standard input is closed, and what it prints is kept")
        func closedInput() throws {
            let desk = try Desk()
            let script = try desk.script("send", "cat; echo received")
            try desk.write(Self.lancashire + "deliver: {command: [\(script)]}\n", to: "submissions.yaml")
            let without = try desk.script("without", "exec \(Built.program) \"$@\" <&-")
            let sent = try desk.run(Self.words, through: without)
            #expect(sent.status == 0, "\(sent.said)")
            #expect(try desk.entries().last?.output == "received")
        }

        @Test("settings with a delivery command, which others can write, are refused; without one they are read")
        func settingsOfOthers() throws {
            let desk = try Desk(settings: Self.lancashire + "deliver: {command: [/bin/true]}\n")
            let file = "\(desk.home)/submissions.yaml"
            #expect(try desk.run("calendar").status == 0)
            chmod(file, 0o666)
            let refused = try desk.run("submit", "--due")
            #expect(refused.status == 78 && refused.said.contains("chmod go-w '\(file)'"), "\(refused.said)")
            try desk.write(Self.lancashire, to: "submissions.yaml")
            chmod(file, 0o666)
            #expect(try desk.run("calendar").status == 0)
        }

        @Test("a delivery command that cannot be started is said, with why")
        func cannotStart() throws {
            let desk = try Desk()
            try desk.write("no program", to: "send")
            try desk.write(
                Self.lancashire + "deliver: {command: [\(desk.home)/send], tries: 1}\n", to: "submissions.yaml")
            let refused = try desk.run(Self.words)
            #expect(
                refused.status == 75 && refused.said.contains("cannot be started: Permission denied"), "\(refused.said)"
            )
            #expect(try desk.entries().last?.exitStatus == nil)
        }

        @Test("where the program was killed while its command ran, the next run waits for that command first")
        func leftRunning() throws {
            let desk = try Desk()
            let script = try desk.script(
                "send", "echo begin >>\(desk.home)/log",
                "while [ ! -e \(desk.home)/go ]; do sleep 0.05; done", "echo end >>\(desk.home)/log")
            try desk.write(Self.lancashire + "deliver: {command: [\(script)]}\n", to: "submissions.yaml")
            let first = try desk.start(Self.words)
            try eventually("the begin of its command", of: first) {
                (try? desk.contents("log")) == Data("begin\n".utf8)
            }
            first.kill()
            try first.waitForEnd()
            let second = try desk.start(Self.words)
            // It gets no further than the lock while the first one's command runs.
            for _ in 0..<20 {
                usleep(20_000)
                #expect(try desk.contents("log") == Data("begin\n".utf8))
            }
            try desk.write("", to: "go")
            #expect(try second.waitForEnd() == 0, "\(second.output)")
            #expect(try desk.contents("log") == Data("begin\nend\nbegin\nend\n".utf8))
            #expect(try desk.entries().map(\.state) == [.prepared, .delivered])
        }

        @Test("asked to stop, the program ends its command, and the edition is taken up by the next run")
        func stopped() throws {
            let desk = try Desk()
            let script = try desk.script(
                "send", "[ -e \(desk.home)/started ] && exit 0", "echo $$ >\(desk.home)/started", "sleep 3000")
            try desk.write(Self.lancashire + "deliver: {command: [\(script)]}\n", to: "submissions.yaml")
            let process = try desk.start(Self.words)
            try eventually("the begin of its command", of: process) {
                (try? desk.contents("started"))?.last == UInt8(ascii: "\n")
            }
            process.kill(SIGTERM)
            #expect(try process.waitForEnd() == 128 + SIGTERM, "\(process.output)")
            #expect(try desk.entries().map(\.state) == [.prepared])
            #expect(try desk.run(Self.words).status == 0)
            #expect(try desk.entries().map(\.state) == [.prepared, .delivered])
        }

        @Test("a disk that fills up, at whatever file, leaves no half bundle, and is said; with room again it goes on")
        func fullDisk() throws {
            let desk = try Desk(settings: Self.lancashire)
            // A limit on the size of files, in blocks of 512 bytes: like a full disk, for any account on any machine.
            for blocks in [4, 8, 16, 32] {
                let script = try desk.script("limited", "trap '' XFSZ", "ulimit -f \(blocks)", "exec \"$@\"")
                let full = try desk.run([Built.program] + Self.words, through: script)
                #expect(full.status == 75 && full.said.contains("File too large"), "\(full.status): \(full.said)")
                #expect(desk.names(in: "outbox").isEmpty && desk.names(in: "submissions").isEmpty)
            }
            #expect(try desk.run(Self.words).status == 0)
            #expect(desk.names(in: "outbox") == [Self.bundle])
            #expect(try desk.run("submissions", "verify").status == 0)
        }

        /// Whether a small file system can be mounted here.
        static let canMount: Bool = {
            let place = "/tmp/laa-mount-\(getpid())"
            try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            defer { rmdir(place) }
            guard geteuid() == 0, mount("tmpfs", place, "tmpfs", 0, "size=64k") == 0 else {
                FileHandle.standardError.write(
                    Data(
                        "NOT TESTED: submitting onto a full file system, since none can be mounted here (needs root)\n"
                            .utf8))
                return false
            }
            umount(place)
            return true
        }()

        @Test("a file system that is full takes nothing, and everything once there is room", .enabled(if: canMount))
        func fullFileSystem() throws {
            let desk = try Desk()
            for folder in ["store", "outbox"] {
                let place = "\(desk.home)/\(folder)"
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
                #expect(mount("tmpfs", place, "tmpfs", 0, "size=1m") == 0)
            }
            defer { for folder in ["store", "outbox"] { umount("\(desk.home)/\(folder)") } }
            try desk.write(
                Self.lancashire + "outbox: \(desk.home)/outbox\nstore: \(desk.home)/store/kept\n",
                to: "submissions.yaml")
            func fill(_ folder: String) {
                let path = "\(desk.home)/\(folder)/ballast"
                let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
                let zeros = [UInt8](repeating: 0, count: 4_096)
                while write(descriptor, zeros, zeros.count) > 0 {}
                // Room for the first files, but not for all of them.
                ftruncate(descriptor, lseek(descriptor, 0, SEEK_END) - 20_000)
                close(descriptor)
            }
            for folder in ["store", "outbox"] {
                fill(folder)
                let full = try desk.run(Self.words)
                #expect(full.status == 75 && full.said.contains("No space left on device"), "\(full.said)")
                #expect(desk.names(in: "outbox").filter { $0 != "ballast" }.isEmpty)
                unlink("\(desk.home)/\(folder)/ballast")
            }
            #expect(try desk.run(Self.words).status == 0)
            #expect(desk.names(in: "outbox") == [Self.bundle])
            #expect(try desk.entries().map(\.state) == [.failed, .prepared, .failed, .delivered])
            #expect(try desk.run("submissions", "verify").status == 0)
        }
    }
}
