import Foundation
import ReportKit
import Returning
import Returns

extension Submitter {
    /// Makes the next edition, and delivers it.
    ///
    /// - Parameters:
    ///   - together: the returns of the run that it belongs to; nil where it is made alone.
    ///   - reason: why a later edition is made; nil for the first.
    func prepare(_ desk: Desk, among together: ReturnsTogether?, reason: String?) async throws -> SubmissionOutcome {
        let partnership = desk.partnership
        let quarter = desk.quarter
        let edition = desk.history.nextEdition
        func closed(_ gates: [ClosedGate]) throws -> SubmissionOutcome {
            try recordFailure(
                desk, edition: edition, gates.map(\.description).joined(separator: "\n"), after: desk.history.failure)
            return desk.outcome(edition, .closed(gates))
        }
        let state: DataState
        do {
            state = try DataState(asOf: asOf, in: desk.connection)
        } catch let problem as DataState.NotKnown {
            return problem == .nothingEver ? try closed([problem.gate]) : desk.outcome(edition, .notYet(problem.gate))
        }
        guard let completion = try await making.completions([quarter], held: state.kinds)[quarter] else {
            return try closed([.nothingCounted])
        }
        guard asOf >= completion.on else { return desk.outcome(edition, .notYet(.early(completion, quarter, asOf))) }
        try desk.ledger.checkWritable()
        progress("\(partnership), \(quarter): making edition \(edition)")
        let submitted = SubmittedReturns(try desk.ledger.entries(partnership: partnership), store: settings.store)
        let made = try await (together ?? self.together([(partnership, quarter)])).make(
            partnership, quarter, lastVintage: state.lastVintage,
            bundle: SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: edition))
        ModuleTimes(made.sections.times).note(in: settings.state)
        CrashPoint.madeReturn.reached()
        var gates =
            ClosedGate.closed(to: made.sections, areas: made.areas, wantsAll: making.wantsAll)
            + missingModules(submitted)
        if let gate = made.disclosureGate { gates.append(gate) }
        var files = made.bundleFiles
        if gates.isEmpty, files.isEmpty { gates = [.nothingCounted] }
        let mayPass = overrideReason != nil && !files.isEmpty && gates.allSatisfy(\.gate.canBeOverridden)
        guard gates.isEmpty || mayPass else { return try closed(gates) }

        var changes: Changes?
        if let earlier = desk.history.prepared?.content {
            changes = try self.changes(since: earlier, files)
            if let changes, changes.rows.isEmpty { return desk.outcome(edition - 1, .unchanged) }
        }
        if let changes { files.append(changes.file) }
        let overridden = gates.isEmpty ? nil : overrideReason
        files.append(
            Cover.file(
                partnership: partnership, quarter: quarter, edition: edition, asOf: asOf,
                reports: made.sections.reports,
                missing: made.sections.missing.map(\.module), reason: reason, override: overridden, gates: gates,
                changes: changes?.rows.count))
        files.sort { $0.name < $1.name }

        let head = try desk.ledger.head()
        let key = try SigningKey(path: settings.key, mayCreate: head.number == 0 || !hasSigned(desk.ledger))
        let name = SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: edition)
        let statement = Statement(
            key: name, partnership: partnership, quarter: quarter, edition: edition, asOf: asOf,
            program: making.program, reason: reason, overrideReason: overridden,
            overridden: gates.map(\.description), lastVintage: state.lastVintage, policy: making.policyName,
            ledger: head,
            signedUnder: key.publicKey.fingerprint, files: files.map(Statement.File.init))
        let bundle = try SubmissionBundle(statement, files: files, signedWith: key)
        // Where the process dies here, the register holds more than was published, never less.
        try made.addToRegister()
        do throws(SubmissionError) {
            // No entry records a folder of this name, and the ledger was not put back to an older state: if there is
            // one, it was left by a process that died before it could record it.
            try WholeFolder.remove("\(settings.store)/\(name)")
            _ = try WholeFolder.write(
                bundle.files, as: name, in: settings.store, began: { CrashPoint.halfStored.reached() })
        } catch {
            try recordFailure(desk, edition: edition, error.description, after: desk.history.failure)
            return desk.outcome(edition, .notDelivered(problem: error.description))
        }
        CrashPoint.stored.reached()
        let entry = LedgerEntry(
            partnership: partnership, quarter: quarter, edition: edition, state: .prepared, asOf: asOf,
            account: account, reason: reason, overrideReason: overridden,
            content: LedgerEntry.Content(
                bundle: name, hash: bundle.hash, files: statement.files.count + 1, bytes: bundle.bytes,
                program: making.program, modules: try JSON.text(versions(made.sections.reports)),
                vintages: try JSON.text(made.sections.vintages), lastVintage: state.lastVintage,
                snapshot: state.snapshot))
        try record([entry], desk.ledger)
        CrashPoint.prepared.reached()
        return try deliver(entry, desk)
    }

    private func versions(_ reports: [Report]) -> [String: String] {
        Dictionary(reports.map { ($0.indicator.id, $0.indicator.version) }, uniquingKeysWith: { first, _ in first })
    }

    private func hasSigned(_ ledger: Ledger) throws -> Bool {
        try ledger.entries().contains { $0.state == .prepared }
    }

    /// The gates closed because an indicator of the partnership's last return has no installed module any more: a
    /// missing folder must not make a return smaller. Empty if the settings name the indicators.
    private func missingModules(_ submitted: SubmittedReturns) -> [ClosedGate] {
        guard !making.wantsAll, let last = submitted.last else { return [] }
        let atHand = Set(making.indicators)
        return last.indicators.filter { !atHand.contains($0) }.map { indicator in
            ClosedGate(
                .modules, subject: indicator,
                problem: "\(indicator) was in the return for \(last.quarter), but its module is not installed any more",
                remedy: "Install it again, see 'laa modules'; to leave it out, name the others as 'indicators' in the "
                    + "settings.")
        }
    }

    /// What has changed since an earlier edition; nil if that edition's figures can no longer be read.
    private func changes(since earlier: LedgerEntry.Content, _ files: [BundleFile]) throws -> Changes? {
        let figures = "return.csv"
        let bundle = "\(settings.store)/\(earlier.bundle)"
        guard FormatVersion.isRead(inManifest: WholeFolder.contents(of: "\(bundle)/manifest.json")),
            let before = WholeFolder.contents(of: "\(bundle)/\(figures)"),
            let after = files.first(where: { $0.name == figures })
        else { return nil }
        return try Changes(from: before, to: after.contents)
    }
}

extension ClosedGate {
    /// The gate closed because the warehouse holds nothing that any indicator counts.
    fileprivate static let nothingCounted = ClosedGate(
        .completeness, subject: nil, problem: "the warehouse holds nothing that any indicator counts",
        remedy: "Load extracts: see 'laa load --help'.")

    /// The gate closed until the day on which the data can be complete.
    fileprivate static func early(_ completion: Completion, _ quarter: Quarter, _ asOf: Day) -> ClosedGate {
        let indicators = completion.indicators.joined(separator: ", ")
        return ClosedGate(
            .calendar, subject: indicators,
            problem:
                "the data of \(indicators) for \(quarter) are not complete before \(completion.on), and it is \(asOf)",
            remedy: "Submit it then; 'laa calendar' shows the dates.")
    }
}
