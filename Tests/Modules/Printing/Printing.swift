import Common
import ReportKit

struct Printing: TestModule {
    let indicator = Indicator.test("TEST5", "Prints to standard output, and answers all the same.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        print("{\"not\": \"the answer\"}")
        return Query(
            file: "Printing.sql",
            sql: "select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown, "
                + "3::bigint as observed, 4::bigint as n, 0::bigint as not_recorded",
            parameters: [:])
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Printing(), stamp: laa_stamp()) }
