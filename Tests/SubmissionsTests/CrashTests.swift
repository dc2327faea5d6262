import Foundation
import Glibc
import Platform
import PrivateCluster
import ReportKit
import TestSupport
import Testing

@testable import Submissions
@testable import Warehouse

extension SubmitTests {
    /// Kills the program, or the server, at any moment of a submission: whatever was lost, the next run makes good, and
    /// nothing goes out twice. `make crash-test` does it hundreds of times.
    @Suite("Killed")
    struct CrashTests {
        /// How often at random: `LAA_CRASH_RUNS` for the program; a fifth of that for the server, which takes longer.
        private static let runs =
            ProcessInfo.processInfo.environment["LAA_CRASH_RUNS"].flatMap { Int($0) }
            ?? Sweep.size("deaths of the program at random", short: 5, long: 60)

        @Test("the program is killed at any named step, with and without a command: one delivery, and no half of one")
        func programAtSteps() throws {
            let scene = try Scene(hasCommand: true)
            for (number, point) in CrashPoint.allCases.enumerated() {
                let submission = scene.submissions[number]
                let dead = try scene.desk.run(submission.words, with: ["LAA_CRASH_AT": point.rawValue])
                #expect(dead.status == 128 + SIGKILL, "\(point.rawValue): \(dead.said)")
                try scene.recover(submission, after: point.rawValue)
            }
            try scene.verify(CrashPoint.allCases.count)
        }

        @Test("the program is killed at random moments")
        func programAtRandom() throws {
            var moments = Moments()
            var (left, killed) = (Self.runs, 0)
            while left > 0 {
                let scene = try Scene(hasCommand: left % 2 == 0)
                let count = min(left, scene.submissions.count)
                left -= count
                var longest = 0.3
                for submission in scene.submissions.prefix(count) {
                    let begun = Date()
                    let process = try scene.desk.start(submission.words)
                    usleep(UInt32(moments.next() * longest * 1_000_000))
                    process.kill()
                    if try process.waitForEnd() == 128 + SIGKILL {
                        killed += 1
                    } else {
                        longest = max(0.2, Date().timeIntervalSince(begun))
                    }
                    try scene.recover(submission, after: "a random kill")
                }
                try scene.verify(count)
            }
            print("killed the program \(killed) times of \(Self.runs) at random")
        }

        @Test("the server is killed at any named step: one delivery, and no half of one")
        func serverAtSteps() throws {
            let server = try Server()
            let scene = try Scene(hasCommand: true, on: server.conninfo)
            for (number, point) in CrashPoint.allCases.enumerated() {
                let submission = scene.submissions[number]
                let process = try scene.desk.start(submission.words, ["LAA_STOP_AT": point.rawValue])
                try eventually("its stop at \(point.rawValue)", of: process) { state(of: process.id) == "T" }
                try server.kill()
                process.kill(SIGCONT)
                #expect(try process.waitForEnd() < 128, "\(point.rawValue)")
                try server.start()
                try scene.recover(submission, after: "server at \(point.rawValue)")
            }
            try scene.verify(CrashPoint.allCases.count)
        }

        @Test("the server is killed at random moments, and comes back while the program runs")
        func serverAtRandom() throws {
            var moments = Moments()
            let server = try Server()
            let scene = try Scene(hasCommand: true, on: server.conninfo)
            let count = min(max(2, Self.runs / 5), scene.submissions.count)
            for submission in scene.submissions.prefix(count) {
                let process = try scene.desk.start(submission.words)
                usleep(UInt32(moments.next() * 500_000))
                try server.kill()
                try server.start()
                #expect(try process.waitForEnd() < 128)
                try scene.recover(submission, after: "a random kill of the server")
            }
            try scene.verify(count)
            print("killed the server \(count) times at random")
        }
    }
}

/// A desk with returns to submit, each of which must go out once.
private struct Scene {
    struct Submission {
        let area: String
        let quarter: Quarter
        var bundle: String { SubmissionBundle.name(partnership: area, quarter: quarter, edition: 1) }
        var words: [String] {
            ["submit", "--area", area, "--quarter", "\(quarter)", "--as-of", "2014-07-28", "--quiet"]
        }
    }

    let desk: Desk
    let submissions: [Submission]
    private let hasCommand: Bool

    init(hasCommand: Bool, on database: String? = nil) throws {
        self.hasCommand = hasCommand
        desk = try database.map { try Desk(database: $0, settings: nil, ownModules: false) } ?? Desk()
        var settings = ""
        if hasCommand {
            let script = try desk.script(
                "send", "echo \"$LAA_IDEMPOTENCY_KEY $LAA_CONTENT_HASH\" >>\(desk.home)/received")
            settings = "deliver: {command: [\(script)], wait: 0}\n"
        }
        try desk.write(settings, to: "submissions.yaml")
        let first = try #require(Quarter("2008-09Q1"))
        submissions = (0..<20).flatMap { number in
            [
                "Lancashire", "Cumbria", "Kent", "Derbyshire", "Essex", "Dorset", "Wiltshire", "Hampshire",
                "Lincolnshire",
            ]
            .map { Submission(area: $0, quarter: first.advanced(by: number)) }
        }
    }

    /// Checks what a killed process left behind, runs the same command again, and checks the result.
    func recover(_ submission: Submission, after death: String) throws {
        let name = submission.bundle
        // Whatever has its final name is whole, and is what goes out in the end.
        let left = try? BundleCheck(folder: "\(desk.home)/outbox/\(name)", key: nil)
        #expect(left?.problems.isEmpty ?? true, "\(death): \(left?.problems ?? [])")
        let again = try desk.run(submission.words)
        #expect(again.status == 0, "\(death): \(again.said)")
        let entries = try Ledger(try desk.connection()).entries(
            partnership: submission.area, quarter: submission.quarter)
        #expect(entries.map(\.state).filter { $0 != .failed } == [.prepared, .delivered], "\(death)")
        let hash = entries.lazy.compactMap(\.content).first?.hash
        let whole = try BundleCheck(folder: "\(desk.home)/outbox/\(name)", key: nil)
        #expect(whole.problems.isEmpty && whole.hash == hash, "\(death): \(whole.problems)")
        if let left { #expect(left.hash == whole.hash, "\(death)") }
        let received = received().filter { $0.hasPrefix(name + " ") }
        #expect(received.allSatisfy { $0 == "\(name) \(hash ?? "")" }, "\(death): \(received)")
        if hasCommand {
            // Once, unless it was done but could not be recorded: then again with the same key.
            #expect((1...2).contains(received.count), "\(death): \(received)")
        }
    }

    /// After all kills: one delivery per return, nothing left over, and a ledger that verifies with every file and
    /// signature.
    func verify(_ count: Int) throws {
        let names = submissions.prefix(count).map(\.bundle).sorted()
        #expect(desk.names(in: "outbox") == names)
        #expect(desk.names(in: "submissions") == names)
        if hasCommand { #expect(Set(received()).count == count) }
        let verified = try desk.run("submissions", "verify")
        #expect(verified.status == 0 && verified.said.contains("\(count) bundles"), "\(verified.said)")
    }

    private func received() -> [String] {
        String(decoding: (try? desk.contents("received")) ?? Data(), as: UTF8.self).split(separator: "\n").map(
            String.init)
    }
}

/// A server of the test's own, to be killed.
private final class Server {
    private let cluster: PrivateCluster
    let conninfo: String

    init() throws {
        cluster = PrivateCluster(home: Fixture.freshHome(), isDurable: false)
        conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        try Desk.fill(conninfo)
    }

    deinit { Fixture.remove(cluster) }

    func start() throws { _ = try cluster.ensureRunning(interrupt: Interrupt()) }

    /// Kills it with every process of its sessions, as a power cut would.
    func kill() throws {
        guard case .running(let process) = try cluster.status() else { return }
        let children = (try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)) ?? ""
        let all = [process] + children.split(separator: " ").compactMap { pid_t($0) }
        for process in all { Glibc.kill(process, SIGKILL) }
        try eventually("the end of the server's processes") { !all.contains(where: isAlive) }
    }
}

/// Numbers from 0 to 1, the same for the same `LAA_CRASH_SEED`.
private struct Moments {
    private var state = ProcessInfo.processInfo.environment["LAA_CRASH_SEED"].flatMap { UInt64($0) } ?? 1

    /// SplitMix64.
    mutating func next() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }
}
