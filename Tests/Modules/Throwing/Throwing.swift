import ReportKit

/// Throws an error of its own.
struct Throwing: ReportModule {
    let indicator = Indicator(
        id: "TEST4", title: "A test module",
        definition: "Throws an error of its own.", family: .proportionAgainstTarget, unit: "%",
        polarity: .higherIsBetter, decimals: 0, frequency: "quarterly", levels: [.national, .trust, .localAuthority],
        source: "none", supplier: "none", caveats: [], version: "1")

    func coverage(of period: ReportPeriod) -> Coverage {
        let day = period.lastDay
        return Coverage(
            period: period.days, needs: [.init(.terminations, from: day, through: day)], completeOn: day)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        throw Mishap(what: "the module had a mishap")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Throwing(), stamp: laa_stamp()) }

struct Mishap: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
