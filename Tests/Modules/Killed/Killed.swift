import Common
import Glibc
import ReportKit

struct Killed: TestModule {
    let indicator = Indicator.test("TEST3", "Is killed, as for want of memory.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        kill(getpid(), SIGKILL)
        throw ReportError.parameter(file: "none.sql", name: "none", problem: "outlived its own end")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Killed(), stamp: laa_stamp()) }
