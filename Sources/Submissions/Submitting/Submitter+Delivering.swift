import Foundation
import ReportKit

extension Submitter {
    /// Delivers a prepared edition.
    func deliver(_ entry: LedgerEntry, _ desk: Desk) throws -> SubmissionOutcome {
        guard let content = entry.content else { preconditionFailure("an entry 'prepared' has content") }
        let partnership = entry.partnership
        let quarter = entry.quarter
        let edition = entry.edition
        func failed(_ problem: String) throws -> SubmissionOutcome {
            let history = EditionHistory(entries: try desk.ledger.entries(partnership: partnership, quarter: quarter))
            try recordFailure(desk, edition: edition, problem, after: history.failure)
            return desk.outcome(edition, .notDelivered(problem: problem))
        }
        let stored = "\(settings.store)/\(content.bundle)"
        let statement: Statement
        do {
            let check = try BundleCheck(folder: stored, key: nil)
            guard check.problems.isEmpty, check.hash == content.hash, let read = check.statement else {
                let what =
                    check.problems.isEmpty ? "it is not the one recorded" : check.problems.joined(separator: "; ")
                return try failed("the stored bundle \(stored) was changed: \(what). Restore it from its backup.")
            }
            guard !BundleCheck.isMarked(stored) else {
                return try failed("\(stored): \(ClosedGate.marked("as the internal form"))")
            }
            statement = read
            let files = try WholeFolder.files(of: stored).compactMap { file in
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
            let ending = try run(command, on: delivered, entry, desk)
            guard ending.succeeded else {
                return desk.outcome(
                    edition,
                    .notDelivered(
                        problem: "\(command.words[0]) failed \(command.tries) times, the last with "
                            + "\(command.wording(ending)). See 'laa submissions show', and correct what it reports; "
                            + "the next run tries again."))
            }
            ended = ending
            CrashPoint.commandDone.reached()
        }
        var entries = [
            LedgerEntry(
                partnership: partnership, quarter: quarter, edition: edition, state: .delivered,
                asOf: max(asOf, entry.asOf), account: account, exitStatus: ended?.status,
                output: ended.flatMap { $0.output.isEmpty ? nil : $0.output })
        ]
        if edition > 1 {
            entries.append(
                LedgerEntry(
                    partnership: partnership, quarter: quarter, edition: edition - 1, state: .superseded,
                    asOf: max(asOf, entry.asOf), account: account, reason: entry.reason))
        }
        try record(entries, desk.ledger)
        CrashPoint.delivered.reached()
        return desk.outcome(edition, .delivered(hash: content.hash, bundle: content.bundle))
    }

    /// Runs the delivery command until it succeeds or its tries are used up; each failure is recorded.
    private func run(
        _ command: DeliveryCommand, on bundle: SubmissionBundle.Delivered, _ entry: LedgerEntry, _ desk: Desk
    ) throws -> DeliveryCommand.Ending {
        var tried = 0
        while true {
            let ending = try command.run(on: bundle, in: settings.outbox, inheriting: desk.lock.descriptor)
            tried += 1
            if ending.succeeded { return ending }
            progress("\(entry.partnership), \(entry.quarter): try \(tried) of \(command.tries) failed")
            try record(
                [
                    LedgerEntry(
                        partnership: entry.partnership, quarter: entry.quarter, edition: entry.edition, state: .failed,
                        asOf: asOf, account: account,
                        reason: "delivery by \(command.words[0]), try \(tried) of \(command.tries): "
                            + command.wording(ending),
                        exitStatus: ending.status, output: ending.output.isEmpty ? nil : ending.output)
                ], desk.ledger)
            guard tried < command.tries else { return ending }
            try pause(command.pause(after: tried))
        }
    }
}

extension DeliveryCommand {
    /// How a try ended, in words.
    fileprivate func wording(_ ending: Ending) -> String {
        if ending.tookTooLong { return "it was ended after \(limit) seconds, the 'limit' in the settings" }
        return ending.status.map { "exit status \($0)" } ?? ending.output
    }
}
