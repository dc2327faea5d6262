import Foundation
import Glibc
import Host
import ReportKit
import Returns
import Warehouse

/// Makes, records and delivers returns: each edition once, whatever ends the process at whatever moment.
///
/// An edition goes through these steps, one process at a time: it is made and stored whole; recorded as `prepared`;
/// delivered to the outbox whole; handed to the delivery command, if there is one; recorded as `delivered`. A process
/// that finds an edition `prepared` and not `delivered` goes on from there, with the stored bundle: it is not made again.
public struct Submitter {
    public let settings: SubmissionSettings
    public let making: ReturnMaking
    /// The day that is today, or is to be judged from.
    public let asOf: Day
    /// Account and machine, for the ledger.
    public let account: String
    /// Why gates are to be passed over; nil where they are not.
    public var overrideReason: String?
    /// Called with what is going on.
    public var progress: (String) -> Void = { _ in }
    /// Waits between tries of the delivery command.
    public var pause: (_ seconds: Int) throws -> Void = Submitter.sleep

    /// - Throws: ``SubmissionError/dayToCome(_:)``: what is not complete yet cannot be had complete by a later date.
    public init(
        settings: SubmissionSettings, making: ReturnMaking, asOf: Day, today: Day, account: String
    ) throws(SubmissionError) {
        guard asOf <= today else { throw .dayToCome(asOf) }
        self.settings = settings
        self.making = making
        self.asOf = asOf
        self.account = account
    }

    /// Submits every scheduled return that is due, complete and not submitted yet, the earliest first; then makes those
    /// again for which extracts came since, and submits those in which a figure changed.
    ///
    /// - Parameter ended: called as each is done.
    /// - Throws: where none can be submitted at all; what keeps one back is in its outcome.
    public func submitDue(ended: (SubmissionOutcome) -> Void) async throws {
        guard !settings.partnerships.isEmpty else { throw SubmissionError.noSchedule(file: settings.file) }
        let connection = try openWarehouse()
        let entries = try await ReturnCalendar(settings: settings, making: making).entries(asOf: asOf, in: connection)
        connection.close()
        for entry in entries where entry.isToBeSubmitted || entry.isUnfinished {
            let outcome = try await outcome(of: entry) {
                try await submit(area: entry.partnership, quarter: entry.quarter)
            }
            if let outcome { ended(outcome) }
        }
        for entry in entries where entry.standing == .submitted && !entry.isUnfinished {
            guard asOf.number - entry.dueOn.number <= settings.revisedFor else { continue }
            let outcome = try await outcome(of: entry) {
                try await reviseWhereLate(area: entry.partnership, quarter: entry.quarter)
            }
            if let outcome { ended(outcome) }
        }
    }

    /// One return's outcome: what is wrong with it keeps no other one back.
    private func outcome(
        of entry: CalendarEntry, _ submit: () async throws -> SubmissionOutcome?
    ) async throws -> SubmissionOutcome? {
        try Interrupt.shared.check()
        do {
            return try await submit()
        } catch WarehouseError.cancelled {
            throw WarehouseError.cancelled
        } catch let error as WarehouseError {
            if case .unavailable = error { throw error }
            return .failure(entry, error)
        } catch {
            return .failure(entry, error)
        }
    }

    /// Submits one return, whether it is due or not: but never before its data are complete, and never again.
    ///
    /// - Parameters:
    ///   - area: name or code of the partnership's area.
    ///   - revision: why a delivered return is to be made again, where a figure has changed; nil where it is not.
    public func submit(area: String, quarter: Quarter, revision: String? = nil) async throws -> SubmissionOutcome {
        try await alone(at: area, quarter) { desk in
            if let pending = desk.history.pending {
                progress(
                    "\(desk.partnership), \(quarter): taking up edition \(pending.edition), prepared and not delivered yet"
                )
                return try deliver(pending, desk)
            }
            if let delivered = desk.history.delivered, revision == nil {
                return desk.outcome(
                    delivered.edition, .wasDelivered(hash: desk.history.prepared?.content?.hash ?? ""))
            }
            if desk.history.delivered == nil, revision != nil {
                throw SubmissionError.nothingToRevise(partnership: desk.partnership, quarter: quarter)
            }
            return try await prepare(desk, reason: revision)
        }
    }

    /// Makes a delivered return again where extracts came since, and submits it where a figure changed; nil where there is
    /// nothing to do.
    func reviseWhereLate(area: String, quarter: Quarter) async throws -> SubmissionOutcome? {
        try await alone(at: area, quarter) { desk in
            guard desk.history.pending == nil, let content = desk.history.prepared?.content,
                let state = try? DataState(asOf: asOf, in: desk.connection)
            else { return nil }
            let mark = CheckedMark(in: settings.state, bundle: content.bundle)
            guard state.lastVintage > max(content.lastVintage, mark.vintage) else { return nil }
            let extracts: String? = try Script.laterVintages.query(
                on: desk.connection, [.integer(content.lastVintage), .integer(state.lastVintage)])[0].get("extracts")
            let outcome = try await prepare(desk, reason: "late data: extract \(extracts ?? "?")")
            guard case .unchanged = outcome.ending else { return outcome }
            try? mark.note(state.lastVintage)
            return nil
        }
    }

    /// Waits, unless the process is asked to stop.
    public static func sleep(seconds: Int) throws {
        for _ in 0..<(seconds * 10) {
            try Interrupt.shared.check()
            usleep(100_000)
        }
    }
}

// MARK: - One at a time

extension Submitter {
    /// One return, which nobody else is at.
    struct Desk {
        let partnership: String
        let quarter: Quarter
        let connection: Connection
        let ledger: Ledger
        let history: EditionHistory
        /// For the delivery command to inherit.
        let lock: ReturnLock

        func outcome(_ edition: Int, _ ending: SubmissionOutcome.Ending) -> SubmissionOutcome {
            SubmissionOutcome(partnership: partnership, quarter: quarter, edition: edition, ending: ending)
        }
    }

    /// Does something about a return while nobody else does: of this machine by a lock in the file system, which a server
    /// that goes away does not end; of any other by one in the warehouse.
    private func alone<R>(
        at area: String, _ quarter: Quarter, _ body: (Desk) async throws -> R
    ) async throws -> R {
        let connection = try openWarehouse()
        defer { connection.close() }
        let partnership = try Partnership.name(of: area, in: try AreaDirectory(on: quarter.lastDay, from: connection))
        try WholeFolder.makeFolders(settings.state)
        let lock = try ReturnLock(partnership, quarter, in: settings.state, limit: settings.command?.longest)
        defer { lock.release() }
        let ledger = Ledger(connection)
        try ledger.lock(partnership, quarter)
        defer { ledger.unlock(partnership, quarter) }
        let witness = LedgerWitness(in: settings.state)
        if let problem = try witness.problem(with: ledger) {
            throw SubmissionError.ledgerPutBack(problem: problem, witness: witness.path)
        }
        return try await body(
            Desk(
                partnership: partnership, quarter: quarter, connection: connection, ledger: ledger,
                history: EditionHistory(entries: try ledger.entries(partnership: partnership, quarter: quarter)),
                lock: lock))
    }

    private func openWarehouse() throws -> Connection {
        let connection = try Connection.open(making.returning.runner.target, applicationName: "laa submit")
        try Migrator.current.checkCurrent(on: connection)
        return connection
    }
}

// MARK: - Recording

extension Submitter {
    /// Adds entries to the ledger, all or none, and notes how far it has come.
    func record(_ entries: [LedgerEntry], _ ledger: Ledger) throws {
        try ledger.add(entries)
        // What is not noted is only an older note.
        try? LedgerWitness(in: settings.state).note(try ledger.head())
    }

    /// Records a failure, unless the last entry says the same already: a daily run does not fill the ledger.
    func recordFailure(_ desk: Desk, edition: Int, _ reason: String, after last: LedgerEntry?) throws {
        if let last, last.edition == edition, last.reason == reason, last.exitStatus == nil { return }
        try record(
            [
                LedgerEntry(
                    partnership: desk.partnership, quarter: desk.quarter, edition: edition, state: .failed, asOf: asOf,
                    account: account, reason: reason)
            ], desk.ledger)
    }
}

extension SubmissionOutcome {
    fileprivate static func failure(_ entry: CalendarEntry, _ error: any Error) -> SubmissionOutcome {
        SubmissionOutcome(
            partnership: entry.partnership, quarter: entry.quarter, edition: entry.pendingEdition,
            ending: .failed(error))
    }
}
