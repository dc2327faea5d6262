import Common
import ReportKit

struct Moody: TestModule {
    let indicator = Indicator.test("TEST10", "Answers, but crashes in the first quarter of a year.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        precondition(Quarter(containing: period.lastDay).number != 1, "not in spring")
        return Query(
            file: "Moody.sql",
            sql: "select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown, "
                + "3::bigint as observed, 4::bigint as n, 0::bigint as not_recorded",
            parameters: [:])
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Moody(), stamp: laa_stamp()) }
