import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("The warehouse's bank holidays")
struct BankHolidayTableTests {
    @Test("are those of the calendar's rule, in every year that the warehouse has")
    func sameDays() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let rows = try connection.query("select day::text as day from reporting.bank_holiday order by day")
        let days = try rows.map { try $0.get("day") as String }
        #expect(days.first == "2007-01-01" && days.last == "2040-12-26")
        #expect(days == (2007...2040).flatMap { BankHolidays.days(of: $0).map(\.description) })
    }
}
