import Foundation
import Platform
import ReportKit
import Submissions
import Warehouse

/// The portal's session with the warehouse: as a role that sees only what the transaction's token is for.
///
/// Its work is done on a thread of its own, one piece at a time. Where the server goes away the session is opened again with
/// the next piece, at most once a second; until then whoever asks is told so at once.
actor PortalDatabase {
    /// The warehouse cannot be reached at the moment.
    struct Away: ExitCoded {
        let reason: String
        var exitCode: ExitCode { .unavailable }
    }

    /// Why a token opens nothing.
    enum Refusal: ExitCoded {
        case unknown
        case expired(on: Day)
        case revoked

        var exitCode: ExitCode { .notAllowed }
    }

    private let open: @Sendable () throws -> Connection
    private var connection: Connection?
    private var awayUntil = ContinuousClock.now
    private var lastReason = ""
    nonisolated private let thread = Thread()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameter open: opens a session.
    init(_ open: @escaping @Sendable () throws -> Connection) {
        self.open = open
    }

    /// Opens the session, so that whatever keeps it from being opened is said at the start.
    ///
    /// - Throws: ``PortalError/notHeld(role:)`` where the session sees what a token is not for; what opening throws.
    func start() throws {
        connection = try fresh()
    }

    /// What a token may read.
    ///
    /// - Throws: ``Refusal``; ``Away``.
    func holdings(of token: AccessToken) throws -> Holdings {
        try perform { connection in
            try connection.readOnlyTransaction(settings: [.portalKey: token.setting]) {
                let found = try Script.account.query(on: connection, [.text(token.handle)])
                guard let row = found.first, token.matches(try row.get("digest")) else { throw Refusal.unknown }
                if try row.get("is_revoked") { throw Refusal.revoked }
                let expiresOn: Day? = try row.get("expires_on")
                if let expiresOn, expiresOn < .today { throw Refusal.expired(on: expiresOn) }
                let partnerships: String? = try row.get("partnerships")
                let reader = Reader(
                    number: try row.get("number"), name: try row.get("name"),
                    partnerships: partnerships.map { $0.split(separator: "\u{1F}").map(String.init) },
                    expiresOn: expiresOn, isOfProxy: token.isOfUser)
                return Holdings(
                    reader: reader, editions: try Self.editions(of: reader.partnerships, on: connection),
                    schedule: try ScheduledReturn.noted(in: connection))
            }
        }
    }

    /// The delivered editions of some partnerships, or of all; of these, those that the transaction's token is for.
    static func editions(of partnerships: [String]?, on connection: Connection) throws -> [PublishedEdition] {
        let wanted: ParameterValue = partnerships.map { .texts($0) } ?? .text(nil)
        return try Script.editions.query(on: connection, [wanted]).map { row in
            let written: String = try row.get("quarter")
            guard let quarter = Quarter(written) else {
                throw WarehouseError.result(column: "quarter", problem: "holds '\(written)'")
            }
            return PublishedEdition(
                partnership: try row.get("partnership"), quarter: quarter, number: try row.get("edition"),
                reason: try row.get("reason"), overrideReason: try row.get("override_reason"),
                asOf: try row.get("as_of"), bundle: try row.get("bundle"), hash: try row.get("content_hash"),
                program: try row.get("program"), deliveredOn: try row.get("delivered_on"),
                deliveredAt: try row.get("delivered_at"))
        }
    }

    /// Adds requests to the log.
    func log(_ requests: [LoggedRequest]) throws {
        _ = try perform { connection in
            try connection.transaction {
                try Script.logRequests.query(
                    on: connection,
                    [
                        .integers(requests.map(\.at)), .integers(requests.map { $0.access ?? 0 }),
                        .texts(requests.map(\.address)), .texts(requests.map(\.method)), .texts(requests.map(\.path)),
                        .integers(requests.map(\.status)), .integers(requests.map(\.bytes)),
                    ])
            }
        }
    }

    func close() {
        connection?.close()
        connection = nil
    }

    /// Does a piece of work; a session that was lost since the last piece is opened again.
    private func perform<R>(_ work: (Connection) throws -> R) throws -> R {
        let wasOpen = connection != nil
        do {
            return try attempt(work)
        } catch let away as Away where wasOpen {
            // The server may have been started again meanwhile.
            awayUntil = .now
            return try attempt(work, else: away)
        }
    }

    private func attempt<R>(_ work: (Connection) throws -> R, else last: Away? = nil) throws -> R {
        guard ContinuousClock.now >= awayUntil else { throw last ?? Away(reason: lastReason) }
        do {
            let session = try connection ?? fresh()
            connection = session
            return try work(session)
        } catch let error as WarehouseError {
            switch error {
            case .unavailable, .connectionLost, .privateCluster, .statementTimeout, .cancelled: break
            default: throw error
            }
            close()
            lastReason = error.message
            awayUntil = .now + .seconds(1)
            throw Away(reason: error.message)
        }
    }

    private func fresh() throws -> Connection {
        let session = try open()
        let row = try Script.ownSession.query(on: session)[0]
        guard try row.get("is_held") else {
            session.close()
            throw PortalError.notHeld(role: try row.get("role"))
        }
        return session
    }

    /// A thread of its own, for waits that no other work may share a thread with.
    private final class Thread: SerialExecutor {
        private let queue = DispatchQueue(label: "laa.portal.database")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }
}

/// A request and its answer, as the log has them.
struct LoggedRequest: Sendable {
    /// Milliseconds since 1 January 1970.
    let at: Int
    let access: Int?
    let address: String
    let method: String
    let path: String
    let status: Int
    let bytes: Int
}
