import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("Calibration from the warehouse")
struct CalibrationWarehouseTests {
    private let quarter = Quarter("2009-10Q4")!

    @Test("each model is checked over its own horizon, on those matched to the Police National Computer")
    func models() throws {
        let connection = try Caseload.connection(people: 3_000)
        _ = try ModelCaseload.apply(ModelTests.model(), today: CaseloadTests.today, on: connection)
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        #expect(calibration.snapshots.map(\.description) == ["2009-03-31", "2009-06-30", "2009-09-30", "2009-12-31"])
        #expect(calibration.checks.map(\.model) == ["loaded", "three months"] && calibration.synthetic)
        let row = try connection.query(
            """
            select count(*) as n, sum(predicted) as expected, count(*) filter (where exists (
                select from reporting.proven_offence o where o.offender_id = c.offender_id)) as observed
            from reporting.caseload c where pnc_matched
            """)[0]
        let loaded = calibration.checks[0]
        #expect(try loaded.n == row.get("n") && loaded.people == loaded.n && loaded.observed == row.get("observed"))
        #expect(abs(try loaded.expected / row.get("expected", as: Double.self) - 1) < 1e-12)
        #expect(loaded.groups.map(\.n).reduce(0, +) == loaded.n && loaded.recalibration != nil)
    }

    @Test("a model whose horizon is not over is named, not checked; alone, it is refused with the day")
    func notComplete() throws {
        let connection = try Caseload.connection(people: 500)
        _ = try OGRS3Caseload.score(by: OGRS3(try CoefficientSet()), today: CaseloadTests.today, on: connection)
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        #expect(calibration.checks.map(\.model) == ["loaded"] && calibration.notChecked.count == 2)
        let error = #expect(throws: PredictionError.self) {
            try Calibration(of: quarter, model: "OGRS3 one-year", on: connection)
        }
        #expect(try #require(error).description.contains("before 2011-03-31"))
        #expect(throws: PredictionError.noPredictions(cohort: "2009-10Q4", model: "mine")) {
            try Calibration(of: quarter, model: "mine", on: connection)
        }
        #expect(throws: PredictionError.noPredictions(cohort: "2019-20Q4", model: nil)) {
            try Calibration(of: Quarter("2019-20Q4")!, model: nil, on: connection)
        }
    }

    @Test("a report is the same each time, says that data are made up, and has null for what is not known")
    func rendered() throws {
        let connection = try Caseload.connection(people: 500)
        _ = try connection.execute("delete from warehouse.proven_offence")
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        let again = try Calibration(of: quarter, model: nil, on: connection)
        let shown = calibration.published(by: .standard, for: .officialSensitive)
        #expect(try shown.json() == again.published(by: .standard, for: .officialSensitive).json())
        let json = try JSONSerialization.jsonObject(with: Data(shown.json().utf8)) as? [String: Any]
        let model = try #require((json?["models"] as? [[String: Any]])?.first)
        #expect(model["slope"] is NSNull && model["areaUnderCurve"] is NSNull && model["brier"] is Double)
        #expect(model["note"] as? String == "the calibration slope cannot be estimated: nobody had the event")
        #expect((model["deciles"] as? [[String: Any]])?.count == 10)
        let table = shown.table(width: 120)
        #expect(table.hasPrefix("OFFICIAL-SENSITIVE") && table.contains(Report.syntheticCaveat))
        #expect(table.contains("loaded, version 1: 3 months"))
    }
}
