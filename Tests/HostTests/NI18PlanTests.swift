import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("NI 18's query")
struct NI18PlanTests {
    /// The plan of one of the module's queries, with or without a model.
    private func plan(_ name: String = "NI18", model: Int?) throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Plugins/NI18/sql/\(name).sql")
        let snapshots = ["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"].compactMap(Day.init)
        let values: [String: ParameterValue] = [
            "snapshots": .days(snapshots), "snapshot": .day(snapshots[0]), "reoffending_months": .integer(3),
            "proof_months": .integer(6), "breakdown": .text(nil), "model": .text(model.map(String.init)),
        ]
        let sql = try String(contentsOf: file, encoding: .utf8)
        let used = Set(NamedParameters(sql).names)
        let query = Query(file: "\(name).sql", sql: sql, parameters: values.filter { used.contains($0.key) })
        let bound = try BoundQuery(query, hasFunctions: true)
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        return try connection.readOnlyTransaction {
            for (parameter, value) in bound.values { try connection.set(.parameter(parameter), to: value) }
            return try connection.query("explain (costs off) \(bound.sql)").map { try $0.get(0, as: String.self) }
                .joined(separator: "\n")
        }
    }

    @Test("reads neither people nor predictions made here unless it is asked to")
    func tables() throws {
        let usual = try plan(model: nil)
        #expect(!usual.contains(" on prediction") && !usual.contains(" on offender"), "\(usual)")
        #expect(usual.components(separatedBy: "Left Join").count == 2, "the one join is with those who re-offended")
        let chosen = try plan(model: 7)
        #expect(chosen.contains(" on prediction"), "\(chosen)")
    }

    @Test("in its parts joins nothing: who is counted and who re-offended are read each by itself")
    func parts() throws {
        let (members, outcomes) = try (plan("members", model: nil), plan("outcomes", model: nil))
        #expect(members.contains("caseload_snapshot") && !members.contains("Join"), "\(members)")
        #expect(outcomes.contains("proven_offence_by_day") && !outcomes.contains("Join"), "\(outcomes)")
        #expect(try plan("members", model: 7).contains(" on prediction"))
    }
}
