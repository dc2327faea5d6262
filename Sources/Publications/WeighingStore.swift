import Disclosure
import Foundation
import Synchronization
import Warehouse

/// What weighings came to, kept in the warehouse for whoever weighs the same tables with the same program.
///
/// It is there for speed alone: where the warehouse cannot be written, or not even asked, everything is weighed anew.
public final class WeighingStore: WeighingMemory {
    private enum Session {
        case notOpened
        case open(Connection)
        case closed
    }

    private struct State {
        var session = Session.notOpened
        /// What was found or made since the last ``save()``.
        var kept: [WeighingKey: [UInt8]] = [:]
        var used: Set<WeighingKey> = []
    }

    public let program: String
    private let target: ConnectionTarget
    private let state = Mutex(State())

    /// - Parameter program: version and commit of the program, and what tells apart those of one commit.
    public init(in target: ConnectionTarget, program: String) {
        self.target = target
        self.program = program
    }

    public func result(of key: WeighingKey) -> [UInt8]? {
        state.withLock { state in
            if let kept = state.kept[key] { return kept }
            let text: String? = ask(&state) { connection in
                try Script.weighing.query(on: connection, [.text(Self.text(key))]).first?.get("marks")
            }
            guard let text, let found = Data(base64Encoded: text) else { return nil }
            state.used.insert(key)
            return Array(found)
        }
    }

    public func keep(_ result: [UInt8], of key: WeighingKey) {
        state.withLock { $0.kept[key] = result }
    }

    /// Writes what was kept, and forgets what nobody used for a long time. Ends the session.
    public func save() {
        state.withLock { state in
            if !state.kept.isEmpty || !state.used.isEmpty {
                let new = state.kept.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
                let used = state.used.map(Self.text).sorted()
                ask(&state) { connection in
                    try connection.transaction {
                        // Erasing people empties the table, and must never give way to this.
                        try connection.waitBriefly()
                        _ = try Script.keepWeighings.query(
                            on: connection,
                            [
                                .texts(new.map { Self.text($0.key) }),
                                .texts(new.map { Data($0.value).base64EncodedString() }),
                            ])
                        _ = try Script.useWeighings.query(on: connection, [.texts(used)])
                        _ = try Script.forgetWeighings.query(on: connection)
                    }
                }
            }
            if case .open(let connection) = state.session { connection.close() }
            state = State()
        }
    }

    /// Asks the warehouse; nil where it does not answer, and not again before the next ``save()``.
    @discardableResult
    private func ask<R>(_ state: inout State, _ question: (Connection) throws -> R?) -> R? {
        do {
            let connection: Connection
            switch state.session {
            case .open(let open): connection = open
            case .notOpened:
                connection = try Connection.open(target, applicationName: "laa")
                state.session = .open(connection)
            case .closed: return nil
            }
            return try question(connection)
        } catch {
            if case .open(let connection) = state.session { connection.close() }
            state.session = .closed
            return nil
        }
    }

    private static func text(_ key: WeighingKey) -> String { Data(key.bytes).base64EncodedString() }
}
