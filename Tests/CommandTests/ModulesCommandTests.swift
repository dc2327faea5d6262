import Foundation
import TestSupport
import Testing

@Suite("laa modules")
struct ModulesCommandTests {
    /// A home with a module folder of its own.
    private func home() throws -> (folder: Folder, environment: [String: String]) {
        let folder = try Folder()
        return (folder, ["LAA_HOME": folder.path])
    }

    private func write(_ text: String, _ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test(
        "new writes a start that passes check as it is, and never over another file",
        arguments: [
            "proportion-predicted", "proportion-target", "cohort-change", "frequency", "rate-population",
            "standardised-rate", "count-target", "count-change", "mean", "quantile", "supplied", "undefined",
        ])
    func start(_ family: String) throws {
        let (folder, environment) = try home()
        let made = try Command("modules", "new", "XX1", "--family", family, folder.path, database: nil)
        #expect(made.status == 0 && made.output.hasPrefix("\(folder.path)/XX1.sql\n"))
        let check = try Command("modules", "check", "\(folder.path)/XX1.sql", environment: environment)
        #expect(check.status == 0, "\(check.errors)")
        #expect(!check.errors.contains("warning"), "\(check.errors)")
        if family != "supplied" { #expect(check.output.hasPrefix("XX1 "), "\(check.errors)") }
        let before = try folder.contents("XX1.sql")
        #expect(try Command("modules", "new", "XX1", folder.path, database: nil).status == 73)
        #expect(try folder.contents("XX1.sql") == before)
        #expect(try Command("modules", "new", "X X", folder.path, database: nil).status == 73)
    }

    @Test("the start of a compiled module has the query of the declared start, without its header")
    func compiledStart() throws {
        let (folder, _) = try home()
        for kind in ["sql", "swift"] {
            let made = try Command("modules", "new", "XX4", "--kind", kind, folder.path, database: nil)
            #expect(made.status == 0, "\(made.errors)")
        }
        let declared = String(decoding: try folder.contents("XX4.sql"), as: UTF8.self)
        let query = String(decoding: try folder.contents("XX4/Sources/XX4/sql/XX4.sql"), as: UTF8.self)
        #expect(declared.hasSuffix("*/\n" + query) && query.contains("with counted as"))
    }

    @Test("a module put into the home's folder is listed, runs once it is trusted, and not after it was changed")
    func course() throws {
        let (folder, environment) = try home()
        let path = "\(folder.path)/modules/XX2.sql"
        _ = try Command("modules", "new", "XX2", folder.path + "/modules", database: nil)
        let report = ["report", "XX2", "--quarter", "2010-11Q4", "--level", "trust", "--format", "csv"]
        #expect(try Command(report, environment: environment).status == 77)
        #expect(try Command("modules", "trust", path, database: nil, environment: environment).status == 0)
        let listed = try Command("modules", "list", "--format", "json", database: nil, environment: environment)
        let entries = try #require(try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]])
        let own = try #require(entries.first { $0["id"] as? String == "XX2" })
        #expect(own["kind"] as? String == "declared" && own["state"] as? String == "loaded")
        let first = try Command(report, environment: environment)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.split(whereSeparator: \.isNewline).count == 36)

        // Its own report serves as the expected values.
        let expected = "\(folder.path)/expected.csv"
        try write(first.output, expected)
        let test = ["modules", "test", path, "--expected", expected]
        #expect(try Command(test, environment: environment).status == 0)
        let rows = first.output.split(whereSeparator: \.isNewline).map(String.init)
        try write((rows[..<2] + [rows[2].replacing("2010-11Q4", with: "2010-11Q3")]).joined(separator: "\n"), expected)
        let differing = try Command(test, environment: environment)
        #expect(differing.status == 65 && differing.errors.contains("was expected"), "\(differing.errors)")
        let keys = "quarter,area_level,area_code"
        try write("\(keys),n\n2010-11Q4,national,K04000001,inf\n", expected)
        let infinite = try Command(test, environment: environment)
        #expect(infinite.status == 65 && infinite.errors.contains("'inf' was expected"), "\(infinite.errors)")
        try write("\(keys)\n2010-11Q4,national,K04000001\n", expected)
        let nothing = try Command(test, environment: environment)
        #expect(nothing.status == 65 && nothing.errors.contains("nothing to compare"), "\(nothing.errors)")

        try write(String(decoding: try folder.contents("modules/XX2.sql"), as: UTF8.self) + "\n", path)
        #expect(try Command(report, environment: environment).status == 77)
    }

    @Test("check says what the server finds wrong with a query, without running it")
    func check() throws {
        let (folder, environment) = try home()
        _ = try Command("modules", "new", "XX3", folder.path, database: nil)
        let sound = String(decoding: try folder.contents("XX3.sql"), as: UTF8.self)
        func errors(_ from: String, _ to: String) throws -> String {
            try write(sound.replacing(from, with: to), folder.path + "/XX3.sql")
            let check = try Command("modules", "check", folder.path + "/XX3.sql", environment: environment)
            #expect(check.status == 65 || check.errors.contains("warning"), "\(check.errors)")
            return check.errors
        }
        #expect(try errors("c.authority_id,", "c.authority_id::text,").contains("column 'authority_id' must be"))
        #expect(try errors("as not_recorded", "as unrecorded").contains("column 'not_recorded'"))
        #expect(
            try errors("t.trust_id, t.auth", "t.trust, t.auth").contains("XX3.sql:30: error: column t.trust does not"))
        #expect(try errors("reporting.offender", "information_schema.tables").contains("error:"))
        #expect(
            try errors("t.terminated_on between", "t.terminated_on + 0 between").contains("compare an indexed column"))
    }

    @Test("check says which value of which column no report takes, and does not give figures beside it")
    func values() throws {
        let (folder, environment) = try home()
        _ = try Command("modules", "new", "XX3", folder.path, database: nil)
        let sound = String(decoding: try folder.contents("XX3.sql"), as: UTF8.self)
        for (from, to, said) in [
            ("    c.trust_id,", "    nullif(c.trust_id, c.trust_id) as trust_id,", "column 'trust_id' holds null"),
            ("    c.authority_id,", "    c.trust_id as authority_id,", "which is not a local authority."),
            ("count(c.accommodation) as n", "-count(c.accommodation) as n", "and counts are never negative."),
            (
                "count(*) filter (where c.accommodation = 'settled and suitable')", "2 * count(*)",
                "is not between 0 and n ("
            ),
        ] {
            #expect(sound.contains(from))
            try write(sound.replacing(from, with: to), folder.path + "/XX3.sql")
            let check = try Command("modules", "check", folder.path + "/XX3.sql", environment: environment)
            #expect(check.status == 70 && check.output.isEmpty, "\(check.output)")
            #expect(check.errors.contains("/XX3.sql: column '") && check.errors.contains(said), "\(check.errors)")
        }
    }

    @Test("relations tells where the declared ones were compared, and fails where it finds others")
    func relations() throws {
        let table = try Command("modules", "relations", "--quarter", "2010-11Q4", "--quarters", "2")
        #expect(table.status == 0, "\(table.errors)")
        #expect(table.output.contains("OM38 = M5 + M5a"), "\(table.output)")
        #expect(table.output.contains("Quarters compared: 2010-11Q3 to 2010-11Q4; none begins a year."))
        #expect(table.output.contains("Nothing else adds up."))
        // At a year's end, last financial year's residents are those of the last four quarters too.
        let json = try Command("modules", "relations", "--quarter", "2010-11Q4", "--quarters", "1", "--format", "json")
        #expect(json.status == 65)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let undeclared = try #require(document?["undeclared"] as? [[String: Any]])
        #expect(undeclared.map { $0["relation"] as? String } == ["NI15.n = NI39.n"])
        #expect(undeclared.first?["places"] as? Int == 152 && undeclared.first?["quarters"] as? Int == 1)
        let declared = try #require(document?["declared"] as? [[String: Any]])
        let sum = try #require(declared.first { $0["relation"] as? String == "OM38 = M5 + M5a" })
        #expect(sum["by"] as? String == "OM38" && sum["validity"] as? String == "every-period")
        #expect(sum["level"] as? String == "local-authority" && sum["broken"] as? Int == 0)
        #expect(sum["places"] as? Int == 209 && (sum["terms"] as? [Any])?.count == 3)
        #expect(try Command("modules", "relations", "--quarters", "0").status == 64)
    }

    @Test("check warns of relations with indicators that are not installed, or counts that they do not have")
    func relationsChecked() throws {
        let (folder, environment) = try home()
        _ = try Command("modules", "new", "XX5", folder.path, database: nil)
        let sound = String(decoding: try folder.contents("XX5.sql"), as: UTF8.self)
        func check(_ relation: String) throws -> Command {
            try write(sound.replacing("family:", with: "adds-up: \(relation)\nfamily:"), folder.path + "/XX5.sql")
            return try Command("modules", "check", folder.path + "/XX5.sql", environment: environment)
        }
        let unknown = try check("observed = M5b")
        #expect(unknown.status == 0)
        #expect(unknown.errors.contains("warning: adds-up: no indicator 'M5b' is installed; is"), "\(unknown.errors)")
        let other = try check("observed = M5.people")
        #expect(other.status == 0 && other.errors.contains("which has no 'people'"), "\(other.errors)")
        let wrong = try check("observed = ")
        #expect(wrong.status == 65 && wrong.errors.contains("a side of the relation is empty"), "\(wrong.errors)")
    }

    @Test("check says at once that an installed module has the identifier already, but not of that module itself")
    func taken() throws {
        let (folder, environment) = try home()
        _ = try Command("modules", "new", "NI143", folder.path, database: nil)
        let path = "\(folder.path)/NI143.sql"
        let check = try Command("modules", "check", path, environment: environment)
        #expect(check.status == 65, "\(check.errors)")
        #expect(check.errors.contains("NI143.sql:3: error: id: NI143 is already that of "), "\(check.errors)")
        let own = try Command("modules", "check", "\(Built.folder)/libNI143.so", environment: environment)
        #expect(own.status == 0, "\(own.errors)")
    }

    @Test("check warns without failing, says how to accept a warning, and prints one that is accepted")
    func warned() throws {
        let (folder, environment) = try home()
        _ = try Command("modules", "new", "XX6", folder.path, database: nil)
        let sound = String(decoding: try folder.contents("XX6.sql"), as: UTF8.self)
            .replacing("c.accommodation = 'settled and suitable'", with: "c.accommodation is not null")
        func check(_ text: String) throws -> Command {
            try write(text, folder.path + "/XX6.sql")
            return try Command("modules", "check", folder.path + "/XX6.sql", environment: environment)
        }
        let warned = try check(sound)
        #expect(warned.status == 0 && warned.output.hasPrefix("XX6 "), "\(warned.errors)")
        #expect(warned.errors.contains(": warning: every one of ") && warned.errors.contains("XX6.sql: 1 warning. "))
        let accepted = try check(
            sound.replacing("family:", with: "accepted: {all-alike: Everybody has a home.}\nfamily:"))
        #expect(accepted.status == 0 && accepted.errors.contains("Accepted: Everybody has a home. [all-alike]"))
        #expect(
            accepted.errors.contains("nothing is wrong") && !accepted.errors.contains("warning"), "\(accepted.errors)")
    }

    @Test("show prints the definition, the sources and the query")
    func show() throws {
        let shown = try Command("modules", "show", "int09", database: nil)
        #expect(shown.status == 0 && shown.output.hasPrefix("NI144 "))
        #expect(shown.output.contains("Extracts: terminations") && shown.output.contains("as not_recorded"))
        let compiled = try Command("modules", "show", "NI18", database: nil)
        #expect(compiled.output.contains("left join reoffender"))
        #expect(compiled.output.contains("Adds up: M4.n = NI18.n + NI18.prediction"))
        #expect(try !Command("modules", "show", "NI18", "--no-sql", database: nil).output.contains("left join"))
        #expect(try Command("modules", "show", database: nil).status == 64)
    }

    @Test("show tells shared caveats in full, and lists them with the names that a header gives them")
    func caveats() throws {
        let text = "Trusts record and count this themselves."
        let shown = try Command("modules", "show", "OM20", "--no-sql", database: nil).output
        #expect(shown.contains("  * \(text)\n") && !shown.contains("@"))
        let list = try Command("modules", "show", "--caveats", database: nil)
        #expect(list.status == 0 && list.output.contains("@trusts-count-themselves\n    \(text)\n"))
        #expect(try Command("modules", "show", "OM20", "--caveats", database: nil).status == 64)
    }
}
