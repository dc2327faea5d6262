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

    /// The family's findings, level by level, tested against all areas together where no target was agreed.
    func findings(from inputs: ReportInputs) throws -> Judgement {
        var judged = Judgement(findings: [], dataQuality: [])
        for level in inputs.request.levels {
            let found = try ProportionAgainstTarget.judge(self, inputs.asking(for: [.national, level]))
            let everybody = found.findings.filter { $0.area.level == .national }
            let areas = level == .national ? everybody : found.findings.filter { $0.area.level != .national }
            judged.findings += try areas.tested(against: everybody)
            judged.dataQuality = found.dataQuality
        }
        judged.notes = ["Areas without a target are tested against the proportion of all areas together."]
        return judged
    }
}

/// What laa looks up when it loads the module.
@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI998(), stamp: laa_stamp()) }
