import ReportKit
import Testing

@testable import Disclosure

@Suite("Disclosure control of reports with a past")
struct EarlierPeriodTests {
    private let region = MadeRegion(seed: 5, trusts: 2, authorities: 2, size: 20)

    @Test("reports on the period asked for and on earlier ones are weighed together, and never mix")
    func apart() throws {
        let current = [try region.report(5), try region.report(5, by: .sex)]
        let earlier = [try region.report(3), try region.report(4), try region.report(3, id: "OM21")]
        let control = DisclosureControl(.standard, in: region.tree)
        let found = try control.disclosed(current, with: earlier)
        #expect(found.current.map(\.indicator.id) == ["NI18", "NI18"])
        #expect(found.earlier.map(\.indicator.id) == ["NI18", "NI18", "OM21"])
        for (reports, disclosed) in [(current, found.current), (earlier, found.earlier)] {
            for (report, disclosed) in zip(reports, disclosed) {
                #expect(disclosed.findings.map(\.area) == report.findings.map(\.area))
                #expect(disclosed.suppressions.allSatisfy { $0.span == report.period })
            }
        }
        let together = try control.disclosed(current + earlier)
        #expect((found.current + found.earlier).map(\.suppressions) == together.map(\.suppressions))
        #expect(together.contains { !$0.suppressions.isEmpty })
    }

    @Test("indicators that share nothing are weighed side by side, and come to the same as each by itself")
    func sideBySide() throws {
        #expect(Solver.isThreadSafe, "GLPK was built without thread-local storage: they are weighed one after another")
        let ids = ["NI18", "NI143", "OM20", "OM21", "M4", "M5", "INT01", "INT02"]
        let reports = try ids.enumerated().map { index, id in
            try MadeRegion(seed: UInt64(70 + index), trusts: 3, authorities: 3, size: 20).report(3, id: id, by: .sex)
        }
        let control = DisclosureControl(.standard, in: MadeRegion(seed: 70, trusts: 3, authorities: 3, size: 20).tree)
        let apart = try reports.map { try control.disclosed([$0])[0].suppressions }
        #expect(apart.allSatisfy { !$0.isEmpty })
        for _ in 1...3 { #expect(try control.disclosed(reports).map(\.suppressions) == apart) }
    }

    @Test("without earlier reports there are none afterwards, and without any there is nothing")
    func none() throws {
        let control = DisclosureControl(.standard, in: region.tree)
        let report = try region.report(5)
        let alone = try control.disclosed([report], with: [])
        #expect(alone.current.count == 1 && alone.earlier.isEmpty)
        let past = try control.disclosed([], with: [report])
        #expect(past.current.isEmpty && past.earlier.count == 1)
    }
}
