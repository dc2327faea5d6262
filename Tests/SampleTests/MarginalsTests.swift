import TestSupport
import Testing

@testable import Sample
@testable import Warehouse

@Suite("The sample looks like a probation caseload")
struct MarginalsTests {
    /// A figure's description, the query that gives it, and the range that it must be in.
    struct Marginal: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sql: String
        let range: ClosedRange<Double>

        init(_ description: String, _ sql: String, _ range: ClosedRange<Double>) {
            testDescription = description
            self.sql = sql
            self.range = range
        }
    }

    @Test(
        "each share, mean and correlation is in its range",
        arguments: caseload + outcomes + terminations + cohorts + sentences + figures)
    func marginal(_ marginal: Marginal) throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let value: Double = try connection.value("select (\(marginal.sql))::double precision")
        #expect(marginal.range.contains(value), "\(value)")
    }

    static let caseload = [
        Marginal(
            "snapshots", "select count(distinct snapshot_date) from reporting.caseload", 17...17),
        Marginal(
            "people under 18 at a snapshot",
            """
            select count(*) from reporting.caseload join reporting.offender using (offender_id)
            where reporting.age_band(birth_month, snapshot_date) = 'under 18'
            """, 0...0),
        Marginal("share of men", "select avg((sex = 'male')::int) from reporting.offender", 0.86...0.90),
        Marginal("sex not recorded", "select avg((sex is null)::int) from reporting.offender", 0.001...0.004),
        Marginal("birth not recorded", "select avg((birth_month is null)::int) from reporting.offender", 0.001...0.004),
        Marginal("ethnicity not stated", "select avg((ethnicity is null)::int) from reporting.offender", 0.03...0.06),
        Marginal("not matched", "select avg((not pnc_matched)::int) from reporting.caseload", 0.03...0.04),
        Marginal(
            "matched without a prediction",
            "select avg((pnc_matched and predicted is null)::int) from reporting.caseload", 0.001...0.006),
        Marginal("no authority", "select avg((authority_id is null)::int) from reporting.caseload", 0.022...0.032),
        Marginal(
            "snapshots a person is in",
            "select count(*)::float / count(distinct offender_id) from reporting.caseload", 3.5...4.5),
        Marginal(
            "share who leave in a quarter",
            """
            select avg((next.offender_id is null)::int) from reporting.caseload this
            left join reporting.caseload next on next.offender_id = this.offender_id
            and next.snapshot_date = reporting.months_after(this.snapshot_date, 3)
            where this.snapshot_date < '2011-12-31'
            """, 0.18...0.23),
        Marginal(
            "people who moved to another authority",
            """
            select count(*) from (
                select from reporting.caseload group by offender_id having count(distinct authority_id) > 1) moved
            """, 50...2_000),
        Marginal(
            "rows under an area that did not supervise then",
            """
            select count(*) from (
                select trust_id, snapshot_date as day from reporting.caseload
                union all select trust_id, terminated_on from reporting.termination
            ) supervised
            join warehouse.area on area_id = trust_id where level <> 'trust' or not valid @> day
            """, 0...0),
        Marginal(
            "authorities outside the area that supervises",
            """
            select count(*) from reporting.caseload where authority_id is not null and not exists (
                select from warehouse.area_parent parent where parent.area_id = authority_id
                and parent.parent_id = trust_id and parent.valid @> snapshot_date)
            """, 0...0),
    ]

    /// The offender-snapshots that NI 18 counts and whose outcomes are complete, with these outcomes.
    static let judged = """
        with judged as (
            select snapshot_date, offender_id, authority_id, predicted, exists (
                select from reporting.proven_offence offence
                where offence.offender_id = caseload.offender_id and offence.offence_date > snapshot_date
                and offence.offence_date <= reporting.months_after(snapshot_date, 3)
                and offence.proven_date <= reporting.months_after(snapshot_date, 6))::int as reoffended
            from reporting.caseload
            where pnc_matched and predicted is not null and snapshot_date <= '2011-09-30'
        )
        """

    static let outcomes = [
        Marginal("mean prediction", "\(judged) select avg(predicted) from judged", 0.095...0.110),
        Marginal("spread of predictions", "\(judged) select stddev(predicted) from judged", 0.085...0.105),
        Marginal("actual over predicted", "\(judged) select avg(reoffended) / avg(predicted) from judged", 0.95...1.05),
        Marginal(
            "those without an authority re-offend about twice as often",
            """
            \(judged) select avg(reoffended) filter (where authority_id is null)
            / avg(reoffended) filter (where authority_id is not null) from judged
            """, 1.7...2.3),
        Marginal(
            "correlation within a person",
            """
            \(judged) select sum((a.reoffended - a.predicted) * (b.reoffended - b.predicted))
            / sum(sqrt(a.predicted * (1 - a.predicted) * b.predicted * (1 - b.predicted)))
            from judged a join judged b using (offender_id) where a.snapshot_date < b.snapshot_date
            """, 0.16...0.23),
        Marginal(
            "offences proven too late to count",
            """
            select avg((proven_date > reporting.months_after(date_trunc('quarter', offence_date)::date - 1, 6))::int)
            from reporting.proven_offence
            """, 0.05...0.30),
        Marginal(
            "re-offenders with several offences in a window",
            """
            select count(*) from (
                select from reporting.proven_offence
                group by offender_id, date_trunc('quarter', offence_date) having count(*) > 1) several
            """, 100...100_000),
        Marginal(
            "people not matched who offended all the same",
            """
            select count(distinct offender_id) from reporting.proven_offence
            join reporting.caseload using (offender_id) where not pnc_matched
            """, 20...100_000),
        Marginal(
            "offences proven after the extract's last day",
            "select count(*) from reporting.proven_offence where proven_date > '2012-03-31'", 0...0),
    ]

    static let terminations = [
        Marginal("not answered", "select avg((accommodation is null)::int) from reporting.termination", 0.03...0.05),
        Marginal(
            "died or deported", "select avg((reason in ('died', 'deported'))::int) from reporting.termination",
            0.005...0.02),
        Marginal("employed", "select avg((employment = 'employed')::int) from reporting.termination", 0.43...0.48),
        Marginal("no authority", "select avg((authority_id is null)::int) from reporting.termination", 0.02...0.04),
        Marginal(
            "months with terminations",
            "select count(distinct date_trunc('month', terminated_on)) from reporting.termination", 48...48),
        Marginal(
            "people with two terminations in a year",
            """
            select count(*) from reporting.termination a join reporting.termination b using (offender_id)
            where b.terminated_on > a.terminated_on and b.terminated_on < a.terminated_on + 365
            """, 10_000...40_000),
        Marginal(
            "people under 18 at termination",
            """
            select count(*) from reporting.termination join reporting.offender using (offender_id)
            where reporting.age_band(birth_month, terminated_on) = 'under 18'
            """, 0...0),
    ]

    /// Members of the two cohorts whose follow-up year is complete, with their offences in each year.
    static let members = """
        with member as (
            select
                cohort_id, offender_id,
                count(*) filter (where offence_date between baseline_from and baseline_to) as baseline,
                count(*) filter (where offence_date between follow_up_from and follow_up_to) as follow_up
            from reporting.ppo_cohort
            join reporting.ppo_member using (cohort_id)
            left join reporting.proven_offence using (offender_id)
            where follow_up_to < '2012-01-01'
            group by cohort_id, offender_id
        )
        """

    static let cohorts = [
        Marginal("share with an offence", "\(members) select avg((follow_up > 0)::int) from member", 0.52...0.60),
        Marginal("offences per person", "\(members) select avg(follow_up) from member", 2.1...2.7),
        Marginal("change", "\(members) select avg(follow_up) / avg(baseline) - 1 from member", -0.45 ... -0.33),
        Marginal("over-dispersion", "\(members) select variance(follow_up) / avg(follow_up) from member", 4...9),
        Marginal("correlation of the years", "\(members) select corr(baseline, follow_up) from member", 0.5...0.9),
        Marginal(
            "fewest members in an authority",
            """
            select min(n) from (
                select count(*) as n from reporting.ppo_member where authority_id is not null
                group by cohort_id, authority_id) sizes
            """, 3...3),
        Marginal(
            "share of men",
            "select avg((sex = 'male')::int) from reporting.ppo_member join reporting.offender using (offender_id)",
            0.95...0.99),
        Marginal(
            "mean age",
            """
            select avg(extract(year from age(taken_on, birth_month))) from reporting.ppo_member
            join reporting.ppo_cohort using (cohort_id) join reporting.offender using (offender_id)
            """, 25.5...28.5),
        Marginal(
            "members who are on the caseload",
            "select count(*) from reporting.ppo_member join reporting.caseload using (offender_id)", 0...0),
    ]

    /// What is done on sentences, at the true scale of the areas whose plans give numbers, and around their targets.
    static let sentences = [
        Marginal(
            "Community Payback completed in Cumbria in 2010-11 (target: 600)", completions("Cumbria"), 520...680),
        Marginal(
            "Community Payback completed in Merseyside in 2010-11 (target: 1,750)", completions("Merseyside"),
            1_600...1_900),
        Marginal(
            "mean hours of unpaid work ordered (180,559 in 1,710)",
            "select avg(hours_ordered) from reporting.requirement", 98...112),
        Marginal(
            "share of fast court reports", "select avg((kind = 'fast')::int) from reporting.court_report", 0.42...0.50),
        Marginal(
            "breach begun within ten working days",
            """
            select avg((reporting.working_days(failed_on, begun_on) <= 10)::int) from reporting.enforcement
            where kind = 'breach' and failed_on < '2012-01-01'
            """, 0.85...0.97),
        Marginal(
            "reviews in time",
            "select avg((completed_on <= due_on)::int) from reporting.assessment where kind = 'review'", 0.84...0.95),
        Marginal(
            "rows dated after the sample's last day",
            """
            select count(*) from (
                select ended_on as day from reporting.requirement union all select started_on from reporting.programme
                union all select resolved_on from reporting.enforcement
                union all select completed_on from reporting.assessment
                union all select contacted_on from reporting.victim_contact
            ) happened
            where day > '2012-03-31'
            """, 0...0),
        Marginal(
            "rows of people under 18 of sentences",
            """
            select count(*) from reporting.commencement join reporting.offender using (offender_id)
            where reporting.age_band(birth_month, commenced_on) = 'under 18'
            """, 0...0),
        Marginal(
            "tier 2 managed by probation officers",
            "select avg((managed_by = 'PO')::int) from reporting.caseload where tier = 2", 0.20...0.26),
        Marginal(
            "places stood down", "select sum(stood_down) / sum(instructed)::float from reporting.work_session",
            0.005...0.02),
    ]

    private static func completions(_ area: String) -> String {
        """
        select count(*) from reporting.requirement join reporting.area on area_id = trust_id
        where kind = 'unpaid work' and outcome = 'completed' and ended_on between '2010-04-01' and '2011-03-31'
        and name = '\(area)'
        """
    }

    static let figures = [
        Marginal(
            "residents in mid-2010",
            "select sum(number) from reporting.area_count where measure = 'resident population' and counted_from = '2010-06-30'",
            50_000_000...60_000_000),
        Marginal(
            "domestic violence cases that are repeats",
            "select sum(number) / sum(out_of) from reporting.area_count where measure = 'MARAC cases'", 0.18...0.28),
        Marginal(
            "young offenders' offences per person in a year",
            "select avg(reoffences_12) from reporting.young_offender", 0.6...1.3),
        Marginal(
            "young offenders who are not children",
            """
            select count(*) from reporting.young_offender join reporting.offender using (offender_id)
            where reporting.age_band(birth_month, joined_on) not in ('under 18', 'not recorded')
            """, 0...0),
        Marginal(
            "indicators with supplied values", "select count(distinct indicator) from reporting.supplied_value", 39...39
        ),
        Marginal(
            "indicators with a target of Cumbria's or Merseyside's plan",
            """
            select count(distinct indicator) from reporting.indicator_target join reporting.area using (area_id)
            where name in ('Cumbria', 'Merseyside') and kind = 'target' and applies @> '2010-06-30'::date
            """, 45...60),
    ]
}
