import ReportKit

/// NI 18: adult re-offending rates for those under probation supervision.
///
/// The year is labelled by its re-offending windows: the report for a quarter covers the year that ends with it, and
/// counts the caseload at the four quarter ends from the day before that year began.
struct NI18: PredictedModule {
    /// A re-offence counts within this many months of the snapshot.
    var reoffendingMonths = 3
    /// It must be proven within this many months of the snapshot.
    var proofMonths = 6

    var horizonMonths: Int { reoffendingMonths }

    let indicator = Indicator(
        id: "NI18",
        title: "Adult re-offending rates for those under probation supervision",
        definition: """
            The proportion of adults on the probation caseload at four quarter ends, matched to the Police National \
            Computer, who are proven to have re-offended within three months of the snapshot, against the proportion \
            predicted for them. The proof must come within six months of the snapshot.
            """,
        family: .proportionAgainstPredicted,
        unit: "% relative difference",
        polarity: .lowerIsBetter,
        decimals: 2,
        frequency: "quarterly, each a rolling year",
        levels: [.national, .region, .trust, .ldu, .localAuthority],
        source: "probation caseload snapshots matched to the Police National Computer",
        supplier: "Ministry of Justice; authorities submit nothing",
        caveats: [
            "The denominator counts offender-snapshots, not people: one person may stand in all four.",
            "Time at risk differs between offenders, and long sentences recur in several snapshots (Hedderman 2009).",
            "Figures of local authorities do not add up to their area: those of no known authority are kept apart, and "
                + "re-offend more.",
            "Consecutive quarters share three of their four snapshots: they are not independent points of a trend.",
            "An offence proven later than six months after the snapshot is missed, more so where courts are slow.",
            "Not comparable with the one-year proven re-offending statistics.",
            "The official model of the predicted rate and the published test are not known; the predictions here are "
                + "those loaded in the warehouse, or made there.",
        ],
        version: "2009-02",
        aliases: ["NI 18"],
        breakdowns: [.sex, .ageBand, .ethnicity, .tier, .orderType],
        relations: [
            CountRelation([.init("NI18", .n), .init("NI18", .prediction)], .equal, [.init("M4", .n)])
        ])

    func coverage(of period: ReportPeriod) throws -> Coverage {
        let snapshots = try snapshots(of: period)
        let complete = snapshots[3].addingMonthsToEnd(proofMonths)
        return Coverage(
            period: window(of: snapshots),
            needs: [
                .init(.caseload, from: snapshots[0], through: snapshots[3]),
                .init(.reoffences, from: snapshots[0].adding(days: 1), through: complete),
            ],
            snapshots: snapshots, completeOn: complete)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?) throws -> Query {
        query(of: try snapshots(of: period), breakdown, model)
    }

    func parts(
        of period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?
    ) throws -> [CohortPart] {
        try snapshots(of: period).map { snapshot in
            CohortPart(
                members: Query(
                    file: "members.sql", embedded: PackageResources.members_sql,
                    parameters: [
                        "snapshot": .day(snapshot), "breakdown": .text(breakdown?.rawValue),
                        "model": .text(model.map { String($0.id) }),
                    ]),
                outcomes: Query(
                    file: "outcomes.sql", embedded: PackageResources.outcomes_sql,
                    parameters: [
                        "snapshot": .day(snapshot), "reoffending_months": .integer(reoffendingMonths),
                        "proof_months": .integer(proofMonths),
                    ]))
        }
    }

    /// The rows as the definition has them; a report reads the same in ``parts(of:breakdown:predictedBy:)``.
    private func query(of snapshots: [Day], _ breakdown: Breakdown?, _ model: PredictionModel?) -> Query {
        Query(
            file: "NI18.sql", embedded: PackageResources.NI18_sql,
            parameters: [
                "snapshots": .days(snapshots),
                "reoffending_months": .integer(reoffendingMonths),
                "proof_months": .integer(proofMonths),
                "breakdown": .text(breakdown?.rawValue),
                "model": .text(model.map { String($0.id) }),
            ])
    }

    /// The four quarter ends counted: the day before each quarter of the year that ends with the requested quarter.
    private func snapshots(of period: ReportPeriod) throws -> [Day] {
        guard case .quarter(let quarter) = period else {
            throw ReportError.notOffered(
                indicator: indicator.id, what: "by dates, since it counts whole snapshots",
                instead: "ask for a quarter: --quarter \(Quarter(containing: period.lastDay))")
        }
        return (-3...0).map { quarter.advanced(by: $0).firstDay.adding(days: -1) }
    }

    private func window(of snapshots: [Day]) -> Period {
        let (first, last) = (snapshots[0].adding(days: 1), snapshots[3].addingMonthsToEnd(reoffendingMonths))
        guard let window = Period(from: first, to: last) else {
            preconditionFailure("a window ends after it begins")
        }
        return window
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(NI18(), stamp: laa_stamp()) }
