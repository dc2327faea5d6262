import Disclosure
import Foundation
import Glibc
import Host
import Platform
import ReportKit
import Warehouse

/// Makes, records and delivers returns: each edition once, whatever ends the process and whenever it does.
///
/// An edition goes through these steps, one process at a time: it is made and stored whole; recorded as `prepared`;
/// delivered to the outbox whole; handed to the delivery command, if there is one; recorded as `delivered`. A process
/// that finds an edition `prepared` but not `delivered` goes on from there with the stored bundle; it is not made
/// again.
public struct Submitter {
    public let settings: SubmissionSettings
    public let making: ReturnMaking
    /// The day to judge from: today, unless `--as-of` named an earlier one.
    public let asOf: Day
    /// Account and machine, for the ledger.
    public let account: String
    /// Why closed gates are overridden; nil if they are not.
    public var overrideReason: String?
    /// Called with each step, in words.
    public var progress: (String) -> Void = { _ in }
    /// Waits between tries of the delivery command.
    public var pause: (_ seconds: Int) throws -> Void = Submitter.sleep

    /// - Throws: ``SubmissionError/dayToCome(_:)`` for a day in the future, which would not make the data complete.
    public init(
        settings: SubmissionSettings, making: ReturnMaking, asOf: Day, today: Day, account: String
    ) throws(SubmissionError) {
        guard asOf <= today else { throw .dayToCome(asOf) }
        self.settings = settings
        self.making = making
        self.asOf = asOf
        self.account = account
    }

    /// For how many quarters after its own a run notes when returns are due.
    private static let quartersAhead = 2

    /// Submits every scheduled return that is due, complete and not submitted yet, the earliest first; then recomputes
    /// the submitted ones for which extracts were loaded since, and submits a new edition of those with a changed
    /// figure.
    ///
    /// - Parameter ended: called with each outcome.
    /// - Throws: if nothing can be submitted at all; what prevents a single return is in its outcome.
    public func submitDue(ended: (SubmissionOutcome) -> Void) async throws {
        guard !settings.partnerships.isEmpty else { throw SubmissionError.noSchedule(file: settings.file) }
        let connection = try openWarehouse()
        try settings.checkPartnerships(asOf: asOf, in: connection)
        try Ledger(connection).check()
        let calendar = try await ReturnCalendar(settings: settings, making: making)
            .entries(asOf: asOf, ahead: Self.quartersAhead, in: connection)
        do {
            try ScheduledReturn.note(calendar, in: connection)
        } catch WarehouseError.server(let reason) {
            // Whoever reads the portal sees older due dates; the returns themselves go out all the same.
            progress("laa: when returns are due was not noted for the portal: \(reason)")
        }
        let hasWork = calendar.contains { $0.isToBeSubmitted || $0.isUnfinished }
        if hasWork { try Ledger(connection).checkWritable() }
        connection.close()
        // Those of a quarter one after the other, since they are made together.
        let entries = calendar.enumerated().sorted {
            ($0.element.quarter, $0.offset) < ($1.element.quarter, $1.offset)
        }.map(\.element)
        let due = together(entries.filter(\.isToBeSubmitted).map { ($0.partnership, $0.quarter) })
        for entry in entries where entry.isToBeSubmitted || entry.isUnfinished {
            let outcome = try await outcome(of: entry) {
                try await submit(area: entry.partnership, quarter: entry.quarter, among: due)
            }
            if let outcome { ended(outcome) }
        }
        let submitted = entries.filter { entry in
            entry.standing == .submitted && !entry.isUnfinished
                && asOf.number - entry.dueOn.number <= settings.revisedFor
        }
        let revised = together(submitted.map { ($0.partnership, $0.quarter) })
        for entry in submitted {
            let outcome = try await outcome(of: entry) {
                try await reviseForLateData(area: entry.partnership, quarter: entry.quarter, among: revised)
            }
            if let outcome { ended(outcome) }
        }
    }

    /// Returns that are made together.
    func together(_ returns: [(partnership: String, quarter: Quarter)]) -> ReturnsTogether {
        ReturnsTogether(
            returns, by: making,
            knowing: ReturnsTogether.Known { partnerships, quarter in
                let connection = try openWarehouse()
                defer { connection.close() }
                let areas = try AreaDirectory(on: quarter.lastDay, from: connection)
                return partnerships.filter { (try? Partnership.name(of: $0, in: areas)) != nil }
            } earlier: { partnership, quarter in
                let connection = try openWarehouse()
                defer { connection.close() }
                return SubmittedReturns(
                    try Ledger(connection).entries(partnership: partnership), store: settings.store
                ).foldersNotRegistered(before: quarter, recordedBefore: nil)
            })
    }

    /// The outcome of one return; a problem with it does not prevent the others.
    private func outcome(
        of entry: CalendarEntry, _ submit: () async throws -> SubmissionOutcome?
    ) async throws -> SubmissionOutcome? {
        try Interrupt.shared.check()
        do {
            return try await submit()
        } catch WarehouseError.cancelled, DisclosureError.cancelled {
            throw WarehouseError.cancelled
        } catch let error as WarehouseError {
            if case .unavailable = error { throw error }
            return .failure(entry, error)
        } catch {
            return .failure(entry, error)
        }
    }

    /// Submits one return, whether it is due or not, but never before its data are complete, and never twice.
    ///
    /// - Parameters:
    ///   - area: name or code of the partnership's area.
    ///   - revision: why a delivered return gets a new edition, if a figure has changed; nil for no revision.
    public func submit(area: String, quarter: Quarter, revision: String? = nil) async throws -> SubmissionOutcome {
        let connection = try openWarehouse()
        defer { connection.close() }
        try Ledger(connection).check()
        return try await submit(area: area, quarter: quarter, revision: revision, among: nil)
    }

    /// - Parameter together: the returns of the run that it belongs to; nil where it is submitted alone.
    private func submit(
        area: String, quarter: Quarter, revision: String? = nil, among together: ReturnsTogether?
    ) async throws -> SubmissionOutcome {
        try await exclusively(on: area, quarter) { desk in
            if let pending = desk.history.pending {
                progress(
                    "\(desk.partnership), \(quarter): resuming edition \(pending.edition), which is not delivered yet"
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
            return try await prepare(desk, among: together, reason: revision)
        }
    }

    /// Recomputes a delivered return if extracts were loaded since, and submits a new edition if a figure changed; nil
    /// if there is nothing to do.
    func reviseForLateData(
        area: String, quarter: Quarter, among together: ReturnsTogether? = nil
    ) async throws -> SubmissionOutcome? {
        try await exclusively(on: area, quarter) { desk in
            guard desk.history.pending == nil, let content = desk.history.prepared?.content,
                let state = try? DataState(asOf: asOf, in: desk.connection)
            else { return nil }
            let mark = CheckedMark(in: settings.state, bundle: content.bundle)
            guard state.lastVintage > max(content.lastVintage, mark.vintage) else { return nil }
            let extracts: String? = try Script.laterVintages.query(
                on: desk.connection, [.integer(content.lastVintage), .integer(state.lastVintage)])[0].get("extracts")
            let outcome = try await prepare(
                desk, among: together, reason: "late data: extract \(extracts ?? "?")")
            guard case .unchanged = outcome.ending else { return outcome }
            try? mark.note(state.lastVintage)
            return nil
        }
    }

    /// Waits; throws if the process is asked to stop.
    public static func sleep(seconds: Int) throws {
        for _ in 0..<(seconds * 10) {
            try Interrupt.shared.check()
            usleep(100_000)
        }
    }
}

// MARK: - One at a time

extension Submitter {
    /// One return, on which no other process works.
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

    /// Works on a return while no other process does. Processes of this machine are kept out by a lock in the file
    /// system, which survives the loss of the server; those of any other machine by a lock in the warehouse.
    private func exclusively<R>(
        on area: String, _ quarter: Quarter, _ body: (Desk) async throws -> R
    ) async throws -> R {
        let connection = try openWarehouse()
        defer { connection.close() }
        let areas = try AreaDirectory(on: quarter.lastDay, from: connection)
        let partnership = try Partnership.name(of: area, in: areas)
        if let reason = try Partnership.objection(to: area, in: areas) {
            throw SubmissionError.notPartnership(reason: reason)
        }
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
        if let pending = try connection.publishPendingVintages() {
            throw SubmissionError.notPublished(vintages: pending)
        }
        return connection
    }
}

// MARK: - Recording

extension Submitter {
    /// Adds entries to the ledger, all or none, and notes where it ends now.
    func record(_ entries: [LedgerEntry], _ ledger: Ledger) throws {
        try ledger.add(entries)
        // If that fails, the older note stays, and still holds.
        try? LedgerWitness(in: settings.state).note(try ledger.head())
    }

    /// Records a failure, unless the last entry says the same already, so that daily runs do not fill the ledger.
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
