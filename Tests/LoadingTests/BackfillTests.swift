import TestSupport
import Testing
import Warehouse

/// What a migration makes of loads that were done before it.
@Suite("Loads before there was an account of rejected rows")
struct BackfillTests {
    @Test("count their rejected rows against every area and all of their days, unless a later whole extract had none")
    func rejectedRows() throws {
        let connection = try Fixture.connection(to: Fixture.database())
        let migrations = Migrator.current.migrations
        try Migrator(migrations: migrations.filter { $0.number < 33 }).apply(on: connection)
        try connection.execute(
            """
            insert into warehouse.vintage (kind, source_system, covers_from, covers_through, synthetic)
            select kind, 'a system', covers_from::date, covers_through::date, false
            from (values
                -- Rejected rows that no later extract has; some that one has; and some that a shorter one lacks.
                ('re-offences', '2010-04-01', '2010-06-30'), ('terminations', '2010-04-01', '2010-06-30'),
                ('terminations', '2010-04-01', '2010-09-30'), ('targets', '2010-04-01', '2011-03-31'),
                ('targets', '2010-04-01', '2011-03-31')) as v (kind, covers_from, covers_through);
            insert into warehouse.load (
                kind, file_name, source_system, vintage_id, rows_read, rows_loaded, rows_unchanged, rows_quarantined,
                rows_withdrawn, people_added, people_revised, began_at)
            select kind, 'extract.csv', 'a system', vintage_id, n, n - bad, 0, bad, 0, 0, 0, now()
            from (values
                ('re-offences', 1, 400, 30), ('terminations', 2, 100, 10), ('terminations', 3, 250, 0),
                ('targets', 4, 50, 5), ('targets', 5, 49, 0)) as l (kind, vintage_id, n, bad);
            """)
        try Migrator.current.apply(on: connection)
        let accounts = try connection.query(
            """
            select format(
                '%s %s %s to %s: %s of %s', kind, coalesce(area_id::text, 'all'), first_day, last_day, rows_rejected,
                rows_read) as line
            from reporting.row_account
            order by vintage_id
            """
        ).map { try $0.get("line", as: String.self) }
        #expect(
            accounts == [
                "re-offences all 2010-04-01 to 2010-06-30: 30 of 400",
                "targets all 2010-04-01 to 2011-03-31: 5 of 50",
            ])
    }
}
