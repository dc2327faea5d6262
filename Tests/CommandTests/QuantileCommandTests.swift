import Foundation
import TestSupport
import Testing

/// A module of medians, from its start to a return.
@Suite("A median from start to return")
struct QuantileCommandTests {
    private let folder: Folder
    private let environment: [String: String]
    private var module: String { folder.path + "/modules/XX1.sql" }

    init() throws {
        folder = try Folder()
        environment = ["LAA_HOME": folder.path]
        let new = try Command(
            "modules", "new", "XX1", "--family", "quantile", folder.path + "/modules", database: nil)
        try #require(new.status == 0, "\(new.errors)")
    }

    private func write(_ text: String, _ name: String) throws {
        let url = URL(fileURLWithPath: "\(folder.path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test("a test on given rows compares the exact median and interval, and refuses a person with two rows")
    func rows() throws {
        _ = SampleWarehouse.database
        let days = [10, 20, 21, 22, 30, 40, 50]
        let people = ["A", "B", "C", "D", "E", "F", "G"]
        try write(
            "commenced_on,person\n" + people.map { "2010-01-05,\($0)\n" }.joined(), "rows/commencements.csv")
        func programmes(_ more: String = "") throws {
            let rows = zip(people, days).map { person, days in
                "2011-01-01,2011-\(days < 31 ? "01-\(days + 1)" : "02-\(days - 30)"),\(person)\n"
            }
            try write("referred_on,started_on,person\n" + rows.joined() + more, "rows/programmes.csv")
        }
        try programmes()
        let heading =
            "quarter,area_level,area_code,n,quantile,quantile_value,quantile_value_lower95,quantile_value_upper95\n"
        try write(heading + "2010-11Q4,national,K04000001,7,0.5,22,10,50\n", "rows/XX1.expected.csv")
        func test() throws -> Command {
            try Command(
                "modules", "test", module, "--rows", folder.path + "/rows", database: nil,
                environment: ["LAA_HOME": Fixture.home])
        }
        let passed = try test()
        #expect(passed.status == 0 && passed.output.contains("1 finding is as expected"), "\(passed.errors)")
        try write(heading + "2010-11Q4,national,K04000001,7,0.5,21,10,50\n", "rows/XX1.expected.csv")
        let failed = try test()
        #expect(failed.status == 65, "\(failed.errors)")
        #expect(
            failed.errors.contains("quantile_value of K04000001 is '22', and '21' was expected"), "\(failed.errors)")
        // The later one of a person's programmes is not counted, where the query says so.
        try programmes("2011-02-01,2011-03-30,A\n")
        #expect(try test().errors.contains("quantile_value of K04000001 is '22'"))
        let text = String(decoding: try folder.contents("modules/XX1.sql"), as: UTF8.self)
        try write(text.replacing("select distinct on (p.offender_id)", with: "select"), "modules/XX1.sql")
        let twice = try test()
        #expect(twice.status == 70 && twice.errors.contains("'distinct on (offender_id)'"), "\(twice.errors)")
    }

    @Test("what is published is rounded, whole or not at all, and a return with it is of the documented form")
    func published() throws {
        #expect(try Command("modules", "trust", module, database: nil, environment: environment).status == 0)
        let report = try Command(
            "report", "XX1", "--quarter", "2010-11Q4", "--level", "trust", "--format", "json", environment: environment)
        try #require(report.status == 0, "\(report.errors)")
        let findings = try #require(try report.json()["findings"] as? [[String: Any]])
        var shown = 0
        for finding in findings {
            guard let value = finding["value"] as? Double else {
                #expect((finding["value"] as? [String: Bool]) == ["suppressed": true], "\(finding)")
                continue
            }
            shown += 1
            let step = try #require(finding["roundedTo"] as? Double)
            for number in [value] + (finding["interval"] as? [Double] ?? []) {
                #expect((number / step).rounded() == number / step, "\(finding)")
            }
            #expect(finding["n"] as? Int ?? 0 >= 20 && finding["quantile"] as? Double == 0.5)
            #expect((finding["sentence"] as? String)?.contains("no one person's value is shown") == true)
        }
        #expect(shown > 0 && findings.count > 30, "\(shown) of \(findings.count)")
        #expect(!report.output.contains("roundings"))

        let made = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--indicator", "XX1", "--output",
            folder.path + "/return", environment: environment)
        try #require(made.status == 0, "\(made.errors)")
        let page = String(decoding: try folder.contents("return/return.html"), as: UTF8.self)
        #expect(page.contains("Median of "))
        let table = String(decoding: try folder.contents("return/return.csv"), as: UTF8.self)
        #expect(table.contains("quantile_value_lower95"))
        if Checker.jsonschema {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path
            let checked = try Checker.python.run(["\(root)/scripts/check-return", folder.path + "/return/return.json"])
            #expect(checked.status == 0, "\(checked.output)")
        }
    }
}
