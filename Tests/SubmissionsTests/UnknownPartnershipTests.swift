import TestSupport
import Testing

@testable import Submissions

extension SubmitTests {
    /// Partnerships of the settings that name no area.
    @Suite("Unknown partnerships")
    struct UnknownPartnershipTests {
        @Test("the calendar shows the others, and names each that is no area, with its line and the nearest name; 78")
        func unknown() throws {
            let desk = try Desk(
                settings:
                    "from: 2010-11Q4\npartnerships:\n  - Lancashier\n  - {area: Cumbria}\n  - {area: Nowhere at all}\n")
            let calendar = try desk.run("calendar", "--as-of", "2011-07-28")
            #expect(calendar.status == 78, "\(calendar.said)")
            #expect(calendar.said.contains("submissions.yaml:3: there is no area 'Lancashier'; nearest: Lancashire"))
            #expect(calendar.said.contains("submissions.yaml:5: there is no area 'Nowhere at all'"), "\(calendar.said)")
            #expect(calendar.said.contains("\nCumbria "), "\(calendar.said)")
            try desk.write("from: 2010-11Q4\npartnerships: [Cumbria]\n", to: "submissions.yaml")
            #expect(try desk.run("calendar", "--as-of", "2011-07-28").status == 0)
        }

        @Test(
            "one partnership by its name and by a code, or by two spellings, is refused with both lines",
            arguments: ["E10000017", "lancashire", "PT-LANCASHIRE", "Lancashire County Council"])
        func twice(spelling: String) throws {
            let desk = try Desk(settings: "from: 2010-11Q4\npartnerships:\n  - Lancashire\n  - \(spelling)\n")
            for words in [["calendar"], ["status"], ["submit", "--due"]] {
                let run = try desk.run(words + ["--as-of", "2011-07-28"])
                #expect(run.status == 78, "\(run.said)")
                #expect(
                    run.said.contains("submissions.yaml:4: '\(spelling)' is Lancashire, which line 3 names already"),
                    "\(run.said)")
            }
            #expect(try desk.entries().isEmpty)
        }

        @Test("a region or the nation is no partnership: the calendar names it, and nothing is submitted for it")
        func levels() throws {
            let desk = try Desk(settings: "from: 2010-11Q4\npartnerships:\n  - North West\n  - Cumbria\n")
            let calendar = try desk.run("calendar", "--as-of", "2011-07-28")
            #expect(
                calendar.status == 78 && calendar.said.contains("submissions.yaml:3: North West (region)"),
                "\(calendar.said)")
            let run = try desk.run("submit", "--due", "--as-of", "2011-07-28")
            #expect(run.status == 66 && run.said.contains("is no partnership"), "\(run.said)")
            #expect(desk.names(in: "outbox") == ["Cumbria-2010-11Q4-edition-1"])
        }

        @Test("a partnership that is null is refused with its line")
        func null() throws {
            let desk = try Desk(settings: "from: 2010-11Q4\npartnerships:\n  - Cumbria\n  - null\n")
            let calendar = try desk.run("calendar")
            #expect(calendar.status == 78, "\(calendar.said)")
            #expect(
                calendar.said.contains("submissions.yaml:4: a partnership is empty. Write a word."), "\(calendar.said)")
        }
    }
}
