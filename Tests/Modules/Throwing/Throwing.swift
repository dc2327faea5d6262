import Common
import ReportKit

struct Throwing: TestModule {
    let indicator = Indicator.test("TEST4", "Throws an error of its own.")

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
