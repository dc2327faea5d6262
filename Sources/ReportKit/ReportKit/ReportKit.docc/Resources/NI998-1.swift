import ReportKit

/// NI998: say here what is counted.
struct NI998: ReportModule {
    let indicator = Indicator(
        id: "NI998",
        title: "Terminations with a settled home, of those with an answer",
        definition: "Say here what is counted, of whom, and when.",
        family: .proportionAgainstTarget,
        unit: "%",
        polarity: .higherIsBetter,
        decimals: 1,
        frequency: "quarterly",
        levels: [.national, .region, .trust, .localAuthority],
        source: "the system that the rows come from",
        supplier: "who supplies the published figure",
        caveats: ["Say here what every reader must know."],
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
