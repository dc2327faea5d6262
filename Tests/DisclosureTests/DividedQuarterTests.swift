import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

/// Somebody who pulls quarters, and days that divide them.
@Suite("Days that divide a quarter", .enabled(if: Attacker.isThere, "python3 with scipy is missing: NOT CHECKED"))
struct DividedQuarterTests {
    /// What somebody pulls, and the days that nobody may learn of.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        /// What may be published at any time: the days, and the quarters in which as much happened as in them.
        let wholes: [(days: String, quarters: ClosedRange<Int>)]
        let divided: (days: String, quarters: ClosedRange<Int>)
        /// What is left between them.
        let left: (days: String, quarters: ClosedRange<Int>)

        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "a quarter without its last day", wholes: [("2010-04-01..2010-06-30", 0...7)],
            divided: ("2010-04-01..2010-06-29", 0...6), left: ("2010-06-30..2010-06-30", 7...7)),
        Case(
            name: "a quarter and the month after it",
            wholes: [
                ("2010-04-01..2010-06-30", 0...3), ("2010-07-01..2010-09-30", 4...7),
                ("2010-04-01..2010-09-30", 0...7),
            ], divided: ("2010-04-01..2010-07-31", 0...4), left: ("2010-07-01..2010-07-31", 4...4)),
    ]

    private let region = MadeRegion(seed: 21, trusts: 3, authorities: 3, size: 24)
    private var control: DisclosureControl { DisclosureControl(.standard, in: region.tree) }

    private func report(_ own: (days: String, quarters: ClosedRange<Int>)) throws -> Report {
        try region.report(of: own.quarters, on: try #require(Period(own.days)))
    }

    /// The small counts of the days that are left which follow from published reports: fewer values than the policy asks for
    /// are possible.
    private func told(of left: Report, by published: [PublishedReport]) throws -> Set<String> {
        let everything = Dictionary(
            uniqueKeysWithValues: left.findings.map { finding in
                let suppression = Suppression(
                    indicator: "NI18", area: finding.area, group: nil, span: left.period, breakdown: nil,
                    reason: .smallCount, counts: [.observed, .n])
                return (finding.place, HiddenCounts(suppression))
            })
        let hidden = PublishedReport(left, suppressed: everything, .standard, in: region.tree)
        let edition = Return(
            areas: [region.region], quarter: try #require(Quarter("2010-11Q1")), reports: published + [hidden],
            missing: [])
        let found = try Attacker.attack(region, [Data(try JSONFormat().files(of: edition)[0].contents)])
        let few = found.filter { $0.greatest - $0.least + 1 < Double(DisclosurePolicy.standard.valuesLeft) }
        let small = left.findings.flatMap { finding in
            [
                ("observed", finding.observed),
                ("not", finding.n.flatMap { n in finding.observed.map { n - $0 } }),
            ]
            .filter { _, count in (1...4).contains(count ?? 0) }
            .map { side, _ in
                let days = "\(left.period.from)\t\(left.period.to)"
                return "\(days)\t\(finding.area.level.rawValue)/\(finding.area.code)\t\t\(side)\t"
            }
        }
        return Set(small.filter { count in few.contains { $0.description.contains(count) } })
    }

    @Test(
        "tell no small count of what is left between them, where the whole quarters are weighed beside them",
        arguments: cases)
    func beside(_ tried: Case) throws {
        let wholes = try tried.wholes.map(report)
        let (divided, left) = (try report(tried.divided), try report(tried.left))
        let first = try wholes.flatMap { try control.disclosed([$0]) }
        let known = try told(of: left, by: first)
        let apart = try told(of: left, by: first + control.disclosed([divided]))
        #expect(!apart.subtracting(known).isEmpty, "nothing follows from them apart: nothing is tested")
        let weighed = try control.disclosed([divided], with: [], beside: wholes)
        #expect(weighed.current.count == 1 && weighed.earlier.isEmpty)
        #expect(try told(of: left, by: first + weighed.current).subtracting(known).isEmpty)
        #expect(weighed.current[0].shown.count > 2)
    }
}
