import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("Areas")
struct AreaTests {
    private func entry(_ id: Int, _ name: String, _ level: AreaLevel, _ codes: String...) -> AreaDirectory.Entry {
        AreaDirectory.Entry(
            id: id, area: Area(code: codes[0], name: name, level: level), codes: codes, current: true, parents: [:],
            successor: nil)
    }

    @Test("that a report names are found by usual other names, at every level that has one")
    func otherNames() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let directory = try AreaDirectory(on: Day("2010-12-31")!, from: connection)
        func codes(_ name: String) throws -> [String] {
            try AreaSelection(named: [name], level: nil, in: directory).codes?.sorted() ?? []
        }
        #expect(try codes("Devon & Cornwall") == ["PT-DEVON-AND-CORNWALL"])
        #expect(try codes("Kingston upon Hull") == ["E06000010"])
        #expect(try codes("St. Helens MBC") == ["E08000013"])
        #expect(try codes("E06000066") == ["E10000027"])
        #expect(try codes("Lancashire") == ["E10000017", "PT-LANCASHIRE"])
        #expect(try codes("Lancashire County Council") == ["E10000017"])
        #expect(try codes("Northumberland (UA)") == ["E06000048"])
    }

    @Test("of a return: a region with its trusts and authorities, several at once, none twice, and what they lie in")
    func returned() throws {
        func within(_ entry: AreaDirectory.Entry, _ parents: [AreaLevel: Int]) -> AreaDirectory.Entry {
            AreaDirectory.Entry(
                id: entry.id, area: entry.area, codes: entry.codes, current: true, parents: parents, successor: nil)
        }
        let directory = AreaDirectory(entries: [
            entry(1, "England and Wales", .national, "K04000001"),
            within(entry(2, "North West", .region, "E12000002"), [.national: 1]),
            within(entry(3, "Wales", .region, "W92000004"), [.national: 1]),
            within(entry(4, "Lancashire", .trust, "PT-LANCASHIRE"), [.national: 1, .region: 2]),
            within(entry(5, "Cumbria", .trust, "PT-CUMBRIA"), [.national: 1, .region: 2]),
            within(entry(6, "Blackpool", .localAuthority, "E06000009"), [.national: 1, .region: 2, .trust: 4]),
            within(entry(7, "Gwent", .trust, "PT-GWENT"), [.national: 1, .region: 3]),
        ])
        func codes(_ names: String...) throws -> Set<String>? {
            try AreaSelection(returnFor: names, in: directory).codes
        }
        #expect(
            try codes("North West") == ["K04000001", "E12000002", "PT-LANCASHIRE", "PT-CUMBRIA", "E06000009"])
        #expect(try codes("Blackpool") == ["K04000001", "E12000002", "PT-LANCASHIRE", "E06000009"])
        #expect(
            try codes("Blackpool", "Gwent", "Blackpool") == [
                "K04000001", "E12000002", "W92000004", "PT-LANCASHIRE", "E06000009", "PT-GWENT",
            ])
        #expect(try codes("England and Wales") == ["K04000001", "E06000009"])
        let twice = try AreaSelection(returnFor: ["Blackpool", "Gwent", "Blackpool"], in: directory)
        #expect(twice.asked.map(\.name) == ["Blackpool", "Gwent"])
    }

    @Test("of one level with one other name are listed with codes; a name that is none gets the nearest, with its code")
    func refused() throws {
        let directory = AreaDirectory(entries: [
            entry(1, "St Mary and Vale", .ldu, "LDU-1"), entry(2, "Saint Mary & Vale", .ldu, "LDU-2"),
            entry(3, "Lancashire", .localAuthority, "E10000017"),
        ])
        func message(_ name: String) -> String {
            let error = #expect(throws: HostError.self) { try AreaMatch(in: directory).entries(named: name) }
            return error.map { "\($0)" } ?? ""
        }
        #expect(
            message("St. Mary and Vale")
                == "'St. Mary and Vale' may be several areas: LDU-1 (St Mary and Vale), LDU-2 (Saint Mary & Vale). "
                + "Give the code of one.")
        #expect(message("Lancashier").contains("nearest: Lancashire (E10000017)"))
        #expect(try AreaMatch(in: directory).entries(named: "St Mary and Vale").map(\.id) == [1])
    }

    @Test("are registered with codes, larger areas and days, all of them or those of a day")
    func register() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let all = try AreaRegister(on: nil, from: connection)
        let durham = try #require(all.entries.first { $0.area.code == "E06000047" })
        #expect(durham.days == AreaRegister.Days(first: nil, last: nil))
        #expect(durham.codes.map(\.code) == ["E06000047", "00EJ"])
        let trusts = durham.parents.filter { $0.area.level == .trust }
        #expect(trusts.map(\.area.code) == ["PA-DURHAM", "PT-DURHAM-TEES-VALLEY"])
        #expect(trusts.map(\.days.last) == [Day("2010-03-31"), nil])
        #expect(durham.otherWords.contains("County Durham"))
        #expect(all.entries.first?.area.level == .national)

        let then = try AreaRegister(on: Day("2013-04-01"), from: connection)
        #expect(!then.entries.contains { $0.area.code == "PA-DURHAM" })
        #expect(
            then.entries.contains { $0.area.code == "E08000037" }
                && all.entries.contains { $0.area.code == "E08000020" })
        #expect(
            then.entries.first { $0.area.code == "E06000047" }?.parents.filter { $0.area.level == .trust }.count == 1)
        #expect(all.entries.count == then.entries.count + 84)
    }

    @Test("that were divided have no successor: their rows are nobody else's, and counted once")
    func divided() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        func directory(_ day: String) throws -> AreaDirectory { try AreaDirectory(on: Day(day)!, from: connection) }
        let before = try directory("2014-03-31")
        let kent = try #require(before.entries.first { $0.area.code == "PT-KENT" })
        try connection.execute(
            """
            update warehouse.area set valid = daterange(lower(valid), '2014-04-01') where area_id = \(kent.id);
            insert into warehouse.area (area_id, level, name, valid) values
                (601, 'trust', 'Kent', daterange('2014-04-01', null)),
                (602, 'trust', 'Medway', daterange('2014-04-01', null));
            insert into warehouse.area_code (area_id, scheme, code)
                values (601, 'laa', 'PT-KENT-2'), (602, 'laa', 'PT-MEDWAY');
            insert into warehouse.area_succession (area_id, successor_id, took_over)
                values (\(kent.id), 601, '2014-04-01'), (\(kent.id), 602, '2014-04-01');
            """)
        let after = try directory("2014-04-01")
        #expect(after[kent.id]?.current == false && after[kent.id]?.successor == nil)
        #expect(after.place(trust: kent.id, authority: nil, at: .trust) == kent.id)
        let ground = SameGround(of: after, in: before)
        #expect(ground.formerCode(.trust, "PT-KENT-2") == nil && ground.formerCode(.trust, "PT-MEDWAY") == nil)
        #expect(ground.formerCode(.trust, "PT-LANCASHIRE") == "PT-LANCASHIRE")
        #expect(ground.formerCode(.localAuthority, "E08000037") == "E08000037")
        let old = try directory("2010-03-31")
        let reorganised = SameGround(of: before, in: old)
        #expect(reorganised.formerCode(.localAuthority, "E08000037") == "E08000020")
        #expect(reorganised.formerCode(.trust, "PT-NORTHUMBRIA") == "PA-NORTHUMBRIA")
        #expect(reorganised.formerCode(.trust, "PT-CAMBRIDGESHIRE-AND-PETERBOROUGH") == "PA-CAMBRIDGESHIRE")
        #expect(reorganised.formerCode(.trust, "PT-WALES") == nil && reorganised.laterCode(.trust, "PA-GWENT") == nil)
        #expect(reorganised.formerCode(.region, "W92000004") == "W92000004")
        // An authority's people are covered through the trust that it lay in at the time, a part's trust is not.
        try connection.execute(
            """
            update warehouse.area_parent set valid = daterange(lower(valid), '2014-04-01')
                where parent_id = \(kent.id) and upper_inf(valid);
            insert into warehouse.area_parent (area_id, parent_id, parent_level, valid)
                select area_id, 602, 'trust', daterange('2014-04-01', null) from warehouse.area
                where level = 'local-authority' and name = 'Medway';
            with added as (
                insert into warehouse.vintage (kind, source_system, covers_from, covers_through)
                values ('caseload', 'test', '2013-06-30', '2014-12-31') returning vintage_id)
            insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
                select vintage_id, \(kent.id), date '2013-06-30', date '2014-12-31' from added
                union all select vintage_id, 602, date '2014-06-30', date '2014-12-31' from added;
            """)
        let later = try directory("2014-12-31")
        let coverage = try ExtractCoverage(from: connection)
        let units = AreaUnits(later, trustsBefore: coverage.trustsOfAuthorities)
        func days(_ id: Int) throws -> [Period] {
            coverage.days(of: .caseload, in: try #require(later[id]), units)
        }
        let medway = try #require(later.entries.first { $0.area.name == "Medway" && $0.area.level == .localAuthority })
        #expect(
            coverage.days(of: .caseload, ofAuthority: medway, units) == [
                Period(from: Day("2013-06-30")!, to: Day("2014-03-31")!)!,
                Period(from: Day("2014-06-30")!, to: Day("2014-12-31")!)!,
            ])
        #expect(try days(602) == [Period(from: Day("2014-06-30")!, to: Day("2014-12-31")!)!])
        // What was rejected of its people under the former trust counts against it.
        #expect(units.place(of: medway).areas.isSuperset(of: [kent.id, 602]))
        // Every query that follows the successors counts a row of it once.
        let rows: Int = try connection.query(
            "select count(*) from reporting.area_succession where area_id = \(kent.id)")[0].get(0)
        #expect(rows == 0)
    }

    @Test("are found by a part of a name, of another name or of a code, however it is written")
    func find() throws {
        let register = try AreaRegister(on: nil, from: Fixture.connection(to: SampleWarehouse.empty()))
        func codes(_ text: String, _ level: AreaLevel? = nil) throws -> [String] {
            try register.entries(level: level, matching: text).map(\.area.code)
        }
        #expect(try codes("saint helens") == ["E08000013"])
        #expect(try codes("DEVON &", .trust) == ["PA-DEVON-AND-CORNWALL", "PT-DEVON-AND-CORNWALL"])
        #expect(try codes("hull") == ["E06000010", "E08000029"])
        #expect(try codes("E08000037") == ["E08000020"])
        #expect(try codes("Blackpool Council") == ["E06000009"])
        #expect(try codes("lancashire", .localAuthority) == ["E10000017"])
        let error = #expect(throws: HostError.self) { try codes("Blackpol", .localAuthority) }
        #expect(error.map { "\($0)" }?.contains("nearest: Blackpool (E06000009)") == true)
    }
}
