import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// The modules of the trusts' framework, on synthetic cases at the edges of October to December 2010:
/// `sql/trust_cases.sql` says beside each case what it counts for.
@Suite("Modules of the trusts' framework")
struct TrustModuleTests {
    static let expected: [ExpectedCount] = [
        .init("OM01", 2, of: 4), .init("OM02", 1, of: 3), .init("OM03", 3, of: 4), .init("OM04", 1, of: 3),
        .init("OM05", 2, of: 4), .init("OM06", 3, of: 5), .init("OM07", 1, of: 3),
        .init("OM08", 1, of: 3, leavingOut: 2), .init("OM09", 1, of: 1, leavingOut: 1), .init("OM10", 1, of: 3),
        .init("OM11", 2, of: 2, leavingOut: 1), .init("OM12", 0, of: 1, leavingOut: 1), .init("OM13", 1, of: 1),
        .init("OM14", 1, of: 2), .init("OM15", 1, of: 2), .init("OM16", 1, of: 3, leavingOut: 1),
        .init("OM18", 1, of: 2), .init("OM19", 6), .init("OM20", 1, of: 2), .init("OM26", 2, of: 3),
        .init("OM27", 1, of: 2), .init("OM28", 4, of: 8), .init("OM30", 4, of: 7, leavingOut: 2),
        .init("OM31", 28, of: 42, leavingOut: 1), .init("OM35", 2, of: 4, leavingOut: 1), .init("OM36", 322),
        .init("OM37", 2), .init("OM38", 4, of: 5), .init("OM39", 2, of: 3, leavingOut: 1), .init("OM40", 3, of: 7),
        .init("INT01", 2), .init("INT02", 1), .init("INT03", 2), .init("INT04", 1, of: 2), .init("INT05", 2),
        .init("INT06", 1), .init("INT07", 1), .init("INT08", 2), .init("INT11", 13, of: 32), .init("INT12", 2),
        .init("INT13", 1, of: 2), .init("INT14", 1, of: 1), .init("INT15", 2, of: 3), .init("INT16", 1, of: 2),
        .init("INT17", 1, of: 2), .init("INT18", 1, of: 2), .init("INT19", 3), .init("INT20", 1, of: 3),
        .init("INT21", 1, of: 2), .init("INT22", 1, of: 2, leavingOut: 1), .init("INT24", 21, of: 74),
        .init("LPT01", 13, of: 15),
    ]

    private static let quarter = Quarter("2010-11Q3")!
    private static let cases = Result { try Cases("trust_cases.sql", in: quarter) }

    private func findings(
        _ id: String, _ quarter: Quarter? = nil, at level: AreaLevel = .trust, by breakdown: Breakdown? = nil
    ) throws -> [Finding] {
        try Self.cases.get().report(id, quarter, at: level, by: breakdown).findings
    }

    @Test("count what their definitions say, at the edges of the quarter too", arguments: expected)
    func counted(_ expected: ExpectedCount) throws {
        try Self.cases.get().expectCounted(expected)
    }

    @Test("count the same at every level, and in the groups of every breakdown together", arguments: expected)
    func everyWay(_ expected: ExpectedCount) throws {
        try Self.cases.get().expectCountedEveryWay(expected)
    }

    @Test("divide by staff, and by sessions that were held")
    func means() throws {
        guard case .mean(let programmes) = try #require(try findings("INT23").first).figures,
            case .mean(let groups) = try #require(try findings("INT25").first).figures
        else {
            Issue.record("of another family")
            return
        }
        #expect(programmes.total == 4 && programmes.denominator == 4.5 && programmes.interval == nil)
        #expect(groups.total == 8 && groups.denominator == 2 && groups.mean == 4 && groups.interval != nil)
    }

    @Test(
        "count each case in the one quarter in which its deadline ends",
        arguments: [("OM02", 5), ("OM03", 11), ("OM04", 6), ("OM05", 11), ("OM06", 7), ("OM07", 4), ("OM27", 3)])
    func once(id: String, cases: Int) throws {
        // A case that is due outside these quarters is not counted.
        let quarters = (0...3).map { Quarter("2010-11Q1")!.advanced(by: $0) }
        let counted = try quarters.map { quarter in
            do {
                return try findings(id, quarter).reduce(0) { $0 + ($1.n ?? 0) }
            } catch ReportError.noData {
                return 0
            }
        }
        #expect(counted.reduce(0, +) == cases, "\(counted)")
    }

    @Test("miss no authority where they are given for trusts alone", arguments: ["OM07", "OM36", "LPT01", "INT23"])
    func withoutAuthorities(id: String) throws {
        #expect(try findings(id).allSatisfy { !$0.isInsufficient })
    }

    @Test("show the categories that their definitions name")
    func categories() throws {
        let levels = try findings("OM36", by: .category)
        #expect(levels.map { $0.group?.value } == ["level 1", "level 2", "level 3"])
        #expect(levels.map(\.observed) == [300, 20, 2])
        let causes = try findings("OM37", by: .category)
        #expect(causes.map { $0.group?.value } == ["natural causes", "self-inflicted"])
    }

    @Test("need the days before the quarter on which the cases began")
    func reachesBack() throws {
        let coverage = try Cases.module("OM07").coverage(of: .quarter(Self.quarter))
        #expect(coverage.period == Period(Self.quarter))
        #expect(coverage.needs.map(\.kind) == [.victimContacts])
        #expect(coverage.needs[0].from == Day("2010-08-06") && coverage.needs[0].through == Day("2010-12-31"))
        let early = try #require(Quarter("2009-10Q1"))
        #expect(throws: ReportError.self) { try findings("OM07", early) }
    }

    @Test("'reaches-back' is refused where it is no number of days", arguments: ["-1", "401", "eight weeks"])
    func badReach(_ text: String) throws {
        let content = try String(contentsOfFile: "\(Cases.modules)/OM07.sql", encoding: .utf8)
            .replacing("reaches-back: 56", with: "reaches-back: \(text)")
        let problems = DeclaredFile(file: "OM07.sql", content: Data(content.utf8)).problems
        #expect(problems.count == 1 && problems[0].message.contains("reaches-back: '\(text)'"))
    }

    @Test("the days before a deadline in working days are those that its definition gives")
    func workingDaysBefore() throws {
        let rows = try Fixture.connection(to: Self.cases.get().database).query(
            Cases.sql("working_days_before.sql"))
        #expect(try rows.map { try $0.get("checked") as Int } == [426])
        #expect(try rows.map { try $0.get("wrong") as Int } == [0])
    }
}
