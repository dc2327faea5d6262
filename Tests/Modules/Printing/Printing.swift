import ReportKit

/// Prints to standard output, and answers all the same.
struct Printing: ReportModule {
    let indicator = Indicator(
        id: "TEST5", title: "A test module",
        definition: "Prints to standard output, and answers all the same.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        print("{\"not\": \"the answer\"}")
        return Query(
            file: "Printing.sql",
            sql: "select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown, "
                + "3::bigint as observed, 4::bigint as n, 0::bigint as not_recorded",
            parameters: [:])
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Printing(), stamp: laa_stamp()) }
