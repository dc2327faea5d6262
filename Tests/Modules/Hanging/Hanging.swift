import Common
import Glibc
import ReportKit

struct Hanging: TestModule {
    let indicator = Indicator.test("TEST2", "Never answers.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        while true { sleep(1) }
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Hanging(), stamp: laa_stamp()) }
