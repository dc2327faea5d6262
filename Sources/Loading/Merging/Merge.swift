import ReportKit
import Warehouse

/// Brings the staged rows of a kind into the warehouse.
struct Merge {
    private let extract: Extract
    private let options: LoadOptions
    private let connection: Connection
    /// Whether the warehouse is distributed over several servers.
    private let isDistributed: Bool
    /// Whether the table that the extract fills is divided among them.
    private let isElsewhere: Bool

    init(_ extract: Extract, _ options: LoadOptions, _ connection: Connection, isDistributed: Bool) {
        self.extract = extract
        self.options = options
        self.connection = connection
        self.isDistributed = isDistributed
        isElsewhere = isDistributed && extract.people != .none
    }

    /// Makes `staged`, and describes the kind to the scripts that serve every kind.
    func prepare() throws {
        try Script.prepare.run(on: connection)
        try Script.kind.query(
            on: connection,
            [
                .text(extract.table), .text(extract.key.words), .text(extract.days.first), .text(extract.days.last),
                .text(extract.areaColumn ?? ""), .text(extract.isOfDays ? "true" : "false"),
                .text(extract.partColumn ?? ""), .text(extract.kind.rawValue),
            ])
        let spans = extract.span.map { [$0] } ?? []
        try Script.fields.query(
            on: connection,
            [
                .texts(extract.columns.map(\.name) + spans),
                .texts(extract.columns.map(\.type.stagedType) + spans.map { _ in "daterange" }),
                .texts(extract.columns.map { extract.keeps($0) ? $0.tableName : "" } + spans),
                .texts(extract.columns.map { $0.absent ?? "" } + spans.map { _ in "" }),
                .texts(extract.key.columns),
            ])
        for rule in extract.rules {
            guard let test = rule.test else { continue }
            try Script.newRule.query(
                on: connection,
                [.text(test), .text(rule.first), .text(rule.second), .texts(rule.words), .integer(rule.days)])
        }
        try Script.staging.run(on: connection)
        if !isElsewhere { try Script.filled.run(on: connection) }
    }

    /// Rejects staged rows that are wrong by themselves.
    func check() throws {
        try Script.rules.run(on: connection)
        try extract.scripts.checks?.run(on: connection)
        try Script.overlaps.run(on: connection)
    }

    /// Finds each row's person and the current row of the same key; rejects rows that the warehouse or other rows
    /// contradict.
    ///
    /// - Parameter areas: the keys of the areas that the extract is said to be for; empty for those of its rows.
    func match(_ summary: inout LoadSummary, areas: [Int]) throws {
        if extract.people != .none { try findPersons() }
        if extract.people == .known { try Script.strangers.run(on: connection) }
        if isElsewhere {
            try Script.currentRows.run(on: connection)
            try Script.filled.run(on: connection)
        }
        for script in extract.scripts.matching { try script.run(on: connection) }
        if extract.people == .added { try findTraits(&summary) }
        try Script.held.run(on: connection)
        let counts = try Script.counts.query(on: connection)[0]
        summary.loaded = try counts.get("loaded")
        summary.unchanged = try counts.get("unchanged")
        summary.quarantined = try counts.get("quarantined")
        try cover(areas)
        summary.covered = try coveredAreas()
        summary.statesDays = options.covers != nil
        let outside = try Script.outside.query(on: connection)[0]
        summary.ofOtherAreas = areas.isEmpty ? 0 : try outside.get("of_other_areas")
        summary.ofOtherDays = try outside.get("of_other_days")
        if let lacking = extract.scripts.lacking {
            if isElsewhere { try Script.coveredRows.run(on: connection) }
            try lacking.run(on: connection)
            summary.lacking = try Script.lackingCount.query(on: connection)[0].get("lacking")
            if options.isComplete { summary.withdrawn = summary.lacking ?? 0 }
        }
        summary.olderExtract = try olderExtract()
    }

    /// Finds what the rows say of people themselves, and what of it is new.
    private func findTraits(_ summary: inout LoadSummary) throws {
        try Script.traits.run(on: connection)
        try Script.traitChanges.run(on: connection)
        let people = try Script.traitCounts.query(on: connection)[0]
        summary.peopleAdded = try people.get("added")
        summary.peopleRevised = try people.get("revised")
        summary.contradictions = Contradictions(
            sex: try people.get("sex"), birthMonth: try people.get("birth_month"),
            ethnicity: try people.get("ethnicity"), people: try people.get("contradicted"))
    }

    /// What the extract would replace although it was made earlier; nil where nothing.
    ///
    /// - Throws: ``LoadError/olderExtract(_:)`` where that is not wanted.
    private func olderExtract() throws -> OlderExtract? {
        guard let made = options.extractedOn else { return nil }
        try Script.extracted.query(
            on: connection, [.text(extract.kind.rawValue), .day(made), .text(options.isComplete ? "true" : "false")])
        try Script.replaced.run(on: connection)
        if extract.people == .added {
            try Script.replacedTraits.query(on: connection, [.text(extract.kind.rawValue), .day(made)])
        }
        let counts = try Script.replacedCounts.query(on: connection)[0]
        guard let later: Day = try counts.get("later") else { return nil }
        let older = OlderExtract(
            made: made, later: later, rows: try counts.get("rows"), people: try counts.get("people"),
            reason: options.olderExtract)
        guard older.reason != nil else { throw LoadError.olderExtract(older) }
        return older
    }

    private func findPersons() throws {
        try Script.identities.run(on: connection)
        try Script.persons.run(on: connection)
    }

    /// Writes what is new or revised as a vintage of its own, and records the load in the ledger.
    ///
    /// - Parameter models: models that are new, or whose horizon was or is not known.
    func write(_ summary: inout LoadSummary, models: [NamedModels.Model], file: String) throws {
        summary.isBesideSample = try Script.synthetic.query(on: connection)[0].get("synthetic")
        let days = try covered()
        try Script.account.run(on: connection)
        if extract.people != .none { try Script.accountPersons.run(on: connection) }
        try Script.accountBefore.query(
            on: connection,
            [
                .text(extract.kind.rawValue), .text(options.isComplete ? "true" : "false"),
                options.extractedOn.map(ParameterValue.day) ?? .text(nil),
            ])
        let horizons = try horizonsStated(for: models)
        let statesHorizons = models.contains { !$0.isNew && horizons[$0.id] != nil }
        summary.models = models.map {
            LoadedModel(label: $0.label, horizon: horizons[$0.id], isNew: $0.isNew)
        }
        let writesRows = summary.loaded + summary.withdrawn + summary.peopleRevised > 0
        summary.stillRejected = try Script.accountStanding.query(
            on: connection, [.text(extract.kind.rawValue)])[0].get("rows")
        let accepted = summary.isAccepted ? options.acceptedRejections : nil
        if try writesRows || statesHorizons || addsCoverage() || changesAccount(accepted) {
            let vintage = try (options.isDryRun ? Script.vintageDry : Script.vintage).query(
                on: connection,
                [
                    .text(extract.kind.rawValue), .text(source), days.first, days.last,
                    options.extractedOn.map(ParameterValue.day) ?? .text(nil), .text(summary.olderExtract?.description),
                    .text(accepted),
                ])[0].get("vintage_id", as: Int.self)
            summary.vintage = vintage
            // It takes exclusive use of the tables, which nobody is to wait for where it is undone.
            let isLarge =
                try !options.isDryRun && !isDistributed
                && Script.isLarge.query(
                    on: connection, [.text(extract.table), .integer(options.largeLoad)])[0].get("is_large")
            if isLarge { try Script.suspendReferences.run(on: connection) }
            if case .added = extract.people {
                try Script.offenders.query(on: connection, [.integer(vintage)])
                try Script.offenderIdentities.query(on: connection)
                try Script.offenderRevisions.query(on: connection, [.integer(vintage)])
                try Script.offenderTraits.run(on: connection)
                try Script.identityChanges.query(on: connection)
            }
            for model in models where model.isNew {
                let space = model.label.lastIndex(of: " ")!
                try Script.newModel.query(
                    on: connection,
                    [
                        .integer(model.id), .text(String(model.label[..<space])),
                        .text(String(model.label[model.label.index(after: space)...])),
                    ])
            }
            if !horizons.isEmpty {
                let stated = horizons.sorted { $0.key < $1.key }
                try Script.newHorizons.query(
                    on: connection,
                    [.integers(stated.map(\.key)), .integers(stated.map(\.value)), .integer(vintage)])
            }
            try Script.supersede.run(on: connection)
            if summary.withdrawn > 0 { try Script.withdraw.run(on: connection) }
            if isElsewhere { try Script.writeBack.run(on: connection) }
            for script in extract.scripts.merging { try script.run(on: connection) }
            try Script.recordBasis.query(on: connection, [.integer(vintage)])
            try extract.scripts.recording?.query(on: connection, [.integer(vintage)])
            if isLarge { try Script.restoreReferences.run(on: connection) }
        }
        try Script.filledDone.run(on: connection)
        if !options.isDryRun { try record(&summary, file: file) }
    }

    /// The horizons that good rows state for models that have none yet, by the models' keys.
    private func horizonsStated(for models: [NamedModels.Model]) throws -> [Int: Int] {
        guard models.contains(where: \.isStatedNow) else { return [:] }
        var horizons: [Int: Int] = [:]
        for row in try Script.horizonsStated.query(
            on: connection,
            [.integers(models.filter(\.isStatedNow).map(\.id)), .integer(options.horizon ?? 0)])
        {
            horizons[try row.get("model_id")] = try row.get("horizon", as: Int.self)
        }
        return horizons
    }

    private var source: String { options.source ?? options.mapping.source ?? "not stated" }

    /// Makes `covered`, the days that the extract is declared complete for, or else those of its rows, and
    /// `covered_area`, its areas and their days.
    private func cover(_ areas: [Int]) throws {
        try Script.coverage.run(on: connection)
        if let covers = options.covers {
            try Script.coverageSaid.query(on: connection, [.day(covers.from), .day(covers.to)])
        }
        try Script.turnedAway.run(on: connection)
        try Script.coveredAreas.run(on: connection)
        // Of a list taken on single days the rows' own days count, unless it is said to be complete for others too.
        if options.isComplete, options.covers != nil, areas.isEmpty { try Script.coveredDaysSaid.run(on: connection) }
        if !areas.isEmpty {
            try Script.saidAreas.query(on: connection, [.integers(areas)])
            try Script.coveredAreasSaid.query(on: connection, [.text(options.covers == nil ? "false" : "true")])
        }
    }

    private func coveredAreas() throws -> [CoveredArea] {
        try Script.coveredNames.query(on: connection).map { row in
            let isEvery: Bool = try row.get("every")
            return try CoveredArea(
                name: isEvery ? nil : row.get("area"), from: row.get("first_day"), through: row.get("last_day"))
        }
    }

    private func covered() throws -> (first: ParameterValue, last: ParameterValue) {
        let row = try Script.covered.query(on: connection)[0]
        func value(_ day: Day?) -> ParameterValue { day.map(ParameterValue.day) ?? .text(nil) }
        return (value(try row.get("first_day")), value(try row.get("last_day")))
    }

    /// Whether the extract is complete for an area and days that no other one covers.
    private func addsCoverage() throws -> Bool {
        let covered: Bool = try Script.coveredAlready.query(
            on: connection, [.text(extract.kind.rawValue)])[0].get("covered")
        return !covered
    }

    /// Whether more or fewer rows are rejected than in the extracts that this one replaces, or for another reason.
    private func changesAccount(_ accepted: String?) throws -> Bool {
        try Script.accountChanges.query(on: connection, [.text(accepted)])[0].get("changes")
    }

    /// Records a load that was stopped in the ledger.
    func record(_ stop: (read: Int, rejected: Int, reason: String), file: String) throws {
        try Script.ledgerStopped.query(
            on: connection,
            [
                .text(extract.kind.rawValue), .text(name(of: file)), .text(source), .integer(stop.read),
                .integer(stop.rejected), .text(stop.reason),
            ])
    }

    private func name(of file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }

    private func record(_ summary: inout LoadSummary, file: String) throws {
        let load: Int = try Script.ledger.query(
            on: connection,
            [
                .text(extract.kind.rawValue), .text(name(of: file)), .text(source), .integer(summary.vintage ?? 0),
                .integer(summary.read), .integer(summary.loaded), .integer(summary.unchanged),
                .integer(summary.quarantined), .integer(summary.withdrawn), .integer(summary.peopleAdded),
                .integer(summary.peopleRevised), .integer(summary.contradictions.people),
            ])[0].get("load_id")
        if let record = options.record {
            try Script.ledgerFile.query(
                on: connection, [.integer(load), .text(record.content.digest), .text(record.settings)])
        }
        let counts = summary.notTaken.counts
        if !counts.isEmpty {
            try Script.ledgerNotTaken.query(
                on: connection,
                [
                    .integer(load), .texts(counts.map(\.identifier.rawValue)), .texts(counts.map(\.flaw.rawValue)),
                    .integers(counts.map(\.cells)),
                ])
        }
        guard summary.quarantined > 0 else { return }
        try Script.quarantine.query(on: connection, [.integer(load)])
    }
}
