import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("Fitting on a baseline in the warehouse")
struct BaselineFitTests {
    static let baseline = Period("2009-04-01..2010-03-31")!

    static let text = """
        name: mine
        version: 1
        terms:
          - factor: sex
            missing: level
          - factor: age-band
            merge: {under 18: 21 to 24, 18 to 20: 21 to 24}
          - factor: tier
            reference: 1
          - number: log-sanctions
          - product: [sex, log-sanctions]
        """

    static func specification(_ text: String = text) throws(PredictionError) -> FitSpecification {
        try FitSpecification(text, file: "spec.yaml")
    }

    static func fit(
        _ text: String = text, penalty: FitPenalty = .none, people: Int = 3_000, change: String? = nil
    ) throws -> FittedModel {
        let connection = try Caseload.connection(people: people)
        if let change { try connection.execute(change) }
        return try FittedModel(
            specification(text), baseline: baseline, penalty: penalty, today: CaseloadTests.today, on: connection)
    }

    @Test("a fitted model's file is read by apply, and its predictions add up to what happened")
    func fitAndApply() throws {
        let connection = try Caseload.connection(people: 3_000)
        let fitted = try FittedModel(
            Self.specification(), baseline: Self.baseline, likelihoodRatios: true, today: CaseloadTests.today,
            on: connection)
        let again = try FittedModel(Array(fitted.json().utf8), file: "model.json")
        #expect(again == fitted && again.model.horizonMonths == 3)
        #expect(fitted.fit.n > 1_000 && fitted.fit.people == fitted.fit.n && fitted.fit.synthetic)
        #expect(fitted.fit.leftOut.contains { $0.reason == "term 'tier': no tier" })
        _ = try ModelCaseload.apply(again.model, today: CaseloadTests.today, on: connection)
        let row = try connection.query(
            """
            select count(*) as n, sum(p.predicted) as expected, count(*) filter (where exists (
                select from reporting.proven_offence o where o.offender_id = c.offender_id)) as observed
            from reporting.prediction p join reporting.caseload c using (snapshot_date, offender_id) where c.pnc_matched
            """)[0]
        #expect(try row.get("n") == fitted.fit.n && row.get("observed") == fitted.fit.observed)
        // With an intercept, maximum likelihood expects as many as there were.
        #expect(try abs(row.get("expected", as: Double.self) / Double(fitted.fit.observed) - 1) < 1e-9)
        let sums = fitted.fit.tests.map(\.degreesOfFreedom).reduce(0, +)
        #expect(sums == fitted.fit.columns.count - 1 && fitted.fit.tests.allSatisfy { $0.likelihoodRatio != nil })
        #expect(fitted.table(width: 120).contains("sex: female"))
    }

    @Test("rows kept in a file and rows collapsed give the same fit")
    func spilled() throws {
        let file = RecordFile<PersonRow>()
        for number in 0..<40_000 {
            var row = PersonRow()
            row.person = Int32(number)
            try file.append(row)
        }
        for _ in 0..<2 {
            var (next, rising) = (Int32(0), true)
            try file.visit { row in
                rising = rising && row.person == next
                next += 1
            }
            #expect(next == 40_000 && rising)
        }
        var collapsed = CollapsedRows()
        for event in [0, 1, 1] as [Int16] {
            var row = PersonRow()
            (row.person, row.event) = (Int32(event) + 7, event)
            let isKept = collapsed.add(row)
            #expect(isKept)
        }
        #expect(collapsed.rows.count == 1 && collapsed.trials == [3] && collapsed.events == [2])
    }

    @Test("splines, products and every kind of term survive the file, and are applied as they were fitted")
    func everyTerm() throws {
        let text = """
            name: all
            version: 2
            missing: level
            terms:
              - factor: sex
              - factor: tier
              - factor: order-type
              - spline: age
                knots: 3
              - number: copas
              - number: months-since-conviction
              - product: [sex, tier]
              - product: [copas, sex]
              - product: [copas, months-since-conviction]
            """
        let connection = try Caseload.connection(people: 3_000)
        let fitted = try FittedModel(
            Self.specification(text), baseline: Self.baseline, today: CaseloadTests.today, on: connection)
        let again = try FittedModel(Array(fitted.json().utf8), file: "model.json")
        #expect(again == fitted)
        let outcome = try ModelCaseload.apply(again.model, today: CaseloadTests.today, on: connection)
        let sum: Double = try connection.query(
            """
            select sum(p.predicted) from reporting.prediction p join reporting.caseload c using (snapshot_date, offender_id)
            where c.pnc_matched
            """)[0].get(0)
        #expect(abs(sum / Double(fitted.fit.observed) - 1) < 1e-9)
        #expect(outcome.refused.allSatisfy { $0.reason.contains("_") }, "only impossible histories")
    }

    @Test("a stored model does not change under its name and version, whatever is tried")
    func frozen() throws {
        let connection = try Caseload.connection(people: 2_000)
        let fitted = try FittedModel(
            Self.specification(), baseline: Self.baseline, today: CaseloadTests.today, on: connection)
        try fitted.store(on: connection)
        try fitted.store(on: connection)
        #expect(try FittedModel("mine", on: connection) == fitted)
        #expect(try FittedModel("mine@1", on: connection) == fitted)
        let other = try FittedModel(
            Self.specification(), baseline: Self.baseline, penalty: .firth, today: CaseloadTests.today, on: connection)
        #expect(throws: PredictionError.modelChanged(name: "mine", version: "1")) { try other.store(on: connection) }
        #expect(throws: PredictionError.unknownModel(name: "mien", nearest: ["mine"])) {
            try FittedModel("mien", on: connection)
        }
        for change in [
            "update warehouse.prediction_model set definition = '{}' where name = 'mine'",
            "update warehouse.prediction_model set version = '9' where name = 'mine'",
            "update warehouse.prediction_model set horizon_months = 4 where name = 'mine'",
            "update warehouse.model_fit set n = n + 1", "delete from warehouse.model_fit",
        ] {
            #expect(throws: WarehouseError.self, "\(change)") { try connection.execute(change) }
        }
        #expect(try FittedModel("mine", on: connection) == fitted)
    }

    @Test(
        "a mistake in a specification is refused with its line and the nearest name",
        arguments: [
            ("", "line 1: the file is empty"),
            (text.replacing("factor: sex", with: "factor: sexx"), "line 4: 'sexx' is not a factor; is 'sex' meant?"),
            (text.replacing("log-sanctions\n", with: "log-sanction\n"), "is 'log-sanctions' meant?"),
            (text.replacing("reference: 1", with: "reference: 5"), "line 9: '5' is not a level of 'tier'"),
            (text.replacing("under 18: 21", with: "under 8: 21"), "is 'under 18' meant?"),
            (
                text.replacing("missing: level", with: "missing: leave"),
                "line 5: 'leave' is not a rule for what is missing"
            ),
            (
                text.replacing("[sex, log-sanctions]", with: "[sex, copas]"),
                "line 11: 'copas' is not a factor or number"
            ),
            (
                text.replacing("factor: tier\n    reference: 1", with: "factor: sex"),
                "line 8: line 4 has a term on 'sex' too"
            ),
            (
                text.replacing("factor: tier", with: "factor: ethnicity").replacing("reference: 1", with: ""),
                "treats people by it"
            ),
            (text.replacing("version: 1", with: "outcome: {months: 0}"), "line 1: there is no 'version'"),
            (
                text.replacing("version: 1", with: "version: 1\noutcome: {months: 0}"),
                "line 3: months is not a number from 1"
            ),
            (text.replacing("name: mine", with: "name: OGRS3 mine"), "reserved for that scale"),
            (text + "\n  - number: age\n    knots: 3", "a number has no 'knots'"),
        ])
    func refused(text: String, message: String) throws {
        let error = #expect(throws: PredictionError.self) { try Self.specification(text) }
        #expect(try #require(error).description.contains(message), "\(error?.description ?? "")")
    }

    @Test("what cannot be estimated is refused with the term's line, its level and what to do")
    func cannotFit() throws {
        let noWomen =
            "delete from warehouse.proven_offence using warehouse.offender o "
            + "where o.offender_id = proven_offence.offender_id and o.sex = 'female'"
        let error = #expect(throws: PredictionError.self) { try Self.fit(people: 1_500, change: noWomen) }
        #expect(try #require(error).description.contains("line 4: 'sex': female"), "\(error?.description ?? "")")
        #expect(try #require(error).description.contains("--firth"))
        let women = try Self.fit(penalty: .firth, people: 1_500, change: noWomen)
        #expect(women.fit.columns.allSatisfy { $0.coefficient.isFinite && $0.standardError.isFinite })
        let dependent = """
            name: mine
            version: 1
            terms:
              - factor: tier
              - number: age
              - spline: age-squared
                knots: [400, 900, 1600]
              - number: sanctions
              - product: [age, sanctions]
              - factor: trust
            """
        let one = #expect(throws: PredictionError.self) { try Self.fit(dependent, people: 500) }
        #expect(
            try #require(one).description.contains("line 10: everybody in the baseline has the same level of 'trust'"))
        let same = #expect(throws: PredictionError.self) {
            try Self.fit(people: 500, change: "delete from warehouse.proven_offence")
        }
        #expect(try #require(same).description.contains("nobody in the baseline re-offended"))
        let nobody = #expect(throws: PredictionError.self) {
            try Self.fit(
                Self.text.replacing("reference: 1", with: "reference: 4"), people: 500,
                change: "update warehouse.caseload_snapshot set tier = 3 where tier = 4")
        }
        #expect(try #require(nobody).description.contains("line 8: nobody in the baseline has the level '4' of 'tier'"))
    }

    @Test("a baseline whose outcomes are not complete, or that has nobody, is refused with the day")
    func notComplete() throws {
        let connection = try Caseload.connection(people: 100)
        func fit(_ period: String, _ text: String = Self.text) throws {
            _ = try FittedModel(
                Self.specification(text), baseline: #require(Period(period)), today: CaseloadTests.today, on: connection
            )
        }
        let error = #expect(throws: PredictionError.self) {
            try fit(
                "2009-04-01..2010-03-31", Self.text.replacing("version: 1", with: "version: 1\noutcome: {months: 12}"))
        }
        #expect(
            try #require(error).description.contains(
                "complete on 2011-03-31; re-offences are loaded through 2010-06-30"))
        #expect(throws: PredictionError.self) { try fit("2007-04-01..2008-03-31") }
    }

    @Test("a file of another format version is refused, and one that says nothing of a fit")
    func otherFormat() throws {
        let fitted = try Self.fit(people: 2_000)
        let later = try fitted.json().replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
        let error = #expect(throws: PredictionError.self) { try LogisticModel(Array(later.utf8), file: "model.json") }
        #expect(try #require(error).description.contains("reads format version 1, but this is the number 2"))
        #expect(throws: PredictionError.notFitted(model: "model.json")) {
            try FittedModel(Array(ModelTests.json.utf8), file: "model.json")
        }
    }

    @Test("ages, their bands and months since a conviction are those that the server counts")
    func ages() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let rows = try connection.query(
            """
            select
                day, start, reporting.age_band(start, day) as band,
                date_part('year', age(day::timestamp, start))::integer as years,
                (date_part('year', age(day::timestamp, start)) * 12 + date_part('month', age(day::timestamp, start)))::integer
                    as months
            from unnest(array['2008-02-29', '2009-03-31', '2009-06-30', '2009-12-31']::date[]) as day,
                generate_series(date '1940-01-01', date '2008-02-01', interval '1 month') as month,
                lateral (select month::date as start) as first
            """)
        let bands = try #require(FactorInput.ageBand.levels)
        for row in rows {
            let (day, start): (Day, Day) = (try row.get("day"), try row.get("start"))
            let years = day.completedYears(since: start)
            #expect(try years == row.get("years") && day.completedMonths(since: start) == row.get("months"))
            #expect(try bands[Int(PersonReader.band(of: years))] == row.get("band"))
        }
        #expect(rows.count > 3_000)
    }

    @Test("a spline's columns have names of their own, by which two models are compared")
    func splineColumns() throws {
        let text = "name: curve\nversion: 1\nterms:\n  - spline: age\n    knots: [25, 35, 45, 60]\n"
        let fitted = try Self.fit(text, people: 2_000)
        #expect(fitted.fit.columns.map(\.label) == ["intercept", "age: linear", "age: curve 1", "age: curve 2"])
    }
}
