import Foundation
import TestSupport

/// A named pipe to load from, whose writer decides how far a load gets.
final class NamedPipe: @unchecked Sendable {
    let path: String
    private let mayEnd = DispatchSemaphore(value: 0)
    private let lock = NSLock()
    private var isTaken = false

    /// Writes a text to whoever reads, then waits before it closes the pipe.
    init(in folder: String, text: String) {
        path = folder + "/pipe.csv"
        mkfifo(path, 0o600)
        Thread.detachNewThread { [self] in
            signal(SIGPIPE, SIG_IGN)
            let descriptor = open(path, O_WRONLY)
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            lock.withLock { isTaken = true }
            mayEnd.wait()
            close(descriptor)
        }
    }

    /// Waits until all but what the pipe itself holds was read.
    ///
    /// - Parameter reader: the program that reads it, where one does.
    func waitUntilTaken(by reader: Started? = nil) throws {
        try eventually("the reading of \(path)", of: reader) { lock.withLock { isTaken } }
    }

    /// Lets the file end.
    func end() { mayEnd.signal() }
}
