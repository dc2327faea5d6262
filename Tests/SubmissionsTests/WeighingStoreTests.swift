import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("What weighing came to, kept in the warehouse")
struct WeighingStoreTests {
    private func count(_ desk: Desk, _ condition: String = "true") throws -> Int {
        let connection = try desk.connection()
        defer { connection.close() }
        return try connection.query(
            "select count(*)::integer as n from warehouse.weighing where \(condition)")[0].get("n")
    }

    private func execute(_ statement: String, on desk: Desk) throws {
        let connection = try desk.connection()
        defer { connection.close() }
        try connection.execute(statement)
    }

    private func report(_ desk: Desk, with environment: [String: String] = [:]) throws -> String {
        try desk.write("largest-small-count: 20\n", to: "policy.yaml")
        let made = try desk.run(
            "report", "SETTLED", "--quarter", "2010-11Q4", "--level", "local-authority", "--format", "json", "--quiet",
            with: environment.merging(["LAA_POLICY": "\(desk.home)/policy.yaml"]) { $1 })
        #expect(made.status == 0, "\(made.said)")
        return made.said
    }

    private static let anew = ["LAA_WEIGH_ANEW": "yes"]
    /// As if nothing had been suppressed.
    private static let tampering = "update warehouse.weighing set marks = decode(repeat('00', length(marks)), 'hex')"

    @Test("is taken over by whoever asks the same, and found anew where that is asked for")
    func takenOver() throws {
        let desk = try Desk()
        let first = try report(desk, with: Self.anew)
        #expect(first.contains("\"suppressed\""), "nothing is suppressed: nothing is tested")
        #expect(try count(desk) == 0)
        #expect(try report(desk) == first)
        let kept = try count(desk)
        #expect(kept > 0)
        #expect(try report(desk) == first)
        #expect(try count(desk) == kept)
        // Had it not been taken over, this would change nothing.
        try execute(Self.tampering, on: desk)
        #expect(try report(desk) != first)
        #expect(try report(desk, with: Self.anew) == first)
    }

    @Test("is not taken over where a submission is recomputed")
    func recomputed() throws {
        let desk = try Desk(settings: "from: 2010-11Q4\nrevise: 0\npartnerships: [Lancashire]\n")
        let submitted = try desk.run("submit", "--due", "--as-of", "2011-07-29")
        #expect(submitted.status == 0, "\(submitted.said)")
        #expect(try count(desk) > 0)
        try execute(Self.tampering, on: desk)
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0, "\(verified.said)")
    }

    @Test("is forgotten when nobody used it for a quarter of a year, and kept when somebody did")
    func forgotten() throws {
        let desk = try Desk()
        _ = try report(desk)
        let kept = try count(desk)
        try execute(
            """
            update warehouse.weighing set used_on = current_date - 200;
            insert into warehouse.weighing (key, marks, used_on)
            values (sha256('old'), '', current_date - 93), (sha256('young'), '', current_date - 92)
            """, on: desk)
        _ = try report(desk)
        #expect(try count(desk, "used_on = current_date") == kept)
        #expect(try count(desk) == kept + 1)
    }

    @Test("is done without where the warehouse may not be written")
    func readOnly() throws {
        let desk = try Desk()
        let first = try report(desk, with: Self.anew)
        try execute(
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', "
                + "current_database()); end $$", on: desk)
        #expect(try report(desk) == first)
        #expect(try count(desk) == 0)
        try execute("begin read write; drop table warehouse.weighing; commit", on: desk)
        #expect(try report(desk) == first)
    }
}
