import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("Criminal histories")
struct CriminalHistoryTests {
    @Test("are impossible, by the same rule, exactly where the server's query finds them so, and careers are as long")
    func asTheServer() throws {
        let connection = try Caseload.connection(people: 20_000)
        // Histories that the caseload's people do not have.
        try connection.execute(
            """
            update warehouse.ogrs3_input set age_at_conviction = 8 + offender_id % 110 where offender_id % 11 = 0;
            update warehouse.ogrs3_input set age_at_follow_up = 5 + offender_id % 120 where offender_id % 13 = 0;
            update warehouse.ogrs3_input set convicted_on = null where offender_id % 5 = 0;
            update warehouse.ogrs3_input set follow_up_from = convicted_on + 3650 + offender_id % 5 where offender_id % 17 = 0;
            update warehouse.ogrs3_input set sanctions = 1, age_at_first_sanction = 8 + offender_id % 40
            where offender_id % 7 = 0;
            update warehouse.ogrs3_input set follow_up_from = '2031-05-01' where offender_id % 19 = 0;
            """)
        let sql = """
            with person as (/* people.sql */)
            select p.*, t.name as trust, p.age_at_first_sanction as first,
                p.convicted_at - p.age_at_first_sanction as career
            from person p left join reporting.area t on t.area_id = p.trust_id
            """
        let query = PeopleQuery.query(
            "test.sql", Array(sql.replacing("p.*", with: Self.columns).utf8), today: CaseloadTests.today, snapshots: [],
            [:])
        let columns =
            PersonReader.columns + [
                ColumnRequirement("impossible", .label, nullable: true),
                ColumnRequirement("career", .integer, nullable: true),
            ]
        let reader = PersonReader(factors: [], numbers: [], trusts: [], usesHistory: true)
        var found: [String: Int] = [:]
        try connection.transaction {
            try SnapshotWarehouse(connection).stream(query, columns: columns) { batch in
                let (rules, careers) = (batch.columns[columns.count - 2], batch.columns[columns.count - 1])
                for index in 0..<batch.rowCount {
                    let history = reader.history(index, of: batch)
                    let rule = rules.isNull[index] ? nil : rules.labels[rules.integers[index]]
                    #expect(history.impossible(today: CaseloadTests.today)?.rawValue == rule)
                    found[rule ?? "", default: 0] += 1
                    if rule == nil {
                        #expect(history.career == (careers.isNull[index] ? nil : careers.integers[index]))
                    }
                }
            }
        }
        #expect(found.count >= 13 && found[""] ?? 0 > 5_000, "\(found)")
    }

    private static let columns = """
        p.snapshot_date, p.offender_id, p.sex, p.ethnicity, p.tier::text as tier, p.order_type, p.offence_code,
        p.birth_month, p.convicted_on, p.follow_up_from, p.sanctions, p.age_at_conviction, p.age_at_follow_up, p.impossible
        """
}
