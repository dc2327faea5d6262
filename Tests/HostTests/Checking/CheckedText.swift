import Foundation
import ReportKit
import TestSupport
import Warehouse

@testable import Host

/// What the checks say about the text of a declared module, tried on the sample.
enum CheckedText {
    /// Every problem, as `laa modules check` prints it, in the order of lines.
    static func messages(
        _ text: String, in quarter: String = "2010-11Q4", of database: String = SampleWarehouse.database
    ) throws -> [String] {
        let declared = DeclaredFile(file: "X.sql", content: Data(text.utf8))
        var problems = declared.problems + DeclaredChecks.problems(in: declared)
        if let header = declared.header, let text = declared.text, text.hasQuery, !declared.hasBrokenQuery {
            let access = try ModuleRunner(
                target: .conninfo(database), program: Built.program, timeLimit: .seconds(60)
            ).access()
            // A session that may do what modules may, and no more.
            let connection = try access.open(applicationName: "tests")
            defer { connection.close() }
            problems += try QueryCheck.problems(
                of: DeclaredModule(file: "X.sql", header: header, text: text), on: connection, timeout: .seconds(60),
                trying: [Quarter(quarter)!])
        }
        return problems.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }.map {
            $0.text(file: "X.sql")
        }
    }

    /// A sound module of a share, with some of its text replaced.
    static func share(_ changes: (String, String)...) -> String { changed(shareText, changes) }

    /// A sound module of the predicted family, with some of its text replaced.
    static func predicted(_ changes: (String, String)...) -> String { changed(predictedText, changes) }

    /// A sound module of a rate per resident, with some of its text replaced.
    static func rate(_ changes: (String, String)...) -> String { changed(rateText, changes) }

    private static func changed(_ text: String, _ changes: [(String, String)]) -> String {
        changes.reduce(text) { text, change in
            precondition(text.contains(change.0), "'\(change.0)' is not in the text")
            return text.replacing(change.0, with: change.1)
        }
    }

    private static let shareText = """
        /*
        id: BASE
        title: Orders and licences that were completed
        definition: Orders and licences that were completed, of all that ended in the period.
        family: proportion-target
        unit: "%"
        polarity: higher
        decimals: 1
        frequency: quarterly
        levels: [national, region, trust, local-authority]
        by: [sex, age-band, ethnicity]
        source-system: reason for termination
        supplier: nobody
        extracts: [terminations]
        caveats: [One person may have several orders and licences.]
        version: "1"
        */
        select
            t.trust_id,
            t.authority_id,
            case :breakdown when 'sex' then p.sex
                when 'age-band' then reporting.age_band(p.birth_month, t.terminated_on)
                when 'ethnicity' then p.ethnicity end as breakdown,
            count(*) filter (where t.reason = 'completed') as observed,
            count(*) as n,
            0 as not_recorded
        from reporting.termination t
        join reporting.offender p on p.offender_id = t.offender_id
        where t.terminated_on between :period_start and :period_end
        group by 1, 2, 3

        """

    private static let predictedText = """
        /*
        id: PX
        title: Re-offending of people on the caseload, actual against predicted
        definition: As NI 18.
        family: proportion-predicted
        unit: "% relative difference"
        polarity: lower
        decimals: 2
        frequency: quarterly, each a rolling year
        levels: [national, region, trust, local-authority]
        by: [sex]
        source-system: the systems that the rows come from
        supplier: nobody
        counts: rolling-snapshots
        horizon: 3
        complete-after: 3
        extracts: [caseload, re-offences]
        caveats: [The denominator counts offender-snapshots.]
        version: "1"
        */
        with reoffender as (
            select distinct day as snapshot_date, o.offender_id
            from unnest(:snapshots) as day
            join reporting.proven_offence o
                on o.offence_date > day and o.offence_date <= reporting.months_after(day, 3)
                and o.proven_date <= reporting.months_after(day, 6)
        )
        select
            c.trust_id,
            c.authority_id,
            case :breakdown when 'sex' then p.sex end as breakdown,
            c.offender_id,
            case when c.pnc_matched then r.offender_id is not null end as reoffended,
            c.predicted,
            c.model_id
        from reporting.caseload c
        left join reoffender r on r.snapshot_date = c.snapshot_date and r.offender_id = c.offender_id
        left join reporting.offender p on p.offender_id = c.offender_id
        where c.snapshot_date = any (:snapshots)

        """

    private static let rateText = """
        /*
        id: RX
        title: Serious violence recorded by the police, per 1,000 people
        definition: Offences recorded in a year.
        family: rate-population
        unit: per 1,000
        polarity: lower
        decimals: 2
        frequency: quarterly, each a rolling year
        levels: [national, region, trust, local-authority]
        source-system: recorded crime
        supplier: police forces
        counts: rolling-year
        extracts: [area-counts]
        caveats: [Recorded crime is not all crime.]
        version: "1"
        */
        select t.parent_id as trust_id, y.authority_id, null as breakdown, y.events, y.population,
            y.baseline_events, y.baseline_population
        from reporting.yearly_area_rate('most serious violence', :period_start, :period_end) y
        join reporting.area_parent t
            on t.area_id = y.authority_id and t.parent_level = 'trust' and t.valid @> :period_end

        """
}
