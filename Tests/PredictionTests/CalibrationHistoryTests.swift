import Disclosure
import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Prediction

@Suite("The history of calibrations")
struct CalibrationHistoryTests {
    private let quarter = Quarter("2009-10Q4")!

    @Test("keeps every calibration to the last digit, with its tenths, the latest first")
    func recorded() throws {
        let connection = try Caseload.connection(people: 3_000)
        _ = try ModelCaseload.apply(ModelTests.model(), today: CaseloadTests.today, on: connection)
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        for _ in 0..<2 { #expect(try calibration.record(on: connection)) }
        let history = try CalibrationHistory(model: nil, quarter: nil, on: connection)
        #expect(history.entries.map(\.name) == ["three months", "loaded", "three months", "loaded"])
        let (entry, check) = (history.entries[1], calibration.checks[0])
        #expect(entry.quarter == "2009-10Q4" && entry.proofLagMonths == 3 && entry.synthetic)
        #expect(entry.n == check.n && entry.people == check.people && entry.observed == check.observed)
        #expect(entry.expected == check.expected)
        #expect(entry.areaUnderCurve == check.areaUnderCurve?.value)
        #expect(entry.brier == check.brier?.value)
        #expect(entry.brierSkill == check.brier?.skill)
        #expect(entry.slope == check.recalibration?.slope.value)
        #expect(entry.intercept == check.recalibration?.intercept.value)
        #expect(entry.inTheLarge == check.recalibration?.inTheLarge.value)
        #expect(entry.groups.map(\.n) == check.groups.map(\.n))
        #expect(entry.groups.map(\.observed) == check.groups.map(\.observed))
        #expect(entry.groups.map(\.expected) == check.groups.map(\.expected))
        #expect(entry.groups.map(\.highest) == check.groups.map(\.highest))
        #expect(entry.latestVintage == 2)
        let interval: [Double] = try (1...2).map { index in
            try connection.query("select slope_interval[\(index)] from reporting.calibration order by calibration_id")[
                0
            ]
            .get(0)
        }
        let slope = try #require(check.recalibration?.slope.interval)
        #expect(interval == [slope.lower, slope.upper])

        let one = try CalibrationHistory(model: "loaded", quarter: quarter, on: connection)
        #expect(one.entries.count == 2)
        let shownHistory = one.published(by: .standard, for: .published)
        #expect(shownHistory.table(width: 120).hasPrefix(Report.syntheticCaveat))
        let json = try JSONSerialization.jsonObject(with: Data(shownHistory.json().utf8)) as? [String: Any]
        let first = try #require((json?["calibrations"] as? [[String: Any]])?.first)
        let (shown, kept) = (try #require(first["slope"] as? Double), try #require(entry.slope))
        #expect(abs(shown / kept - 1) < 1e-14 && (first["deciles"] as? [Any])?.count == 10)
    }

    @Test("is kept as it is, and leaves the program without small counts, or marked")
    func disclosed() throws {
        let connection = try Caseload.connection(people: 300)
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        #expect(
            calibration.checks[0].groups.contains { (1...4).contains($0.observed) }, "nothing small: nothing is tested")
        _ = try calibration.record(on: connection)
        let history = try CalibrationHistory(model: nil, quarter: quarter, on: connection)
        #expect(history.entries[0].groups == calibration.checks[0].groups)
        for groups in [
            calibration.published(by: .standard, for: .published).checks[0].groups.groups,
            history.published(by: .standard, for: .published).entries[0].groups.groups,
        ] {
            #expect(groups.count < 10 && groups.reduce(0) { $0 + $1.n } == calibration.checks[0].n)
            #expect(groups.allSatisfy { !(1...4).contains($0.observed) && !(1...4).contains($0.n - $0.observed) })
        }
        let shown = calibration.published(by: .standard, for: .published)
        let together = try #require(shown.checks[0].groups.groups.first { $0.tenths.count > 1 })
        #expect(shown.table(width: 120).contains(together.name) && shown.release.marking == nil)
        #expect(try shown.json().contains("\"through\"") && shown.json() != calibration.record())
        let marked = calibration.published(by: .standard, for: .officialSensitive)
        #expect(marked.checks[0].groups.groups == calibration.checks[0].groups)
        #expect(
            try marked.table(width: 120).hasPrefix("OFFICIAL-SENSITIVE") && marked.json().contains("OFFICIAL-SENSITIVE")
        )
        #expect(try history.published(by: .standard, for: .officialSensitive).json().contains("OFFICIAL-SENSITIVE"))
    }

    @Test("says that there are too few of whom anything may be published")
    func tooFew() throws {
        let connection = try Caseload.connection(people: 300)
        try connection.execute(
            "delete from warehouse.proven_offence where offender_id <> (select min(offender_id) from warehouse.proven_offence)"
        )
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        #expect(calibration.checks[0].observed == 1)
        let shown = calibration.published(by: .standard, for: .published)
        #expect(shown.checks.isEmpty && shown.notChecked[0].contains("so few re-offended"))
    }

    @Test("has null for what could not be estimated, and why")
    func notEstimable() throws {
        let connection = try Caseload.connection(people: 500)
        try connection.execute("delete from warehouse.proven_offence")
        _ = try Calibration(of: quarter, model: nil, on: connection).record(on: connection)
        let entry = try CalibrationHistory(model: nil, quarter: nil, on: connection).entries[0]
        #expect(entry.slope == nil && entry.areaUnderCurve == nil && entry.brier != nil)
        #expect(entry.note?.contains("cannot be estimated") == true)
    }

    @Test("where there is none, says so; a role that may only read keeps none")
    func none() throws {
        let connection = try Caseload.connection(people: 500)
        #expect(throws: PredictionError.noCalibrations(model: "loaded", quarter: "2009-10Q4")) {
            try CalibrationHistory(model: "loaded", quarter: quarter, on: connection)
        }
        let calibration = try Calibration(of: quarter, model: nil, on: connection)
        try connection.execute("set default_transaction_read_only = on")
        #expect(try !calibration.record(on: connection))
        try connection.execute("reset default_transaction_read_only")
        #expect(try connection.query("select from warehouse.calibration").isEmpty)
    }
}
