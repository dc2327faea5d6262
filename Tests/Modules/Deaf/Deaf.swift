import Common
import Glibc
import ReportKit

struct Deaf: TestModule {
    let indicator = Indicator.test("TEST6", "Ignores being asked to stop, and never answers.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        signal(SIGTERM, SIG_IGN)
        while true { sleep(1) }
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Deaf(), stamp: laa_stamp()) }
