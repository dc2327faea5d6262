import Foundation
import Glibc

/// A program that a test started, with all that it has said so far.
///
/// A wait for it ends at a limit and then says what it waited for, with what the program said. A program that still runs
/// when nobody holds it any more is killed, so that a test that fails leaves none behind.
public final class Started: @unchecked Sendable {
    /// Where a program writes to.
    public enum Streams: Sendable {
        /// Standard output and standard error are kept apart.
        case apart
        /// Both are one stream, in the order in which they were written.
        case together
        /// Standard output is kept; what comes on standard error is passed over.
        case outputAlone
    }

    private let process = Process()
    private let command: String
    private let outputs: Stream
    private let errorOutputs: Stream?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: the path of its file.
    ///   - environment: all of its variables; those of the tests where nil.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, streams: Streams = .together
    ) throws {
        command = ([program] + arguments).joined(separator: " ")
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment ?? ProcessInfo.processInfo.environment
        process.standardInput = FileHandle.nullDevice
        outputs = Stream()
        errorOutputs = streams == .apart ? Stream() : nil
        process.standardOutput = outputs.pipe
        switch streams {
        case .apart: process.standardError = errorOutputs?.pipe
        case .together: process.standardError = outputs.pipe
        case .outputAlone: process.standardError = FileHandle.nullDevice
        }
        try process.run()
        outputs.collect()
        errorOutputs?.collect()
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    /// Its process.
    public var id: pid_t { process.processIdentifier }

    public var isRunning: Bool { process.isRunning }

    /// What it has written to standard output so far, or to both streams where these are together.
    public var output: String { outputs.text }

    /// What it has written to standard error so far, where that is kept apart.
    public var errors: String { errorOutputs?.text ?? "" }

    /// Its exit status, 128 and the signal's number where one ended it; nil while it runs.
    public var status: Int32? {
        if process.isRunning { return nil }
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    public func kill(_ signal: Int32 = SIGKILL) { Glibc.kill(id, signal) }

    /// Waits for its end.
    ///
    /// - Returns: its exit status, 128 and the signal's number where one ended it.
    @discardableResult
    public func waitForEnd(within limit: Duration = longestWait) throws -> Int32 {
        try eventually("the end of this program", within: limit, saying: self) { self.status }
    }

    /// How it stands, and what it has said, for whoever waited in vain.
    var account: String {
        let state = status.map { "has ended with status \($0)" } ?? "is still running"
        let said = output + errors
        return "\(command) (process \(id)) \(state), and "
            + (said.isEmpty ? "has said nothing." : "has said:\n\(said)")
    }
}

/// One stream of a program, read on a thread of its own, so that it never fills up.
///
/// What a program wrote is whole once it has ended, even where a process that it left behind holds the stream open.
private final class Stream: @unchecked Sendable {
    let pipe = Pipe()
    private let lock = NSLock()
    private var bytes: [UInt8] = []
    private var isOpen = true

    /// Begins to read.
    func collect() {
        let pipe = pipe
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        Thread.detachNewThread { [weak self] in
            withExtendedLifetime(pipe) {
                while true {
                    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    poll(&ready, 1, 1_000)
                    guard let self else {
                        try? pipe.fileHandleForReading.close()
                        return
                    }
                    guard self.drain() else { return }
                }
            }
        }
    }

    var text: String {
        _ = drain()
        return lock.withLock { String(decoding: bytes, as: UTF8.self) }
    }

    /// Takes what is there to be read.
    ///
    /// - Returns: whether more may come.
    private func drain() -> Bool {
        lock.withLock {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while isOpen {
                let count = read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
                if count > 0 {
                    bytes += buffer[..<count]
                } else if count == 0 || errno != EINTR && errno != EAGAIN {
                    isOpen = false
                    // Foundation holds on to the pipe, and cannot start programs any more where there are thousands.
                    try? pipe.fileHandleForReading.close()
                } else if errno == EAGAIN {
                    break
                }
            }
            return isOpen
        }
    }
}
