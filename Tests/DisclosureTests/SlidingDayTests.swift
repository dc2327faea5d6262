import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

/// Somebody who pulls a quarter, and the same quarter without its last day.
@Suite("Days slid by one", .enabled(if: Attacker.isThere, "python3 with scipy is missing: NOT CHECKED"))
struct SlidingDayTests {
    private static let quarter = Period("2010-04-01..2010-06-30")
    private static let allButOne = Period("2010-04-01..2010-06-29")
    private static let day = Period("2010-06-30..2010-06-30")

    private let region: MadeRegion
    private let whole: Report
    private let most: Report
    private let rest: Report
    private var control: DisclosureControl { DisclosureControl(.standard, in: region.tree) }

    init() throws {
        region = MadeRegion(seed: 21, trusts: 3, authorities: 3, size: 24)
        whole = try region.report(of: 0...7, on: try #require(Self.quarter))
        most = try region.report(of: 0...6, on: try #require(Self.allButOne))
        rest = try region.report(of: 7...7, on: try #require(Self.day))
    }

    /// The small counts of the last day that follow from two published reports: fewer values than the policy asks for are
    /// possible.
    private func told(by published: [PublishedReport]) throws -> [Attacker.Bounds] {
        let everything = Dictionary(
            uniqueKeysWithValues: rest.findings.map { finding in
                let suppression = Suppression(
                    indicator: "NI18", area: finding.area, group: nil, span: rest.period, breakdown: nil,
                    reason: .smallCount, counts: [.observed, .n])
                return (finding.place, HiddenCounts(suppression))
            })
        let hidden = PublishedReport(rest, suppressed: everything, .standard, in: region.tree)
        let edition = Return(
            areas: [region.region], quarter: try #require(Quarter("2010-11Q1")), reports: published + [hidden],
            missing: [])
        let found = try Attacker.attack(region, [Data(try JSONFormat().files(of: edition)[0].contents)])
        let small = rest.findings.flatMap { finding in
            [
                ("observed", finding.observed),
                ("not", finding.n.flatMap { n in finding.observed.map { n - $0 } }),
            ]
            .filter { _, count in (1...4).contains(count ?? 0) }
            .map { side, _ in
                "2010-06-30\t2010-06-30\t\(finding.area.level.rawValue)/\(finding.area.code)\t\t\(side)\t"
            }
        }
        return found.filter { bounds in
            small.contains(where: bounds.description.contains)
                && bounds.greatest - bounds.least + 1 < Double(DisclosurePolicy.standard.valuesLeft)
        }
    }

    @Test("tell no small count of the day between them, where the whole quarter and the day are weighed beside them")
    func beside() throws {
        let first = try control.disclosed([whole])
        let apart = try control.disclosed([most])
        #expect(!(try told(by: first + apart)).isEmpty, "nothing follows from them apart: nothing is tested")
        let weighed = try control.disclosed([most], with: [], beside: [whole, rest])
        #expect(weighed.current.count == 1 && weighed.earlier.isEmpty)
        #expect(try told(by: first + weighed.current).isEmpty)
        #expect(weighed.current[0].shown.count > 2)
    }
}
