import Testing

@testable import ReportKit

@Suite("Judging counts: against a target, against a baseline")
struct CountFamilyTests {
    private static let year = Period("2010-04-01..2011-03-31")

    private func counted(
        _ observed: Int, _ target: AgreedTarget?, _ polarity: Polarity = .higherIsBetter, unit: String = "count",
        period: Period? = year
    ) throws -> (finding: Finding, figures: CountFigures) {
        try StubModule(
            .countAgainstTarget, polarity, unit: unit, period: period,
            [TestAreas.row(["observed": .integer(observed)])]
        ).only(CountFigures.self, target: target)
    }

    @Test("a year's count has the exact Poisson interval and test, and its % of target: 72 of 60")
    func year() throws {
        let (finding, figures) = try counted(72, AgreedTarget(.count, 60))
        #expect(finding.observed == 72 && finding.n == nil && figures.yearShare == 1)
        #expect(figures.percentOfTarget == 120 && figures.targetToDate == 60)
        #expect(relativeError(figures.interval?.lower, 56.33556569018834) < 1e-12)
        #expect(relativeError(figures.interval?.upper, 90.67208404465795) < 1e-12)
        #expect(relativeError(figures.tests.againstTarget?.p, 0.12110730919398596) < 1e-9)
        #expect(finding.verdict == .noSignificantDifference && finding.target?.met == true)
        let short = try counted(1423, AgreedTarget(.count, 1500))
        #expect(relativeError(short.figures.tests.againstTarget?.p, 0.04678541986553626) < 1e-9)
        #expect(short.finding.verdict == .significantlyWorse && short.finding.target?.met == false)
    }

    @Test("a target for the year is taken by the period's share, and both are shown")
    func yearToDate() throws {
        let quarter = try counted(9, AgreedTarget(.count, 100), period: Period("2010-10-01..2010-12-31"))
        #expect(quarter.figures.yearShare == 0.25 && quarter.figures.targetToDate == 25)
        #expect(quarter.finding.target?.value == 100 && quarter.figures.percentOfTarget == 36)
        #expect(relativeError(quarter.figures.tests.againstTarget?.p, 0.00042161889353950987) < 1e-9)
        #expect(quarter.finding.verdict == .significantlyWorse && quarter.finding.unreliable)
        // 7/12 of 120 is exactly 70.
        let months = try counted(70, AgreedTarget(.count, 120), period: Period("2010-04-01..2010-10-31"))
        #expect(months.figures.targetToDate == 70 && months.finding.target?.met == true)
        let days = try counted(70, AgreedTarget(.count, 365), period: Period("2010-04-01..2010-06-09"))
        #expect(days.figures.targetToDate == 70 && days.finding.target?.met == true)
        let leap = Period("2011-12-15..2012-03-14")?.shareOfFinancialYear
        #expect(leap?.part == 91 && leap?.whole == 366)
    }

    @Test("a report says what share of the year its targets are taken by, and compares none over two years")
    func notes() throws {
        func notes(_ period: String, _ targets: [Int: AgreedTarget]) throws -> [String] {
            try StubModule(
                .countAgainstTarget, unit: "count", period: Period(period), [TestAreas.row(["observed": 5])]
            ).judged(targets: targets).notes
        }
        let target = [10: AgreedTarget(.count, 60)]
        #expect(try notes("2010-04-01..2010-12-31", target)[0].contains("9 of the 12 months"))
        #expect(try notes("2010-04-01..2011-03-31", target).isEmpty)
        #expect(try notes("2010-04-01..2010-12-31", [:]).isEmpty)
        let long = try counted(72, AgreedTarget(.count, 60), period: Period("2010-10-01..2011-09-30"))
        #expect(long.figures.targetToDate == nil && long.finding.target?.met == nil && long.finding.verdict == nil)
        #expect(try notes("2010-10-01..2011-09-30", target)[0].contains("does not lie within one"))
    }

    @Test("a range is met inside, and tested against its nearest end; a target of none is not tested")
    func ranges() throws {
        let band = AgreedTarget(.count, 1600, to: 1800)
        let inside = try counted(1710, band, .insideBand)
        #expect(inside.finding.target?.met == true && inside.finding.verdict == .noSignificantDifference)
        #expect(inside.figures.percentOfTarget == nil && inside.figures.targetToDateUpper == 1800)
        let above = try counted(2000, band, .insideBand)
        #expect(above.finding.target?.met == false && above.finding.verdict == .significantlyWorse)
        #expect(relativeError(above.figures.tests.againstTarget?.p, 3.6123365351279572e-06) < 1e-9)
        let none = try counted(1, AgreedTarget(.count, 0), .lowerIsBetter)
        #expect(none.finding.target?.met == false && none.finding.verdict == nil)
        #expect(none.figures.percentOfTarget == nil)
    }

    @Test("what has no direction has no verdict, and hours no interval")
    func neither() throws {
        let neutral = try counted(40, AgreedTarget(.count, 100), .noDirection)
        #expect(neutral.finding.verdict == nil && neutral.finding.target?.met == nil)
        #expect(neutral.figures.interval != nil && neutral.figures.percentOfTarget == 40)
        let hours = try counted(170_000, AgreedTarget(.count, 180_559), .insideBand, unit: "hours")
        #expect(hours.figures.interval == nil && hours.figures.tests.againstTarget == nil)
        #expect(hours.finding.verdict == nil && !hours.finding.unreliable)
    }

    @Test("a group has the area's count, not its target")
    func groups() throws {
        let module = StubModule(
            .countAgainstTarget, unit: "count",
            [TestAreas.row(group: "male", ["observed": 30]), TestAreas.row(group: "female", ["observed": 12])])
        let findings = try module.judged(by: .sex, targets: [10: AgreedTarget(.count, 60)]).findings
        #expect(findings.map(\.observed) == [12, 30] && findings.allSatisfy { $0.target == nil })
    }

    @Test("a change between two counts has R's poisson.test and its interval: 230 after 180")
    func change() throws {
        let module = StubModule(
            .countChange, unit: "% change", [TestAreas.row(["observed": 230, "baseline": 180])])
        let (finding, figures) = try module.only(
            CountChangeFigures.self, target: AgreedTarget(.relativeChange, 0.25))
        #expect(finding.observed == 230 && finding.n == 180)
        #expect(relativeError(figures.change, 27.77777777777777) < 1e-12)
        #expect(relativeError(figures.interval?.lower, 4.67698564993797) < 1e-11)
        #expect(relativeError(figures.interval?.upper, 56.173530762016455) < 1e-11)
        #expect(relativeError(figures.tests.againstBaseline?.p, 0.015421021671461307) < 1e-10)
        #expect(finding.verdict == .significantlyBetter && finding.target?.met == true && !finding.unreliable)
    }

    @Test("a change from nothing has no size, though it may be significant; nothing from nothing is not judged")
    func fromNothing() throws {
        let some = try StubModule(.countChange, [TestAreas.row(["observed": 12, "baseline": 0])])
            .only(CountChangeFigures.self)
        #expect(some.figures.change == nil && some.figures.interval == nil && some.finding.unreliable)
        #expect(some.finding.verdict == .significantlyBetter)
        let none = try StubModule(.countChange, [TestAreas.row(["observed": 0, "baseline": 0])])
            .only(CountChangeFigures.self)
        #expect(none.finding.verdict == .notEnoughData && none.figures.change == nil)
        #expect(none.figures.tests.againstBaseline == nil)
    }

    @Test("a negative count is refused by column")
    func negative() {
        #expect(
            throws: ReportError.badValue(
                file: "stub.sql", column: "observed", value: "-1", problem: "and counts are never negative")
        ) {
            try StubModule(.countAgainstTarget, [TestAreas.row(["observed": -1])]).judged()
        }
        #expect(throws: ReportError.self) {
            try StubModule(.countChange, [TestAreas.row(["observed": 1, "baseline": -1])]).judged()
        }
    }
}
