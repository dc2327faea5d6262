import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("Scoring the caseload")
struct CaseloadTests {
    static let today = Day("2026-01-01")!

    private static func score(_ connection: Connection, _ set: CoefficientSet? = nil, cap: Int? = nil) throws
        -> OGRS3Caseload.Outcome
    {
        try OGRS3Caseload.score(
            by: OGRS3(try set ?? CoefficientSet(), cap: cap), today: today, on: connection)
    }

    /// A person's input as the warehouse holds it, with ages counted from the month of birth, as the warehouse counts
    /// them.
    private static func input(_ row: Row) throws -> OGRS3Input {
        let sex: String? = try row.get("sex")
        var input = OGRS3Input(
            sex: sex.map { $0 == "male" ? .male : .female }, birth: try row.get("birth_month"),
            convictedOn: try row.get("convicted_on"), followUpFrom: try row.get("follow_up_from"),
            sanctions: try row.get("sanctions"), ageAtFirstSanction: try row.get("age_at_first_sanction"),
            offenceCode: try row.get("offence_code"))
        input.isBirthByMonth = true
        return input
    }

    private static let people = """
        select
            c.offender_id, o.sex, o.birth_month, i.convicted_on, i.follow_up_from, i.sanctions, i.age_at_first_sanction,
            i.offence_code, one.predicted as one_year, two.predicted as two_year
        from reporting.caseload c
        join reporting.offender o using (offender_id)
        left join reporting.ogrs3_input i using (snapshot_date, offender_id)
        left join (reporting.prediction one join reporting.prediction_model m
            on m.model_id = one.model_id and m.name = 'OGRS3 one-year') using (snapshot_date, offender_id)
        left join (reporting.prediction two join reporting.prediction_model n
            on n.model_id = two.model_id and n.name = 'OGRS3 two-year') using (snapshot_date, offender_id)
        where i.age_at_conviction is null
        """

    @Test("SQL and Swift give the same bits, and refuse the same people for the same reasons", arguments: [nil, 10])
    func same(cap: Int?) throws {
        let connection = try Caseload.connection(people: 4_000)
        let scale = OGRS3(try CoefficientSet(), cap: cap)
        let outcome = try OGRS3Caseload.score(by: scale, today: Self.today, on: connection)
        #expect(outcome.counts.total == 4_000)
        // Scores only people whose ages the warehouse counts; those whose ages the source gave are in the totals alone.
        var counts = OGRS3Counts()
        var different = 0
        for row in try connection.query(Self.people) {
            let result = Result { () throws(OGRS3Refusal) in
                try scale.score((try? Self.input(row)) ?? .nobody, rules: .all(today: Self.today))
            }
            counts.add(result)
            let stored: (Double?, Double?) = (try row.get("one_year"), try row.get("two_year"))
            let score = try? result.get()
            if stored.0 != score?.oneYear || stored.1 != score?.twoYear { different += 1 }
        }
        #expect(different == 0)
        #expect(counts.scored == outcome.agesByMonth && counts.scored > 1_000)
        let reasons = counts.refused.map(\.reason)
        #expect(
            reasons == [
                .missingInput, .sanctionsBelowOne, .sanctionsAbove999, .firstSanctionAge, .followedUpBeforeBirth,
                .convictedBelowTen, .convictedAt110, .firstSanctionAfterConviction, .followedUpAt110, .dayToCome,
                .followedUpBeforeConviction, .followedUpTooLate, .onlySanctionAtAnotherAge, .codeFormat, .unknownCode,
                .codeWithoutWeight, .exactOffenceNeeded,
            ])
        #expect(outcome.counts.refused.map(\.reason) == reasons)
        for (counted, all) in zip(counts.refused, outcome.counts.refused) { #expect(counted.count <= all.count) }
    }

    @Test("an age that the source gives, and one open by a month of birth, are held to the same rules")
    func agesByRule() throws {
        let connection = try Caseload.connection(people: 1)
        func refusal(_ changes: String) throws -> String? {
            try connection.execute(
                """
                update warehouse.ogrs3_input set convicted_on = '2008-05-10', follow_up_from = '2009-03-31',
                    sanctions = 3, age_at_first_sanction = 18, age_at_conviction = null, age_at_follow_up = null,
                    offence_code = '03900';
                update warehouse.ogrs3_input set \(changes);
                update warehouse.offender set sex = 'male', birth_month = '1978-05-01';
                """)
            return try Self.score(connection).counts.refused.first?.reason.rawValue
        }
        #expect(try refusal("sanctions = 3") == nil)
        // Born in May 1978 and convicted in May 2008: aged 29 or 30, and no other age.
        #expect(try refusal("sanctions = 1, age_at_first_sanction = 30") == nil)
        #expect(try refusal("sanctions = 1, age_at_first_sanction = 29") == nil)
        let only = OGRS3Refusal.onlySanctionAtAnotherAge.rawValue
        #expect(try refusal("sanctions = 1, age_at_first_sanction = 28") == only)
        #expect(try refusal("sanctions = 1, age_at_first_sanction = 29, age_at_conviction = 30") == only)
        #expect(try refusal("sanctions = 1, age_at_first_sanction = 29, convicted_on = '2008-06-01'") == only)
        let withoutDays = "convicted_on = null, follow_up_from = null, age_at_conviction = 30, age_at_follow_up ="
        #expect(try refusal("\(withoutDays) 29") == OGRS3Refusal.followedUpBeforeConviction.rawValue)
        #expect(try refusal("\(withoutDays) 30") == nil)
        #expect(try refusal("\(withoutDays) 40") == nil)
        #expect(try refusal("\(withoutDays) 41") == OGRS3Refusal.followedUpTooLate.rawValue)
        #expect(try refusal("\(withoutDays) 110") == OGRS3Refusal.followedUpAt110.rawValue)
        #expect(try refusal("follow_up_from = null, age_at_follow_up = 29") == nil, "convicted at 29 or 30")
        #expect(
            try refusal("follow_up_from = null, age_at_follow_up = 28")
                == OGRS3Refusal.followedUpBeforeConviction.rawValue)
    }

    @Test("ages counted by the source are used where they are given")
    func agesGiven() throws {
        let connection = try Caseload.connection(people: 1_000)
        _ = try Self.score(connection)
        let row = try connection.query(
            """
            select count(*) as people, count(p.predicted) filter (where m.horizon_months = 12) as scored
            from reporting.ogrs3_input i
            left join (reporting.prediction p join reporting.prediction_model m using (model_id))
                using (snapshot_date, offender_id)
            where i.age_at_conviction is not null and i.follow_up_from is null and i.sanctions > 0
            """)[0]
        #expect(try row.get("scored", as: Int.self) > 0)
    }

    @Test("scoring again replaces, and another set or cap is a model of its own")
    func again() throws {
        let connection = try Caseload.connection(people: 300)
        func models() throws -> [String] {
            try connection.query(
                """
                select m.name || '/' || m.version || '/' || count(*) as line
                from reporting.prediction join reporting.prediction_model m using (model_id)
                group by m.model_id, m.name, m.version order by m.model_id
                """
            ).map { try $0.get("line") }
        }
        let first = try Self.score(connection).counts
        let before = try models()
        #expect(try Self.score(connection).counts == first)
        #expect(try models() == before && before.count == 2)
        _ = try Self.score(connection, CoefficientSet(named: "hmpps_arns_risk_actuarial_api"), cap: 50)
        let after = try models()
        #expect(after.count == 4 && after.starts(with: before))
        #expect(
            after[3] == "OGRS3 two-year/hmpps_arns_risk_actuarial_api, at most 50 previous sanctions/\(first.scored)")
        let runs = try connection.query(
            """
            select caseload_rows, predicted_rows, (select sum(refused_rows)::bigint from warehouse.prediction_refusal f
                where f.run_id = r.run_id) as refused
            from warehouse.prediction_run r
            """)
        #expect(runs.count == 6)
        for run in runs {
            let (all, predicted): (Int, Int) = (try run.get("caseload_rows"), try run.get("predicted_rows"))
            #expect(try all == predicted + run.get("refused", as: Int.self) && all == 300)
        }
    }

    @Test("predictions that came with the caseload stay as they are")
    func loadedStay() throws {
        let connection = try Caseload.connection(people: 50)
        let sum = "select sum(predicted), count(distinct model_id) from reporting.caseload"
        let before: Double = try connection.query(sum)[0].get(0)
        _ = try Self.score(connection)
        #expect(try connection.query(sum)[0].get(0) == before && connection.query(sum)[0].get(1) == 1)
    }

    @Test("a warehouse without a caseload is refused, and nothing is written")
    func empty() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        #expect(throws: PredictionError.noCaseload) {
            try Self.score(connection)
        }
        #expect(try connection.query("select from warehouse.prediction_model").isEmpty)
    }
}

extension OGRS3Input {
    /// A person about whom nothing is known.
    fileprivate static let nobody = OGRS3Input(
        sex: nil, birth: nil, convictedOn: nil, followUpFrom: nil, sanctions: nil, ageAtFirstSanction: nil,
        offenceCode: nil)
}
