import Foundation
import Testing

@testable import Platform

@Suite("A child process")
struct ChildProcessTests {
    private func run(
        _ script: String, input: [UInt8] = [], limit: Duration? = .seconds(60), interrupt: Interrupt = Interrupt()
    ) throws -> (ending: ChildProcess.Ending, text: String) {
        let (ending, output) = try ChildProcess.run(
            ChildProcess.Command("/bin/sh", ["-c", script]), input: input, withErrors: true, limit: limit,
            interrupt: interrupt)
        return (ending, String(decoding: output, as: UTF8.self))
    }

    /// Whether a process is there, and has not ended.
    private func lives(_ process: pid_t) -> Bool {
        guard let status = SmallFile.text("/proc/\(process)/stat"), let end = status.lastIndex(of: ")") else {
            return false
        }
        return !status[end...].hasPrefix(") Z")
    }

    @Test("is given its input whole, and its output is read whole")
    func streams() throws {
        let input = [UInt8](repeating: 0x61, count: 1_000_000)
        let (ending, text) = try run("cat; echo problem >&2", input: input)
        #expect(ending == .ended(status: 0))
        #expect(text.utf8.count == input.count + 8 && text.hasSuffix("aproblem\n"))
    }

    @Test("need not read its input")
    func deaf() throws {
        #expect(try run("exit 3", input: [UInt8](repeating: 0x61, count: 1_000_000)).ending == .ended(status: 3))
    }

    @Test("that is ended by a signal has its number and 128 as its status")
    func killed() throws {
        #expect(try run("kill -TERM $$").ending == .ended(status: 143))
    }

    @Test("is ended past its limit, with all that it started")
    func limit() throws {
        let place = try Place()
        let (ending, _) = try run(
            "sleep 600 & echo $! > \(place.path)/process; sleep 600", limit: .milliseconds(500))
        #expect(ending == .tookTooLong(status: 137))
        let process = try #require(place.text("process").flatMap { pid_t($0.dropLast()) })
        for _ in 0..<1_000 where lives(process) { usleep(10_000) }
        #expect(!lives(process))
    }

    @Test("is ended where a stop is asked for")
    func stopped() throws {
        let interrupt = Interrupt()
        Thread.detachNewThread {
            usleep(100_000)
            interrupt.request()
        }
        #expect(try run("sleep 600", limit: nil, interrupt: interrupt).ending == .interrupted)
    }

    @Test("is not waited for any longer for what it leaves running in the background")
    func background() throws {
        let (ending, text) = try run("sleep 600 & echo $!")
        #expect(ending == .ended(status: 0))
        if let process = pid_t(text.dropLast()) { kill(process, SIGKILL) }
    }

    @Test("has no other file of this process open")
    func descriptors() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let ours = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(ends[1])")
        let (_, text) = try run("ls -l /proc/$$/fd")
        #expect(text.contains("memfd:output") && !text.contains(ours))
    }

    @Test("that cannot be started is named with the reason")
    func missing() {
        let error = #expect(throws: ChildProcess.Failure.self) {
            try ChildProcess.run(ChildProcess.Command("/nowhere/program"))
        }
        #expect(error?.description == "/nowhere/program cannot be started: No such file or directory.")
    }

    @Test("is found in folders named from the root only, and is a file that may be run")
    func found() throws {
        let place = try Place()
        try place.write("", to: "tool")
        #expect(ChildProcess.program("tool", path: place.path) == nil)
        chmod("\(place.path)/tool", 0o755)
        #expect(ChildProcess.program("tool", path: "relative:\(place.path)") == "\(place.path)/tool")
        #expect(ChildProcess.program("tool", path: "", others: [place.path]) == "\(place.path)/tool")
        #expect(ChildProcess.program(place.path.split(separator: "/").last.map(String.init) ?? "", path: "/tmp") == nil)
    }
}
