import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("What has the shape of an identifier")
struct IdentifierShapeTests {
    private static let withIdentifier = [
        "2001/0012345H", "01/12345h", "20010012345H", "010012345h", "0112345H", "011h", "2001 / 0012345 H",
        "2001/0012345",
        "01/12345", "20010012345", "X123456", "x 123456", "X 12 34 56", "see 2001/0012345H, then", "PNC2001/0012345H",
        "PNC:01/12345h.", "known as (85/5000C)", "(x123456)", "\"19850005000C\"", "a,85 5000 C,b", "é2001/0012345Hé",
        "2001/0012345Hx", "31/12/2010, 01/12345H",
    ]
    private static let without = [
        "", "31/12/2010", "31/12/2010 00:00:00", "1/4/2010-31/3/2011", "2010-12-31", "2010-12-31T00:00:00", "2010-11Q3",
        "E10000017", "PT-LANCASHIRE", "00CN", "00801", "0.4321", "1e5", "-12345", "18 to 20", "50 and over", "MARAC",
        "supplied 1", "OGRS3 2010", "123456", "0123456789", "12h", "X12345", "X1234567", "AX123456", "X123456bc",
        "123456789012H", "no 5", "é", "12 3456789012345 a",
    ]

    private func occurs(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { IdentifierShape.occurs(in: $0) }
    }

    @Test("is a PNC number in any form, or a CRN, anywhere in a text", arguments: withIdentifier)
    func shaped(text: String) {
        #expect(occurs(text))
    }

    @Test("is neither a date, nor an area's code, nor a number", arguments: without)
    func plain(text: String) {
        #expect(!occurs(text))
    }

    @Test("is the same for the server")
    func server() throws {
        let alphabet = Array("0123456789012/// aXé-")
        var state: UInt64 = 20_101_231
        let made = (0..<6_000).map { _ in
            String(
                (0..<14).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return alphabet[Int(state >> 33) % alphabet.count]
                })
        }
        let texts = Self.withIdentifier + Self.without + made
        #expect(made.count(where: occurs) > 500 && made.count { !occurs($0) } > 500)
        let desk = try Desk()
        let masked = try desk.connection.transaction {
            try Script.prepare.run(on: desk.connection)
            _ = try desk.connection.query(
                "insert into rejected select n, '', text, '' from unnest($1) with ordinality t (text, n)",
                [.texts(texts)])
            try Script.mask.run(on: desk.connection)
            return try desk.connection.query("select value = '(masked)' from rejected order by line")
                .map { try $0.get(0, as: Bool.self) }
        }
        for (text, isMasked) in zip(texts, masked) { #expect(occurs(text) == isMasked, "\(text)") }
    }
}
