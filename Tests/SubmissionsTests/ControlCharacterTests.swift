import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

extension SubmitTests {
    /// Names and messages that hold what a terminal, a diary or a program would obey.
    @Suite("Control characters")
    struct ControlCharacterTests {
        private static let hostile = "Lanca\u{1B}[31mshire\r\nSUMMARY:forged\u{9B}\u{202E}"

        private func isClean(_ text: String) -> Bool {
            text.replacing("\r\n", with: "\n").unicodeScalars.allSatisfy { scalar in
                switch scalar.value {
                case 0x09, 0x0A: true
                case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: false
                default: true
                }
            }
        }

        @Test("of a partnership's name are in no table, diary or JSON of the calendar, and begin no line there")
        func calendar() throws {
            let day = try #require(Day("2011-07-28"))
            let entry = CalendarEntry(
                partnership: Self.hostile, quarter: try #require(Quarter("2010-11Q4")),
                completion: try #require(Completion([("NI18", day)])), dueOn: day, asOf: day, delivered: nil)
            let listing = CalendarListing([entry], asOf: day)
            let diary = listing.iCalendar()
            #expect(isClean(diary) && !diary.contains("\r\nSUMMARY:forged"))
            #expect(diary.contains("SUMMARY:Return due: Lanca␛[31mshire␍␊SUMMARY:forged"))
            let table = listing.table(width: 120, rules: [])
            #expect(isClean(table) && table.split(separator: "\n").count == 4)
            let json = try listing.json()
            #expect(isClean(json) && json.contains("\\u001b[31mshire\\r\\nSUMMARY"))
        }

        @Test("of the settings are refused with their line")
        func settings() throws {
            let desk = try Desk(settings: "from: 2010-11Q1\npartnerships:\n  - \"Lanca\\e[31mshire\"\n")
            let refused = try desk.run("calendar")
            #expect(refused.status == 78, "\(refused.said)")
            #expect(
                refused.said.contains("submissions.yaml:3: a text holds the control character U+001B. Take it out."),
                "\(refused.said)")
        }

        @Test("of an area's name reach neither the delivery command nor the ledger, nor does what the command prints")
        func delivered() throws {
            let desk = try Desk()
            let script = try desk.script(
                "send", "printf %s \"$LAA_PARTNERSHIP\" >\(desk.home)/named",
                "printf 'sent\\033[2J\\nHash: 0000\\a\\0'", "exit 0")
            try desk.write("from: 2010-11Q4\ndeliver: {command: [\(script)]}\n", to: "submissions.yaml")
            _ = try desk.connection().query(
                "update warehouse.area set name = $1 where name = 'Lancashire'", [.text(Self.hostile)])
            let sent = try desk.run(
                "submit", "--area", "PT-LANCASHIRE", "--quarter", "2010-11Q4", "--as-of", "2011-07-28")
            #expect(sent.status == 0 && isClean(sent.said), "\(sent.said)")
            let name = "Lanca␛[31mshire␍␊SUMMARY:forged\u{FFFD}\u{FFFD}"
            #expect(String(decoding: try desk.contents("named"), as: UTF8.self) == name)
            let last = try #require(try desk.entries().last)
            #expect(last.partnership == name && last.output == "sent␛[2J\nHash: 0000␇␀")
            let shown = try desk.run("submissions", "show", "\(last.number)")
            #expect(isClean(shown.said) && shown.said.contains("Output: sent␛[2J\n    Hash: 0000␇␀\n"))
            for folder in desk.names(in: "outbox") {
                for file in desk.names(in: "outbox/\(folder)") where !file.hasSuffix(".ods") {
                    let text = String(decoding: try desk.contents("outbox/\(folder)/\(file)"), as: UTF8.self)
                    #expect(isClean(text), "\(file)")
                }
            }
            #expect(try desk.run("submissions", "verify").status == 0)
        }
    }
}
