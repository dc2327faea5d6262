import Foundation
import Glibc
import Platform
import Text
import Warehouse

/// A command that sends a bundle to its receiver: `sftp`, `curl`, or any other program.
///
/// It is run without a shell, in the outbox, with the bundle's folder as its last argument, and with `LAA_BUNDLE` (that
/// folder), `LAA_IDEMPOTENCY_KEY` (its name), `LAA_CONTENT_HASH`, `LAA_PARTNERSHIP`, `LAA_QUARTER` and `LAA_EDITION`
/// in its environment. Exit status 0 means that the bundle was received whole.
///
/// If the process dies after the command has succeeded but before that is recorded, the command is run again for the
/// same bundle. Delivery is then exactly once only if the receiver accepts each key once and answers a repetition with
/// success; no sender can do that for it.
public struct DeliveryCommand: Equatable, Sendable {
    /// The program's path and its arguments.
    public let words: [String]
    /// How many times it is tried in one run.
    public var tries = 3
    /// Seconds before the second try; each later wait is twice as long, up to an hour.
    public var wait = 10
    /// Seconds that one try may take.
    public var limit = 600

    public init(_ words: [String]) {
        self.words = words
    }

    /// How one try ended.
    struct Ending: Equatable {
        /// The exit status, or 128 plus the number of the signal that ended it; nil if it could not be started.
        let status: Int?
        /// Whether it was killed, with its whole process group, because it exceeded its limit.
        var tookTooLong = false
        /// The last part of what it printed on either stream, or why it could not be started.
        let output: String
        var succeeded: Bool { status == 0 && !tookTooLong }
    }

    /// How many bytes of its output are kept.
    private static let keptOutput = 2_000

    /// Seconds to wait after that many tries.
    func pause(after tries: Int) -> Int { min(wait << min(tries - 1, 12), 3_600) }

    /// The longest that all tries of one run can take, in seconds.
    var longest: Int { (1...tries).map { limit + ($0 < tries ? pause(after: $0) : 0) }.reduce(0, +) }

    /// Runs the command once, to its end or its limit.
    ///
    /// - Parameter lock: a descriptor for it to inherit, as descriptor 3.
    /// - Throws: ``WarehouseError/cancelled`` if the program is asked to stop, which also ends the command.
    func run(on bundle: SubmissionBundle.Delivered, in outbox: String, inheriting lock: Int32) throws -> Ending {
        // A file, not a pipe: a process that the command leaves in the background could hold a pipe open.
        let printed = FileManager.default.temporaryDirectory
            .appendingPathComponent("laa-delivery-\(getpid())-\(UUID().uuidString)").path
        let descriptor = open(printed, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return Ending(status: nil, output: "its output cannot be written to \(printed)") }
        unlink(printed)
        defer { close(descriptor) }
        let command = ChildProcess.Command(
            words[0], words.dropFirst() + [bundle.folder], in: outbox,
            environment: ChildProcess.environment.merging(bundle.environment) { $1 })
        let process: ChildProcess
        do {
            process = try ChildProcess.start(command, output: descriptor, errors: descriptor, inheriting: lock)
        } catch {
            return Ending(status: nil, output: "\(words[0]) cannot be started: \(error.reason)")
        }
        switch process.wait(limit: .seconds(limit)) {
        case .ended(let status): return Ending(status: status, output: DeliveryCommand.tail(of: descriptor))
        case .tookTooLong(let status):
            return Ending(status: status, tookTooLong: true, output: DeliveryCommand.tail(of: descriptor))
        case .interrupted: throw WarehouseError.cancelled
        }
    }

    private static func tail(of descriptor: Int32) -> String {
        let size = FileStatus(of: descriptor)?.size ?? 0
        let bytes = Descriptor.read(descriptor, from: max(0, size - keptOutput), atMost: keptOutput)
        // What the ledger keeps, and shows for years, holds no escape sequence, nor a zero byte, which it cannot hold.
        let text = Printable.lines(String(decoding: bytes, as: UTF8.self))
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension SubmissionBundle {
    /// A bundle in the outbox.
    struct Delivered {
        let folder: String
        let statement: Statement
        let hash: String

        /// What the delivery command is told about it.
        var environment: [String: String] {
            [
                "LAA_BUNDLE": folder, "LAA_IDEMPOTENCY_KEY": statement.key, "LAA_CONTENT_HASH": hash,
                "LAA_PARTNERSHIP": Printable.line(statement.partnership), "LAA_QUARTER": statement.quarter.description,
                "LAA_EDITION": String(statement.edition),
            ]
        }
    }
}
