import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("Identifiers")
struct PrivacyTests {
    @Test("never reach the warehouse or the list of rejects, whatever is wrong with them")
    func neverShown() throws {
        let desk = try Desk()
        try desk.load([
            "snapshot_date,pnc,crn,date_of_birth,sex,trust,pnc_matched",
            "2010-12-31,2001/0000001Q,X123456,1985-03-17,male,PT-LANCASHIRE,yes",
            "2010-12-31,john smith of leeds,,1985-03-17,male,PT-LANCASHIRE,yes",
            "2010-12-31,2001/0000002R,X123458,17th of March 1985,male,PT-LANCASHIRE,yes",
            "2010-12-31,2001/0000003T,X123459,1985-03-17,2001/0000003T,PT-LANCASHIRE,yes",
            "2010-12-31,2001/0000003T,X123459,1985-03-17,x123459,PT-LANCASHIRE,yes",
            "2010-12-31,2001/0000001Q,X999999,1985-03-17,male,PT-LANCASHIRE,yes,more",
        ])
        let rejects = try desk.rejects()
        #expect(rejects.count == 5)
        #expect(rejects.filter { $0.contains(",(masked),") }.count == 4)
        let dump = try desk.connection.query(
            "select string_agg(q::text, ' ') || (select string_agg(o::text, ' ') from warehouse.offender o) as everything "
                + "from warehouse.quarantine q")[0].get("everything", as: String.self)
        for secret in ["0000001", "123456", "smith", "17", "0000003C"] {
            #expect(!rejects.joined().contains(secret), "\(secret)")
            #expect(secret == "17" || !dump.lowercased().contains(secret.lowercased()), "\(secret)")
        }
        #expect(try desk.count("select count(*) from warehouse.offender where birth_month = '1985-03-01'") == 1)
    }

    @Test("have one form, so that one person is one however the number is written")
    func canonical() throws {
        let desk = try Desk()
        let rows = ["2001/0012345H", "01/12345h", "2001/ 12345H"].enumerated().map {
            "20\(10 + $0.offset)-12-31,\($0.element),male,1985-03,PT-LANCASHIRE,,2,yes"
        }
        #expect(try desk.load([Desk.heading] + rows).peopleAdded == 1)
        #expect(try desk.load([Desk.heading, rows[0].replacing("2001/00", with: "1901/00")]).peopleAdded == 1)
    }

    @Test("of both numberings name one person, also where rows have only one; contradictions are turned away")
    func bothNumberings() throws {
        let desk = try Desk()
        let heading = "snapshot_date,pnc,crn,trust,pnc_matched"
        func row(_ day: String, _ pnc: String, _ crn: String) -> String { "\(day),\(pnc),\(crn),PT-LANCASHIRE,yes" }
        let first = try desk.load([
            heading, row("2010-06-30", "2001/0000001Q", "X000001"), row("2010-09-30", "", "X000001"),
            row("2010-12-31", "2001/0000001Q", ""), row("2010-12-31", "2001/0000002R", "X000002"),
            row("2010-12-31", "2001/0000003T", "X000003"), row("2010-09-30", "2001/0000003T", "X000004"),
        ])
        #expect(first.counts == [6, 4, 0, 2] && first.peopleAdded == 2)
        let second = try desk.load([
            heading, row("2011-03-31", "2001/0000002R", "X000001"), row("2011-03-31", "2001/0000009Z", "X000002"),
            row("2011-03-31", "", "X000005"),
        ])
        #expect(second.counts == [3, 1, 0, 2])
        #expect(try desk.rejects().allSatisfy { $0.contains("belong to different people") })
        #expect(try desk.count("select count(distinct offender_id) from warehouse.caseload_snapshot") == 3)
    }

    @Test("are hashed with a key that only its owner reads; a lost, wrong or open one is refused")
    func key() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        var status = stat()
        #expect(stat(desk.key.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let text = try String(contentsOfFile: desk.key.path, encoding: .utf8)

        chmod(desk.key.path, 0o640)
        #expect(throws: LoadError.keyNotPrivate(path: desk.key.path, problem: "can be read by others")) {
            try desk.load([Desk.heading, Desk.row])
        }
        unlink(desk.key.path)
        let lost = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row]) }
        #expect(lost?.message.contains("is not there") == true)
        #expect(access(desk.key.path, F_OK) != 0)

        let otherDigit = text.hasPrefix("0") ? "1" : "0"
        try (otherDigit + text.dropFirst()).write(toFile: desk.key.path, atomically: true, encoding: .utf8)
        chmod(desk.key.path, 0o600)
        let wrong = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row]) }
        #expect(wrong?.message.contains("is not the key") == true)

        try "nonsense".write(toFile: desk.key.path, atomically: true, encoding: .utf8)
        chmod(desk.key.path, 0o600)
        #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row]) }
        try text.write(toFile: desk.key.path, atomically: true, encoding: .utf8)
        chmod(desk.key.path, 0o600)
        #expect(try desk.load([Desk.heading, Desk.row]).unchanged == 1)
    }

    @Test("are HMAC-SHA-256 under that key")
    func known() throws {
        let key = [UInt8](0..<32)
        let pseudonymiser = Pseudonymiser(.init(data: key))
        let hash = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 8)
        defer { hash.deallocate() }
        pseudonymiser.hash(PNCNumber(year: 2001, serial: 12_345), into: hash)
        // python3: hmac.new(bytes(range(32)), b"pnc:2001/0012345H", "sha256").hexdigest()
        #expect(hash.map { String(format: "%02x", $0) }.joined() == Self.expected)
    }

    private static let expected = "7313dd776c36a0097cddd1de09bb22e6bed4b1f5c6eb4a0328015f96476e2788"

    @Test("of names, addresses and the like are refused as columns")
    func personalColumns() throws {
        let desk = try Desk()
        for heading in ["Surname", "Full Name", "address_line_1", "Postcode", "mother_s_maiden_name"] {
            let error = #expect(throws: LoadError.self) {
                try desk.load([Desk.heading + "," + heading, Desk.row + ",x"])
            }
            #expect(error?.message.contains(Heading.normalised(heading)) == true)
            guard case .personalColumns = error else {
                Issue.record("\(heading): \(String(describing: error))")
                continue
            }
        }
    }
}
