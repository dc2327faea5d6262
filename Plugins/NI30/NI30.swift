import ReportKit

/// NI 30: re-offending rate of prolific and other priority offenders.
///
/// A named cohort's proven offences in a follow-up year (April to March), against those of the same people in a
/// baseline year that ended six months before the follow-up began. Until the follow-up year is over, its quarters so
/// far are compared with the same share of the baseline year.
struct NI30: ReportModule {
    /// An offence counts if it is proven within this many months of the end of its year, baseline or follow-up.
    /// The official lag is not known; three months is background knowledge.
    var proofMonths = 3

    let indicator = Indicator(
        id: "NI30",
        title: "Re-offending rate of prolific and other priority offenders",
        definition: """
            The change in proven offences of everyone on the scheme for prolific and other priority offenders on one \
            day: the follow-up year against the same people's baseline year.
            """,
        family: .cohortChange,
        unit: "% change",
        polarity: .lowerIsBetter,
        decimals: 1,
        frequency: "quarterly in year, annual final",
        levels: [.national, .region, .trust, .ldu, .localAuthority],
        source: "scheme lists matched to the Police National Computer",
        supplier: "Home Office (background knowledge)",
        caveats: [
            "People are chosen because they offended much in the baseline: a fall is to be expected without any effect "
                + "(regression to the mean). Judge against the expected change, not against zero.",
            "Counts of a few people's many offences vary more than chance between independent events; the interval "
                + "allows for people differing.",
            "Cohorts of different years are not new people and cannot be added.",
            "The official method of the expected change and the official lag for proof are not known.",
        ],
        version: "2009-02",
        aliases: ["NI 30"])

    func coverage(of period: ReportPeriod) throws -> Coverage {
        let quarter = try quarter(of: period)
        let baselineFrom = quarter.advanced(by: -5 - quarter.number).firstDay
        // The scheme's list is taken two months before the follow-up year begins.
        let listTaken = quarter.yearStart.adding(days: -1).addingMonthsToEnd(-2).adding(days: 1)
        let complete = quarter.lastDay.addingMonthsToEnd(proofMonths)
        guard let followUp = Period(from: quarter.yearStart, to: quarter.lastDay) else {
            preconditionFailure("a quarter ends after its year begins")
        }
        return Coverage(
            period: followUp,
            needs: [
                .init(.ppoCohorts, from: listTaken, through: listTaken),
                .init(.reoffences, from: baselineFrom, through: complete),
            ],
            completeOn: complete,
            notes: quarter.number == 4
                ? []
                : [
                    "In year: \(quarter.number) of 4 quarters of the follow-up, against \(quarter.number)/4 of the "
                        + "baseline year, whatever the season. The latest offences have had less time to be proven than "
                        + "the baseline's, which makes a fall look larger."
                ])
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        let quarter = try quarter(of: period)
        return Query(
            file: "NI30.sql", embedded: PackageResources.NI30_sql,
            parameters: [
                "follow_up_from": .day(quarter.yearStart),
                "follow_up_to": .day(quarter.lastDay),
                "proof_months": .integer(proofMonths),
                "year_share": .real(Double(quarter.number) / 4),
                "breakdown": .text(breakdown?.rawValue),
            ])
    }

    private func quarter(of period: ReportPeriod) throws -> Quarter {
        guard case .quarter(let quarter) = period else {
            throw ReportError.notOffered(
                indicator: indicator.id, what: "by dates, since its years are the cohort's",
                instead: "ask for a quarter: --quarter \(Quarter(containing: period.lastDay))")
        }
        return quarter
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI30(), stamp: laa_stamp()) }
