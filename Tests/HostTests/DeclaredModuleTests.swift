import Foundation
import ReportKit
import Testing

@testable import Host

@Suite("A declared module's file")
struct DeclaredModuleTests {
    private static let header = """
        /*
        id: NI144
        title: In employment
        definition: >-
          Those in employment,
          of all with an answer.
        family: proportion-target
        unit: "%"
        polarity: higher
        decimals: 1
        frequency: quarterly
        levels: [national, trust]
        by: [sex]
        source-system: OASys
        supplier: trusts
        extracts: [terminations]
        aliases: [INT09]
        caveats:
          - One.
          - Two.
        version: "2009-02"
        valid-quarters: 2008-09Q1..2010-11Q4
        */
        """
    private static let query =
        "\nselect trust_id, authority_id, null::text as breakdown, 1 as observed, 2 as n, 0 as not_recorded\n"
        + "from reporting.termination where terminated_on between :period_start and :period_end\n"

    /// Texts that are refused, and what is said about each.
    private static let mistaken: [(String, String)] = {
        func heading(_ from: String, _ to: String) -> String { Self.header.replacing(from, with: to) + Self.query }
        func querying(_ from: String, _ to: String) -> String { Self.header + Self.query.replacing(from, with: to) }
        return [
            ("select 1", "does not begin with a header"), ("", "does not begin with a header"),
            ("/* id: NI144", "the header is never closed"), ("/*\nid: [\n*/ select 1", "is not YAML"),
            ("/* just words */ select 1", "not a list of fields"),
            (heading("id: NI144", "id: NI 144"), "is not an identifier"),
            (heading("id: NI144", "id: x'; drop table t; --"), "is not an identifier"),
            (heading("id: NI144", "id: NI144\nid: NI145"), "twice"),
            (heading("title: In", "title: \"In\\e[31m\" #"), "NI144.sql:3: error: title: the text holds the control"),
            (heading("- Two.", "- \"\\u202ETwo.\""), "NI144.sql:20: error: caveats: the text holds the control"),
            (Self.header, "needs a query"), (Self.header + "-- nothing\n", "needs a query"),
            (Self.header + "delete from warehouse.offender", "'delete' is not a query"),
            (Self.header + Self.query + "; select 2", "a second statement"),
            (querying(":period_end", "$1"), "parameters have names"),
            (heading("extracts: [terminations]\n", ""), "extracts: is missing"),
            (heading("proportion-target", "undefined"), "no query of its own"),
            (heading("proportion-target", "proportion-predicted"), "NI144.sql:1: error: horizon: is missing: for how"),
            (heading("proportion-target", "proportion-predicted"), "for example: 3"),
            (
                heading("proportion-target", "proportion-predicted\nhorizon: 0"),
                "'0' is not a whole number from 1 to 120"
            ),
            (heading("decimals: 1", "decimals: 1\nhorizon: 3"), "only a module of family proportion-predicted"),
            ("/*\nid: OM99\nsame-as: NI144\ntitle: A\nhorizon: 3\n*/\n", "with a query of its own has one"),
            (querying("1 as observed", "pg_read_file('/etc/passwd') as observed"), "pg_read_file"),
        ]
    }()

    private func file(_ text: String) -> DeclaredFile {
        DeclaredFile(file: "NI144.sql", content: Data(text.utf8))
    }

    private func messages(_ text: String) -> [String] {
        file(text).problems.map { $0.text(file: "NI144.sql") }
    }

    private func changed(_ from: String, _ to: String) -> String {
        (Self.header + Self.query).replacing(from, with: to)
    }

    private func quarter(_ text: String) throws -> ReportPeriod { .quarter(try #require(Quarter(text))) }

    @Test("gives the indicator's sheet, and a query with the parameters that it names")
    func sound() throws {
        let module = try file(Self.header + Self.query).module()
        let indicator = module.indicator
        #expect(indicator.id == "NI144" && indicator.family == .proportionAgainstTarget && indicator.decimals == 1)
        #expect(indicator.definition == "Those in employment, of all with an answer.")
        #expect(indicator.levels == [.national, .trust] && indicator.breakdowns == [.sex])
        #expect(indicator.caveats == ["One.", "Two."] && indicator.aliases == ["INT09"])
        let query = try module.query(for: quarter("2010-11Q4"), breakdown: .sex)
        #expect(Set(query.parameters.keys) == ["period_start", "period_end"])
        let coverage = try module.coverage(of: quarter("2010-11Q4"))
        #expect(coverage.period.description == "2011-01-01..2011-03-31")
        #expect(coverage.needs.map(\.kind) == [.terminations])
    }

    @Test("may have its header in lines that begin with --, with CRLF and a byte order mark")
    func lineComments() throws {
        let lines = Self.header.split(separator: "\n").dropFirst().dropLast()
        let text = "\u{FEFF}" + lines.map { "-- \($0)\r\n" }.joined() + Self.query.replacing("\n", with: "\r\n")
        #expect(try file(text).module().indicator.caveats == ["One.", "Two."])
    }

    @Test("with mistakes gets all of them at once, each with its line and what is meant")
    func mistakes() {
        let text = changed("title:", "titel:").replacing("proportion-target", with: "proportion-targt")
            .replacing("decimals: 1", with: "decimals: many").replacing(":period_end", with: ":perod_end")
            .replacing("2008-09Q1..2010-11Q4", with: "2008..2010")
        let found = messages(text)
        #expect(found.count == 6, "\(found)")
        #expect(found.contains { $0.hasPrefix("NI144.sql:3: error: 'titel'") && $0.contains("is 'title' meant") })
        #expect(
            found.contains { $0.hasPrefix("NI144.sql:7: error: family:") && $0.contains("is proportion-target meant") })
        #expect(found.contains { $0.hasPrefix("NI144.sql:10: error: decimals: 'many'") })
        #expect(found.contains { $0.hasPrefix("NI144.sql:22: error: valid-quarters: '2008..2010'") })
        #expect(
            found.contains { $0.hasPrefix("NI144.sql:25: error: there is no parameter :perod_end; is :period_end") })
        #expect(found.contains { $0.contains("title: is missing") })
    }

    @Test(
        "is refused with the reason",
        arguments: mistaken)
    func refused(_ text: String, _ reason: String) {
        let found = messages(text)
        #expect(found.contains { $0.contains(reason) }, "\(found)")
        #expect(throws: ModuleProblem.self) { try file(text).module() }
    }

    @Test("of the predicted family states for how many months its outcome counts")
    func horizon() throws {
        let text = changed("family: proportion-target", "family: proportion-predicted\nhorizon: 24")
        #expect(messages(text).isEmpty, "\(messages(text))")
        #expect(try file(text).module().header.horizon == 24)
    }

    @Test("that is no text, or too large, is refused")
    func bytes() {
        #expect(DeclaredFile(file: "x.sql", content: Data([0xFF, 0xFE, 0x00])).problems.count == 1)
        #expect(DeclaredFile(file: "x.sql", content: Data(count: 2 << 20)).problems.count == 1)
        #expect(DeclaredFile(file: "x.sql", content: nil).problems.count == 1)
    }

    @Test("is not reported for a quarter that its definition does not hold for")
    func validity() throws {
        let module = try file(Self.header + Self.query).module()
        #expect(throws: ReportError.self) { try module.coverage(of: quarter("2011-12Q1")) }
        #expect(throws: ReportError.self) { try module.coverage(of: quarter("2007-08Q4")) }
        #expect(QuarterRange("2008-09Q1..")?.contains(Quarter(containing: Day(number: 20_000))) == true)
        #expect(QuarterRange("2010-11Q1..2008-09Q1") == nil && QuarterRange("..") == nil)
    }

    @Test(
        "counts the days that its header says",
        arguments: [
            ("quarter", "2010-10-01..2010-12-31", 0), ("year-to-date", "2010-04-01..2010-12-31", 0),
            ("rolling-year", "2010-01-01..2010-12-31", 0), ("rolling-snapshots", "2010-01-01..2010-12-31", 4),
        ])
    func spans(_ counts: String, _ period: String, _ snapshots: Int) throws {
        let module = try file(changed("decimals: 1", "decimals: 1\ncounts: \(counts)\ncomplete-after: 3")).module()
        let coverage = try module.coverage(of: quarter("2010-11Q3"))
        #expect(coverage.period.description == period && coverage.snapshots.count == snapshots)
        #expect(coverage.completeOn.description == "2011-03-31")
        if snapshots > 0 {
            #expect(coverage.snapshots.map(\.description) == ["2009-12-31", "2010-03-31", "2010-06-30", "2010-09-30"])
        }
        let days = ReportPeriod.days(try #require(Period("2010-05-01..2010-05-31")))
        if counts == "quarter" {
            #expect(try module.coverage(of: days).period.description == "2010-05-01..2010-05-31")
        } else {
            #expect(throws: ReportError.self) { try module.coverage(of: days) }
        }
    }

    @Test("that is the same as another takes its sheet, but for what it says itself")
    func sameAs() throws {
        let declared = file("/*\nid: OM99\nsame-as: NI 144\ntitle: Another\ncaveats: [Own.]\n*/\n")
        let same = try #require(SameAs(declared))
        let module = DescribedModule(try file(Self.header + Self.query).module())
        let base = module.indicator
        let sheet = same.indicator(of: module)
        #expect(sheet.id == "OM99" && sheet.title == "Another" && sheet.polarity == base.polarity)
        #expect(sheet.unit == "%" && sheet.levels == base.levels && sheet.aliases.isEmpty)
        #expect(sheet.caveats == ["The same figures as NI144.", "Own.", "One.", "Two."])
        #expect(
            messages("/*\nid: OM99\nsame-as: NI144\ntitle: A\n*/\nselect 1").contains {
                $0.contains("no query of its own")
            })
    }

    @Test("that is the same as another has no other direction for good: its figures come judged")
    func sameAsOfOtherPolarity() throws {
        let base = DescribedModule(try file(Self.header + Self.query).module())
        func problem(_ polarity: String) throws -> DeclaredProblem? {
            let text = "/*\nid: OM99\nsame-as: NI 144\ntitle: Another\npolarity: \(polarity)\n*/\n"
            return try #require(SameAs(file(text))).problem(with: base)
        }
        #expect(try problem("higher") == nil)
        let refused = try #require(try problem("lower"))
        #expect(refused.line == 5 && refused.message.contains("Remove this line"))
    }

    /// The module with other caveats; each of them begins on line 19 or below.
    private func withCaveats(_ caveats: String) -> String {
        changed("caveats:\n  - One.\n  - Two.\n", "caveats:\(caveats)\n")
    }

    private func shared(_ name: String) throws -> String {
        try #require(SharedCaveat.all.first { $0.name == name }).text
    }

    @Test(
        "may name caveats that many modules share, bare or in quotes, beside texts of its own",
        arguments: [
            " [@survey, @trusts-count-themselves, Mail to a@b counts.]",
            " [@survey,@trusts-count-themselves , \"Mail to a@b counts.\"]",
            " [\"@survey\", '@trusts-count-themselves', Mail to a@b counts.]",
            "\n  - @survey\n  - @trusts-count-themselves # by name\n  - Mail to a@b\n    counts.",
            "\n  - @survey\n  - \"@trusts-count-themselves\"\n  - >-\n    Mail to a@b\n    counts.",
            "\n- @survey\n-   @trusts-count-themselves\n- 'Mail to a@b counts.'",
        ])
    func sharedCaveats(_ caveats: String) throws {
        let declared = file(withCaveats(caveats))
        #expect(declared.problems.isEmpty, "\(declared.problems)")
        let expected = [try shared("survey"), try shared("trusts-count-themselves"), "Mail to a@b counts."]
        #expect(try declared.module().indicator.caveats == expected)
    }

    @Test("may name one shared caveat without a list, in a header of line comments with CRLF too")
    func oneSharedCaveat() throws {
        let survey = [try shared("survey")]
        #expect(try file(withCaveats(" @survey")).module().indicator.caveats == survey)
        let lines = withCaveats("\n  - @survey").split(separator: "\n", omittingEmptySubsequences: false)
        let end = try #require(lines.firstIndex(of: "*/"))
        let text = lines[1..<end].map { "-- \($0)\r\n" }.joined() + lines[(end + 1)...].joined(separator: "\r\n")
        #expect(try file(text).module().indicator.caveats == survey)
    }

    @Test("whose caveats are a text of its own, and no list, is refused with the line and how to write a list")
    func caveatWithoutList() {
        #expect(
            messages(withCaveats(" Our own text.")) == [
                "NI144.sql:18: error: caveats: is not a list; begin each caveat with a hyphen, on a line of its own."
            ])
    }

    @Test("that names a shared caveat there is not is refused, with the name's line and the nearest name")
    func unknownCaveats() {
        let found = messages(withCaveats("\n  - Own.\n  - @trust-count-themselves\n  - '@qqq'\n  - @Own words"))
        #expect(found.count == 3, "\(found)")
        #expect(
            found.contains {
                $0.hasPrefix("NI144.sql:20: error: caveats: there is no shared caveat '@trust-count-themselves'; ")
                    && $0.hasSuffix("is @trusts-count-themselves meant?")
            })
        #expect(
            found.contains {
                $0.hasPrefix("NI144.sql:21: error:") && $0.contains("'@qqq'")
                    && $0.hasSuffix("'laa modules show --caveats' lists those there are.")
            })
        #expect(found.contains { $0.hasPrefix("NI144.sql:22: error:") && $0.contains("'@Own words'") })
    }

    @Test("with a caveat twice, or with the text of a shared one, is warned of it and tells it once")
    func repeatedCaveats() throws {
        let text = try shared("survey")
        let declared = file(withCaveats("\n  - @survey\n  - Own.\n  - @survey\n  - Own.\n  - >-\n    \(text)"))
        let found = declared.problems.map { $0.text(file: "NI144.sql") }
        #expect(
            found.map { String($0.prefix(43)) } == [
                "NI144.sql:21: warning: caveats: '@survey' i", "NI144.sql:22: warning: caveats: 'Own.' is l",
                "NI144.sql:23: warning: caveats: 'A survey: ", "NI144.sql:23: warning: caveats: this is the",
            ], "\(found)")
        #expect(try declared.module().indicator.caveats == [text, "Own."])
    }

    @Test("that is the same as another tells a caveat of both once")
    func sameCaveats() throws {
        let same = try #require(SameAs(file("/*\nid: OM99\nsame-as: NI144\ntitle: A\ncaveats: [Two., @survey]\n*/\n")))
        let base = DescribedModule(try file(Self.header + Self.query).module())
        #expect(
            same.indicator(of: base).caveats
                == ["The same figures as NI144.", "Two.", try shared("survey"), "One."])
    }

    @Test("has no text of its own that three modules have: such a text is a shared caveat, which modules name")
    func sharedOnce() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Plugins/sql").standardizedFileURL.path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }
        var users: [String: Int] = [:]
        for name in files {
            let declared = DeclaredFile(file: "\(folder)/\(name)")
            #expect(declared.problems.isEmpty, "\(name): \(declared.problems)")
            for caveat in try #require(declared.header).indicator.caveats { users[caveat, default: 0] += 1 }
        }
        let names = SharedCaveat.all.map(\.name)
        #expect(Set(names).count == names.count && files.count > 100)
        let sharedTexts = Set(SharedCaveat.all.map(\.text))
        let often = Set(users.filter { $0.value > 2 }.map(\.key))
        #expect(often.subtracting(sharedTexts) == [], "three modules have these texts of their own")
        #expect(sharedTexts.subtracting(often) == [], "fewer than three modules name these")
    }
}
