import Foundation
import TestSupport
import Testing

/// Parameters of declared modules, as they are set on the command line and fixed by other modules.
@Suite("Setting a parameter")
struct ParameterCommandTests {
    private let folder: Folder
    private var environment: [String: String] { ["LAA_HOME": folder.path] }

    init() throws {
        folder = try Folder()
        _ = try Command(
            "modules", "new", "XX18", "--family", "proportion-predicted", folder.path + "/modules", database: nil)
        try write("XX18at6", months: "6")
    }

    /// A reading of the module at so many months: five lines.
    private func write(_ id: String, months: String) throws {
        let text = """
            /*
            id: \(id)
            title: The same within \(months) months
            same-as: XX18
            parameters: {reoffending_months: \(months)}
            */

            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/modules/\(id).sql"))
        #expect(
            try Command("modules", "trust", folder.path + "/modules", database: nil, environment: environment).status
                == 0)
    }

    private func report(_ words: String...) throws -> Command {
        try Command(
            ["report"] + words + ["--quarter", "2010-11Q4", "--level", "region"], environment: environment)
    }

    @Test("marks the report, counts by it, and compares nothing with predictions for other months")
    func set() throws {
        let usual = try report("XX18", "--format", "csv")
        let other = try report("XX18", "--set", "reoffending_months=6")
        #expect(usual.status == 0 && other.status == 0, "\(usual.errors)\(other.errors)")
        #expect(other.output.hasPrefix("XX18 (reoffending_months=6) "), "\(other.output)")
        #expect(other.output.contains("NOT AS DEFINED: reoffending_months is 6 instead of 3."), "\(other.output)")
        #expect(other.output.contains("not comparable"), "\(other.output)")
        #expect(!usual.output.contains("not comparable"))
        let same = try report("XX18", "--set", "reoffending_months=3", "--format", "csv")
        #expect(same.output == usual.output)
        let longer = try report("XX18", "--set", "reoffending_months=6", "--format", "csv")
        func observed(_ report: Command) -> Int {
            report.output.split(whereSeparator: \.isNewline).dropFirst().compactMap {
                Int($0.split(separator: ",", omittingEmptySubsequences: false)[9])
            }
            .reduce(0, +)
        }
        #expect(observed(longer) > observed(usual))
    }

    @Test("is refused beyond its bounds, for a name that it does not have, and for an indicator without any")
    func refused() throws {
        for (setting, message) in [
            ("reoffending_months=25", "reoffending_months is from 1 to 24, not 25"),
            ("months=6", "it has no parameter 'months'; is reoffending_months meant?"), ("months", "is not a setting"),
        ] {
            let refused = try report("XX18", "--set", setting)
            #expect(refused.status == 64 && refused.errors.contains(message), "\(refused.errors)")
        }
        let none = try report("NI143", "--set", "months=6")
        #expect(none.status == 64 && none.errors.contains("it has no parameters"), "\(none.errors)")
        let shown = try Command("modules", "show", "XX18", "--no-sql", database: nil, environment: environment)
        #expect(shown.output.contains("Parameters: reoffending_months = 3 (1 to 24)"), "\(shown.output)")
    }

    @Test("by a module of five lines makes an indicator of its own, which says how it differs")
    func fixed() throws {
        let check = try Command("modules", "check", folder.path + "/modules/XX18at6.sql", environment: environment)
        #expect(check.status == 0, "\(check.errors)")
        let fixed = try report("XX18at6")
        let set = try report("XX18", "--set", "reoffending_months=6")
        #expect(fixed.output.hasPrefix("XX18at6 The same within 6 months\n"), "\(fixed.errors)")
        #expect(
            fixed.output.contains("Counted as XX18 is, except that reoffending_months is 6 instead of 3."),
            "\(fixed.output)")
        let rows = { (report: Command) in
            report.output.split(separator: "\n").filter { $0.hasPrefix("East ") || $0.hasPrefix("London ") }
        }
        #expect(rows(fixed) == rows(set) && !rows(set).isEmpty)
        try write("XX18at30", months: "30")
        let wrong = try Command("modules", "list", database: nil, environment: environment)
        #expect(
            wrong.errors.contains(
                "XX18at30.sql:5: error: parameters: XX18: reoffending_months is from 1 to 24, not 30"),
            "\(wrong.errors)")
    }
}
