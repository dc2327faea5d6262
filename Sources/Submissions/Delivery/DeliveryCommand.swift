import Foundation
import Glibc
import Platform
import Warehouse

/// A command that takes a bundle to where it is received: `sftp`, `curl`, or anything.
///
/// It is run without a shell, in the outbox, with the bundle's folder as its last argument, and with `LAA_BUNDLE` (that
/// folder), `LAA_IDEMPOTENCY_KEY` (its name), `LAA_CONTENT_HASH`, `LAA_PARTNERSHIP`, `LAA_QUARTER` and `LAA_EDITION`
/// in its environment. Exit status 0 says that the bundle was received whole.
///
/// Where the process dies after the command has succeeded and before that is recorded, the command is run again for the
/// same bundle. Delivery is then exactly once only if the receiving end takes each key once, and answers a repetition
/// with success: no sender can do that for it.
public struct DeliveryCommand: Equatable, Sendable {
    /// The program's path and its arguments.
    public let words: [String]
    /// How often it is tried in one run.
    public var tries = 3
    /// Seconds before the second try; each further wait is twice as long.
    public var wait = 10
    /// Seconds that one try may take.
    public var limit = 600

    public init(_ words: [String]) {
        self.words = words
    }

    /// How one try ended.
    struct Ending: Equatable {
        /// Exit status; of a command that was ended by a signal 128 and its number; nil where it could not be started.
        let status: Int?
        /// Whether it was ended, with all that it had started, because it took longer than it may.
        var tookTooLong = false
        /// The end of what it printed, on both streams; or why it could not be started.
        let output: String
        var succeeded: Bool { status == 0 && !tookTooLong }
    }

    /// How many bytes of what it printed are kept.
    private static let keptOutput = 2_000

    /// Seconds to wait after so many tries.
    func pause(after tries: Int) -> Int { min(wait << min(tries - 1, 12), 3_600) }

    /// Seconds that all tries of one run take at most.
    var longest: Int { (1...tries).map { limit + ($0 < tries ? pause(after: $0) : 0) }.reduce(0, +) }

    /// Runs the command once, to its end or its limit.
    ///
    /// - Parameter lock: a descriptor that it inherits, as its third.
    /// - Throws: ``WarehouseError/cancelled`` where the program is asked to stop; the command is ended then.
    func run(on bundle: SubmissionBundle.Delivered, in outbox: String, inheriting lock: Int32) throws -> Ending {
        // A file, and no pipe: what the command leaves running in the background may hold that open.
        let printed = FileManager.default.temporaryDirectory
            .appendingPathComponent("laa-delivery-\(getpid())-\(UUID().uuidString)").path
        let descriptor = open(printed, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return Ending(status: nil, output: "no place for its output in \(printed)") }
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
        // The ledger's text takes no zero byte.
        let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension SubmissionBundle {
    /// A bundle in the outbox.
    struct Delivered {
        let folder: String
        let statement: Statement
        let hash: String

        /// What the delivery command knows of it.
        var environment: [String: String] {
            [
                "LAA_BUNDLE": folder, "LAA_IDEMPOTENCY_KEY": statement.key, "LAA_CONTENT_HASH": hash,
                "LAA_PARTNERSHIP": statement.partnership, "LAA_QUARTER": statement.quarter.description,
                "LAA_EDITION": String(statement.edition),
            ]
        }
    }
}
