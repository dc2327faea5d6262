import Foundation
import ReportKit
import Significance
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Many areas judged at once")
struct ManyAreasTests {
    private static let nation = Area(code: "N", name: "Nation", level: .national)
    private static let trusts = (0..<12).map { Area(code: "T\($0)", name: "Trust \($0)", level: .trust) }
    private static let notAssigned = Area(code: "TX", name: "Trust 0: not assigned", level: .notAssigned)
    private static let tree = AreaTree(
        Dictionary(uniqueKeysWithValues: (trusts + [notAssigned]).map { ($0, [nation]) }))

    /// The p values of the trusts: four are below 5%, one once twelve are judged at once.
    private static let p = [0.001, 0.02, 0.03, 0.049, 0.06, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1]

    private func finding(_ area: Area, p: Double?, observed: Int = 300, group: String? = nil) -> Finding {
        let verdict = Verdict(p: p, difference: 1, polarity: .lowerIsBetter)
        return Finding(
            area: area, group: group.map { Finding.Group(by: .sex, value: $0) }, observed: observed, n: 1_000,
            verdict: verdict, unreliable: false, target: nil, dataQuality: [],
            figures: .proportion(
                ProportionFigures(
                    rate: 0.3, interval: nil, notRecorded: 0,
                    tests: .init(exactBinomial: TestOutcome(statistic: nil, p: p, verdict: verdict)))))
    }

    private var findings: [Finding] { zip(Self.trusts, Self.p).map { finding($0, p: $1) } }

    /// The report on these findings, of which some are shown.
    private func report(_ findings: [Finding], showing shown: Set<String>? = nil) throws -> Report {
        var report = try Made.report(.proportionAgainstTarget, areas: 0)
        report.breakdown = findings.first?.group?.by
        report.findings = findings.filter { shown?.contains($0.area.code) ?? true }
        report.unshown = UnshownCounts(
            findings.filter { shown?.contains($0.area.code) == false }.map(UnshownCounts.Row.init))
        return report
    }

    private func published(
        _ report: Report, by basis: VerdictBasis = .p, release: Release = .published
    ) throws -> PublishedReport {
        try DisclosureControl(.standard, in: Self.tree, release: release, judgedBy: basis).disclosed([report])[0]
    }

    private func adjusted(_ report: PublishedReport) -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: report.shown.compactMap { finding in
                finding.figures.judging?.pAdjusted.map { (finding.area.code + (finding.group?.value ?? ""), $0) }
            })
    }

    @Test("an area's adjusted p value is the same whichever areas are shown")
    func whicheverShown() throws {
        let all = adjusted(try published(try report(findings)))
        let expected = try ManyAreas.benjaminiHochberg(Self.p)
        #expect(Self.trusts.map { all[$0.code] } == expected)
        for shown: Set<String> in [["T0"], ["T3", "T4", "T11"]] {
            let some = adjusted(try published(try report(findings, showing: shown)))
            #expect(Set(some.keys) == shown && some.allSatisfy { all[$0.key] == $0.value }, "\(some)")
        }
    }

    @Test("areas that are suppressed are not among those that are judged at once, shown or not")
    func suppressed() throws {
        var findings = findings
        for index in [1, 2] { findings[index] = finding(Self.trusts[index], p: 0.0001, observed: 3) }
        let expected = try ManyAreas.benjaminiHochberg([Self.p[0]] + Self.p[3...])
        for shown: Set<String>? in [nil, ["T0", "T3"]] {
            let report = try published(try report(findings, showing: shown))
            #expect(adjusted(report)["T0"] == expected[0] && adjusted(report)["T3"] == expected[1])
            #expect(report.manyAreas.map(\.judged) == [10])
        }
        let everything = try published(try report(findings), release: .officialSensitive)
        #expect(everything.manyAreas.map(\.judged) == [12])
    }

    @Test("the p value of a suppressed area cannot be read from its neighbours' adjusted ones, shown or not")
    func neighbours() throws {
        // Of three areas the greatest p value becomes everybody's adjusted one: here that of the suppressed area.
        let p = [0.5234, 0.3133, 0.7470166478942613]
        #expect(try ManyAreas.benjaminiHochberg(p) == [p[2], p[2], p[2]])
        let small = finding(Self.trusts[2], p: p[2], observed: 3)
        let others = zip(Self.trusts, p).prefix(2).map { finding($0, p: $1) }
        let expected = try ManyAreas.benjaminiHochberg(Array(p.prefix(2)))
        for shown: Set<String>? in [nil, ["T0", "T1"], ["T1"]] {
            let report = try published(try report(others + [small], showing: shown))
            let adjusted = adjusted(report)
            #expect(adjusted["T1"] == expected[1] && adjusted["T0"] == (shown == ["T1"] ? nil : expected[0]))
            #expect(!(try JSONRenderer().render(report)).contains("0.74701"))
        }
        // Nor where the area is suppressed to protect another: the nation's total and the other trusts' are shown.
        var nation = finding(Self.nation, p: nil, observed: 1_000)
        nation.n = 3_000
        let one = finding(Self.trusts[0], p: p[0], observed: 330)
        let two = finding(Self.trusts[1], p: p[1], observed: 4)
        let three = finding(Self.trusts[2], p: p[2], observed: 666)
        let report = try published(try report([nation, one, two, three]))
        let hidden = Set(report.suppressions.map(\.area.code))
        #expect(hidden.count == 2 && hidden.contains("T1"))
        let left = Set(["T0", "T2"]).subtracting(hidden)
        #expect(Set(adjusted(report).keys) == left)
        for code in left { #expect(adjusted(report)[code] == (code == "T0" ? p[0] : p[2])) }
    }

    @Test("offenders who are not assigned to an area are judged, but not among the areas")
    func notAssigned() throws {
        let pseudo = finding(Self.notAssigned, p: 0.0001)
        let report = try published(try report([pseudo] + findings), by: .pAdjusted)
        #expect(adjusted(report)["TX"] == nil)
        #expect(report.shown[0].verdict == .significantlyWorse && report.shown[0].judgedAmong == nil)
        #expect(adjusted(report)["T0"] == (try ManyAreas.benjaminiHochberg(Self.p))[0])
    }

    @Test("each group of people is compared over the areas, apart from other groups")
    func groups() throws {
        let women = zip(Self.trusts, Self.p).map { finding($0, p: $1, group: "F") }
        let men = Self.trusts.map { finding($0, p: 0.5, group: "M") }
        let report = try published(try report(women + men))
        #expect(adjusted(report)["T0F"] == (try ManyAreas.benjaminiHochberg(Self.p))[0])
        #expect(adjusted(report)["T0M"] == 0.5)
        #expect(report.manyAreas.map(\.breakdown?.value) == ["F", "M"])
    }

    @Test("verdicts by the adjusted p value are called significant where it is below 5%, and say so everywhere")
    func byAdjusted() throws {
        let plain = try published(try report(findings))
        let report = try published(try report(findings), by: .pAdjusted)
        #expect(plain.shown.count { $0.verdict == .significantlyWorse } == 4)
        for finding in report.shown {
            let isBelow = (finding.figures.judging?.pAdjusted ?? 1) < 0.05
            #expect(finding.verdict == (isBelow ? .significantlyWorse : .noSignificantDifference))
            #expect(finding.figures.judging?.verdict == finding.verdict)
            #expect(finding.sentence(report.indicator).contains("Allowing for all 12 areas judged at once, p "))
        }
        #expect(report.shown.count { $0.verdict == .significantlyWorse } == 1)
        let json = try JSONRenderer().render(report)
        #expect(json.contains("\"judgedBy\" : \"pAdjusted\""))
        #expect(try JSONRenderer().render(plain).contains("\"judgedBy\" : \"p\""))
        let table = TableRenderer(width: 200).render(report)
        #expect(
            table.contains("a verdict is by p adj.") && table.contains("4 would be; the verdicts here are by p adj."))
    }

    @Test("a table of many areas says how many verdicts chance alone would give, and how many there are")
    func byChance() throws {
        let report = try published(try report(findings))
        let level = try #require(report.manyAreas.first)
        #expect(level.level == .trust && level.judged == 12 && level.significant == 4)
        #expect(level.significantAdjusted == 1 && abs(level.expectedByChance - 0.6) < 1e-12)
        let table = TableRenderer(width: 400).render(report)
        #expect(
            table.contains(
                "12 trusts are judged at once: if none of them differed, chance alone would call about 0.6 significant by "
                    + "p. 4 are, and 1 once that is allowed for"), "\(table)")
        let some = try published(try self.report(findings, showing: ["T0", "T1"]))
        #expect(some.manyAreas == report.manyAreas)
        #expect(!TableRenderer(width: 400).render(some).contains("judged at once: if"))
        let few = try published(try self.report(Array(findings.prefix(9))))
        #expect(few.manyAreas.isEmpty)
    }

    @Test("what is too little to judge by has no p value")
    func refused() throws {
        #expect(TestOutcome(statistic: -7, p: 1e-181, verdict: .notEnoughData).p == nil)
        #expect(TestOutcome(statistic: -7, p: 1e-181, verdict: nil).p == 1e-181)
    }
}

@Suite("Shrunken ratios of published areas")
struct ShrunkenAreaTests {
    private static let nation = Area(code: "N", name: "Nation", level: .national)
    private static let trusts = (0..<12).map { Area(code: "T\($0)", name: "Trust \($0)", level: .trust) }
    private static let tree = AreaTree(Dictionary(uniqueKeysWithValues: trusts.map { ($0, [nation]) }))

    /// Twelve trusts, of whom so many re-offended and so many were predicted to.
    private func report(showing shown: Set<String>? = nil, small: Int? = nil) throws -> Report {
        var report = try Made.report(.proportionAgainstPredicted, areas: 0)
        let findings = Self.trusts.enumerated().map { index, area in
            let outcome = TestOutcome(statistic: nil, p: 0.5, verdict: .noSignificantDifference)
            let observed = index == small ? 3 : 100 + 10 * (index % 5)
            return Finding(
                area: area, group: nil, observed: observed, n: 1_000, verdict: .noSignificantDifference,
                unreliable: false, target: nil, dataQuality: [],
                figures: .predicted(
                    .made(observed: observed, n: 1_000, expected: 110 + Double(index), outcome)))
        }
        report.findings = findings.filter { shown?.contains($0.area.code) ?? true }
        report.unshown = UnshownCounts(
            findings.filter { shown?.contains($0.area.code) == false }.map(UnshownCounts.Row.init))
        return report
    }

    private func published(_ report: Report) throws -> PublishedReport {
        try DisclosureControl(.standard, in: Self.tree).disclosed([report])[0]
    }

    @Test("an area's estimate and rank are the same whichever areas are shown")
    func whicheverShown() throws {
        let all = try published(try report())
        let one = try published(try report(showing: ["T3"]))
        let finding = try #require(one.shown.first)
        let estimate = try #require(one.shrunken(finding))
        #expect(estimate.of == 12 && estimate.rankInterval[0] <= estimate.rank)
        let same = try #require(all.shown.first { $0.area.code == "T3" }.flatMap(all.shrunken))
        #expect(same == estimate)
        #expect(one.shrunkenLevels.first?.others.count == 11 && all.shrunkenLevels.first?.others.isEmpty == true)
    }

    @Test("suppressed areas are not among those that are ranked")
    func suppressed() throws {
        let report = try published(try report(showing: ["T3", "T4"], small: 7))
        #expect(report.shown.allSatisfy { report.shrunken($0)?.of == 11 })
    }

    @Test("the estimate stands in JSON, CSV and a chart that names the areas shown alone")
    func rendered() throws {
        let report = try published(try report(showing: ["T3"]))
        let json = try JSONRenderer().render(report)
        #expect(json.contains("\"shrunken\" : {") && json.contains("\"rankInterval\" : ["))
        let csv = CSVRenderer().render(report).components(separatedBy: "\r\n")
        #expect(csv[0].contains(",shrunken_ratio,shrunken_lower95,shrunken_upper95,shrunken_rank,"))
        let chart = try ChartKind.shrunken.chart(of: report)
        #expect(chart.table.rows.map { $0[0] } == ["Trust 3"])
        #expect(chart.svg().contains("Trust 3") && !chart.svg().contains("Trust 4"))
        #expect(chart.summary.hasPrefix("12 areas in order, those of this report marked"))
        let few = try published(try Made.report(.proportionAgainstPredicted, areas: 4))
        #expect(few.shrunkenLevels.isEmpty)
        #expect(try JSONRenderer().render(few).contains("\"shrunken\" : null"))
    }
}
