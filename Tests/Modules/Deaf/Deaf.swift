import Glibc
import ReportKit

/// Ignores being asked to stop, and never answers.
struct Deaf: ReportModule {
    let indicator = Indicator(
        id: "TEST6", title: "A test module",
        definition: "Ignores being asked to stop, and never answers.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        signal(SIGTERM, SIG_IGN)
        while true { sleep(1) }
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Deaf(), stamp: laa_stamp()) }
