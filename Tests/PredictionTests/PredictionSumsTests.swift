import Foundation
import ReportKit
import Significance
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("How uncertain a fitted model's sums of predictions are")
struct PredictionSumsTests {
    /// Three of the caseload's snapshots; the fourth, 2009-12-31, is judged.
    private static let baseline = Period("2009-04-01..2009-12-31")!

    private static func fitted(_ connection: Connection) throws -> FittedModel {
        try FittedModel(
            BaselineFitTests.specification(), baseline: baseline, today: CaseloadTests.today, on: connection)
    }

    @Test("the standard error is how much the sum varies as coefficients do, over the people judged")
    func monteCarlo() throws {
        let connection = try Caseload.connection(people: 3_000)
        let fitted = try Self.fitted(connection)
        _ = try ModelCaseload.apply(fitted.model, fittedAs: fitted.fit, today: CaseloadTests.today, on: connection)
        let stored = try connection.query(
            """
            select sqrt(sum(total ^ 2)) as error, min(variance) as variance
            from (
                select sum(d.value) as total, sum(sum(variance)) over () / count(*) over () as variance
                from reporting.prediction_uncertainty u, unnest(u.directions) with ordinality as d (value, place)
                where breakdown is null
                group by d.place
            ) s
            """)[0]
        let sum = try connection.query(
            """
            select sum(p.predicted) as expected, sum(p.predicted * (1 - p.predicted)) as variance
            from reporting.prediction p join reporting.caseload c using (snapshot_date, offender_id)
            where snapshot_date = '2009-12-31' and c.pnc_matched
            """)[0]
        #expect(try abs(stored.get("variance", as: Double.self) / sum.get("variance", as: Double.self) - 1) < 1e-9)
        // Coefficients drawn from their distribution by person, and the sum of predictions by each.
        let cohort = try connection.transaction {
            try BaselineCohort(
                .init(snapshots: [#require(Day("2009-12-31"))], months: 3, provenWithin: 3),
                inputs: Self.inputs(fitted), today: CaseloadTests.today, on: connection)
        }
        let rows = CohortRows(cohort: cohort, design: ModelDesign(of: fitted, trusts: cohort.trusts))
        let factor = try Self.lowerTriangle(fitted.fit.covarianceByPerson)
        var random = Generator(state: 11)
        var sums: [Double] = []
        for _ in 0..<800 {
            let normal = fitted.fit.columns.map { _ in Self.normal(&random) }
            let beta = fitted.fit.coefficients.indices.map { row in
                fitted.fit.coefficients[row] + (0...row).reduce(0) { $0 + factor[row][$1] * normal[$1] }
            }
            var total = 0.0
            try beta.withUnsafeBufferPointer { beta in
                try rows.visit { total += $0.trials * LogisticModel.probability($0.score(beta.baseAddress!)) }
            }
            sums.append(total)
        }
        let mean = sums.reduce(0, +) / Double(sums.count)
        let deviation = (sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sums.count - 1)).squareRoot()
        // A standard deviation of 800 draws is off by 2.5%.
        #expect(try abs(stored.get("error", as: Double.self) / deviation - 1) < 0.1, "\(stored), \(deviation)")
        // Of few people the mean differs by more than the sums do: the logistic curve bends.
        #expect(try abs(mean / sum.get("expected", as: Double.self) - 1) < 0.06, "\(mean), \(sum)")
    }

    @Test("they are kept for each group of each breakdown, and not for the snapshots that the model was fitted on")
    func groups() throws {
        let connection = try Caseload.connection(people: 2_000)
        let fitted = try Self.fitted(connection)
        func rows() throws -> Rows {
            try connection.query(
                """
                select coalesce(breakdown, 'all') as breakdown, sum(variance) as variance, min(snapshot_date) as first,
                    max(snapshot_date) as last, count(*) as groups, min(cardinality(directions)) as columns
                from reporting.prediction_uncertainty
                group by breakdown order by 1
                """)
        }
        for _ in 0..<2 {
            _ = try ModelCaseload.apply(fitted.model, fittedAs: fitted.fit, today: CaseloadTests.today, on: connection)
            let rows = try rows()
            #expect(
                try rows.map { try $0.get("breakdown") } == [
                    "age-band", "all", "ethnicity", "order-type", "sex", "tier",
                ])
            #expect(try rows.map { try $0.get("groups", as: Int.self) }[4] == 3, "female, male and not recorded")
            for row in rows {
                let (one, all): (Double, Double) = (try row.get("variance"), try rows[1].get("variance"))
                #expect(abs(one / all - 1) < 1e-9)
                #expect(try row.get("first", as: Day.self).description == "2009-12-31")
                #expect(try row.get("last", as: Day.self).description == "2009-12-31")
                #expect(try row.get("columns") == fitted.fit.columns.count)
            }
        }
        let names: [String] = try connection.query(
            """
            select distinct in_group from reporting.prediction_uncertainty
            where breakdown in ('tier', 'order-type') and in_group is not null order by 1
            """
        ).map { try $0.get("in_group") }
        #expect(
            names == ["community order", "licence", "suspended sentence order", "tier 1", "tier 2", "tier 3", "tier 4"])
        _ = try ModelCaseload.apply(fitted.model, today: CaseloadTests.today, on: connection)
        #expect(try rows().isEmpty, "of a file without a fit nothing is known")
    }

    @Test("a file whose coefficients are no longer those that were fitted is refused")
    func changed() throws {
        let connection = try Caseload.connection(people: 2_000)
        let json = try Self.fitted(connection).json()
        #expect(try FittedModel(Array(json.utf8), file: "model.json").fit.columns.count > 3)
        let intercept = try #require(json.firstRange(of: "\"intercept\" : -"))
        let edited = json[..<intercept.upperBound] + "1" + json[intercept.upperBound...]
        let error = #expect(throws: PredictionError.self) {
            try FittedModel(Array(String(edited).utf8), file: "model.json")
        }
        #expect(try #require(error).description.contains("take 'fit' out"), "\(error?.description ?? "")")
    }

    private static func inputs(_ fitted: FittedModel) -> BaselineCohort.Inputs {
        let design = ModelScorer(fitted.model).design
        return .init(factors: design.factors, numbers: design.numbers, usesHistory: design.usesHistory)
    }

    /// Cholesky's factor, by the textbook.
    private static func lowerTriangle(_ matrix: [[Double]]) throws -> [[Double]] {
        var factor = matrix.map { $0.map { _ in 0.0 } }
        for row in matrix.indices {
            for column in 0...row {
                let sum = (0..<column).reduce(0.0) { $0 + factor[row][$1] * factor[column][$1] }
                factor[row][column] =
                    row == column
                    ? (matrix[row][row] - sum).squareRoot() : (matrix[row][column] - sum) / factor[column][column]
            }
        }
        return factor
    }

    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// A standard normal number (Box and Muller).
    private static func normal(_ random: inout Generator) -> Double {
        let (one, other) = (Double.random(in: 1e-300..<1, using: &random), Double.random(in: 0..<1, using: &random))
        return (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
    }
}
