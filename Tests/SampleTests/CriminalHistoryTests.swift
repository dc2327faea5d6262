import TestSupport
import Testing

@testable import Sample
@testable import Warehouse

@Suite("The sample's criminal histories")
struct CriminalHistoryTests {
    private func value(_ sql: String) throws -> Double {
        try Fixture.connection(to: SampleWarehouse.usual.get()).value("select (\(sql))::double precision")
    }

    @Test("are those of everybody matched, in every snapshot, and of nobody else")
    func whose() throws {
        #expect(
            try value(
                """
                select count(*) from reporting.caseload c
                full join reporting.ogrs3_input i using (snapshot_date, offender_id)
                where (i.offender_id is not null) <> coalesce(c.pnc_matched, false)
                """) == 0)
    }

    @Test("are possible: a first sanction between ten and the current conviction, which comes before the snapshot")
    func possible() throws {
        #expect(
            try value(
                """
                select count(*) from reporting.ogrs3_input i join reporting.offender o using (offender_id)
                where sanctions < 1 or age_at_first_sanction < 10 or convicted_on >= snapshot_date
                or follow_up_from <> snapshot_date
                or age_at_first_sanction > extract(year from age(convicted_on, birth_month))
                """) == 0)
    }

    @Test("are a person's own from snapshot to snapshot")
    func constant() throws {
        #expect(
            try value(
                """
                select count(*) from (
                    select from reporting.ogrs3_input group by offender_id
                    having count(distinct (convicted_on, sanctions, age_at_first_sanction, offence_code)) > 1) changed
                """) == 0)
    }

    @Test("go with the predictions, and look like those of a caseload")
    func plausible() throws {
        let input = "from reporting.ogrs3_input join reporting.caseload using (snapshot_date, offender_id)"
        #expect((0.25...0.7).contains(try value("select corr(ln(sanctions), predicted) \(input)")))
        #expect((0.08...0.35).contains(try value("select avg((sanctions = 1)::int) \(input)")))
        #expect((4...12).contains(try value("select avg(sanctions) \(input)")))
        #expect((15...20).contains(try value("select avg(age_at_first_sanction) \(input)")))
    }
}
