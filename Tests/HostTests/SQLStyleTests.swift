import Foundation
import ReportKit
import Testing

@testable import Host

@Suite("The style of declared modules")
struct SQLStyleTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test("is that of the whole catalogue, and of every start")
    func catalogue() throws {
        let files = ModuleFolders.modules(in: "\(Self.root)/Plugins/sql")
        #expect(files.count > 100)
        for file in files {
            let style = try SQLStyle(file: file)
            #expect(style.problems.isEmpty, "\(file): \(style.problems)")
            #expect(
                style.formatted == String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self))
        }
        for family in Family.allCases {
            let style = SQLStyle(try ModuleStart(declared: "NI999", family: family).files[0].content)
            #expect(style.problems.isEmpty, "\(family): \(style.problems)")
        }
    }

    private static let header = "/*\nid:   X\n  odd: YAML  Keeps\n*/\n"

    /// A query, the same in the style, and what is said of it, by line of the file.
    private static let queries: [(String, String, [String])] = [
        (
            "SELECT a,b ,c FROM reporting.Termination WHERE a != 'FROM, WHERE' GROUP BY a;\n",
            "select a, b, c\nfrom reporting.termination\nwhere a <> 'FROM, WHERE'\ngroup by a\n",
            [
                "5: 'BY' is not in lower case", "5: 'FROM' is not in lower case", "5: 'GROUP' is not in lower case",
                "5: 'SELECT' is not in lower case", "5: 'Termination' is not in lower case",
                "5: 'WHERE' is not in lower case", "5: 'from' does not begin a line",
                "5: 'group' does not begin a line",
                "5: 'where' does not begin a line", "5: a semicolon ends the query", "5: a space stands before a comma",
                "5: no space follows a comma", "5: unequal is written !=, not <>",
            ]
        ),
        (
            "select \"Kept\", x -- From here: KEPT  \n\tfrom t left join u using (id)\n   where a is distinct from b",
            "select \"Kept\", x -- From here: KEPT\n    from t\nleft join u using (id)\n    where a is distinct from b\n",
            [
                "5: spaces end the line", "6: 'left' does not begin a line", "6: a tab indents the line",
                "7: the last line has no line feed", "7: the line is indented by 3 spaces, not by steps of four",
            ]
        ),
        (
            "select 'one\n  two  \n\n\nthree' as x\n\n\nfrom (select 1 from t) s\n\n",
            "select 'one\n  two  \n\n\nthree' as x\n\nfrom (select 1 from t) s\n",
            ["11: one blank line is enough", "14: blank lines end the file"]
        ),
    ]

    @Test(
        "is what a query is put into, without a change of its meaning, and once and for all",
        arguments: 0..<queries.count)
    func formatting(_ number: Int) {
        let (query, styled, said) = Self.queries[number]
        let style = SQLStyle(Self.header + query)
        #expect(style.formatted == Self.header + styled)
        #expect(style.problems.map { "\($0.line): \($0.message)" } == said)
        let again = SQLStyle(style.formatted)
        #expect(again.formatted == style.formatted && again.problems.isEmpty, "\(again.problems)")
    }

    @Test("has no byte order mark, no carriage returns and no long lines, of which the last are not mended")
    func bytes() {
        let long = "-- " + String(repeating: "x", count: 130)
        let style = SQLStyle("\u{FEFF}/*\r\nid: X\r\n*/\r\n\(long)\r\nselect 1\r\n")
        #expect(style.formatted == "/*\nid: X\n*/\n\(long)\nselect 1\n")
        #expect(style.problems.count == 3 && style.problems.filter { !$0.isMended }.map(\.line) == [4])
    }
}
