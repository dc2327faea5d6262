import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// A module of one family, whose query makes its rows itself.
private struct MadeFamily: ReportModule {
    let indicator: Indicator
    let sql: String

    init(_ family: Family, _ polarity: Polarity, sql: String) {
        indicator = Indicator(
            id: "MADE", title: "Made", definition: "", family: family, unit: "people", polarity: polarity, decimals: 1,
            frequency: "", levels: AreaLevel.allCases, source: "", supplier: "", caveats: ["made up"], version: "1")
        self.sql = sql
    }

    func coverage(of period: ReportPeriod) -> Coverage {
        Coverage(period: period.days, needs: [], completeOn: period.lastDay)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        Query(file: "made.sql", sql: sql, parameters: [:])
    }
}

@Suite("Making reports of every family")
struct ReportMakerTests {
    private func report(_ module: MadeFamily, on connection: Connection) throws -> Report {
        try connection.readOnlyTransaction {
            try ReportMaker(module: module, connection: connection).report(
                ReportRequest(period: .quarter(Quarter("2010-11Q3")!), levels: [.trust]))
        }
    }

    @Test("an indicator without a definition is reported without a figure, and its query never asked")
    func undefined() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let report = try report(MadeFamily(.undefined, .lowerIsBetter, sql: "select nothing"), on: connection)
        #expect(report.findings.isEmpty)
        #expect(report.caveats.count == 2 && report.caveats[0].contains("not known"))
    }

    @Test("any other family without a row is refused")
    func noRows() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        #expect(throws: ReportError.self) {
            try report(
                MadeFamily(
                    .countAgainstTarget, .higherIsBetter,
                    sql: """
                        select 1::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                            1 as observed
                        where false
                        """), on: connection)
        }
    }

    /// A declared module that counts terminations, and says that it needs no extract.
    private func withoutExtracts() throws -> DeclaredModule {
        let text = CheckedText.share(("extracts: [terminations]", "extracts: []"))
        return try DeclaredFile(file: "X.sql", content: Data(text.utf8)).module()
    }

    @Test("what was read decides whether figures are synthetic, and what they are drawn from, whatever the module says")
    func synthetic() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let report = try connection.readOnlyTransaction {
            try ReportMaker(module: withoutExtracts(), connection: connection).report(
                ReportRequest(period: .quarter(Quarter("2010-11Q3")!), levels: [.trust]))
        }
        #expect(report.caveats.first == Report.syntheticCaveat && report.dataQuality.synthetic)
        #expect(Set(report.dataQuality.sources.map(\.kind)) == [.terminations])
    }

    @Test("what is read must be loaded for the period, whether the module names it or not")
    func completeness() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.fresh())
        try connection.execute(
            "update warehouse.coverage set covers_through = '2010-11-30' where covers_through > '2010-11-30'")
        let module = try withoutExtracts()
        for quarter in ["2010-11Q2", "2010-11Q3"] {
            let report = Result {
                try connection.readOnlyTransaction {
                    try ReportMaker(module: module, connection: connection).report(
                        ReportRequest(period: .quarter(Quarter(quarter)!), levels: [.trust]))
                }
            }
            switch report {
            case .success: #expect(quarter == "2010-11Q2")
            case .failure(ReportError.notComplete(_, _, _, let missing)):
                #expect(quarter == "2010-11Q3" && missing.kind == .terminations)
            case .failure(let error): Issue.record("\(error)")
            }
        }
    }

    @Test(
        "a breakdown into hundreds of groups is refused, before disclosure control would have to protect each of them")
    func groups() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let text = CheckedText.share(("then p.sex", "then (p.offender_id % 300)::text"))
        let module = try DeclaredFile(file: "X.sql", content: Data(text.utf8)).module()
        let error = #expect(throws: ReportError.self) {
            try connection.readOnlyTransaction {
                try ReportMaker(module: module, connection: connection).report(
                    ReportRequest(period: .quarter(Quarter("2010-11Q3")!), levels: [.trust], breakdown: .sex))
            }
        }
        #expect(
            error.map { "\($0)" }?.contains("holds 300 groups, and a breakdown has at most 100") == true,
            "\(error as Any)")
    }

    @Test("a target's range comes from the warehouse, and a real column may be counted in integers")
    func range() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        try connection.execute(
            """
            insert into warehouse.vintage (kind, source_system, synthetic) values ('targets', 'test', false);
            insert into warehouse.indicator_target
                (indicator, area_id, kind, measure, value, upper, applies, source, vintage_id)
            select 'MADE', (select area_id from warehouse.area_code where code = 'PT-LANCASHIRE'), 'target', 'value', 5, 7.5, daterange('2010-04-01', '2011-04-01'), 'a plan', vintage_id
            from warehouse.vintage;
            """)
        let module = MadeFamily(
            .mean, .insideBand,
            sql: """
                select area_id as trust_id, null::smallint as authority_id, null::text as breakdown,
                    240::bigint as total, 40::smallint as n, 1580::integer as sum_of_squares
                from reporting.area_code
                where code = 'PT-LANCASHIRE'
                """)
        let finding = try report(module, on: connection).findings[0]
        #expect(finding.observed == 240 && finding.n == 40)
        #expect(finding.target?.value == 5 && finding.target?.upper == 7.5 && finding.target?.met == true)
        #expect(finding.verdict == .noSignificantDifference)
    }
}
