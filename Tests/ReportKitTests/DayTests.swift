import ReportKit
import Testing

@Suite("Days")
struct DayTests {
    @Test("every day of eight centuries survives being written and read")
    func roundTrip() throws {
        let first = try #require(Day(year: 1600, month: 1, day: 1))
        let last = try #require(Day(year: 2400, month: 12, day: 31))
        var expected = first.number
        for number in first.number...last.number {
            let day = Day(number: number)
            let (year, month, dayOfMonth) = day.components
            #expect(Day(year: year, month: month, day: dayOfMonth)?.number == expected)
            expected += 1
        }
        #expect(Day(first.description) == first)
        #expect(Day("1970-01-01")?.number == 0)
        #expect(Day("2000-03-01")?.number == 11_017)
    }

    @Test(
        "a text that is no date is refused",
        arguments: [
            "2010-02-30", "2010-2-03", "31/03/2010", "", "2010-13-01", "2010-00-10", "0000-01-01", "2010-01-01 ",
        ]
    )
    func refused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "months after a quarter end reach a quarter end",
        arguments: [
            ("2010-09-30", 3, "2010-12-31"), ("2010-12-31", 3, "2011-03-31"), ("2010-06-30", 6, "2010-12-31"),
            ("2010-12-31", 6, "2011-06-30"), ("2011-12-31", 3, "2012-03-31"), ("2012-02-29", 12, "2013-02-28"),
            ("2010-03-31", -3, "2009-12-31"), ("2010-09-30", 0, "2010-09-30"),
        ])
    func monthsAfter(from: String, months: Int, to: String) throws {
        #expect(try #require(Day(from)).addingMonthsToEnd(months).description == to)
    }
}
