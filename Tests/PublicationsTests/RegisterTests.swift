import Disclosure
import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Publications

@Suite("The register of publications")
struct RegisterTests {
    private let database: String
    private let connection: Connection

    init() throws {
        database = try SampleWarehouse.empty()
        connection = try Fixture.connection(to: database)
    }

    private var register: PublicationRegister { PublicationRegister(connection) }

    private func tables(
        of indicators: Set<String> = ["INT01"], meeting span: Period, years: Int = 2,
        kinds: Set<PublicationKind> = Set(PublicationKind.allCases), through position: Int? = nil
    ) throws -> [PublishedTable] {
        try register.tables(
            of: indicators, meeting: [span], under: RegisterPolicy(counts: kinds, years: years),
            through: try position ?? register.position())
    }

    @Test("publications are numbered and read back as they were, with what they showed, suppressed and rounded")
    func added() throws {
        #expect(try register.position() == 0)
        #expect(try register.summary == "Nothing has been published yet.")
        let table = try Made.table(
            counts: ["A": ["observed": .number(12), "n": .suppressed], "B": ["observed": .rounded(5)], "C": [:]])
        #expect(try register.add(Made.publication([table]), considered: 0) == 1)
        #expect(try register.add(Made.publication([table], of: "Cumbria"), considered: 1) == 2)
        let entries = try register.entries()
        #expect(entries.map(\.number) == [1, 2] && entries.map(\.considered) == [0, 1])
        #expect(entries[0].kind == .file && entries[0].areas == "Lancashire" && entries[0].policy == "standard")
        #expect(entries[0].from == table.span.from && entries[0].through == table.span.to)
        #expect(try register.tables(addedBy: 1) == [table])
        // The second has nothing that the first did not have.
        #expect(try register.tables(addedBy: 2).isEmpty)
        #expect(try tables(meeting: table.span) == [table])
        #expect(try register.summary.hasPrefix("2 publications in the register, the last of 20"))
        #expect(throws: PublicationError.noEntry(3)) { try register.entry(3) }
        let text = PublicationListing.text(entries[0], [table])
        #expect(text.contains("Weighed against: nothing\n") && text.contains("3 figures; 2 counts shown, 1 suppressed"))
        #expect(try PublicationListing(entries).json().contains("\"considered\" : 1"))
    }

    @Test("nothing in it can be changed or taken back, and no table is added to a publication later")
    func kept() throws {
        try register.add(Made.publication([try Made.table()]), considered: 0)
        for statement in [
            "update warehouse.publication set policy = 'other'", "delete from warehouse.publication",
            "truncate warehouse.publication cascade", "update warehouse.published_table set counts = '{}'",
            "delete from warehouse.published_table",
            """
            insert into warehouse.published_table (publication, place, indicator, first_day, last_day, counts)
            values (1, 99, 'INT01', '2010-04-01', '2010-06-30', '{}')
            """,
        ] {
            #expect(throws: WarehouseError.self, "\(statement)") { try connection.execute(statement) }
        }
        #expect(try register.tables(addedBy: 1).count == 1)
    }

    @Test("what is read is of the indicators asked for, of the kinds and years of the policy, up to a position")
    func chosen() throws {
        let (before, now) = (try Made.period("2009-04-01..2009-06-30"), try Made.period("2010-04-01..2010-06-30"))
        let adjoining = try Made.period("2010-01-01..2010-03-31")
        for (indicator, span) in [("INT01", before), ("INT01", adjoining), ("INT01", now), ("INT02", now)] {
            let table = try Made.table(indicator, span)
            try register.add(Made.publication([table], as: span == now ? .submission : .return), considered: 0)
        }
        #expect(try tables(meeting: now).map(\.span) == [before, adjoining, now])
        #expect(try tables(of: ["INT01", "INT02"], meeting: now).count == 4)
        // Spans that only adjoin meet too.
        #expect(try tables(meeting: now, years: 0).map(\.span) == [adjoining, now])
        #expect(try tables(meeting: now, kinds: [.return]).map(\.span) == [before, adjoining])
        #expect(try tables(meeting: now, kinds: []).isEmpty)
        #expect(try tables(meeting: now, through: 2).map(\.span) == [before, adjoining])
    }

    @Test("the same content is known again under any name, and counts as weighed when it was first")
    func same() throws {
        let publication = Made.publication([try Made.table()])
        try register.add(publication, considered: 0)
        try register.add(Made.publication([try Made.table("INT02")]), considered: 1)
        func pending(_ publication: Publication) throws -> PendingPublication {
            let session = try Fixture.connection(to: database)
            try PublicationRegister(session).lock {}
            return try PendingPublication(publication, weighedAgainst: 2, on: session)
        }
        let again = try pending(Made.publication([try Made.table()], named: "other.json"))
        #expect(again.considered == 0)
        #expect(try again.add() == 1)
        // As another kind it is a publication of its own, weighed against the same.
        let submitted = try pending(Made.publication([try Made.table()], as: .submission))
        #expect(submitted.considered == 0)
        #expect(try submitted.add() == 3)
        let changed = try pending(
            Made.publication([try Made.table(counts: ["A": ["observed": .number(13)]])]))
        #expect(changed.considered == 2)
        #expect(try changed.add() == 4)
    }

    @Test("who weighs to add has the register alone, until it is added or given up; who waits is told")
    func alone() throws {
        let other = try Fixture.connection(to: database)
        try register.lock { Issue.record("nobody else is there") }
        var waited = false
        #expect(throws: WarehouseError.self) {
            try other.execute("set statement_timeout = 200")
            try PublicationRegister(other).lock { waited = true }
        }
        #expect(waited)
        register.unlock()
        waited = false
        try PublicationRegister(other).lock { waited = true }
        #expect(!waited)
    }
}

/// Publications made by hand.
enum Made {
    struct Missing: Error {}

    static func period(_ text: String) throws -> Period {
        guard let period = Period(text) else { throw Missing() }
        return period
    }

    static func table(
        _ indicator: String = "INT01", _ span: Period? = nil,
        counts: [String: [String: PublishedTable.Count]] = ["A": ["observed": .number(12)]]
    ) throws -> PublishedTable {
        PublishedTable(
            indicator: indicator, family: .countAgainstTarget, version: "1", breakdown: nil,
            span: try span ?? period("2010-04-01..2010-06-30"),
            cells: counts.map { .init(place: .init(level: .trust, code: $0), counts: $1) })
    }

    static func publication(
        _ tables: [PublishedTable], as kind: PublicationKind = .file, named name: String = "report.json",
        of areas: String = "Lancashire"
    ) -> Publication {
        Publication(
            kind, name: name, areas: areas, policy: "standard", asOf: nil, vintages: [1], program: "test",
            tables: tables)
    }
}
