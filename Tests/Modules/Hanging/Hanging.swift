import Glibc
import ReportKit

/// Never answers.
struct Hanging: ReportModule {
    let indicator = Indicator(
        id: "TEST2", title: "A test module",
        definition: "Never answers.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        while true { sleep(1) }
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Hanging(), stamp: laa_stamp()) }
