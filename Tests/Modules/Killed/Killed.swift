import Glibc
import ReportKit

/// Is killed, as for want of memory.
struct Killed: ReportModule {
    let indicator = Indicator(
        id: "TEST3", title: "A test module",
        definition: "Is killed, as for want of memory.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        kill(getpid(), SIGKILL)
        throw ReportError.parameter(file: "none.sql", name: "none", problem: "outlived its own end")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Killed(), stamp: laa_stamp()) }
