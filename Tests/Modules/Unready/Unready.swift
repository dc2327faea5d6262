import Common
import ReportKit

struct Unready: TestModule {
    let indicator: Indicator

    init() {
        preconditionFailure("not even ready to say what it is")
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        Query(file: "Unready.sql", sql: "select 1", parameters: [:])
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Unready(), stamp: laa_stamp()) }
