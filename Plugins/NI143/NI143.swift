import ReportKit

/// NI 143: offenders under probation supervision living in settled and suitable accommodation at the end of their
/// order or licence.
struct NI143: ReportModule {
    let indicator = Indicator(
        id: "NI143",
        title: "Offenders living in settled and suitable accommodation at the end of their order or licence",
        definition: """
            Offenders in settled and suitable accommodation at termination, of all terminations of orders and licences \
            with a recorded answer. Terminations without an answer are neither success nor failure: they are left out, \
            and their number is shown.
            """,
        family: .proportionAgainstTarget,
        unit: "%",
        polarity: .higherIsBetter,
        decimals: 0,
        frequency: "quarterly",
        levels: [.national, .region, .trust, .ldu, .localAuthority],
        source: "accommodation as assessed (OASys) at termination",
        supplier: "probation trusts through the National Offender Management Service (background knowledge)",
        caveats: [
            "The denominator is terminations with a recorded answer, not the caseload; one person may be counted twice.",
            "Terminations by death or deportation are left out. The official exclusions are not known: this one is "
                + "background knowledge.",
            "Where many answers are missing, those recorded may not be like the rest.",
        ],
        version: "2009-02",
        aliases: ["NI 143", "OM17"],
        relations: [CountRelation([.init("NI143", .answeredOf)], .equal, [.init("OM20", .n)])])

    func coverage(of period: ReportPeriod) -> Coverage {
        let days = period.days
        return Coverage(
            period: days, needs: [.init(.terminations, from: days.from, through: days.to)], completeOn: days.to)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        let days = period.days
        return Query(
            file: "NI143.sql", embedded: PackageResources.NI143_sql,
            parameters: [
                "period_start": .day(days.from), "period_end": .day(days.to),
                "breakdown": .text(breakdown?.rawValue),
            ])
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI143(), stamp: laa_stamp()) }
