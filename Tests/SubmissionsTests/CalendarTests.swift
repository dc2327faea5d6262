import ReportKit
import Testing

@testable import Submissions

@Suite("The calendar's rules")
struct CalendarTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test(
        "Easter is where the tables have it",
        arguments: [
            (1978, "1978-03-26"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2010, "2010-04-04"),
            (2011, "2011-04-24"),
            (2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"),
            (2038, "2038-04-25"),
        ])
    func easter(year: Int, expected: String) {
        #expect(BankHolidays.easterSunday(of: year).description == expected)
    }

    @Test(
        "bank holidays are those that were proclaimed and published",
        arguments: [
            (
                2010,
                "2010-01-01 2010-04-02 2010-04-05 2010-05-03 2010-05-31 2010-08-30 2010-12-27 2010-12-28"
            ),
            (
                2011,
                "2011-01-03 2011-04-22 2011-04-25 2011-04-29 2011-05-02 2011-05-30 2011-08-29 2011-12-26 2011-12-27"
            ),
            (
                2012,
                "2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26"
            ),
            (
                2020,
                "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28"
            ),
            (
                2022,
                "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 "
                    + "2022-12-27"
            ),
        ])
    func holidays(year: Int, expected: String) {
        #expect(BankHolidays.days(of: year).map(\.description).joined(separator: " ") == expected)
    }

    @Test("no rule is made up for years before there was one")
    func before() {
        #expect(BankHolidays.days(of: 1977).isEmpty)
        #expect(BankHolidays.days(of: 1978).count == 8)
    }

    @Test("working days pass over weekends and bank holidays, and those that the warehouse adds")
    func working() throws {
        let plain = WorkingDays()
        // The Thursday before Easter 2011: Friday and Monday are holidays.
        #expect(plain.day(1, after: try day("2011-04-21")) == (try day("2011-04-26")))
        // 29 April was the royal wedding, 2 May the early May bank holiday.
        #expect(plain.day(4, after: try day("2011-04-21")) == (try day("2011-05-03")))
        #expect(plain.day(0, after: try day("2011-04-23")) == (try day("2011-04-26")))
        #expect(plain.day(0, after: try day("2011-04-26")) == (try day("2011-04-26")))
        let added = WorkingDays(further: [try day("2011-04-26")])
        #expect(added.day(1, after: try day("2011-04-21")) == (try day("2011-04-27")))
    }

    @Test("a return is due on the twentieth working day after its last data are complete")
    func due() throws {
        // 30 June 2011 was a Thursday; July has no bank holiday.
        let due = DueRule().due(completeOn: try day("2011-06-30"), calendar: WorkingDays())
        #expect(due == (try day("2011-07-28")))
        // From 31 December 2010: 3 January was a holiday.
        #expect(
            DueRule(workingDays: 1).due(completeOn: try day("2010-12-31"), calendar: WorkingDays())
                == (try day("2011-01-04")))
        #expect(
            DueRule().description.contains("20th working day after")
                && DueRule().description.contains("not an official"))
    }

    private func entry(_ asOf: String, delivered: CalendarEntry.Delivered? = nil) throws -> CalendarEntry {
        let completion = try #require(
            Completion([("NI143", try day("2011-03-31")), ("NI18", try day("2011-06-30"))]))
        return CalendarEntry(
            partnership: "Lancashire", quarter: try #require(Quarter("2010-11Q4")), completion: completion,
            dueOn: try day("2011-07-28"), asOf: try day(asOf), delivered: delivered)
    }

    @Test(
        "a return waits for its last indicator, is complete, due on its day, and late after it",
        arguments: [
            ("2011-06-29", CalendarEntry.Standing.waiting), ("2011-06-30", .complete), ("2011-07-27", .complete),
            ("2011-07-28", .due), ("2011-07-29", .late),
        ])
    func standing(asOf: String, expected: CalendarEntry.Standing) throws {
        let entry = try entry(asOf)
        #expect(entry.standing == expected)
        #expect(entry.lastIndicators == ["NI18"])
        #expect(entry.isToBeSubmitted == [.due, .late].contains(expected))
    }

    @Test("what is delivered is neither late nor to be submitted")
    func delivered() throws {
        let entry = try entry("2012-01-01", delivered: .init(edition: 1, on: try day("2011-07-28")))
        #expect(entry.standing == .submitted && !entry.isToBeSubmitted)
    }
}
