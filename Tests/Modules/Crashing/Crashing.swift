import ReportKit

/// Stops on a broken assumption of its own.
struct Crashing: ReportModule {
    let indicator = Indicator(
        id: "TEST1", title: "A test module",
        definition: "Stops on a broken assumption of its own.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        preconditionFailure("a broken assumption")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Crashing(), stamp: laa_stamp()) }
