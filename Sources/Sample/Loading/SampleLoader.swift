import ReportKit
import Warehouse

/// Writes a sample's rows, table by table, inside the caller's transaction.
///
/// People are written before what happened to them. Every table is written from freshly made draws, so that only the
/// presences in the published areas are ever held in memory.
struct SampleLoader {
    private let connection: Connection
    private let progress: (String, Double) -> Void
    private let published: Published
    let caseload: Caseload
    private let cohorts: PPOCohorts
    private let terminations: Terminations
    private let sentences: Sentences
    private let youth: YoungOffenders

    /// Loads the sample if the warehouse is empty; throws otherwise.
    static func load(
        _ sample: Sample, into connection: Connection, progress: @escaping (String, Double) -> Void
    ) throws -> SampleSummary {
        try Script.vintageLock.run(on: connection)
        try refuseUnlessEmpty(connection)
        return try SampleLoader(sample, connection, progress).load()
    }

    private init(
        _ sample: Sample, _ connection: Connection, _ progress: @escaping (String, Double) -> Void
    ) throws {
        self.connection = connection
        self.progress = progress
        published = try Published()
        let geography = try Geography(
            places: SampleLoader.places(connection), accommodation: published.accommodation, seed: sample.seed)
        caseload = try Caseload(
            geography: geography, published: published, offenders: sample.offenders, seed: sample.seed)
        cohorts = PPOCohorts(
            geography: geography, offenders: sample.offenders, lastOtherID: caseload.lastPersonID, seed: sample.seed)
        terminations = Terminations(geography: geography, lastOtherID: cohorts.lastPersonID, seed: sample.seed)
        sentences = Sentences(geography: geography, lastOtherID: terminations.lastPossibleID, seed: sample.seed)
        youth = YoungOffenders(geography: geography, lastOtherID: sentences.lastPersonID, seed: sample.seed)
    }

    private func load() throws -> SampleSummary {
        progress("areas", 0)
        try Script.prepare.run(on: connection)
        try Script.areas.run(on: connection)
        try Script.suspendChecks.run(on: connection)
        let vintages = try VintageKeys(writingOn: connection)
        var tables = [
            try writePeople(vintages), try writeCaseload(vintages[.caseload]),
            try writeCohorts(vintages[.ppoCohorts]), try writeOffences(vintages[.reoffences]),
            try writeCriminalHistory(vintages[.criminalHistory]), try writeTerminations(vintages[.terminations]),
        ]
        tables += try writeSentences(vintages)
        tables += try writeFiguresOfAreas(vintages)
        progress("references and indexes", 0.75)
        try Script.restoreChecks.run(on: connection)
        try writeTargets(vintages[.targets])
        progress("statistics", 0.95)
        try Script.analyze.run(on: connection)
        progress("done", 1)
        return SampleSummary(tables: tables)
    }
}

// MARK: - Reading the warehouse

extension SampleLoader {
    private static func refuseUnlessEmpty(_ connection: Connection) throws {
        let holdings = try Script.holdings.query(on: connection)
        guard let first = holdings.first else { return }
        throw SampleError.notEmpty(
            warehouse: try "'\(first.get("database", as: String.self))'",
            holds: try holdings.map { row in
                let (kind, count) = try (row.get("kind", as: String.self), row.get("vintages", as: Int.self))
                let marking = try row.get("synthetic", as: Bool.self) ? "synthetic " : ""
                return "\(count) \(marking)\(kind) \(count == 1 ? "extract" : "extracts")"
            })
    }

    private static func places(_ connection: Connection) throws -> [Place] {
        let days = [Timetable.trustsBegin.adding(days: -1), Timetable.trustsBegin]
        return try Script.places.query(on: connection, days.map(ParameterValue.day)).map { row in
            try Place(
                area: row.get("area"), areaID: row.get("area_id"), trustID: row.get("trust_id"),
                authority: row.get("authority"), authorityID: row.get("authority_id"), code: row.get("code"))
        }
    }
}

// MARK: - The tables

extension SampleLoader {
    func copy(_ table: LargeTable, _ body: (CopyWriter) throws -> Void) throws -> SampleSummary.Table {
        let rows = try connection.copyIn(table.name, columns: table.columns, body)
        return SampleSummary.Table(name: table.name, rows: rows)
    }

    /// Writes the rows that the closure passes on one by one.
    func copy<Row: SampleRow>(
        _ type: Row.Type, _ vintage: Int32, _ body: ((Row) throws -> Void) throws -> Void
    ) throws -> SampleSummary.Table {
        try copy(Row.table) { writer in try body { try $0.write(to: writer, vintage: vintage) } }
    }

    /// Calls `body` with each person of the caseload in each snapshot, and reports progress.
    func forEachPresence(
        _ step: String, from start: Double, to end: Double, _ body: (Presence) throws -> Void
    ) throws {
        let cells = caseload.cells.all
        for (index, cell) in cells.enumerated() {
            progress(step, start + (end - start) * Double(index) / Double(cells.count))
            try caseload.forEachPresence(in: [cell], body)
        }
    }

    private func writePeople(_ vintages: VintageKeys) throws -> SampleSummary.Table {
        return try copy(Person.table) { writer in
            try forEachPresence("people", from: 0.01, to: 0.15) { presence in
                if presence.isFirst { try presence.person.write(to: writer, vintage: vintages[.caseload]) }
            }
            try cohorts.forEachMember { try $0.person.write(to: writer, vintage: vintages[.ppoCohorts]) }
            try terminations.forEach(
                person: { try $0.write(to: writer, vintage: vintages[.terminations]) }, termination: { _ in })
            try sentences.forEachSentence { try $0.person.write(to: writer, vintage: vintages[.commencements]) }
            try youth.forEachPerson { try $0.person.write(to: writer, vintage: vintages[.youthCohorts]) }
        }
    }

    private func writeCaseload(_ vintage: Int32) throws -> SampleSummary.Table {
        let territories = caseload.geography.territories
        let model: Int = try Script.predictionModel.query(on: connection)[0].get("model_id")
        try Script.snapshotStaging.run(on: connection)
        let staged = try copy(.snapshot) { writer in
            try forEachPresence("caseload", from: 0.15, to: 0.43) { presence in
                try writer.write(presence, of: territories[presence.territory], vintage: vintage, model: model)
            }
        }
        progress("caseload", 0.43)
        try Script.snapshots.run(on: connection)
        return SampleSummary.Table(name: "warehouse.caseload_snapshot", rows: staged.rows)
    }

    private func writeCohorts(_ vintage: Int32) throws -> SampleSummary.Table {
        progress("cohorts", 0.45)
        for cohort in PPOCohorts.all {
            try Script.cohort.query(
                on: connection,
                [
                    .integer(cohort.number), .text(cohort.name), .day(cohort.takenOn),
                    .day(cohort.baseline.lowerBound), .day(cohort.baseline.upperBound),
                    .day(cohort.followUp.lowerBound), .day(cohort.followUp.upperBound), .integer(Int(vintage)),
                ])
        }
        return try copy(PPOMember.self, vintage) { try cohorts.forEachMember($0) }
    }

    private func writeOffences(_ vintage: Int32) throws -> SampleSummary.Table {
        let outcomes = Outcomes(caseload)
        return try copy(ProvenOffence.self, vintage) { write in
            try forEachPresence("proven offences", from: 0.46, to: 0.6) { presence in
                try outcomes.forEachOffence(after: presence, write)
            }
            try cohorts.forEachMember { try cohorts.forEachOffence(of: $0, write) }
        }
    }

    private func writeTerminations(_ vintage: Int32) throws -> SampleSummary.Table {
        progress("terminations", 0.65)
        return try copy(Termination.self, vintage) { try terminations.forEach(person: { _ in }, termination: $0) }
    }

    /// Writes orders, licences and custody, and what was done on them; each table draws the sentences again.
    private func writeSentences(_ vintages: VintageKeys) throws -> [SampleSummary.Table] {
        progress("orders and licences", 0.66)
        return [
            try copy(Commencement.self, vintages[.commencements]) { write in
                try sentences.forEachSentence { try Commencement($0).map(write) }
            },
            try copy(Requirement.self, vintages[.requirements]) { write in
                try sentences.forEachSentence { try Requirement.forEach(of: $0, write) }
            },
            try copy(Programme.self, vintages[.programmes]) { write in
                try sentences.forEachSentence { try Programme($0).map(write) }
            },
            try copy(EmploymentReferral.self, vintages[.employmentReferrals]) { write in
                try sentences.forEachSentence { try EmploymentReferral.forEach(of: $0, write) }
            },
            try copy(CourtReport.self, vintages[.courtReports]) { write in
                try sentences.forEachSentence { try CourtReport($0).map(write) }
            },
            try copy(Enforcement.self, vintages[.enforcement]) { write in
                try sentences.forEachSentence { try Enforcement($0).map(write) }
            },
            try copy(VictimContact.self, vintages[.victimContacts]) { write in
                try sentences.forEachSentence { try VictimContact.forEach(of: $0, write) }
            },
            try copy(Assessment.self, vintages[.assessments]) { write in
                try sentences.forEachSentence { try Assessment.forEach(of: $0, write) }
            },
            try copy(ParoleReport.self, vintages[.paroleReports]) { write in
                try sentences.forEachSentence { try ParoleReport($0).map(write) }
            },
            try copy(WorkSession.self, vintages[.workSessions]) { try WorkSession.forEach(in: sentences, $0) },
        ]
    }

    private func writeFiguresOfAreas(_ vintages: VintageKeys) throws -> [SampleSummary.Table] {
        progress("figures of areas", 0.72)
        let counts = AreaCounts(geography: caseload.geography, seed: caseload.seed)
        let supplied = try SuppliedValues(geography: caseload.geography, seed: caseload.seed)
        try Script.suppliedStaging.run(on: connection)
        let staged = try copy(SuppliedRow.self, vintages[.suppliedValues]) { try supplied.forEach($0) }
        try Script.suppliedValues.query(on: connection)
        return [
            try copy(YoungOffender.self, vintages[.youthCohorts]) { try youth.forEachPerson($0) },
            try copy(AreaCount.self, vintages[.areaCounts]) { try counts.forEach($0) },
            SampleSummary.Table(name: "warehouse.supplied_value", rows: staged.rows),
        ]
    }

    private func writeTargets(_ vintage: Int32) throws {
        progress("targets", 0.9)
        for target in try Target.all(published) {
            try Script.target.query(
                on: connection,
                [
                    .text(target.indicator), .text(target.area), .text(target.level), .text(target.kind),
                    .text(target.measure), .real(target.value), .day(target.applies.lowerBound),
                    .day(target.applies.upperBound), .boolean(target.designated), .text(target.source),
                    .integer(Int(vintage)), .real(target.upper ?? .nan),
                ])
        }
        try Script.expectedStaging.run(on: connection)
        try connection.copyIn(LargeTable.expectedChange.name, columns: LargeTable.expectedChange.columns) { writer in
            for expected in cohorts.expectedChanges {
                try writer.beginRow()
                writer.append(int16: Int16(expected.authority))
                writer.append(double: expected.change)
            }
        }
        try Script.expectedChanges.query(on: connection, [.integer(Int(vintage))])
    }
}
