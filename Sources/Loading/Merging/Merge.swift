import ReportKit
import Warehouse

/// Brings the staged rows of a kind into the warehouse.
struct Merge {
    private let extract: Extract
    private let options: LoadOptions
    private let connection: Connection

    init(_ extract: Extract, _ options: LoadOptions, _ connection: Connection) {
        self.extract = extract
        self.options = options
        self.connection = connection
    }

    /// Finds each row's person and the row that it meets; turns away what the warehouse or other rows contradict.
    func match(_ summary: inout LoadSummary) throws {
        switch extract.people {
        case .none: break
        case .known:
            try findPersons()
            try Script.strangers.run(on: connection)
        case .added:
            try findPersons()
            try Script.traitChanges.run(on: connection)
            let people = try Script.traitCounts.query(on: connection)[0]
            summary.peopleAdded = try people.get("added")
            summary.peopleRevised = try people.get("revised")
        }
        for script in extract.scripts.matching { try script.run(on: connection) }
        let counts = try Script.counts.query(on: connection)[0]
        summary.loaded = try counts.get("loaded")
        summary.unchanged = try counts.get("unchanged")
        summary.quarantined = try counts.get("quarantined")
        guard let lacking = extract.scripts.lacking else { return }
        let days = try coverage()
        try lacking.query(on: connection, [days.first, days.last])
        summary.lacking = try Script.lackingCount.query(on: connection)[0].get("lacking")
        if options.isComplete { summary.withdrawn = summary.lacking ?? 0 }
    }

    private func findPersons() throws {
        try Script.identities.run(on: connection)
        try Script.persons.run(on: connection)
    }

    /// Writes what is new or revised in a vintage of its own, and the load into the ledger.
    func write(_ summary: inout LoadSummary, models: [(id: Int, label: String)], file: String) throws {
        summary.isBesideSample = try Script.synthetic.query(on: connection)[0].get("synthetic")
        let days = try coverage()
        if try summary.loaded + summary.withdrawn + summary.peopleRevised > 0 || addsCoverage() {
            let vintage = try Script.vintage.query(
                on: connection,
                [
                    .text(extract.kind.rawValue), .text(source), days.first, days.last,
                    options.extractedOn.map(ParameterValue.day) ?? .text(nil),
                ])[0].get("vintage_id", as: Int.self)
            summary.vintage = vintage
            let isLarge: Bool = try Script.isLarge.query(
                on: connection, [.text(extract.table), .integer(options.largeLoad)])[0].get("is_large")
            if isLarge { try Script.suspendReferences.run(on: connection) }
            if case .added = extract.people {
                try Script.offenders.query(on: connection, [.integer(vintage)])
                try Script.offenderRevisions.query(on: connection, [.integer(vintage)])
            }
            for model in models {
                let space = model.label.lastIndex(of: " ")!
                try Script.newModel.query(
                    on: connection,
                    [
                        .integer(model.id), .text(String(model.label[..<space])),
                        .text(String(model.label[model.label.index(after: space)...])),
                    ])
            }
            for script in extract.scripts.merging { try script.query(on: connection, [.integer(vintage)]) }
            if summary.withdrawn > 0 {
                try Script.withdrawing.query(on: connection, [.text(extract.table), .integer(vintage)])
                try Script.withdraw.run(on: connection)
            }
            if isLarge { try Script.restoreReferences.run(on: connection) }
        }
        try record(&summary, file: file)
    }

    private var source: String { options.source ?? options.mapping.source ?? "not stated" }

    /// The days that the extract says it is complete for, or else those of its rows.
    private func coverage() throws -> (first: ParameterValue, last: ParameterValue) {
        if let covers = options.covers { return (.day(covers.from), .day(covers.to)) }
        let row = try extract.scripts.coverage.query(on: connection)[0]
        func value(_ day: Day?) -> ParameterValue { day.map(ParameterValue.day) ?? .text(nil) }
        return (value(try row.get("first_day")), value(try row.get("last_day")))
    }

    /// Whether the extract is said to be complete for days that no other one is.
    private func addsCoverage() throws -> Bool {
        guard let covers = options.covers else { return false }
        let covered: Bool = try Script.coveredAlready.query(
            on: connection, [.text(extract.kind.rawValue), .day(covers.from), .day(covers.to)])[0].get("covered")
        return !covered
    }

    /// Writes a load that was stopped into the ledger.
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
                .integer(summary.peopleRevised),
            ])[0].get("load_id")
        guard summary.quarantined > 0 else { return }
        try Script.quarantine.query(on: connection, [.integer(load)])
        summary.rejectedFile = file + ".rejected.csv"
    }
}
