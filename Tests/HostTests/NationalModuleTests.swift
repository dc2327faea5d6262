import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// The modules of the national indicators and of the balanced scorecard, on synthetic cases at the edges of the periods
/// that October to December 2010 stands for: `sql/national_cases.sql` says beside each case what it counts for.
@Suite("Modules of the national indicators and the balanced scorecard")
struct NationalModuleTests {
    static let expected: [ExpectedCount] = [
        .init("NI15", 52, of: 183_600), .init("NI16", 400, of: 183_600), .init("NI19", 3, of: 3),
        .init("NI20", 121, of: 183_600), .init("NI32", 7, of: 20), .init("NI39", 350, of: 180_000),
        .init("NI40", 110, of: 100), .init("NI65", 3, of: 25), .init("M4", 4, of: 3), .init("M5", 2, of: 4),
        .init("M5a", 1, of: 4), .init("M6", 1, of: 2), .init("M8", 2), .init("M9", 100), .init("M11", 1),
        .init("M12", 0), .init("M20", 1, of: 2, leavingOut: 1), .init("M21", 1, of: 2),
        .init("M23", 2, of: 4, leavingOut: 1), .init("M25", 5, of: 6), .init("M26", 45, of: 50),
    ]

    private static let quarter = Quarter("2010-11Q3")!
    private static let cases = Result { try Cases("national_cases.sql", in: quarter) }

    private func report(_ id: String, _ quarter: Quarter? = nil, at level: AreaLevel = .trust) throws -> Report {
        try Self.cases.get().report(id, quarter, at: level)
    }

    @Test("count what their definitions say, at the edges of their time too", arguments: expected)
    func counted(_ expected: ExpectedCount) throws {
        try Self.cases.get().expectCounted(expected)
    }

    @Test("count the same at every level, and in the groups of every breakdown together", arguments: expected)
    func everyWay(_ expected: ExpectedCount) throws {
        try Self.cases.get().expectCountedEveryWay(expected)
    }

    @Test("set recorded crime against the whole year before, and against nothing where that is not whole")
    func crime() throws {
        guard case .rate(let violence) = try #require(try report("NI15").findings.first).figures,
            case .rate(let acquisitive) = try #require(try report("NI16").findings.first).figures
        else {
            Issue.record("of another family")
            return
        }
        #expect(violence.baselineEvents == 40 && violence.baselinePopulation == 180_000)
        #expect(acquisitive.baselineEvents == nil && acquisitive.baselinePopulation == nil)
    }

    @Test(
        "follow young offenders for as many months as the year has had", arguments: [(1, 2, 4), (2, 3, 4), (4, 4, 3)])
    func youngOffenders(quarter: Int, events: Int, people: Int) throws {
        let finding = try #require(try report("NI19", Quarter("2010-11Q\(quarter)")!).findings.first)
        #expect(finding.observed == events && finding.n == people)
    }

    @Test("standardise admissions to the ages of the European Standard Population")
    func admissions() throws {
        guard case .standardised(let figures) = try #require(try report("NI39").findings.first).figures else {
            Issue.record("of another family")
            return
        }
        // 10 of 5,000 in every group except girls under 5, who are 8,000 of 200,000 in the standard population.
        let rate = try #require(figures.rate)
        #expect(abs(rate - 0.002 * 192_000 / 200_000) < 1e-15)
    }

    @Test("report figures and words as they were supplied")
    func supplied() throws {
        func figures(_ id: String, at level: AreaLevel) throws -> SuppliedFigures? {
            guard case .supplied(let figures) = try report(id, at: level).findings.first?.figures else { return nil }
            return figures
        }
        let influence = try #require(try figures("NI4", at: .localAuthority))
        #expect(
            influence.value == 29 && influence.interval?.lower == 27 && influence.interval?.upper == 31
                && influence.rate == 0.29)
        #expect(try figures("IPPF08", at: .trust)?.value == 9.5)
        #expect(try figures("IPPF10", at: .trust)?.value == -1.5)
        let audit = try #require(try figures("IPPF11", at: .trust))
        #expect(audit.value == nil && audit.text == "unqualified")
    }

    @Test("an annual figure is that of the last whole financial year, against what was agreed for that year")
    func lastYear() throws {
        let report = try report("IPPF08")
        #expect(report.period.description == Period(from: Day("2009-04-01")!, to: Day("2010-03-31")!)!.description)
        let finding = try #require(report.findings.first)
        #expect(finding.target?.value == 10.5 && finding.target?.met == true)
        #expect(finding.observed == 1_900 && finding.n == 200)
        let module = try Cases.module("NI65")
        for quarter in ["2009-10Q4", "2010-11Q1", "2010-11Q2", "2010-11Q3"] {
            #expect(try module.coverage(of: .quarter(Quarter(quarter)!)).period == report.period, "\(quarter)")
        }
    }

    @Test("what a trust counts of itself is not said to lack an authority")
    func noAuthorities() throws {
        #expect(try report("M25", at: .national).findings.flatMap(\.dataQuality).map(\.measure) == [.answered])
        #expect(try report("M5", at: .national).findings.flatMap(\.dataQuality).map(\.measure).contains(.authority))
    }

    @Test(
        "a year to date that lacks a quarter has no figure, rather than that of the others", arguments: ["M11", "M12"])
    func quarterMissing(_ id: String) throws {
        #expect(throws: ReportError.self) { try report(id, Quarter("2010-11Q4")!) }
        let whole = try #require(try report("M25", Quarter("2010-11Q4")!).findings.first)
        #expect(whole.observed == 14 && whole.n == 15)
    }

    @Test("an authority or trust without a count is missing from what contains it, and says so itself")
    func withoutCount() throws {
        let trust = try #require(try report("NI32").findings.first)
        #expect(trust.coverage?.members == 3 && trust.coverage?.present == 1)
        #expect(trust.verdict == nil && trust.notJudged?.cause == .notComplete)
        let authorities = try report("NI32", at: .localAuthority).findings
        #expect(authorities.count == 3 && authorities.compactMap(\.observed) == [7])
        #expect(
            authorities.filter { $0.observed == nil }.allSatisfy { $0.n == nil && $0.notJudged?.cause == .notComplete })
        // Of England and Wales, the regions from which anybody supplied counts.
        let supplied = try #require(try report("NI32", at: .national).findings.first)
        #expect(supplied.coverage?.members == 23 && supplied.coverage?.present == 1 && supplied.verdict == nil)
        let nation = try #require(try report("M26", at: .national).findings.first)
        #expect(nation.coverage?.present == 1 && nation.coverage?.members == 35)
        #expect(nation.verdict == nil && nation.notJudged?.cause == .notComplete)
        // Its only trust has what it needs.
        #expect(try report("M26").findings.first?.notJudged == nil)
    }

    @Test("a snapshot, a whole quarter and a financial year are not counted between other days")
    func otherDays() throws {
        let days = ReportPeriod.days(Period(from: Day("2010-10-01")!, to: Day("2010-12-30")!)!)
        for id in ["M20", "NI32", "NI65", "IPPF08", "NI15", "M4"] {
            #expect(throws: ReportError.self, "\(id)") { try Cases.module(id).coverage(of: days) }
        }
        #expect(try Cases.module("M5").coverage(of: days).period == days.days)
    }

    @Test("a snapshot needs the caseload of one day, and frequency four of them with half a year of proof")
    func snapshots() throws {
        let one = try Cases.module("M20").coverage(of: .quarter(Self.quarter))
        #expect(one.snapshots == [Day("2010-12-31")!] && one.completeOn == Day("2010-12-31"))
        #expect(one.needs.map(\.from) == one.snapshots && one.needs.map(\.through) == one.snapshots)
        let four = try Cases.module("M4").coverage(of: .quarter(Self.quarter))
        #expect(four.snapshots == ["2009-12-31", "2010-03-31", "2010-06-30", "2010-09-30"].compactMap { Day($0) })
        #expect(four.completeOn == Day("2011-03-31"))
        #expect(four.needs.map(\.through) == [Day("2010-09-30"), Day("2011-03-31")])
    }
}
