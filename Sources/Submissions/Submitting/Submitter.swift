import Foundation
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
    /// Why a delivered return is to be made again; nil where it is not.
    public var reviseReason: String?
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

    /// Submits every scheduled return that is due, complete and not submitted yet, the earliest first.
    ///
    /// - Parameter ended: called as each is done.
    /// - Throws: where none can be submitted at all; what keeps one back is in its outcome.
    public func submitDue(ended: (SubmissionOutcome) -> Void) async throws {
        guard !settings.partnerships.isEmpty else { throw SubmissionError.noSchedule(file: settings.file) }
        let connection = try openWarehouse()
        let entries = try await ReturnCalendar(settings: settings, making: making).entries(asOf: asOf, in: connection)
        connection.close()
        for entry in entries where entry.isToBeSubmitted || entry.isUnfinished {
            try Interrupt.shared.check()
            ended(try await submit(area: entry.partnership, quarter: entry.quarter))
        }
    }

    /// Submits one return, whether it is due or not: but never before its data are complete, and never again.
    ///
    /// - Parameter area: name or code of the partnership's area.
    public func submit(area: String, quarter: Quarter) async throws -> SubmissionOutcome {
        let connection = try openWarehouse()
        defer { connection.close() }
        let partnership = try Partnership.name(of: area, in: try AreaDirectory(on: quarter.lastDay, from: connection))
        let ledger = Ledger(connection)
        try ledger.lock(partnership, quarter)
        defer { ledger.unlock(partnership, quarter) }
        let history = EditionHistory(entries: try ledger.entries(partnership: partnership, quarter: quarter))
        if let pending = history.pending {
            progress("\(partnership), \(quarter): taking up edition \(pending.edition), prepared and not delivered yet")
            return try deliver(pending, ledger)
        }
        if let delivered = history.delivered, reviseReason == nil {
            return SubmissionOutcome(
                partnership: partnership, quarter: quarter, edition: delivered.edition,
                ending: .wasDelivered(hash: history.prepared?.content?.hash ?? ""))
        }
        if history.delivered == nil, reviseReason != nil {
            throw SubmissionError.nothingToRevise(partnership: partnership, quarter: quarter)
        }
        return try await prepare(partnership, quarter, history, connection)
    }

    private func openWarehouse() throws -> Connection {
        let connection = try Connection.open(making.run.target, applicationName: "laa submit")
        try Migrator.current.checkCurrent(on: connection)
        return connection
    }

    /// Waits, unless the process is asked to stop.
    public static func sleep(seconds: Int) throws {
        for _ in 0..<(seconds * 10) {
            try Interrupt.shared.check()
            usleep(100_000)
        }
    }
}

// MARK: - Making an edition

extension Submitter {
    private func prepare(
        _ partnership: String, _ quarter: Quarter, _ history: EditionHistory, _ connection: Connection
    ) async throws -> SubmissionOutcome {
        let (ledger, edition) = (Ledger(connection), history.nextEdition)
        func outcome(_ ending: SubmissionOutcome.Ending) -> SubmissionOutcome {
            SubmissionOutcome(partnership: partnership, quarter: quarter, edition: edition, ending: ending)
        }
        func closed(_ gates: [ClosedGate]) throws -> SubmissionOutcome {
            try fail(
                partnership, quarter, edition, gates.map(\.description).joined(separator: "\n"), history.failure, ledger
            )
            return outcome(.closed(gates))
        }
        let state = try Script.state.query(on: connection)[0]
        guard let completion = try await making.completions([quarter], in: connection)[quarter],
            let lastVintage: Int = try state.get("last_vintage")
        else {
            return try closed([
                ClosedGate(
                    .completeness, subject: nil, problem: "the warehouse holds nothing that any indicator counts",
                    remedy: "Load extracts: see 'laa load --help'.")
            ])
        }
        guard asOf >= completion.on else {
            return outcome(
                .notYet(
                    ClosedGate(
                        .calendar, subject: completion.indicators.joined(separator: ", "),
                        problem: "the data of \(completion.indicators.joined(separator: ", ")) for \(quarter) are not "
                            + "complete before \(completion.on), and this is \(asOf)",
                        remedy: "Submit it then; 'laa calendar' shows the dates.")))
        }
        progress("\(partnership), \(quarter): making edition \(edition)")
        let made = try await making.make(area: partnership, quarter: quarter, lastVintage: lastVintage)
        CrashPoint.madeReturn.reached()
        let gates = ClosedGate.closed(to: made.sections, areas: made.areas)
        guard !made.files.isEmpty else {
            return try closed(
                gates.isEmpty
                    ? [
                        ClosedGate(
                            .completeness, subject: nil, problem: "no indicator has data",
                            remedy: "Load extracts: see 'laa load --help'.")
                    ] : gates)
        }
        if !gates.isEmpty, overrideReason == nil { return try closed(gates) }

        var files = made.files
        var changes: Changes?
        if let earlier = history.prepared?.content {
            changes = try self.changes(since: earlier, files)
            if let changes, changes.rows.isEmpty { return outcome(.unchanged) }
        }
        if let changes { files.append(changes.file) }
        let overridden = gates.isEmpty ? nil : overrideReason
        files.append(
            Cover.file(
                partnership: partnership, quarter: quarter, edition: edition, asOf: asOf,
                reports: made.sections.reports,
                missing: made.sections.missing.map(\.module), reason: reviseReason, override: overridden, gates: gates,
                changes: changes?.rows.count))
        files.sort { $0.name < $1.name }

        let head = try ledger.head()
        let key = try SigningKey(path: settings.key, mayCreate: head.number == 0 || !hasSigned(ledger))
        let name = SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: edition)
        let statement = Statement(
            key: name, partnership: partnership, quarter: quarter, edition: edition, asOf: asOf,
            program: making.program, reason: reviseReason, overrideReason: overridden,
            overridden: gates.map(\.description), lastVintage: lastVintage, ledger: head,
            signedUnder: key.publicKey.fingerprint, files: files.map(Statement.File.init))
        let bundle = try SubmissionBundle(statement, files: files, signedWith: key)
        do throws(SubmissionError) {
            // What is there of that name no entry speaks of: its process died before it could record it.
            try WholeFolder.remove("\(settings.store)/\(name)")
            _ = try WholeFolder.write(
                bundle.files, as: name, in: settings.store, began: { CrashPoint.halfStored.reached() })
        } catch {
            try fail(partnership, quarter, edition, error.description, history.failure, ledger)
            return outcome(.notDelivered(problem: error.description))
        }
        CrashPoint.stored.reached()
        let entry = LedgerEntry(
            partnership: partnership, quarter: quarter, edition: edition, state: .prepared, asOf: asOf,
            account: account, reason: reviseReason, overrideReason: overridden,
            content: LedgerEntry.Content(
                bundle: name, hash: bundle.hash, files: statement.files.count + 1, bytes: bundle.bytes,
                program: making.program, modules: try JSON.text(versions(made.sections.reports)),
                vintages: try JSON.text(made.vintages), lastVintage: lastVintage,
                snapshot: try state.get("snapshot")))
        try ledger.add(entry)
        CrashPoint.prepared.reached()
        return try deliver(entry, ledger)
    }

    private func versions(_ reports: [Report]) -> [String: String] {
        Dictionary(reports.map { ($0.indicator.id, $0.indicator.version) }, uniquingKeysWith: { first, _ in first })
    }

    private func hasSigned(_ ledger: Ledger) throws -> Bool {
        try ledger.entries().contains { $0.state == .prepared }
    }

    /// What has changed since an earlier edition; nil where that edition's figures cannot be read any more.
    private func changes(since earlier: LedgerEntry.Content, _ files: [BundleFile]) throws -> Changes? {
        let figures = "return.csv"
        guard let before = WholeFolder.contents(of: "\(settings.store)/\(earlier.bundle)/\(figures)"),
            let after = files.first(where: { $0.name == figures })
        else { return nil }
        return try Changes(from: before, to: after.contents)
    }

    /// Records a failure, unless the last entry says the same already: a daily run does not fill the ledger.
    private func fail(
        _ partnership: String, _ quarter: Quarter, _ edition: Int, _ reason: String, _ last: LedgerEntry?,
        _ ledger: Ledger
    ) throws {
        if let last, last.edition == edition, last.reason == reason, last.exitStatus == nil { return }
        try ledger.add(
            LedgerEntry(
                partnership: partnership, quarter: quarter, edition: edition, state: .failed, asOf: asOf,
                account: account, reason: reason))
    }
}

// MARK: - Delivering an edition

extension Submitter {
    /// Delivers an edition that is prepared.
    private func deliver(_ entry: LedgerEntry, _ ledger: Ledger) throws -> SubmissionOutcome {
        guard let content = entry.content else { preconditionFailure("an entry 'prepared' has contents") }
        let (partnership, quarter, edition) = (entry.partnership, entry.quarter, entry.edition)
        func failed(_ problem: String) throws -> SubmissionOutcome {
            let history = EditionHistory(entries: try ledger.entries(partnership: partnership, quarter: quarter))
            try fail(partnership, quarter, edition, problem, history.failure, ledger)
            return SubmissionOutcome(
                partnership: partnership, quarter: quarter, edition: edition, ending: .notDelivered(problem: problem))
        }
        let stored = "\(settings.store)/\(content.bundle)"
        let files: [BundleFile]
        let statement: Statement
        do {
            let check = try BundleCheck(folder: stored, key: nil)
            guard check.problems.isEmpty, check.hash == content.hash, let read = check.statement else {
                let what =
                    check.problems.isEmpty ? "it is not the one recorded" : check.problems.joined(separator: "; ")
                return try failed("the stored bundle \(stored) was changed: \(what). Restore it from its backup.")
            }
            statement = read
            files = try WholeFolder.files(of: stored).compactMap { file in
                file.contents.map { BundleFile(name: file.name, contents: $0) }
            }
            let outbox = Outbox(folder: settings.outbox)
            let outcome = try outbox.deliver(
                files, as: content.bundle, hash: content.hash, began: { CrashPoint.halfDelivered.reached() })
            if case .taken(let problem) = outcome { return try failed(problem) }
        } catch let error as SubmissionError {
            return try failed(error.description)
        }
        CrashPoint.inOutbox.reached()
        var ended: DeliveryCommand.Ending?
        if let command = settings.command {
            let delivered = SubmissionBundle.Delivered(
                folder: "\(settings.outbox)/\(content.bundle)", statement: statement, hash: content.hash)
            let ending = try run(command, on: delivered, entry, ledger)
            guard ending.succeeded else {
                return SubmissionOutcome(
                    partnership: partnership, quarter: quarter, edition: edition,
                    ending: .notDelivered(
                        problem: "\(command.words[0]) failed \(command.tries) times, the last with "
                            + "\(Submitter.wording(ending)). The next run tries again."))
            }
            ended = ending
            CrashPoint.commandDone.reached()
        }
        var entries = [
            LedgerEntry(
                partnership: partnership, quarter: quarter, edition: edition, state: .delivered, asOf: asOf,
                account: account, exitStatus: ended?.status,
                output: ended.flatMap { $0.output.isEmpty ? nil : $0.output })
        ]
        if edition > 1 {
            entries.append(
                LedgerEntry(
                    partnership: partnership, quarter: quarter, edition: edition - 1, state: .superseded, asOf: asOf,
                    account: account, reason: entry.reason))
        }
        try ledger.add(entries)
        CrashPoint.delivered.reached()
        return SubmissionOutcome(
            partnership: partnership, quarter: quarter, edition: edition,
            ending: .delivered(hash: content.hash, bundle: content.bundle))
    }

    /// Runs the delivery command until it succeeds or was tried often enough; each failure is recorded.
    private func run(
        _ command: DeliveryCommand, on bundle: SubmissionBundle.Delivered, _ entry: LedgerEntry, _ ledger: Ledger
    ) throws -> DeliveryCommand.Ending {
        var tried = 0
        while true {
            let ending = command.run(on: bundle, in: settings.outbox)
            tried += 1
            if ending.succeeded { return ending }
            progress("\(entry.partnership), \(entry.quarter): try \(tried) of \(command.tries) failed")
            try ledger.add(
                LedgerEntry(
                    partnership: entry.partnership, quarter: entry.quarter, edition: entry.edition, state: .failed,
                    asOf: asOf, account: account,
                    reason: "delivery by \(command.words[0]), try \(tried) of \(command.tries): "
                        + Submitter.wording(ending),
                    exitStatus: ending.status, output: ending.output.isEmpty ? nil : ending.output))
            guard tried < command.tries else { return ending }
            try pause(command.pause(after: tried))
        }
    }

    private static func wording(_ ending: DeliveryCommand.Ending) -> String {
        ending.status.map { "exit status \($0)" } ?? ending.output
    }
}
