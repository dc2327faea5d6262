import ReportKit
import Testing

@testable import Host

@Suite("What is weighed beside a report")
struct CompanionTests {
    private static let quarter = ReportPeriod.quarter(Quarter("2010-11Q3")!)
    private static let first = ReportPeriod.quarter(Quarter("2010-11Q1")!)

    private func module(
        _ id: String, _ relations: [CountRelation] = [], sameAs other: String? = nil,
        by breakdowns: [Breakdown] = [.sex],
        levels: [AreaLevel] = [.national, .trust]
    ) -> DescribedModule {
        var indicator = Indicator(
            id: id, title: id, definition: "", family: .proportionAgainstTarget, unit: "%", polarity: .higherIsBetter,
            decimals: 1, frequency: "quarterly", levels: levels, source: "", supplier: "", caveats: [], version: "1",
            breakdowns: breakdowns, relations: relations)
        indicator.sameAs = other
        return DescribedModule(
            file: "\(id).sql", runs: "\(other ?? id).sql", kind: other == nil ? .declared : .sameAs,
            indicator: indicator)
    }

    /// OM38 = M5 + M5a, INT13 = INT01 in a first quarter; NI143 by itself, and OM20 of the same counts as it.
    private var installed: [DescribedModule] {
        [
            module("OM38", [CountRelation([.init("OM38")], .equal, [.init("M5"), .init("M5a")])]), module("M5"),
            module("M5a", by: []), module("INT01"),
            module("INT13", [CountRelation([.init("INT13")], .equal, [.init("INT01")], in: .firstQuarter)]),
            module("NI143"), module("OM20", sameAs: "NI143"),
        ]
    }

    private func runs(
        _ ids: [String], _ period: ReportPeriod = Self.quarter, by breakdown: Breakdown? = nil
    ) -> [String] {
        let requested = installed.filter { ids.contains($0.indicator.id) }
        return Companions(of: requested, among: installed, period: period, breakdown: breakdown).runs.map { run in
            run.module.indicator.id + (run.period == period ? "" : " \(run.period)")
        }
    }

    @Test("is every indicator whose counts add up with its own, for the same period")
    func related() {
        #expect(runs(["M5"]) == ["OM38", "M5a"])
        #expect(runs(["M5", "OM38"]) == ["M5a"])
        #expect(runs(["NI143"]).isEmpty && runs(["OM20"]).isEmpty)
        #expect(Companions.none.runs.isEmpty)
    }

    @Test("is nothing where every indicator is reported")
    func everything() {
        #expect(runs(installed.map(\.indicator.id)).isEmpty)
    }

    @Test("is only what adds up in that period")
    func periods() {
        #expect(runs(["INT01"], Self.first) == ["INT13"])
        #expect(runs(["INT01"]).isEmpty)
    }

    @Test("is only what is offered by the same groups")
    func groups() {
        #expect(runs(["M5"], by: .sex) == ["OM38"])
    }

    @Test("is nothing more for whole quarters, halves and years")
    func wholes() throws {
        for days in ["2010-04-01..2010-06-30", "2010-04-01..2010-09-30", "2010-07-01..2011-06-30"] {
            #expect(runs(["NI143"], .days(try #require(Period(days)))).isEmpty)
        }
    }

    @Test(
        "is, for other days, the quarters that they divide, lie in and hold",
        arguments: [
            ("2010-04-01..2010-06-29", ["2010-04-01..2010-06-30"]),
            ("2010-06-05..2010-06-20", ["2010-04-01..2010-06-30"]),
            (
                "2010-04-02..2010-12-30",
                [
                    "2010-04-01..2010-06-30", "2010-10-01..2010-12-31", "2010-04-01..2010-12-31",
                    "2010-07-01..2010-09-30",
                ]
            ),
        ])
    func divided(_ days: String, _ expected: [String]) throws {
        #expect(runs(["NI143"], .days(try #require(Period(days)))) == expected.map { "NI143 \($0)" })
        // What repeats its counts is compared with the same.
        #expect(runs(["OM20"], .days(try #require(Period(days)))) == expected.map { "NI143 \($0)" })
        #expect(runs(["M5"], .days(try #require(Period(days)))).count == 2 + 3 * expected.count)
    }

    @Test("is passed over where it has no data, and refused where it failed")
    func failures() throws {
        let requested = installed.filter { $0.indicator.id == "M5" }
        let companions = Companions(of: requested, among: installed, period: Self.quarter)
        func reports(_ kind: WorkerFailure.Kind) throws(HostError) -> [Report] {
            let failure = WorkerFailure(kind: kind, module: "OM38", message: "OM38: it went wrong.")
            let outcomes = companions.runs.map { run in
                ModuleOutcome(
                    ReportOrder(
                        module: ModuleFile(path: run.module.file, digest: nil), id: run.module.indicator.id,
                        indicator: nil, request: ReportRequest(period: run.period, levels: [.trust]),
                        skipsLevelsNotOffered: true, areas: nil), .failure(failure))
            }
            return try companions.reports(outcomes)
        }
        for kind in [WorkerFailure.Kind.noData, .notHeld, .notComplete, .notOffered] {
            #expect(try reports(kind).isEmpty)
        }
        let error = #expect(throws: HostError.self) { try reports(.module) }
        #expect(error?.exitCode == .moduleFailed)
        #expect(
            error?.description
                == "M5 cannot be reported: its counts add up with those of OM38, which failed, so that nobody can say what "
                + "may be published. OM38: it went wrong.")
    }

    @Test("is reported at the levels that it shares, or else at its largest, and never refused for the others")
    func levels() throws {
        func entry(_ id: Int, _ level: AreaLevel) -> AreaDirectory.Entry {
            AreaDirectory.Entry(
                id: id, area: Area(code: "A\(id)", name: "Lancashire", level: level), codes: ["A\(id)"], current: true,
                parents: [:], successor: nil)
        }
        let areas = AreaDirectory(entries: [entry(1, .trust), entry(2, .localAuthority)])
        let selection = try AreaSelection(named: ["Lancashire"], level: nil, in: areas)
        #expect(selection.levels == [.trust, .localAuthority] && !selection.skipsLevelsNotOffered)
        let shared = selection.offered(by: module("M5").indicator)
        #expect(shared.levels == [.trust] && shared.codes == ["A1", "A2"])
        let other = selection.offered(by: module("M6", levels: [.region, .national]).indicator)
        #expect(other.levels == [.national] && other.skipsLevelsNotOffered && !other.isReturn)
    }
}
