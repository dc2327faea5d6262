import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("A model of one's own")
struct ModelTests {
    static let json = """
        {"name": "three months", "version": "1", "horizonMonths": 3, "fittedOn": "nothing", "intercept": -2.5,
         "terms": [
           {"name": "women", "input": "sex", "levels": {"female": -0.25, "male": 0}, "missing": 0.125},
           {"name": "tier", "input": "tier", "levels": {"1": 0, "2": 0.5, "3": 1, "4": 2}, "missing": "refuse"},
           {"name": "history", "input": "copas", "coefficient": 0.75, "missing": -0.5},
           {"name": "first", "input": "age-at-first-sanction", "coefficient": -0.03125, "missing": 0},
           {"name": "age", "input": "age", "coefficient": -0.015625, "missing": "refuse"}]}
        """

    static func model(_ json: String = json) throws(PredictionError) -> LogisticModel {
        try LogisticModel(Array(json.utf8), file: "model.json")
    }

    @Test("a prediction is the logistic function of the terms' sum, missing values by their rule")
    func applied() throws {
        let connection = try Caseload.connection(people: 2_000)
        let outcome = try ModelCaseload.apply(Self.model(), today: CaseloadTests.today, on: connection)
        let rows = try connection.query(
            """
            select c.snapshot_date, o.sex, o.birth_month, c.tier, i.sanctions, i.age_at_first_sanction, i.convicted_on,
                i.age_at_conviction, i.follow_up_from, i.age_at_follow_up, p.predicted
            from reporting.caseload c
            join reporting.offender o using (offender_id)
            left join reporting.ogrs3_input i using (snapshot_date, offender_id)
            left join reporting.prediction p using (snapshot_date, offender_id)
            """)
        var (predicted, worst) = (0, 0.0)
        for row in rows {
            let expected = try Self.expected(row)
            let stored: Double? = try row.get("predicted")
            #expect((stored == nil) == (expected == nil))
            guard let stored, let expected else { continue }
            worst = max(worst, abs(stored / expected - 1))
            predicted += 1
        }
        #expect(worst < 1e-14)
        #expect(outcome.predicted == predicted && predicted > 1_000)
        let reasons = outcome.refused.map(\.reason)
        #expect(reasons.suffix(2) == ["term 'age': no age", "term 'tier': no tier"])
        #expect(reasons.contains { $0.hasPrefix(OGRS3Refusal.sanctionsAbove999.rawValue) })
        #expect(
            reasons.contains {
                $0.hasPrefix(OGRS3Refusal.followedUpTooLate.rawValue) && $0.hasSuffix("this program's own rule)")
            })
        #expect(outcome.predicted + outcome.refused.map(\.count).reduce(0, +) == 2_000)
    }

    /// The prediction, computed by hand; nil if the model refuses.
    private static func expected(_ row: Row) throws -> Double? {
        let (sex, tier): (String?, Int?) = (try row.get("sex"), try row.get("tier"))
        let (birth, day): (Day?, Day) = (try row.get("birth_month"), try row.get("snapshot_date"))
        let (sanctions, first): (Int?, Int?) = (try row.get("sanctions"), try row.get("age_at_first_sanction"))
        let (convicted, followedUp): (Day?, Day?) = (try row.get("convicted_on"), try row.get("follow_up_from"))
        let agesGiven: (Int?, Int?) = (try row.get("age_at_conviction"), try row.get("age_at_follow_up"))
        let convictedAt = agesGiven.0 ?? birth.flatMap { convicted?.completedYears(since: $0) }
        // The impossible histories of caseload.sql.
        if let sanctions, !(1...999).contains(sanctions) { return nil }
        if let first, !(8...98).contains(first) { return nil }
        if let convictedAt, !(10...109).contains(convictedAt) || (first ?? 0) > convictedAt { return nil }
        if let followedUp, let birth, followedUp <= birth { return nil }
        if let followedUp, let birth, agesGiven.1 == nil, followedUp.completedYears(since: birth) < 10 { return nil }
        if let convicted, let followedUp, followedUp > CaseloadTests.today || followedUp < convicted { return nil }
        if let convicted, let followedUp, followedUp.adding(days: -1).completedYears(since: convicted) >= 10 {
            return nil
        }
        if sanctions == 1, let first, let convictedAt, let birth, let convicted {
            let isOpen = agesGiven.0 == nil && birth.components.month == convicted.components.month
            if first != convictedAt, !isOpen || first != convictedAt - 1 { return nil }
        }
        guard let tier, let birth else { return nil }
        var score = -2.5 + (sex == nil ? 0.125 : sex == "female" ? -0.25 : 0) + [0, 0.5, 1, 2][tier - 1]
        score -= 0.015625 * Double(day.completedYears(since: birth))
        if let first { score -= 0.03125 * Double(first) }
        if let sanctions, let first, let convictedAt, sanctions >= 1, convictedAt >= first {
            score += 0.75 * log(Double(sanctions) / Double(10 + convictedAt - first))
        } else {
            score -= 0.5
        }
        return 1 / (1 + exp(-score))
    }

    @Test("a model is stored with its version; a changed one under the same version is refused")
    func versions() throws {
        let connection = try Caseload.connection(people: 100)
        _ = try ModelCaseload.apply(Self.model(), today: CaseloadTests.today, on: connection)
        let changed = Self.json.replacing("-2.5", with: "-2.25")
        #expect(throws: PredictionError.modelChanged(name: "three months", version: "1")) {
            try ModelCaseload.apply(Self.model(changed), today: CaseloadTests.today, on: connection)
        }
        _ = try ModelCaseload.apply(
            Self.model(changed.replacing("\"version\": \"1\"", with: "\"version\": \"2\"")),
            today: CaseloadTests.today, on: connection)
        _ = try ModelCaseload.apply(Self.model(), today: CaseloadTests.today, on: connection)
        let models = try connection.query(
            """
            select m.version, m.horizon_months, count(*) as predictions
            from reporting.prediction join reporting.prediction_model m using (model_id)
            group by m.model_id, m.version, m.horizon_months order by m.model_id
            """)
        #expect(try models.map { try $0.get("version", as: String.self) } == ["1", "2"])
        #expect(try models[0].get("predictions", as: Int.self) == models[1].get("predictions"))
    }

    @Test("a score that no probability can be made of is refused")
    func outOfRange() throws {
        let connection = try Caseload.connection(people: 100)
        let json = """
            {"name": "steep", "version": "1", "horizonMonths": 3, "fittedOn": "nothing", "intercept": 0,
             "terms": [{"name": "age", "input": "age-squared", "coefficient": 50, "missing": 0}]}
            """
        let outcome = try ModelCaseload.apply(Self.model(json), today: CaseloadTests.today, on: connection)
        #expect(outcome.refused.map(\.reason) == ["the score is out of range"])
        #expect(outcome.lines[0] == "100 read = \(outcome.predicted) predicted + \(100 - outcome.predicted) refused")
    }

    @Test(
        "a mistake in a model is refused with its place and what to do",
        arguments: [
            ("{", "model.json: this is not JSON"),
            ("[]", "model.json: an object is needed, but this is an array. Write { ... }."),
            (json.replacing("\"version\"", with: "\"verson\""), "at verson: this member is not known"),
            (json.replacing("\"version\": \"1\",", with: ""), "model.json: there is no member 'version'. Add it."),
            (json.replacing("\"three months\"", with: "\"OGRS3 mine\""), "at name: names that begin with OGRS3"),
            (json.replacing("\"three months\"", with: "\" \""), "at name: a text is needed"),
            (
                json.replacing("\"horizonMonths\": 3", with: "\"horizonMonths\": 2.5"),
                "at horizonMonths: a whole number"
            ),
            (
                json.replacing("-2.5", with: "\"-2.5\""),
                "at intercept: a number from -50 to 50 is needed, but this is the"
            ),
            (json.replacing("-2.5", with: "1e300"), "at intercept: a number from -50 to 50"),
            (
                json.replacing("\"input\": \"sex\"", with: "\"input\": \"gender\""),
                "at terms[0].input: 'gender' is not an input"
            ),
            (json.replacing("\"male\"", with: "\"males\""), "at terms[0].levels.males: 'sex' has no level 'males'"),
            (json.replacing(", \"male\": 0", with: ""), "at terms[0].levels: the level 'male' has no coefficient"),
            (json.replacing("\"4\": 2", with: "\"4\": true"), "at terms[1].levels[\"4\"]: a number from -50 to 50"),
            (
                json.replacing("\"missing\": \"refuse\"", with: "\"missing\": \"skip\""),
                "at terms[1].missing: it does not say what to do"
            ),
            (json.replacing("\"coefficient\": 0.75", with: "\"levels\": {}"), "at terms[2]: 'copas' is a number"),
            (
                json.replacing("\"name\": \"first\"", with: "\"name\": \"tier\""),
                "at terms[3]: another term is named 'tier'"
            ),
            (
                json.replacing("\"age-at-first-sanction\"", with: "\"copas\""),
                "is already the input of the term 'history'"
            ),
            (String(json.prefix(upTo: json.firstRange(of: "\"terms\"")!.lowerBound)) + "\"terms\": []}", "is no term"),
        ])
    func refused(json: String, message: String) throws {
        let error = #expect(throws: PredictionError.self) { try Self.model(json) }
        #expect(try #require(error).description.contains(message), "\(error?.description ?? "")")
    }
}
