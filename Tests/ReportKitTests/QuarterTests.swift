import ReportKit
import Testing

@Suite("Quarters and periods")
struct QuarterTests {
    @Test("2010-11Q3 is October to December 2010")
    func example() throws {
        let quarter = try #require(Quarter("2010-11Q3"))
        #expect(quarter.firstDay.description == "2010-10-01")
        #expect(quarter.lastDay.description == "2010-12-31")
        #expect(quarter.yearStart.description == "2010-04-01")
    }

    @Test("the century's turn is written with two figures")
    func century() {
        #expect(Quarter("1999-00Q4")?.lastDay.description == "2000-03-31")
    }

    @Test("every quarter of two centuries survives being written, read and stepped over")
    func roundTrip() throws {
        var quarter = try #require(Quarter(startYear: 1900, number: 1))
        while quarter.startYear < 2100 {
            #expect(Quarter(quarter.description) == quarter)
            #expect(Quarter(containing: quarter.firstDay) == quarter)
            #expect(Quarter(containing: quarter.lastDay) == quarter)
            let next = quarter.advanced(by: 1)
            #expect(next > quarter)
            #expect(next.advanced(by: -1) == quarter)
            #expect(next.firstDay == quarter.lastDay.adding(days: 1))
            quarter = next
        }
    }

    @Test(
        "a text that is no quarter is refused",
        arguments: ["2010-12Q1", "2010-11Q5", "2010-11Q0", "2010Q1", "2010-11q3", "", "2010/11Q3", "2010-11Q33"])
    func refused(text: String) {
        #expect(Quarter(text) == nil)
    }

    @Test("a period includes both its ends and may be one day")
    func period() throws {
        let period = try #require(Period("2009-04-01..2009-07-31"))
        #expect(period.contains(period.from) && period.contains(period.to))
        #expect(!period.contains(period.to.adding(days: 1)))
        #expect(Period("2009-04-01..2009-04-01") != nil)
    }

    @Test(
        "a text that is no period is refused",
        arguments: ["2009-07-31..2009-04-01", "2009-04-01", "2009-04-01...2009-07-31", "2009-04-01..", ".."])
    func refusedPeriod(text: String) {
        #expect(Period(text) == nil)
    }
}
