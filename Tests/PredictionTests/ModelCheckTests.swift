import Disclosure
import Foundation
import ReportKit
import Significance
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("Checking and comparing fitted models")
struct ModelCheckTests {
    /// The children of MASS::bacteria, predicted by a formula of no meaning.
    private static func children() throws -> ScoredPeople {
        var scored = ScoredPeople()
        for row in try VectorRow.all("bacteria") {
            let (id, week) = (try #require(Int32(row["id"])), try #require(Double(row["week"])))
            let score = 1.5 - 0.1 * week + 0.02 * Double(id % 7) - 0.5 * (try #require(Double(row["drug"])))
            scored.add(id, predicted: LogisticModel.probability(score), happened: row["y"] == "1")
        }
        return scored
    }

    @Test("intervals allow for people in several rows, as written out with NumPy and as statsmodels clusters them")
    func byPerson() throws {
        let performance = Performance(try Self.children())
        #expect(performance.people == 50 && performance.n == 220)
        // Obuchowski's formula over all pairs, in NumPy.
        let area = try #require(performance.areaUnderCurve)
        #expect(abs(area.value - 0.6620680593877283) < 1e-12)
        #expect(abs(area.standardError / 0.04418411069323381 - 1) < 1e-10)
        let brier = try #require(performance.brier)
        #expect(abs(brier.value - 0.15742981267030717) < 1e-14)
        #expect(abs(brier.standardError / 0.013207543161266927 - 1) < 1e-11)
        // statsmodels 0.15.0: GLM with cov_type="cluster", times √(50/49); in the large with the logit as offset.
        let (slope, large) = (try #require(performance.slope), try #require(performance.inTheLarge))
        #expect(abs(slope.value / 1.238672801752232 - 1) < 1e-9)
        #expect(abs(slope.standardError / 0.3797914784584299 - 1) < 1e-8)
        #expect(abs(large.value / 0.5013388878887909 - 1) < 1e-9)
        #expect(abs(large.standardError / 0.2150575027513305 - 1) < 1e-8)
    }

    @Test("where everybody has one row, the interval of the area under the curve is DeLong's")
    func deLong() throws {
        let children = try Self.children()
        var each = ScoredPeople()
        for index in 0..<children.count {
            each.add(Int32(index), predicted: children.predicted[index], happened: children.happened[index])
        }
        let deLong = try #require(AreaUnderCurve(of: each.outcomes))
        let area = try #require(Performance(each).areaUnderCurve)
        #expect(abs(area.value - deLong.value) < 1e-14)
        #expect(abs(area.interval.lower - (deLong.interval?.lower ?? 0)) < 1e-12)
    }

    @Test("folds are of people, about equal, the same for a seed and others for another")
    func folds() {
        let folds = (0..<10_000).map { ModelCheck.fold(of: Int32($0), among: 10, seed: 1) }
        for fold in 0..<10 { #expect(abs(folds.count { $0 == fold } - 1_000) < 120) }
        #expect(folds == (0..<10_000).map { ModelCheck.fold(of: Int32($0), among: 10, seed: 1) })
        #expect(folds != (0..<10_000).map { ModelCheck.fold(of: Int32($0), among: 10, seed: 2) })
    }

    @Test("a model is right on its own people, worse by cross-validation, and groups are shown internally alone")
    func check() throws {
        let connection = try Caseload.connection(people: 3_000)
        let fitted = try FittedModel(
            BaselineFitTests.specification(), baseline: Period("2009-04-01..2009-12-31")!, today: CaseloadTests.today,
            on: connection)
        let check = try ModelCheck(of: fitted, folds: 5, today: CaseloadTests.today, on: connection)
        #expect(check.apparent.n == fitted.fit.n && check.crossValidated.n == fitted.fit.n)
        #expect(abs(try #require(check.apparent.inTheLarge).value) < 1e-9)
        #expect(abs(try #require(check.apparent.slope).value - 1) < 1e-8)
        let areas = (try #require(check.apparent.areaUnderCurve), try #require(check.crossValidated.areaUnderCurve))
        #expect(areas.1.value < areas.0.value && areas.1.value > 0.4)
        // The snapshot after the baseline's, whose outcomes are complete; there is none after that.
        #expect(check.later.map(\.snapshot.description) == ["2009-12-31"])
        let sex = try #require(check.groups.first { $0.factor == .sex })
        #expect(sex.groups.map(\.n).reduce(0, +) == fitted.fit.n)
        #expect(sex.groups.map(\.observed).reduce(0, +) == fitted.fit.observed)
        let open = try check.published(by: .standard, for: .published)
        let closed = try check.published(by: .standard, for: .officialSensitive)
        let heading = "By sex, cross-validated\n"
        #expect(!open.table(width: 120).contains(heading) && closed.table(width: 120).contains(heading))
        let json = try JSONSerialization.jsonObject(with: Data(open.json().utf8)) as? [String: Any]
        #expect(json?["groups"] == nil && (json?["parts"] as? [Any])?.count == 3)
        #expect(open.measures.map(\.id) == ["area-under-curve", "brier-score", "slope", "in-the-large"])
        #expect(
            open.measures.allSatisfy { $0.rows.map(\.name) == ["On its own people", "Cross-validated", "2009-12-31"] })
        let recorded =
            "select count(*) from reporting.model_fit where slope is not null and in_the_large is not null"
        #expect(try check.record(on: connection) && connection.query(recorded)[0].get(0) == 0, "it is not stored")
        try fitted.store(on: connection)
        #expect(try check.record(on: connection) && connection.query(recorded)[0].get(0) == 1)
        let again = try ModelCheck(of: fitted, folds: 5, today: CaseloadTests.today, on: connection)
        #expect(try again.published(by: .standard, for: .published).json() == open.json())
    }

    @Test("of a baseline with few re-offences nothing is shown")
    func few() throws {
        let connection = try Caseload.connection(people: 400)
        try connection.execute(
            """
            delete from warehouse.proven_offence where offender_id not in (
                select offender_id from reporting.caseload join reporting.proven_offence using (offender_id)
                where pnc_matched and tier is not null order by offender_id limit 4)
            """)
        let fitted = try FittedModel(
            BaselineFitTests.specification("name: mine\nversion: 1\nterms:\n  - number: age\n"),
            baseline: BaselineFitTests.baseline, penalty: .firth, today: CaseloadTests.today, on: connection)
        let check = try ModelCheck(of: fitted, folds: 3, today: CaseloadTests.today, on: connection)
        #expect(throws: PredictionError.self) { try check.published(by: .standard, for: .published) }
        _ = try check.published(by: .standard, for: .officialSensitive)
    }

    @Test("two models are compared coefficient by coefficient, and on the same people")
    func compare() throws {
        let connection = try Caseload.connection(people: 3_000)
        func fit(_ text: String) throws -> FittedModel {
            try FittedModel(
                BaselineFitTests.specification(text), baseline: BaselineFitTests.baseline, today: CaseloadTests.today,
                on: connection)
        }
        let first = try fit(BaselineFitTests.text)
        let second = try fit("name: other\nversion: 1\nterms:\n  - factor: sex\n    missing: level\n  - number: age\n")
        let comparison = try ModelComparison(
            first, second, quarter: Quarter("2009-10Q4"), policy: .standard, release: .published,
            today: CaseloadTests.today, on: connection)
        let labels = comparison.coefficients.map(\.label)
        #expect(labels.contains("sex: female") && labels.last == "age")
        #expect(labels.count == Set(labels).count)
        let table = comparison.table(width: 140)
        #expect(table.contains("mine@1") && table.contains("other@1") && table.contains("2009-10Q4"))
        #expect(comparison.performances?.first.n == first.fit.n)
    }
}
