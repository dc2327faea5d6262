import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("An extract that was made before one already loaded")
struct OlderExtractTests {
    private static let heading = "snapshot_date,crn,sex,trust,tier,pnc_matched"
    private let early = Day("2011-01-05")!
    private let late = Day("2011-06-01")!

    private func row(_ person: Int, sex: String = "male", tier: Int) -> String {
        "2010-12-31,X10000\(person),\(sex),PT-LANCASHIRE,\(tier),yes"
    }

    /// A warehouse with the later extract: one person has moved to tier 3, one's sex is corrected.
    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.load([Self.heading, row(1, tier: 2), row(2, tier: 2), row(3, tier: 2)])
        try desk.load([Self.heading, row(1, tier: 3), row(2, sex: "female", tier: 2)]) { $0.extractedOn = late }
        return desk
    }

    @Test("is refused where it would replace what that one brought, rows and people counted")
    func refused() throws {
        let desk = try desk()
        let error = #expect(throws: LoadError.self) {
            try desk.load([Self.heading, row(1, tier: 2), row(2, tier: 2), row(3, tier: 1)]) { $0.extractedOn = early }
        }
        guard case .olderExtract(let older) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(older.rows == 1, "the third person's row is of no known day")
        #expect(older.people == 1, "what the later one revised is recorded of the second person")
        #expect(older.made == early && older.later == late)
        #expect(error?.exitCode == .badData && error?.description.contains("--older-extract REASON") == true)
        #expect(try desk.count("select count(*) from warehouse.vintage") == 2)
    }

    @Test("is loaded where it says why, and the account and the vintage keep the reason")
    func reason() throws {
        let desk = try desk()
        let summary = try desk.load([Self.heading, row(1, tier: 2)]) {
            $0.extractedOn = early
            $0.olderExtract = "the later one was of another trust"
        }
        #expect(summary.loaded == 1 && summary.olderExtract?.rows == 1)
        let note: String = try desk.connection.query(
            "select note from warehouse.vintage order by vintage_id desc limit 1")[0].get(0)
        #expect(
            note == "an older extract: it was made on 2011-01-05, and one made on 2011-06-01 covers days of it: "
                + "the later one was of another trust")
        #expect(summary.olderExtract?.description == note)
    }

    @Test("is loaded where it only adds or repeats rows, where it is of the same day, and where no day is known")
    func harmless() throws {
        let desk = try desk()
        let adding = try desk.load([Self.heading, row(1, tier: 3), row(4, tier: 2)]) { $0.extractedOn = early }
        #expect(adding.counts == [2, 1, 1, 0] && adding.olderExtract == nil)
        #expect(try desk.load([Self.heading, row(1, tier: 4)]) { $0.extractedOn = late }.loaded == 1)
        #expect(try desk.load([Self.heading, row(1, tier: 1)]).loaded == 1)
    }

    @Test("is refused where as a complete one it would withdraw a row of that one")
    func withdraws() throws {
        let desk = try Desk()
        try desk.load([Self.heading, row(1, tier: 2), row(2, tier: 2)]) { $0.extractedOn = late }
        let error = #expect(throws: LoadError.self) {
            try desk.load([Self.heading, row(1, tier: 2)]) {
                $0.extractedOn = early
                $0.isComplete = true
            }
        }
        #expect(
            error == .olderExtract(OlderExtract(made: early, later: late, rows: 1, people: 0, reason: nil)))
    }
}
