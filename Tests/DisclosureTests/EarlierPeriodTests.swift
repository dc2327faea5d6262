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
