import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("A setting of a transaction")
struct TransactionSettingTests {
    @Test(
        "is what was sent, to the byte, whatever it holds, and ends with the transaction",
        arguments: [
            "", "x", "'", "''", "\\'", "\\", "\"", "E'\\x41'", "$$", "a\nb", "é€𝄞", "'; drop table laa.t; --",
            "default", "100",
            String(repeating: "long'", count: 100_000),
        ])
    func hostile(value: String) throws {
        let connection = try Fixture.connection()
        let settings =
            try [.portalKey, .applicationName, .parameter(#require(.init("select")))] as [TransactionSetting]
        for setting in settings where setting != .applicationName || value.allSatisfy(\.isASCII) && value.count < 50 {
            let before = try connection.query("select current_setting($1, true)", [.text(setting.name)])[0].get(
                0, as: String?.self)
            try connection.transaction {
                try connection.set(setting, to: value)
                let after = try connection.query("select current_setting($1)", [.text(setting.name)])[0].get(
                    0, as: String.self)
                // The server shows its own settings on one line.
                #expect(after == value || setting == .applicationName && value.contains("\n"), "\(setting.name)")
            }
            let after = try connection.query("select current_setting($1, true)", [.text(setting.name)])[0].get(
                0, as: String?.self)
            #expect((after ?? "") == (before ?? ""))
        }
    }

    @Test("that is secret is in no statement's text, where others could read it")
    func secret() throws {
        let (connection, other) = (try Fixture.connection(), try Fixture.connection())
        let process: Int = try connection.query("select pg_backend_pid()")[0].get(0)
        func shown(_ setting: TransactionSetting) throws -> String {
            try connection.transaction {
                try connection.set(setting, to: "only for me")
                return try other.query("select query from pg_stat_activity where pid = $1", [.integer(process)])[0].get(
                    0)
            }
        }
        #expect(try shown(.portalKey) == "select set_config($1, $2, true)")
        #expect(try shown(.parameter(#require(.init("v")))).contains("only for me"), "nothing is tested")
    }

    @Test("that no text of the server can be is refused before it is sent, and not cut off")
    func zeroByte() throws {
        let connection = try Fixture.connection()
        #expect(throws: WarehouseError.self) {
            try connection.transaction { try connection.set(.portalKey, to: "a\0b") }
        }
    }

    @Test("has one of a few names, and a parameter's may be a keyword, but none of the program's own")
    func names() {
        for name in ["a", "_", "A1", "select", "user", "as_of_day", String(repeating: "x", count: 63)] {
            #expect(TransactionSetting.Parameter(name) != nil, "\(name)")
        }
        for name in [
            "", "1a", "a.b", "a\"b", "a'b", "a b", "a;b", "é", "a$b", "as_of", "AS_OF", "portal_key",
            String(repeating: "x", count: 64),
        ] {
            #expect(TransactionSetting.Parameter(name) == nil, "\(name)")
        }
    }

    @Test("of every type is read back as the same value")
    func types() throws {
        let connection = try Fixture.connection()
        let values: [(ParameterValue, String)] = [
            (.integer(.min), "bigint"), (.real(-0.1), "float8"), (.real(.leastNonzeroMagnitude), "float8"),
            (.real(.infinity), "float8"),
            (.real(1.7976931348623157e308), "float8"), (.boolean(true), "boolean"), (.day(Day("0999-02-28")!), "date"),
            (.days([Day("2010-12-31")!, Day("1950-01-01")!]), "date[]"), (.days([]), "date[]"),
            (.integers([-1, 0, .max]), "bigint[]"), (.texts([]), "text[]"),
            (.texts(["", "null", "NULL", "a,b", "{}", "\"\\", " x ", "'", "é"]), "text[]"),
        ]
        for (value, type) in values {
            try connection.transaction {
                try connection.set(.parameter(#require(.init("v"))), to: #require(value.settingText))
                let same = try connection.query("select current_setting('laa.v')::\(type) = $1", [value])
                #expect(try same[0].get(0, as: Bool.self), "\(value)")
            }
        }
    }
}
