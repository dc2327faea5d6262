import Crypto
import Foundation
import Glibc
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("People who are erased after they were counted")
struct ErasureTests {
    private static let pnc = "2001/0000001Q"
    private static let report = ["report", "SETTLED", "--quarter", "2010-11Q4", "--level", "trust", "--format", "json"]

    /// A desk whose first person of Lancashire is known by a PNC number.
    private func desk() throws -> Desk {
        let desk = try Desk(settings: "from: 2010-11Q4\npartnerships: [Lancashire]\n")
        let key = SymmetricKey(data: Array(repeating: UInt8(0x5A), count: 32))
        try desk.write(String(repeating: "5a", count: 32), to: "pseudonym.key")
        chmod("\(desk.home)/pseudonym.key", 0o600)
        func code(_ text: String) -> String {
            HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).map { String(format: "%02x", $0) }
                .joined()
        }
        let connection = try desk.connection()
        defer { connection.close() }
        try connection.execute(
            """
            insert into warehouse.pseudonym_key (fingerprint) values (decode('\(code("laa pseudonym key"))', 'hex'));
            insert into warehouse.identity (offender_id, pseudonym)
            select min(t.offender_id), decode('\(code("pnc:" + Self.pnc))', 'hex')
            from warehouse.termination t join warehouse.area a on a.area_id = t.trust_id
            where a.name = 'Lancashire'
            """)
        try desk.write("PNC number,why\n\"01/1q\",request\n", to: "request.csv")
        return desk
    }

    private func forget(_ desk: Desk, _ more: String...) throws -> (status: Int32, said: String) {
        try desk.run(
            ["warehouse", "forget", "--pnc-file", "\(desk.home)/request.csv", "--reason", "request 2026/14"] + more)
    }

    /// What each trust's figure is of: the numerator and the denominator; nothing where they are not shown.
    private func counts(_ desk: Desk, _ more: String...) throws -> [String: [Int?]] {
        let said = try desk.run(Self.report + more + ["--output", "\(desk.home)/report.json"])
        #expect(said.status == 0, "\(said.said)")
        let read = try JSONSerialization.jsonObject(with: try desk.contents("report.json")) as? [String: Any]
        let findings = try #require(read?["findings"] as? [[String: Any]])
        return Dictionary(
            findings.compactMap { finding in
                ((finding["area"] as? [String: Any])?["code"] as? String).map {
                    ($0, [finding["observed"] as? Int, finding["n"] as? Int])
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test("nobody can tell from what is published later whose figure they were in: what was published stands")
    func published() throws {
        let desk = try desk()
        let before = try counts(desk)
        #expect(before["PT-LANCASHIRE"]?[1] == 24)
        let tried = try forget(desk, "--dry-run")
        #expect(tried.status == 0 && tried.said.contains("Would erase 1 person"), "\(tried.said)")
        #expect(try counts(desk) == before)
        let done = try forget(desk)
        #expect(done.status == 0 && done.said.contains("Erased 1 person"), "\(done.said)")
        #expect(done.said.contains("warehouse.termination: 24 rows") && done.said.contains("Backups"), "\(done.said)")
        #expect(try counts(desk, "--internal")["PT-LANCASHIRE"]?[1] == 23)
        // Lancashire's figure stands; nothing else that is shown differs from what was published.
        let after = try counts(desk)
        #expect(after["PT-LANCASHIRE"] == before["PT-LANCASHIRE"] && after.count == before.count)
        for (area, counts) in after where counts != [nil, nil] { #expect(counts == before[area], "\(area)") }
        // Asked again, there is nobody left.
        let again = try forget(desk)
        #expect(again.status == 0 && again.said.contains("nobody in the warehouse: line 2"), "\(again.said)")
        let doctor = try desk.run("doctor", "--format", "json")
        #expect(doctor.said.contains("people were erased once"), "\(doctor.said)")
    }

    @Test(
        "a submitted return that cannot be recomputed any more is said to be so, and one that was changed is still found"
    )
    func recomputed() throws {
        let desk = try desk()
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-28").status == 0)
        #expect(try desk.run("submissions", "verify", "--recompute").said.contains("identical to the last byte"))
        #expect(try forget(desk).status == 0)
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0, "\(verified.said)")
        #expect(
            verified.said.contains("people were erased from the warehouse since")
                && verified.said.contains("1 cannot be compared"), "\(verified.said)")
        // No new edition is made for their sake: it would say when somebody was erased.
        #expect(try desk.run("submit", "--due", "--as-of", "2011-08-28").said.contains("nothing is due"))
        let path = "submissions/Lancashire-2010-11Q4-edition-1/return.csv"
        try desk.write(String(decoding: try desk.contents(path), as: UTF8.self) + " ", to: path)
        let changed = try desk.run("submissions", "verify", "--recompute")
        #expect(changed.status == 65 && changed.said.contains("return.csv"), "\(changed.said)")
    }

    @Test("bad lists are refused with the line, and without the number")
    func refused() throws {
        let desk = try desk()
        for (text, status, word) in [
            ("", 65, "the list of people is empty"), ("pnc\n", 65, "the list of people is empty"),
            ("2001/0000001X\n", 65, "line 1 has a wrong check letter"), ("nobody\n", 65, "line 1"),
            ("name,pnc\nJohn Smith,\n", 65, "line 2 has no number"),
        ] as [(String, Int32, String)] {
            try desk.write(text, to: "request.csv")
            let said = try forget(desk)
            #expect(said.status == status && said.said.contains(word), "\(text): \(said.said)")
            #expect(!said.said.contains("0000001") && !said.said.contains("Smith"), "\(said.said)")
        }
        let unread = try desk.run("warehouse", "forget", "--pnc-file", "/nowhere", "--reason", "r")
        #expect(unread.status == 66, "\(unread.said)")
        let endless = try desk.run("warehouse", "forget", "--pnc-file", "/dev/zero", "--reason", "r")
        #expect(endless.status == 66 && endless.said.contains("it is a device"), "\(endless.said)")
        try desk.write(Self.pnc, to: "request.csv")
        let named = try desk.run(
            ["warehouse", "forget", "--pnc-file", "\(desk.home)/request.csv", "--reason", "for \(Self.pnc)"])
        #expect(named.status == 64 && !named.said.contains(Self.pnc), "\(named.said)")
        #expect(try desk.run("warehouse", "forget", "--pnc-file", "x").status == 64)
        #expect(try desk.run("warehouse", "forget", "--reason", "r").status == 64)
        try desk.write(String(repeating: "11", count: 32), to: "pseudonym.key")
        let other = try forget(desk)
        #expect(other.status == 78 && other.said.contains("pseudonym.key is not the key"), "\(other.said)")
    }
}
