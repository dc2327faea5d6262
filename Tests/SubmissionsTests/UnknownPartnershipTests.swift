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
