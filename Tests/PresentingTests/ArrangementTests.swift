import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting

@Suite("Findings sorted and chosen")
struct ArrangementTests {
    private func report() throws -> PublishedReport {
        PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 40))
    }

    @Test("each order is kept, whatever the report's own")
    func orders() throws {
        let report = try report()
        func shown(_ order: Arrangement.Order) -> [ShownFinding] {
            Arrangement(order).findings(of: report).compactMap(\.shown)
        }
        func rises<Key: Comparable>(_ keys: [Key]) -> Bool { zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 } }
        #expect(rises(shown(.area).map(\.area.name)))
        #expect(rises(shown(.n).map { -($0.n ?? 0) }))
        #expect(rises(shown(.p).compactMap(\.figures.presentation.p)))
        let excess = shown(.difference).compactMap { finding -> Double? in
            guard case .predicted(let figures) = finding.figures else { return nil }
            return figures.actualRate.flatMap { actual in figures.predictedRate.map { $0 - actual } }
        }
        #expect(excess.count == 40 && rises(excess))
        for order in Arrangement.Order.allCases { #expect(shown(order).count == 40) }
    }

    @Test("only the verdicts that are wanted are left; what is suppressed is last, or left out with the others")
    func choice() throws {
        let raw = try Made.report(.proportionAgainstPredicted, areas: 40)
        let hidden = raw.findings[0].area
        let suppression = Suppression(
            indicator: "NI18", area: hidden, group: nil, span: raw.period, breakdown: nil, reason: .smallCount,
            counts: [.observed, .n])
        let report = PublishedReport(
            raw, suppressed: [CountTable.Place(area: .init(hidden), group: nil): HiddenCounts(suppression)], .standard,
            in: AreaTree(AreaDirectory(entries: [])))
        #expect(Arrangement(.figure).findings(of: report).last?.area == hidden)
        let worse = Arrangement(only: .worse).findings(of: report)
        #expect(!worse.isEmpty && worse.allSatisfy { $0.shown?.verdict == .significantlyWorse })
        let better = Arrangement(only: .better).findings(of: report)
        #expect(Arrangement(only: .significant).findings(of: report).count == worse.count + better.count)
        #expect(Arrangement.asReported.findings(of: report).count == 40)
    }

    @Test("over the quarters, figures that share data with another are marked, and a namesake is told apart")
    func history() throws {
        let last = try #require(Quarter("2010-11Q4"))
        let reports = try (0..<5).map { back -> PublishedReport in
            var report = try Made.report(.proportionAgainstPredicted, areas: 2, seed: 3)
            report.findings[0].area = Area(code: "A", name: "A", level: .trust)
            report.findings[1].area = Area(code: "B", name: "A", level: .localAuthority)
            let quarter = last.advanced(by: -back)
            report.requested = .quarter(quarter)
            report.period = try #require(Period(from: quarter.advanced(by: -3).firstDay, to: quarter.lastDay))
            return PublishedReport(everythingIn: report)
        }
        let text = HistoryRenderer(width: 120).render(reports[0], earlier: Array(reports.dropFirst()))
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("A (trust)") }.count == 5)
        #expect(lines.filter { $0.hasPrefix("A (authority)") }.count == 5)
        #expect(lines.filter { $0.contains("2010-11Q3 ~") }.count == 2)
        #expect(lines.filter { $0.contains("2010-11Q4  ") }.count == 2)
        #expect(text.contains("~ shares data"))
        #expect(!text.contains("no report on"))
        let asked = (1...8).reversed().map { ReportPeriod.quarter(last.advanced(by: -$0)) }
        func shown(_ arrangement: Arrangement = .asReported, without count: Int) -> String {
            HistoryRenderer(width: 120).render(
                reports[0], earlier: Array(reports.dropFirst()), asked: asked.suffix(4 + count),
                arrangement: arrangement)
        }
        #expect(shown(without: 1).contains("no report on 1 of the 5 earlier quarters: 2009-10Q3."))
        #expect(shown(without: 4).contains("no report on 4 of the 8 earlier quarters: 2008-09Q4, 2009-10Q1, "))
        let choices = Arrangement.Choice.allCases.map { shown(Arrangement(only: $0), without: 0) }
        #expect(choices.contains { $0.contains("No area has such a verdict in 2010-11Q4.") && !$0.contains("----") })
    }

    @Test("an area is compared with what was of the same ground, under whatever name, and with nothing else")
    func ground() throws {
        func entry(
            _ id: Int, _ code: String, _ name: String, current: Bool = true, successor: Int? = nil
        ) -> AreaDirectory.Entry {
            AreaDirectory.Entry(
                id: id, area: Area(code: code, name: name, level: .trust), codes: [code], current: current,
                parents: [:],
                successor: successor)
        }
        let then = AreaDirectory(entries: [
            entry(1, "PA-1", "North"), entry(2, "PA-2", "South"), entry(3, "PA-3", "West"),
        ])
        // The first was renamed; the second took the third in, and kept its name and code.
        let now = AreaDirectory(entries: [
            entry(1, "PA-1", "North", current: false, successor: 4), entry(4, "PT-1", "The Coast"),
            entry(2, "OLD", "South", current: false, successor: 5), entry(5, "PA-2", "South"),
            entry(3, "PA-3", "West", current: false, successor: 5),
        ])
        let last = try #require(Quarter("2010-11Q4"))
        func report(_ back: Int, _ areas: [Area]) throws -> PublishedReport {
            var report = try Made.report(.proportionAgainstPredicted, areas: areas.count, seed: 3)
            for (index, area) in areas.enumerated() { report.findings[index].area = area }
            report.requested = .quarter(last.advanced(by: -back))
            report.period = try #require(
                Period(from: last.advanced(by: -back).firstDay, to: last.advanced(by: -back).lastDay))
            return PublishedReport(everythingIn: report)
        }
        let current = try report(0, [4, 5].compactMap { now[$0]?.area })
        let earlier = try (1...2).map { back in
            try report(back, then.entries.map(\.area)).on(SameGround(of: now, in: then))
        }
        let text = HistoryRenderer(width: 120).render(current, earlier: earlier)
        let lines = text.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("The Coast") }.count == 3, "\(text)")
        #expect(lines.filter { $0.hasPrefix("South") }.count == 1, "\(text)")
        #expect(text.contains("* South (trust) was not of the same ground from 2010-11Q2 to 2010-11Q3"), "\(text)")
        let areas = current.findings.map(\.area)
        #expect(OverQuarters(earlier + [current], area: areas[0]) != nil)
        #expect(OverQuarters(earlier + [current], area: areas[1]) == nil)
        #expect(SmallHistory(earlier + [current], area: areas[1]) == nil)
        let error = #expect(throws: PlanError.self) {
            try Explanation(area: areas[1], whole: (earlier[0], current), groups: (earlier[0], try broken(current)))
        }
        #expect(error.map { "\($0)" }?.contains("no area of 2010-11Q3 is of the same ground as South (trust)") == true)
    }

    /// A report broken down by tier, with whatever findings.
    private func broken(_ report: PublishedReport) throws -> PublishedReport {
        var raw = try Made.report(.proportionAgainstPredicted, areas: 1)
        raw.breakdown = .tier
        raw.requested = report.requested
        raw.period = report.period
        return PublishedReport(everythingIn: raw)
    }

    @Test("an order that no figure has is known as such")
    func missingKey() throws {
        let standardised = PublishedReport(everythingIn: try Made.report(.standardisedRate, areas: 3))
        #expect(Arrangement(.p).lacksKey(in: standardised) && !Arrangement(.figure).lacksKey(in: standardised))
        #expect(!Arrangement(.p).lacksKey(in: try report()) && !Arrangement.asReported.lacksKey(in: standardised))
    }

    @Test("a triangle points to where the value lies, whichever way is better")
    func marks() {
        #expect(Mark(.significantlyBetter, .higherIsBetter) == .betterAbove)
        #expect(Mark(.significantlyWorse, .higherIsBetter) == .worseBelow)
        #expect(Mark(.significantlyBetter, .lowerIsBetter) == .betterBelow)
        #expect(Mark(.significantlyWorse, .lowerIsBetter) == .worseAbove)
    }

    @Test("an area with a target stands among those without one by its value")
    func targets() throws {
        var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: "NI143", areas: 3)
        for (index, rate) in [0.7, 0.9, 0.8].enumerated() {
            report.findings[index].figures = .proportion(
                ProportionFigures(
                    rate: rate, interval: .pair(rate - 0.05, rate + 0.05), notRecorded: 0,
                    tests: .init(exactBinomial: nil)))
            report.findings[index].target =
                index == 1
                ? TargetOutcome(
                    AgreedTarget(measure: .rate, value: 0.75, designated: false, source: "plan"), met: true) : nil
            report.findings[index].area = Area(code: "E\(index)", name: "E\(index)", level: .localAuthority)
        }
        let chart = try #require(Caterpillar.all(PublishedReport(everythingIn: report)).first)
        #expect(chart.table.rows.map { $0[0] } == ["E1", "E2", "E0"])
    }

    @Test("a chart on a canvas has its size, the title that was given, and everything within it")
    func canvas() throws {
        let chart = try #require(Caterpillar.all(try report()).first)
        let slide = Canvas.slide.svg(of: chart, title: "A title of one's own", notice: nil)
        #expect(slide.contains("viewBox=\"0 0 960 540\"") && slide.contains(">A title of one's own</text>"))
        #expect(Canvas.square.svg(of: chart, title: nil, notice: nil).contains("viewBox=\"0 0 720 720\""))
        #expect(Canvas.page.svg(of: chart, title: nil, notice: nil).contains("viewBox=\"0 0 720 "))
    }
}
