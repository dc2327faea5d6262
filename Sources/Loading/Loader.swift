import Platform
import ReportKit
import Warehouse

/// Loads one extract: streamed, checked, and merged in one transaction.
///
/// Rows go by COPY into a temporary table; checks that need the other rows or the warehouse are made there, by the SQL
/// of the extract's kind. The number of rows read is always that of rows loaded, unchanged and quarantined together.
public struct Loader {
    /// Is given the account as far as it goes of a load that is then stopped because of its rejects.
    public var whenStopped: (LoadSummary) -> Void = { _ in }
    private let extract: Extract
    private let options: LoadOptions
    private let key: PseudonymKey
    private let interrupt: Interrupt
    private let progress: (LoadProgress) -> Void

    /// - Parameters:
    ///   - key: the key that identifiers are hashed with.
    ///   - interrupt: ends the load early.
    ///   - progress: called every few thousand rows.
    public init(
        _ kind: ExtractKind, options: LoadOptions, key: PseudonymKey, interrupt: Interrupt = .shared,
        progress: @escaping (LoadProgress) -> Void = { _ in }
    ) {
        extract = .of(kind)
        self.options = options
        self.key = key
        self.interrupt = interrupt
        self.progress = progress
    }

    /// Loads a file: all of its good rows, or, where this throws, none.
    ///
    /// - Throws: ``LoadError`` or `WarehouseError`.
    public func load(_ path: String, into connection: Connection) throws -> LoadSummary {
        if options.isComplete, extract.scripts.lacking == nil { throw LoadError.cannotWithdraw(kind: extract.kind) }
        if options.horizon != nil, !extract.hasHorizons { throw LoadError.noHorizon(kind: extract.kind) }
        if options.isComplete, !options.areas.isEmpty, extract.areaColumn == nil {
            throw LoadError.cannotTellWhose(kind: extract.kind)
        }
        try LoadDays(options, extract).check()
        let input = try Input(path, extract, options, interrupt: interrupt)
        if let record = options.record, record.content.identity != input.identity {
            throw LoadError.changed(file: input.name)
        }
        let place = try RejectedPlace.path(
            for: input.isNamedFile ? path : nil, of: extract.kind, chosen: options.rejectedList)
        // Servers before PostgreSQL 14 do not have it.
        _ = try? Script.clientCheck.query(on: connection)
        let isDistributed = try connection.isDistributed
        if !options.isDryRun {
            // A part that a crash left on another server would keep its locks there.
            _ = try connection.endPreparedTransactions()
            try connection.publishPendingVintages()
        }
        let (summary, list) = try connection.transaction {
            try connection.writeWithOneSessionEach()
            try takeTurn(connection)
            try refuseBesideSample(connection)
            try Script.savepoint.run(on: connection)
            do {
                let done = try merge(input, place, connection, isDistributed)
                if options.isDryRun { try Script.undo.run(on: connection) }
                return Result<(LoadSummary, RejectedFile?), LoadError>.success(done)
            } catch let error as LoadError {
                guard let stop = error.stop else { throw error }
                try Script.undo.run(on: connection)
                if options.isDryRun { return .failure(error) }
                try Merge(extract, options, connection, isDistributed: isDistributed).record(stop, file: input.name)
                return .failure(error)
            }
        }.get()
        let published = Result { if !options.isDryRun { try publish(summary.vintage, of: input, through: connection) } }
        do {
            try list?.publish()
        } catch LoadError.cannotWrite(let path, let reason) {
            throw LoadError.listNotWritten(path: path, reason: reason)
        }
        try published.get()
        return summary
    }

    /// Lets reports read what was loaded; where nothing of the file was new, what was left of it then.
    private func publish(_ vintage: Int?, of input: Input, through connection: Connection) throws {
        guard let vintage else {
            if let pending = try connection.publishPendingVintages(waits: true) {
                throw LoadError.notPublished(
                    file: input.name, vintage: pending.upperBound, reason: "this role may not publish it")
            }
            return
        }
        do {
            try connection.publishVintages(through: vintage)
        } catch let error as WarehouseError {
            throw LoadError.notPublished(file: input.name, vintage: vintage, reason: error.message)
        }
    }

    /// Reads, checks and merges the file.
    ///
    /// - Parameter place: where the list of rejects goes.
    /// - Returns: what was done, and the list of rejects, to be published once the transaction has ended well.
    private func merge(
        _ input: Input, _ place: String, _ connection: Connection, _ isDistributed: Bool
    ) throws -> (LoadSummary, RejectedFile?) {
        let merge = Merge(extract, options, connection, isDistributed: isDistributed)
        try merge.prepare()
        let pseudonymiser = try pseudonymiser(connection)
        let reader = try rowReader(input.opening.heading, pseudonymiser, connection)
        var summary = LoadSummary()
        summary.isDryRun = options.isDryRun
        summary.sheet = input.sheet
        try stage(input, reader, &summary, connection)
        let areas = try areas(reader.areas)
        if options.isComplete, summary.read == 0 { throw LoadError.completeWithoutRows(file: input.name) }
        if let conflict = reader.models.conflict, let given = options.horizon {
            throw LoadError.otherHorizon(model: conflict.label, known: conflict.known, given: given)
        }
        progress(LoadProgress(step: .checking, rows: summary.read, fraction: 0.55))
        try merge.check()
        try Script.mergeLock.run(on: connection)
        // A sample may have been made meanwhile.
        try refuseBesideSample(connection)
        if let pseudonymiser { try record(pseudonymiser, connection) }
        try merge.match(&summary, areas: areas)
        summary.headingLine = input.opening.above > 0 ? input.opening.line : nil
        summary.unheadedColumns = input.opening.heading.unheaded
        summary.restoredCodes = reader.restoredCodes
        summary.notTaken = reader.notTaken
        if summary.quarantined > 0 {
            try Script.mask.run(on: connection)
            if input.sheet != nil { try Script.sheetRows.run(on: connection) }
            summary.rejectedReasons = try RejectedReason.all(on: connection)
        }
        let list: RejectedFile?
        do {
            list = try listRejects(at: place, &summary, connection)
        } catch let error as LoadError where error.stop != nil {
            whenStopped(summary)
            throw error
        }
        summary.rejectedFile = list?.path
        progress(LoadProgress(step: .merging, rows: summary.read, fraction: 0.8))
        try merge.write(&summary, models: reader.models.ofInterest, file: input.name)
        // Whatever happens from here on, no list of an earlier run is left there.
        if !options.isDryRun { try RejectedPlace.clear(place) }
        return (summary, list)
    }

    private func refuseBesideSample(_ connection: Connection) throws {
        if options.besideSample { return }
        if try Script.synthetic.query(on: connection)[0].get("synthetic") { throw LoadError.besideSample }
    }

    /// Waits until no other load of the kind is under way.
    private func takeTurn(_ connection: Connection) throws {
        let kind = ParameterValue.integer(ExtractKind.allCases.firstIndex(of: extract.kind)!)
        if try Script.kindLockTry.query(on: connection, [kind])[0].get("taken") { return }
        progress(LoadProgress(step: .waiting, rows: 0, fraction: 0))
        try Script.kindLockWait.query(on: connection, [kind])
    }
}

// MARK: - Reading

extension Loader {
    private func rowReader(
        _ heading: Heading, _ pseudonymiser: Pseudonymiser?, _ connection: Connection
    ) throws -> RowReader {
        let known = try Script.models.query(on: connection).map { row in
            try (
                id: row.get("model_id", as: Int.self), label: row.get("label", as: String.self),
                horizon: row.get("horizon_months", as: Int?.self)
            )
        }
        let models = NamedModels(known: known, usual: options.horizon)
        return try RowReader(
            heading, of: extract, mapping: options.mapping, areas: try AreaWords(connection), models: models,
            indicators: options.indicators, offenceCodes: options.offenceCodes, pseudonymiser: pseudonymiser,
            pncReader: PNCReader(extractOf: options.extractDay, today: options.today),
            keptOut: pseudonymiser == nil ? nil : try KeptOut(connection), ukDates: options.ukDates,
            today: options.today)
    }

    /// The keys of the areas that the extract is said to be for; empty where it is not said.
    private func areas(_ words: AreaWords) throws(LoadError) -> [Int] {
        let day = options.covers?.to ?? options.today
        var found: [Int] = []
        for name in options.areas {
            do throws(CellProblem) {
                found.append(Int(try words.area(name, levels: extract.levelsCovered, around: day)))
            } catch {
                throw .area(
                    name: name, problem: error.reason,
                    nearest: words.nearest(to: name, levels: extract.levelsCovered, on: day))
            }
        }
        return found
    }

    /// Puts the good rows into `staged` and the others into `rejected`, and counts them.
    private func stage(
        _ input: Input, _ reader: RowReader, _ summary: inout LoadSummary, _ connection: Connection
    ) throws {
        switch input.records {
        case .csv(let csv): try stage(csv, of: input, reader, &summary, connection)
        case .sheet(let sheet): try stage(sheet, of: input, reader, &summary, connection)
        }
    }

    private func stage(
        _ records: some RecordReader, of input: Input, _ reader: RowReader, _ summary: inout LoadSummary,
        _ connection: Connection
    ) throws {
        let spool = try RejectSpool()
        var unread = UnreadRows()
        let blankAbove = records.blankRows
        var rows = 0
        var ignored = 0
        var keptOut = 0
        var numbersKeptOut: Set<SIMD32<UInt8>> = []
        try connection.copyIn("staged", columns: reader.stagedColumns) { writer in
            while try records.next() {
                if reader.passesOver(records) {
                    ignored += 1
                    continue
                }
                let isGood = reader.read(records)
                if reader.isKeptOut {
                    keptOut += 1
                    numbersKeptOut.formUnion(reader.numbers)
                    continue
                }
                rows += 1
                if isGood {
                    try reader.write(line: records.line, to: writer)
                } else {
                    unread.add(reader)
                    for problem in reader.problems { try spool.append(problem) }
                }
                if rows & 0x1FFF == 0 {
                    try interrupt.check()
                    progress(LoadProgress(step: .reading, rows: rows, fraction: input.fraction * 0.55))
                }
            }
        }
        try connection.copyIn("rejected", columns: ["line", "column_name", "value", "reason"]) {
            try spool.copy(to: $0)
        }
        try unread.copy(through: connection)
        let others = try keepOut(numbersKeptOut, connection)
        (rows, keptOut) = (rows - others, keptOut + others)
        summary.read = rows
        summary.ignoredRows = ignored
        summary.rowsKeptOut = keptOut
        summary.blankRows = records.blankRows - blankAbove
    }

    /// Keeps people out by all of their numbers: a row that was passed over may give one that the warehouse did not know, by
    /// which another row tells of the same person.
    ///
    /// - Returns: how many good rows were taken back.
    private func keepOut(_ numbers: Set<SIMD32<UInt8>>, _ connection: Connection) throws -> Int {
        guard !numbers.isEmpty else { return 0 }
        return try Script.keepOut.query(on: connection, [.texts(numbers.map(Self.hexadecimal).sorted())]).affected
    }

    private static func hexadecimal(_ number: SIMD32<UInt8>) -> String {
        Hexadecimal.text(number.indices.map { number[$0] })
    }

    /// Writes the list of rejects, to be published once the load is done; for one that is undone, keeps the first of them.
    ///
    /// - Throws: ``LoadError/tooManyRejected(rejected:read:limit:list:)``, ``LoadError/noGoodRow(read:list:)`` or
    ///   ``LoadError/notComplete(rejected:read:list:)``, with the list published.
    private func listRejects(
        at place: String, _ summary: inout LoadSummary, _ connection: Connection
    ) throws -> RejectedFile? {
        guard summary.quarantined > 0 else { return nil }
        let list = options.isDryRun ? nil : try RejectedFile(at: place, sheet: summary.sheet)
        try Script.rejectedCursor.run(on: connection)
        while case let rows = try nextRejects(connection), !rows.isEmpty {
            guard let list else {
                summary.firstRejects = rows.prefix(10).map(\.forTerminal)
                break
            }
            for row in rows { try list.append(row) }
        }
        try list?.flush()
        let limit = options.rejectionLimit
        let isTooMany = !limit.allows(summary.quarantined, of: summary.read)
        summary.isAccepted = isTooMany && options.acceptedRejections != nil
        var stop: LoadError?
        if options.isComplete {
            stop = .notComplete(rejected: summary.quarantined, read: summary.read, list: list?.path)
        } else if summary.loaded + summary.unchanged == 0 {
            stop = .noGoodRow(read: summary.read, list: list?.path)
        } else if isTooMany, !summary.isAccepted {
            stop = .tooManyRejected(rejected: summary.quarantined, read: summary.read, limit: limit, list: list?.path)
        }
        if let stop {
            try list?.publish()
            throw stop
        }
        return list
    }

    private func nextRejects(_ connection: Connection) throws -> [Reject] {
        try Script.rejectedNext.query(on: connection).map { row in
            try Reject(
                line: row.get("line"), column: row.get("column_name"), value: row.get("value"),
                reason: row.get("reason"))
        }
    }
}

extension LoadError {
    /// The rows read and rejected of a load that was stopped because of its rejects; nil for any other error.
    var stop: (read: Int, rejected: Int, reason: String)? {
        switch self {
        case .tooManyRejected(let rejected, let read, let limit, _):
            (read, rejected, "more rows rejected than the \(limit) allowed")
        case .noGoodRow(let read, _): (read, read, "no row was good")
        case .notComplete(let rejected, let read, _):
            (read, rejected, "rows rejected from a file declared complete")
        default: nil
        }
    }
}

// MARK: - The key

extension Loader {
    /// Hashes identifiers; nil where the kind has none.
    private func pseudonymiser(_ connection: Connection) throws -> Pseudonymiser? {
        guard !extract.identifiers.isEmpty else { return nil }
        let recorded: String? = try Script.fingerprint.query(on: connection).first?.get("fingerprint")
        let pseudonymiser = Pseudonymiser(try key.read(mayCreate: recorded == nil, keeps: !options.isDryRun))
        if let recorded, recorded != pseudonymiser.fingerprint { throw wrongKey }
        return pseudonymiser
    }

    private func record(_ pseudonymiser: Pseudonymiser, _ connection: Connection) throws {
        let recorded: String = try Script.recordFingerprint
            .query(on: connection, [.text(pseudonymiser.fingerprint)])[0].get("fingerprint")
        guard recorded == pseudonymiser.fingerprint else { throw wrongKey }
    }

    private var wrongKey: LoadError {
        .key(
            problem: "\(key.path) is not the key that the warehouse's identifiers were hashed with",
            remedy: "Restore the right file, or set LAA_HOME to the folder that holds it; with another key no "
                + "person would be recognised again.")
    }
}
