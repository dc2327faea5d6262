import ReportKit
import Testing
import Text

@testable import Prediction

@Suite("Scoring a file")
struct FileTests {
    static let heading = OGRS3File.inputs.joined(separator: ",")
    static let row = "MALE,1984-03-10,2010-06-01,2010-07-01,3,18,03900"

    static let today = Day("2020-01-01")!

    static func scored(_ text: String) throws -> OGRS3File.Scored {
        try OGRS3File(Array(text.utf8), name: "in.csv").scored(by: OGRS3(try CoefficientSet()), today: today)
    }

    static func lines(_ text: String) throws -> [String] {
        try scored(text).text.split(separator: "\r\n").map(String.init)
    }

    @Test("the test cases come back whole, with scores, bands or errors")
    func vectors() throws {
        let table = try PredictionTests.vectors("test_vectors")
        let text = ([table.heading] + table.rows.map(\.cells))
            .map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") }.joined(separator: "\n")
        let scored = try OGRS3File(Array(text.utf8), name: "in.csv")
            .scored(by: OGRS3(try CoefficientSet(named: "hmpps_arns_risk_actuarial_api")), today: Self.today)
        let back = try CSVTable(Array(scored.text.utf8), file: "out.csv")
        #expect(back.heading == table.heading + OGRS3File.outputs)
        for (given, (_, cells)) in zip(try VectorRow.all("test_vectors"), back.rows) {
            let row = VectorRow(cells: Dictionary(uniqueKeysWithValues: zip(back.heading, cells)))
            #expect(row["one_year_percent"].isEmpty != row["error"].isEmpty)
            if given["kind"] == "score" {
                #expect(row["one_year_percent"] == given["expected_one_year"])
                #expect(row["two_year_percent"] == given["expected_two_year"])
                #expect(row["band"] == given["expected_band"])
            } else if !given.expectedRefusals.isEmpty {
                #expect(given.expectedRefusals.map(\.rawValue).contains(row["error"]))
            }
        }
        #expect(scored.counts.total == 20 && scored.givenWeights == 6 && scored.isOfTestCases)
    }

    @Test("columns in any order, CRLF, a byte order mark, quotation marks and spaces change nothing")
    func shapes() throws {
        let plain = try Self.lines("\(Self.heading)\n\(Self.row)\n")
        let score = plain[1].replacing(Self.row, with: "")
        let marked = try Self.lines("\u{FEFF}\(Self.heading)\r\n\(Self.row)")
        #expect(marked == plain)
        let rest = Self.row.dropFirst("MALE,1984-03-10".count)
        let quoted = try Self.lines("id,\(Self.heading)\n\"a, \"\"b\"\"\nc\",\"male\", 1984-03-10\(rest)")
        #expect(quoted[1].hasPrefix("\"a, \"\"b\"\"\nc\",male, 1984-03-10,") && quoted[1].hasSuffix(score))
        let reversed = try Self.lines(
            OGRS3File.inputs.reversed().joined(separator: ",") + "\n"
                + Self.row.split(separator: ",").reversed().joined(separator: ","))
        #expect(reversed[1].hasSuffix(score))
    }

    @Test("cells that a spreadsheet would run are led by an apostrophe; negative numbers stay numbers")
    func formulas() throws {
        let rows = ["=cmd|' /C calc'!A0,-2.5", "@SUM(A1),-x"].map { "\(Self.row),\($0)" }
        let lines = try Self.lines("\(Self.heading),note,=x\n\(rows.joined(separator: "\n"))")
        #expect(lines[0].contains(",note,'=x,"))
        #expect(lines[1].contains(",'=cmd|' /C calc'!A0,-2.5,"))
        #expect(lines[2].contains(",'@SUM(A1),'-x,"))
    }

    @Test(
        "a row that cannot be read is refused by name, and the others are scored",
        arguments: [
            ("MALE,1984-03-10,2010-02-31,2010-07-01,3,18,03900", OGRS3Refusal.dateNotRecognised),
            ("MALE,10/03/1984,2010-06-01,2010-07-01,3,18,03900", .dateNotRecognised),
            ("X,1984-03-10,2010-06-01,2010-07-01,3,18,03900", .genderNotRecognised),
            ("MALE,1984-03-10,2010-06-01,2010-07-01,3.5,18,03900", .numberNotRecognised),
            ("MALE,1984-03-10,2010-06-01,2010-07-01,3,99999999999,03900", .numberNotRecognised),
            ("MALE,1984-03-10,2010-06-01,2010-07-01,3,18,3900", .codeFormat),
            ("MALE,1984-03-10,2010-06-01,,3,18,03900", .missingInput),
            ("=1+1,1984-03-10,2010-06-01,2010-07-01,3,18,03900", .genderNotRecognised),
        ])
    func rows(row: String, refusal: OGRS3Refusal) throws {
        let scored = try Self.scored("\(Self.heading)\n\(row)\n\n\(Self.row)\n")
        #expect(scored.counts.scored == 1)
        #expect(scored.counts.refused.map(\.reason) == [refusal] && scored.counts.refused.map(\.count) == [1])
        #expect(scored.text.contains(",,,,,\(refusal.rawValue)\r\n"))
        #expect(scored.counts.lines.first == "OGRS3: 2 read = 1 scored + 1 refused")
    }

    /// Histories that cannot be, by what is wrong with each; the rules that are our own come last.
    static let impossibleHistories: [(row: String, refusal: OGRS3Refusal)] = [
        ("1980-01-01,2010-01-01,2010-02-01,3,3", .firstSanctionAge),
        ("1980-01-01,2010-01-01,2010-02-01,3,0", .firstSanctionAge),
        ("1900-01-01,2009-01-01,2009-02-01,3,99", .firstSanctionAge),
        ("1980-01-01,2010-01-01,2010-02-01,3,-1", .numberNotRecognised),
        ("1980-01-01,2010-01-01,2010-02-01,0,17", .sanctionsBelowOne),
        ("1980-01-01,2010-01-01,2010-02-01,1000,17", .sanctionsAbove999),
        ("1980-01-01,2010-01-01,2010-02-01,9999,29", .sanctionsAbove999),
        ("1890-01-01,2010-01-01,2010-02-01,3,20", .convictedAt110),
        ("1900-01-15,2010-01-01,2010-02-01,3,20", .followedUpAt110),
        ("1980-01-01,2010-01-01,1979-02-01,3,20", .followedUpBeforeBirth),
        ("1980-01-01,2010-01-01,1982-02-01,3,20", .followedUpBelowTen),
        ("1980-01-01,2010-01-01,2009-12-31,3,20", .followedUpBeforeConviction),
        ("1980-01-01,2008-02-29,2018-03-02,3,20", .followedUpTooLate),
        ("1980-01-01,2010-01-01,2010-02-01,1,17", .onlySanctionAtAnotherAge),
        ("1980-01-01,2019-12-31,2020-01-02,3,20", .dayToCome),
        ("1980-01-01,2035-01-01,2036-02-01,3,20", .dayToCome),
    ]

    @Test("an impossible history is refused by the name of its rule, and counted", arguments: impossibleHistories)
    func impossible(row: String, refusal: OGRS3Refusal) throws {
        let scored = try Self.scored("\(Self.heading)\nMALE,\(row),00801\n")
        #expect(scored.text.hasSuffix(",,,,,\(refusal.rawValue)\r\n"), "\(scored.text)")
        #expect(scored.counts.lines.contains { $0.hasPrefix("  1 refused: \(refusal.rawValue) (") })
        #expect(scored.counts.lines[1].contains("this program's own rule") == refusal.isOwnRule)
        #expect(!scored.isOfTestCases)
    }

    @Test(
        "what is just possible is scored",
        arguments: [
            "1980-01-01,2010-01-01,2010-02-01,999,8", "1920-01-01,2019-01-01,2019-02-01,3,98",
            "1910-01-02,2010-01-01,2020-01-01,3,20", "1980-01-01,2010-01-01,2010-01-01,1,30",
            "1980-01-01,2008-02-29,2018-03-01,3,20", "1980-01-01,2020-01-01,2020-01-01,3,20",
        ])
    func justPossible(row: String) throws {
        let scored = try Self.scored("\(Self.heading)\nMALE,\(row),00801\n")
        #expect(scored.counts.scored == 1, "\(scored.text)")
    }

    @Test("our own rules are left out for the scale's test cases, which break two of them, and hold for any other file")
    func testCases() throws {
        let row = "MALE,1980-01-01,2020-01-01,2040-01-01,1,40,02700"
        let cases = try Self.scored("\(Self.heading),\(OGRS3File.weight)\n\(row),\n")
        #expect(cases.isOfTestCases && cases.counts.scored == 1)
        #expect(try Self.scored("\(Self.heading)\n\(row)\n").counts.refused.map(\.reason) == [.dayToCome])
    }

    @Test(
        "a file that would be misread is refused whole, with its line",
        arguments: [
            ("", "line 1: the file is empty"),
            ("gender,date_of_birth\n", "line 1: there is no column 'date_of_current_conviction'"),
            ("\(heading),gender\n", "line 1: the column 'gender' appears 2 times"),
            ("\(heading),error\n", "line 1: there is already a column 'error'"),
            ("\(heading)\n\(row)\n\(row),x\n", "line 3: there are 8 cells, and the heading has 7"),
            ("\(heading)\n\"MALE", "line 2: a quotation mark is opened and never closed"),
            ("\(heading)\n\"MALE\"x,", "line 2: something follows a closing quotation mark"),
            ("\(heading)\nMALE\u{0},", "line 2: a byte is zero"),
        ])
    func refusedWhole(text: String, message: String) throws {
        let error = #expect(throws: PredictionError.self) { try Self.scored(text) }
        #expect(try #require(error).description.contains(message), "\(error?.description ?? "")")
    }

    @Test("bytes that are no UTF-8 are refused with their line")
    func encoding() throws {
        let error = #expect(throws: PredictionError.self) {
            try OGRS3File(Array("\(Self.heading)\nM\n".utf8) + [0xFF, 0x0A], name: "in.csv")
        }
        #expect(try #require(error).message.contains("line 2") || error!.message.contains("line 3"))
    }

    @Test("a heading alone gives a heading alone")
    func headingOnly() throws {
        #expect(try Self.lines(Self.heading) == ["\(Self.heading),\(OGRS3File.outputs.joined(separator: ","))"])
    }

    @Test("a file that is not there is said to be unreadable")
    func absent() {
        #expect(throws: PredictionError.unreadable(file: "/nowhere/in.csv", reason: "No such file or directory")) {
            try OGRS3File(path: "/nowhere/in.csv")
        }
        #expect(throws: PredictionError.unreadable(file: "/tmp", reason: "Is a directory")) {
            try OGRS3File(path: "/tmp")
        }
    }
}
