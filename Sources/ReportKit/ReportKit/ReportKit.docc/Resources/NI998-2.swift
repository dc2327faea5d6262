import ReportKit

/// NI998: terminations with a settled home, each area against all areas together.
struct NI998: ReportModule {
    let indicator = Indicator(
        id: "NI998",
        title: "Terminations with a settled home, against all areas",
        definition: """
            Orders and licences that ended with the offender in settled and suitable accommodation, of those with an \
            answer. Those ended by death or deportation are left out.
            """,
        family: .proportionAgainstTarget,
        unit: "%",
        polarity: .higherIsBetter,
        decimals: 1,
        frequency: "quarterly",
        levels: [.national, .region, .trust, .localAuthority],
        source: "accommodation as assessed at termination",
        supplier: "nobody, since this indicator is part of a tutorial",
        caveats: ["One person may have several orders and licences, and is counted for each."],
        version: "1")

    /// Which data a report needs, and from which day they are complete.
    func coverage(of period: ReportPeriod) -> Coverage {
        let days = period.days
        return Coverage(
            period: days, needs: [.init(.terminations, from: days.from, through: days.to)], completeOn: days.to)
    }

    /// The query that counts; it returns the columns of the family.
    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        let days = period.days
        return Query(
            file: "NI998.sql", embedded: PackageResources.NI998_sql,
            parameters: [
                "period_start": .day(days.from), "period_end": .day(days.to),
                "breakdown": .text(breakdown?.rawValue),
            ])
    }

    // Where the family's judgement is not what the indicator needs, a module implements findings(from:) itself.
}

/// What laa looks up when it loads the module.
@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI998(), stamp: laa_stamp()) }
