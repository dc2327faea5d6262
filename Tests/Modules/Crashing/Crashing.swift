import Common
import ReportKit

struct Crashing: TestModule {
    let indicator = Indicator.test("TEST1", "Stops on a broken assumption of its own.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        preconditionFailure("a broken assumption")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Crashing(), stamp: laa_stamp()) }
