import Foundation
import Significance
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import ReportKit
@testable import Returns

@Suite("Medians and other quantiles that may be published")
struct QuantileDisclosureTests {
    private let nation = Area(code: "N", name: "Nation", level: .national)
    private let trust = Area(code: "T", name: "Trust", level: .trust)
    private let parts = ["A", "B"].map { Area(code: $0, name: "Authority \($0)", level: .localAuthority) }

    private var tree: AreaTree {
        var parents: [Area: [Area]] = [trust: [nation]]
        for part in parts { parents[part] = [trust, nation] }
        return AreaTree(parents)
    }

    private func finding(
        _ area: Area, _ values: [Double], step: Double = 1, quantile: Double = 0.5, target: Double? = nil
    ) throws -> Finding {
        let sorted = values.sorted()
        let value = try Quantiles.value(sorted: sorted, probability: quantile)
        let interval = try Quantiles.interval(sorted: sorted, probability: quantile)
        let agreed = target.map { AgreedTarget(measure: .value, value: $0, designated: false, source: "a plan") }
        func met(_ value: Double) -> Bool? { agreed?.isMet(by: value, polarity: .lowerIsBetter) }
        return Finding(
            area: area, group: nil, observed: nil, n: values.count, verdict: nil, unreliable: false,
            target: agreed.map { TargetOutcome($0, met: met(value)) }, dataQuality: [],
            figures: .quantile(
                QuantileFigures(
                    quantile: quantile, value: value, interval: interval, tests: .init(againstTarget: nil),
                    roundings: QuantileRounding.all(of: value, interval, sorted: sorted, step: step, met: met))))
    }

    private func report(_ findings: [Finding]) throws -> Report {
        var report = try Made.report(.quantile, id: "XX1", areas: 0)
        report.findings = findings
        return report
    }

    private func published(
        _ findings: [Finding], _ policy: String = "", after earlier: [PublishedTable] = [],
        release: Release = .published
    ) throws -> PublishedReport {
        let policy = try DisclosurePolicy(yaml: policy, file: "policy")
        return try DisclosureControl(policy, in: tree, after: earlier, release: release)
            .disclosed([try report(findings)])[0]
    }

    private func figures(_ finding: PublishedFinding) throws -> QuantileFigures {
        try #require(finding.shown?.figures.any as? QuantileFigures)
    }

    @Test("every number published of one stands for more people than are a small count, and covers the exact interval")
    func classes() throws {
        var generator = FindingGenerator(seed: 3)
        var (shown, withInterval) = (0, 0)
        for number in 0..<300 {
            let n = Int.random(in: 20...90, using: &generator)
            let spread = Double.random(in: 1...300, using: &generator)
            let values = (0..<n).map { _ -> Double in
                let uniform = Double.random(in: 0..<1, using: &generator)
                let value = -spread * log(1 - uniform)
                return number.isMultiple(of: 2) ? value.rounded() : value
            }
            let exact = try finding(
                trust, values, step: spread < 60 ? 0.1 : 1,
                quantile: [0.5, 0.5, 0.25, 0.9].randomElement(using: &generator) ?? 0.5)
            guard case .shown(let finding) = try published([exact]).findings[0] else { continue }
            shown += 1
            let figures = try figures(.shown(finding))
            let (step, value) = (try #require(figures.roundedTo), try #require(figures.value))
            #expect(figures.roundings.isEmpty && finding.n == n)
            func share(_ isAlike: (Double) -> Bool) -> Int { values.count(where: isAlike) }
            let edge = step * 1e-9
            #expect(share { $0 > value - step / 2 - edge && $0 < value + step / 2 + edge } > 4)
            guard let interval = figures.interval else { continue }
            withInterval += 1
            #expect(share { $0 > interval.lower - edge && $0 < interval.lower + step + edge } > 4)
            #expect(share { $0 > interval.upper - step - edge && $0 < interval.upper + edge } > 4)
            let own = try #require((exact.figures.any as? QuantileFigures)?.interval)
            #expect(interval.lower <= own.lower && interval.upper >= own.upper)
        }
        #expect(shown > 200 && withInterval > 150, "\(shown), \(withInterval)")
    }

    @Test("nobody's own value is published, also where the median is one person's")
    func ownValue() throws {
        // The person in the middle is the only one with 17.3.
        let tenths = (0..<15).map { Double($0) / 10 }
        let values = tenths.map { 3 + $0 } + [17.3] + tenths.map { 30 + $0 }
        let exact = try finding(trust, values, step: 0.1)
        #expect((exact.figures.any as? QuantileFigures)?.value == 17.3)
        switch try published([exact]).findings[0] {
        case .shown(let finding): #expect(try figures(.shown(finding)).value != 17.3)
        case .partial(let finding): #expect(finding.n == 31)
        default: Issue.record("neither shown nor partial")
        }
    }

    @Test(
        "of fewer people than the policy's least, or of values that no rounding joins, the number of people alone is shown"
    )
    func few() throws {
        let alike = Array(repeating: 12.0, count: 19)
        let report = try published([try finding(trust, alike)])
        guard case .partial(let partial) = report.findings[0] else {
            Issue.record("is not partial")
            return
        }
        #expect(partial.n == 19 && partial.suppression.reason == .fewPeople)
        #expect(report.caveats.contains(PublishedReport.caveat) && report.suppressions.count == 1)
        let json = String(
            decoding: try JSONEncoder().encode(FindingDocument(report.findings[0], in: report)), as: UTF8.self)
        #expect(json.contains("\"value\":{\"suppressed\":true}") && json.contains("\"n\":19"), "\(json)")
        #expect(CSVRenderer().render(report).contains("[c]"))
        let shown = try published([try finding(trust, alike)], "quantile-least-n: 19")
        #expect(try figures(shown.findings[0]).value == 12)
        // Nobody is within a hundred steps of another.
        let apart = try published([try finding(trust, (0..<40).map { 1000 * Double($0) })])
        #expect(apart.findings[0].shown == nil)
        #expect(throws: DisclosureError.self) {
            try DisclosurePolicy(yaml: "quantile-least-n: one", file: "policy.yaml")
        }
    }

    @Test("where the number of people is suppressed there is no quantile, and none of what it could be worked out from")
    func nested() throws {
        // B is one person, so that the trust's people less A's are one.
        let a = (0..<30).map { Double($0 % 6) }
        let report = try published([
            try finding(trust, a + [77]), try finding(parts[0], a), try finding(parts[1], [77]),
        ])
        guard case .suppressed = report.findings[2] else {
            Issue.record("B is not suppressed")
            return
        }
        #expect(report.findings.prefix(2).count { $0.shown != nil } < 2)
        #expect(!CSVRenderer().render(report).contains("77"))
    }

    @Test("an edition with few people more than the one before gives no quantile beside the earlier one")
    func editions() throws {
        let values = (0..<40).map { Double($0 % 4) }
        let first = try published([try finding(trust, values)])
        #expect(first.findings[0].shown != nil)
        let table = try #require(first.published(nation: nation))
        let second = try published([try finding(trust, values + [77])], after: [table])
        #expect(second.findings[0].shown == nil)
        let later = try published([try finding(trust, values + values.prefix(10))], after: [table])
        #expect(later.findings[0].shown != nil)
    }

    @Test("whether the target is met follows from the rounded value alone")
    func met() throws {
        // The median is 10.2, and 10 once it is rounded.
        let values = Array(repeating: 9.9, count: 20) + [10.2] + Array(repeating: 10.3, count: 20)
        let exact = try finding(trust, values, target: 10)
        let shown = try #require(try published([exact]).findings[0].shown)
        #expect(exact.target?.met == false && shown.target?.met == true)
        #expect(try figures(.shown(shown)).value == 10)
        var judged = exact
        judged.verdict = .significantlyWorse
        #expect(try published([judged]).findings[0].shown?.target.map { $0.met == nil } == true)
        judged.verdict = .significantlyBetter
        #expect(try published([judged]).findings[0].shown?.target?.met == true)
        let sentence = shown.sentence(Made.indicator(.quantile, unit: "days"))
        #expect(sentence.contains("Median of 41: 10.00 days (95% interval 9.00 days to 11.00 days)"), "\(sentence)")
        #expect(sentence.contains("Rounded to a multiple of 1, so that no one person's value is shown."))
    }

    @Test(
        "the internal form, and figures that are not of people, are exact; none has the forms it could be published in")
    func exact() throws {
        let exact = try finding(trust, (0..<40).map { Double($0) })
        for (policy, release) in [
            ("", Release.internal(marking: "OFFICIAL-SENSITIVE")), ("not-of-people: [XX1]", Release.published),
        ] {
            let report = try published([exact], policy, release: release)
            let own = try figures(report.findings[0])
            #expect(own.value == 19.5 && own.roundedTo == nil && own.roundings.isEmpty)
            let json = try JSONRenderer().render(report)
            #expect(!json.contains("roundings"))
        }
        // With the method round, its number of people is rounded, and nothing else is told.
        let rounded = try published([exact], "method: round").findings[0]
        guard case .rounded(let finding) = rounded else {
            Issue.record("is not rounded")
            return
        }
        #expect(finding.n == 40)
    }
}
