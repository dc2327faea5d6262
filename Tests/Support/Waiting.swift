import Foundation
import Glibc

/// The longest that a test waits for anything: ample for a slow machine that does much else at the time.
public let longestWait = Duration.seconds(900)

/// A wait that ran out, or that could not end any more.
public struct WaitedInVain: Error, CustomStringConvertible {
    public let description: String
}

/// Waits, on the caller's thread, until a condition has a value.
///
/// The thread is held on purpose: a test that gives its thread back gets it again only after every test that is queued
/// for one, which on a slow machine is after minutes, when what it waited for has come and gone.
///
/// - Parameters:
///   - what: what is waited for, as a noun: "the worker's session".
///   - started: the program that is to bring it about: once that has ended the wait is in vain.
///   - other: a program whose output explains a wait in vain, and which may end meanwhile.
/// - Throws: ``WaitedInVain``, which says what was waited for and what the program has said.
public func eventually<Value>(
    _ what: String, of started: Started? = nil, within limit: Duration = longestWait, saying other: Started? = nil,
    _ condition: () throws -> Value?
) throws -> Value {
    let begun = ContinuousClock.now
    while true {
        // Looked at before the condition: what it did last must be seen.
        let hasEnded = started.map { !$0.isRunning } ?? false
        if let value = try condition() { return value }
        let waited = ContinuousClock.now - begun
        guard !hasEnded && waited < limit else {
            let seconds = waited.components.seconds
            let account = (started ?? other).map { " " + $0.account } ?? ""
            throw WaitedInVain(description: "Waited \(seconds) s in vain for \(what).\(account)")
        }
        usleep(waited < .seconds(1) ? 5_000 : 50_000)
    }
}

/// Waits, on the caller's thread, until a condition is true.
public func eventually(
    _ what: String, of started: Started? = nil, within limit: Duration = longestWait, saying other: Started? = nil,
    _ condition: () throws -> Bool
) throws {
    _ = try eventually(what, of: started, within: limit, saying: other) { try condition() ? true : nil } as Bool
}

/// How the system says that a process stands: T for stopped, Z for one that has ended and that nobody has waited for;
/// nil where there is none.
public func state(of process: pid_t) -> Character? {
    guard let text = contents(of: "/proc/\(process)/stat") else { return nil }
    return text.split(separator: ")").last?.first { $0 != " " }
}

/// Whether a process is there and has not ended.
public func isAlive(_ process: pid_t) -> Bool { state(of: process).map { $0 != "Z" } ?? false }

/// The processes that a process started, from whichever of its threads, and which have not ended.
public func children(of process: pid_t) -> [pid_t] {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return threads.flatMap { thread in
        (contents(of: "/proc/\(process)/task/\(thread)/children") ?? "").split(separator: " ").compactMap { pid_t($0) }
    }
    .filter(isAlive)
}

private func contents(of file: String) -> String? {
    guard let file = fopen(file, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
}
