import Common
import ReportKit

struct Greedy: TestModule {
    let indicator = Indicator.test("TEST8", "Takes more memory than anyone has.")

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        var taken: [[UInt8]] = []
        for round in 0..<4096 { taken.append([UInt8](repeating: UInt8(round & 255), count: 1 << 20)) }
        throw ReportError.parameter(file: "none.sql", name: "none", problem: "took \(taken.count) MB")
    }
}

@c(laa_report_module)
public func entry() -> UnsafeMutableRawPointer { ModuleEntry.export(Greedy(), stamp: laa_stamp()) }
