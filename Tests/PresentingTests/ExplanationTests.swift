import Foundation
import ReportKit
import Significance
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Explanations")
struct ExplanationTests {
    private static let area = Area(code: "E10000017", name: "Lancashire", level: .localAuthority)

    private func finding(_ observed: Int, _ n: Int, _ expected: Double, group: String? = nil) -> Finding {
        let outcome = TestOutcome(statistic: nil, p: 0.4, verdict: .noSignificantDifference)
        return Finding(
            area: Self.area, group: group.map { Finding.Group(by: .tier, value: $0) }, observed: observed, n: n,
            verdict: .noSignificantDifference, unreliable: false, target: nil, dataQuality: [],
            figures: .predicted(.made(observed: observed, n: n, expected: expected, outcome)))
    }

    private func report(_ quarter: String, _ findings: [Finding], hiding hidden: Set<String> = []) throws
        -> PublishedReport
    {
        var report = try Made.report(.proportionAgainstPredicted, areas: 1)
        let quarter = try #require(Quarter(quarter))
        report.requested = .quarter(quarter)
        report.period = try #require(Period(from: quarter.advanced(by: -3).firstDay, to: quarter.lastDay))
        report.breakdown = findings.first?.group?.by
        report.findings = findings
        let suppressed = Dictionary(
            uniqueKeysWithValues: findings.filter { hidden.contains($0.group?.value ?? "") }.map { finding in
                let suppression = Suppression(
                    indicator: "NI18", area: Self.area, group: finding.group?.value, span: report.period,
                    breakdown: .tier, reason: .protects, counts: [.observed, .n])
                return (finding.place, HiddenCounts(suppression))
            })
        return PublishedReport(report, suppressed: suppressed, .standard, in: AreaTree([:]))
    }

    private func explained(hiding hidden: (Set<String>, Set<String>) = ([], [])) throws -> Explanation {
        try Explanation(
            area: Self.area,
            whole: (
                report("2009-10Q4", [finding(95, 800, 94)]), report("2010-11Q4", [finding(104, 800, 103)])
            ),
            groups: (
                report(
                    "2009-10Q4",
                    [
                        finding(60, 400, 55, group: "tier 1"), finding(30, 300, 33, group: "tier 2"),
                        finding(5, 100, 6, group: "tier 3"),
                    ], hiding: hidden.0),
                report(
                    "2010-11Q4",
                    [
                        finding(80, 500, 70, group: "tier 1"), finding(20, 250, 30, group: "tier 2"),
                        finding(4, 50, 3, group: "tier 3"),
                    ], hiding: hidden.1)
            ))
    }

    @Test("the parts add up to the change, in full precision and as they are shown")
    func adds() throws {
        let explanation = try explained()
        let parts = explanation.decomposition
        // As in RateDecompositionTests, from NumPy.
        #expect(abs(parts.mix.value - 0.0096875) < 1e-12 && abs(parts.performance.value + 0.00328125) < 1e-12)
        let change = explanation.after.actual - explanation.before.actual
        #expect(abs(parts.mix.value + parts.risk.value + parts.performance.value - change) < 1e-12)
        let points = explanation.points
        // 11.88% and 13.00%: the parts, 0.97, 0.48 and -0.33, are shown so that they give 1.12.
        #expect(points.change == 1.12)
        #expect(abs(points.mix + points.risk + points.performance - points.change) < 1e-9)
        #expect(
            explanation.sentences[0].hasPrefix(
                "Lancashire (authority): the actual rate rose by 1.12 points, from 11.88% in 2009-10Q4"))
    }

    @Test("groups that are kept back are told together, as what is left of the whole, with no count of their own")
    func keptBack() throws {
        let all = try explained()
        let some = try explained(hiding: (["tier 2", "tier 3"], ["tier 2", "tier 3"]))
        #expect(some.keptBack == 2 && some.groups.map(\.name) == ["tier 1", Explanation.others])
        #expect(some.groups[1].after.n == 300 && some.groups[1].after.observed == 24)
        #expect(abs(some.decomposition.change.value - all.decomposition.change.value) < 1e-12)
        // One that is published at one time only stands among the others at both.
        let once = try explained(hiding: (["tier 2", "tier 3"], []))
        #expect(once.groups.map(\.name) == ["tier 1", Explanation.others])
        #expect(once.method.contains { $0.contains("2 of the groups are not published at both times") })
    }

    @Test("what cannot be explained is refused, with what to do")
    func refused() throws {
        let (before, after) = (
            try report("2009-10Q4", [finding(95, 800, 94)]), try report("2010-11Q4", [finding(104, 800, 103)])
        )
        let groups = (
            try report("2009-10Q4", [finding(95, 800, 94, group: "tier 1")]),
            try report("2010-11Q4", [finding(104, 800, 103, group: "tier 1")])
        )
        func message(_ whole: (PublishedReport, PublishedReport), _ area: Area = Self.area) -> String {
            do {
                _ = try Explanation(area: area, whole: whole, groups: groups)
                return ""
            } catch { return "\(error)" }
        }
        #expect(message((before, after)) == "")
        #expect(message((after, after)).contains("share some of their days"))
        let other = Area(code: "X", name: "Elsewhere", level: .localAuthority)
        #expect(
            message((before, after), other).contains(
                "no figure of Elsewhere (authority) for 2009-10Q4: nobody is counted there"))
        let proportion = PublishedReport(everythingIn: try Made.report(.proportionAgainstTarget, areas: 1))
        #expect(message((before, proportion)).contains("not compared with a prediction"))
        // Groups of more people than the whole, as a figure that stands from before late data gives.
        #expect(message((try report("2009-10Q4", [finding(90, 700, 94)]), after)).contains("do not add up"))
    }

    @Test("the chart is well-formed at every width, and ends where the later rate is")
    func chart() throws {
        let chart = try explained().chart
        let svg = chart.svg()
        #expect(XMLParser(data: Data(svg.utf8)).parse() && !svg.contains("nan"))
        #expect(svg.contains(">13.00%<") && svg.contains(">Performance<"))
        #expect(chart.narrowSVG(notice: nil, labelledBy: "x").contains(">Mix of groups<"))
        #expect(chart.table.rows.count == 4)
    }
}
