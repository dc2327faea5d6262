import TestSupport
import Testing

@testable import Sample
@testable import Warehouse

@Suite("What is published is met exactly")
struct PublishedCountsTests {
    @Test("re-offenders of 2008 in Cambridgeshire, its authorities, neither, and Hertfordshire are as published")
    func reoffenders() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        try expectPublishedReoffenders(connection)
    }

    @Test("settled and suitable accommodation of April to July 2009 is as published, area by area")
    func accommodation() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        try expectPublishedAccommodation(connection)
    }

    @Test("a sample of 1,000 holds the same counts, though the two published areas alone are larger")
    func small() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.loaded(offenders: 1_000))
        try expectPublishedReoffenders(connection)
        try expectPublishedAccommodation(connection)
        let onCaseload: Int = try connection.value(
            "select count(*) from reporting.caseload where snapshot_date = '2010-12-31'")
        #expect((5_000...6_000).contains(onCaseload))
    }

    @Test("the published areas keep their size from quarter to quarter")
    func smooth() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let rows = try connection.query(
            """
            select min(n), max(n)
            from (
                select count(*) as n from reporting.caseload
                join warehouse.area on area_id = trust_id and name like 'Cambridgeshire%'
                group by snapshot_date
            ) quarters
            """)
        let (least, most): (Int, Int) = try (rows[0].get(0), rows[0].get(1))
        #expect(least >= 2_430 && most - least <= 3)
    }

    private func expectPublishedReoffenders(_ connection: Connection) throws {
        let rows = try connection.query(
            """
            select trust.name || ', ' || coalesce(authority.name, case grouping(authority.name)
                when 1 then 'all' else 'not assigned' end) || ': ' || count(*) || ' ' || count(*) filter (where exists (
                    select from reporting.proven_offence offence
                    where offence.offender_id = caseload.offender_id
                    and offence.offence_date > snapshot_date
                    and offence.offence_date <= reporting.months_after(snapshot_date, 3)
                    and offence.proven_date <= reporting.months_after(snapshot_date, 6)))
            from reporting.caseload
            join warehouse.area trust on trust.area_id = trust_id
            left join warehouse.area authority on authority.area_id = authority_id
            where pnc_matched and predicted is not null and snapshot_date between '2007-12-31' and '2008-09-30'
            and trust.name in ('Cambridgeshire', 'Hertfordshire')
            group by grouping sets ((trust.name), (trust.name, authority.name))
            """)
        let counts = try Set(rows.map { try $0.get(0, as: String.self) })
        let published: Set = [
            "Cambridgeshire, all: 9389 1034", "Cambridgeshire, Cambridgeshire: 5724 572",
            "Cambridgeshire, Peterborough: 3412 408", "Cambridgeshire, not assigned: 253 54",
            "Hertfordshire, all: 10239 892",
        ]
        #expect(published.isSubset(of: counts), "\(counts.sorted())")
    }

    private func expectPublishedAccommodation(_ connection: Connection) throws {
        let rows = try connection.query(
            """
            select name, count(*), count(*) filter (where accommodation = 'settled and suitable')
            from reporting.termination
            join warehouse.area on area_id = trust_id
            where terminated_on between '2009-04-01' and '2009-07-31'
            and accommodation is not null and reason not in ('died', 'deported')
            group by name
            """)
        let counts = try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (try row.get(0, as: String.self), try [row.get(1, as: Int.self), row.get(2, as: Int.self)])
            })
        let published = try Published()
        #expect(counts.count == 42)
        for area in published.accommodation {
            #expect(counts[area.area] == [area.terminations, area.settled], "\(area.area)")
        }
        #expect(counts.values.reduce(0) { $0 + $1[0] } == 30_997)
        #expect(counts.values.reduce(0) { $0 + $1[1] } == 24_110)
    }
}
