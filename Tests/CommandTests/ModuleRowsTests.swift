import Foundation
import TestSupport
import Testing

/// `laa modules test --rows`: rows that are made up, in a warehouse that is gone afterwards.
@Suite("Testing a module on given rows")
struct ModuleRowsTests {
    private let folder: Folder
    private var rows: String { folder.path + "/rows" }
    private var module: String { folder.path + "/XX1.sql" }

    init() throws {
        folder = try Folder()
        try FileManager.default.createDirectory(atPath: folder.path + "/rows", withIntermediateDirectories: true)
        _ = try Command("modules", "new", "XX1", folder.path, database: nil)
        try write(
            """
            terminated_on,person,accommodation
            2011-01-10,A,settled and suitable
            2011-02-11,B,not settled
            2011-02-12,C,

            2011-04-01,D,settled and suitable

            """, "rows/terminations.csv")
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    private func test(_ words: String...) throws -> Command {
        // So that the private cluster of this home runs, whose server the tests share.
        _ = SampleWarehouse.database
        return try Command(
            ["modules", "test"] + (words.first?.hasPrefix("/") == true ? [] : [module]) + words, database: nil,
            environment: ["LAA_HOME": Fixture.home])
    }

    private func expect(_ text: String) throws { try write(text, "rows/XX1.expected.csv") }

    @Test("counts the rows given and no others, says what it filled in, and marks the figures")
    func counted() throws {
        try expect(
            "quarter,area_level,area_code,observed,n,rate,not_recorded\n2010-11Q4,national,K04000001,1,2,50%,1\n")
        let passed = try test("--rows", rows)
        #expect(passed.status == 0, "\(passed.errors)")
        #expect(passed.output.hasPrefix("TEST: FIGURES OF INVENTED ROWS\n"), "\(passed.output)")
        #expect(passed.output.hasSuffix("XX1.sql: 1 finding is as expected.\n"))
        #expect(
            passed.errors.contains(
                "terminations.csv: trust is 'Lancashire', kind is 'order', reason is 'completed' (not given)."),
            "\(passed.errors)")
        // The next quarter has the fourth person alone.
        try expect("quarter,area_level,area_code,observed,n\n2011-12Q1,national,K04000001,1,2\n")
        let failed = try test("--rows", rows)
        #expect(failed.status == 65)
        #expect(
            failed.errors.contains("XX1.expected.csv:2: n of K04000001 is '1', and '2' was expected"),
            "\(failed.errors)")
    }

    @Test("fails where an area is missing or not listed, and says the code of one that is named")
    func areas() throws {
        let heading = "quarter,area_level,area_code,n\n"
        try expect(heading + "2010-11Q4,trust,PT-KENT,2\n")
        let other = try test("--rows", rows)
        #expect(other.status == 65)
        #expect(other.errors.contains("XX1.expected.csv:2: the report has no finding of PT-KENT\n"), "\(other.errors)")
        #expect(
            other.errors.contains(
                "by trust also has PT-LANCASHIRE (Lancashire), which is not expected; list it, or give --only-listed"),
            "\(other.errors)")
        try expect(heading + "2010-11Q4,trust,Lancashire,2\n")
        let named = try test("--rows", rows, "--only-listed")
        #expect(
            named.errors.contains("no finding of Lancashire; is its code, PT-LANCASHIRE, meant?"), "\(named.errors)")
        try expect(heading + "2010-11Q4,trust,PT-LANCASHIRE,2\n")
        #expect(try test("--rows", rows).status == 0)
    }

    @Test("names the row that cannot be loaded, the file that is no kind of extract, and the column that it needs")
    func refused() throws {
        try expect("quarter,area_level,area_code,n\n2010-11Q4,trust,PT-LANCASHIRE,2\n")
        try write("terminated_on,accommodation\n2011-01-10,lost\n", "rows/terminations.csv")
        let row = try test("--rows", rows)
        #expect(row.status == 65)
        #expect(
            row.errors.contains("/rows/terminations.csv:2: accommodation 'lost': is not one of: settled"),
            "\(row.errors)")
        try write("accommodation\nnot settled\n", "rows/terminations.csv")
        let day = try test("--rows", rows)
        #expect(
            day.status == 65 && day.errors.contains("terminations.csv:1: it lacks terminated_on, and"), "\(day.errors)")
        try FileManager.default.removeItem(atPath: rows + "/terminations.csv")
        try write("referred_on,person\n2011-01-01,A\n", "rows/programmes.csv")
        let person = try test("--rows", rows)
        #expect(
            person.status == 65
                && person.errors.contains(
                    "/rows/programmes.csv:2: nobody has this person's name yet: give rows of a kind that brings people"),
            "\(person.errors)")
        try write("terminated_on\n", "rows/termination.csv")
        let kind = try test("--rows", rows)
        #expect(kind.status == 65 && kind.errors.contains("is not a kind of extract; is terminations meant?"))
        #expect(try test("--rows", folder.path + "/none").status == 66)
        #expect(try test("--rows", rows, "--database", "dbname=x").status == 64)
    }

    @Test("writes what came out as expected, marked until somebody has checked it by hand")
    func written() throws {
        #expect(try test("--rows", rows, "--write-expected").status == 64)
        let written = try test("--rows", rows, "--write-expected", "--quarter", "2010-11Q4", "--level", "trust")
        #expect(written.status == 0 && written.output.contains("NOT CHECKED BY HAND"), "\(written.errors)")
        let text = String(decoding: try folder.contents("rows/XX1.expected.csv"), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.count == 3 && lines[0].hasPrefix("# Not checked by hand"), "\(text)")
        #expect(lines[1].hasPrefix("quarter,area_level,area_code,observed,n,not_recorded,rate"), "\(text)")
        #expect(lines[2].hasPrefix("2010-11Q4,trust,PT-LANCASHIRE,1,2,1,0.5"), "\(text)")
        let marked = try test("--rows", rows)
        #expect(marked.status == 0 && marked.output.contains("1 finding is as expected"), "\(marked.errors)")
        #expect(marked.output.contains("XX1.expected.csv: NOT CHECKED BY HAND."))
        try expect(lines[1...].joined(separator: "\n"))
        #expect(try !test("--rows", rows).output.contains("NOT CHECKED"))
        // The quarters and levels of the file that is there are written again.
        #expect(try test("--rows", rows, "--write-expected").status == 0)
        #expect(String(decoding: try folder.contents("rows/XX1.expected.csv"), as: UTF8.self) == text)
    }

    @Test("fails where nothing is expected, and tests each module of a folder that has something")
    func several() throws {
        try expect("quarter,area_level,area_code\n2010-11Q4,national,K04000001\n")
        let keys = try test("--rows", rows)
        #expect(keys.status == 65 && keys.errors.contains("nothing to compare"), "\(keys.errors)")
        try expect("# A remark.\nquarter,area_level,area_code,n\n2010-11Q4,national,K04000001,\n")
        let empty = try test("--rows", rows)
        #expect(empty.status == 65 && empty.errors.contains("expected.csv:3: expects no figure"), "\(empty.errors)")
        try FileManager.default.removeItem(atPath: rows + "/XX1.expected.csv")
        #expect(try test("--rows", rows).status == 66)
        _ = try Command("modules", "new", "XX2", folder.path, database: nil)
        #expect(try test(folder.path, "--rows", rows).status == 66)
        try write("quarter,area_level,area_code,n\n2010-11Q4,national,K04000001,2\n", "rows/XX2.expected.csv")
        let some = try test(folder.path, "--rows", rows)
        #expect(some.status == 0 && some.output.contains("XX2.sql: 1 finding is"), "\(some.errors)")
        #expect(some.errors.contains("XX1.sql: not tested: there is no \(rows)/XX1.expected.csv."), "\(some.errors)")
    }

    @Test("judges given rows of the caseload by their predictions, where re-offences are of people in it")
    func predicted() throws {
        _ = try Command("modules", "new", "XX1", "--family", "proportion-predicted", folder.path + "/p", database: nil)
        try FileManager.default.removeItem(atPath: rows + "/terminations.csv")
        let days = ["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"]
        let caseload = days.flatMap { day in ["\(day),A,0.5", "\(day),B,0.25"] }
        try write("snapshot_date,person,predicted\n" + caseload.joined(separator: "\n"), "rows/caseload.csv")
        // One within three months of a snapshot, one proven too late.
        try write(
            "person,offence_date,proven_date\nA,2010-05-01,2010-06-01\nB,2010-07-01,2011-03-01\n",
            "rows/re-offences.csv")
        try expect(
            """
            quarter,area_level,area_code,observed,n,expected,actual_rate
            2010-11Q4,national,K04000001,1,8,3,12.5%

            """)
        let passed = try test(folder.path + "/p/XX1.sql", "--rows", rows)
        #expect(passed.status == 0, "\(passed.errors)")
        #expect(
            passed.errors.contains("model is 'supplied 1' where predicted is given, horizon is '3'"), "\(passed.errors)"
        )
    }
}
