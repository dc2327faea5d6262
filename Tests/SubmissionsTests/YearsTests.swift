import Foundation
import Glibc
import ReportKit
import TestSupport
import Testing

@testable import Submissions

extension SubmitTests {
    /// Four years of daily runs, as a scheduler makes them.
    @Suite("Over years")
    struct YearsTests {
        @Test("four years of quarters, with outages, go out once each, on their day or as soon as it runs again")
        func fourYears() throws {
            let desk = try Desk(
                settings: "from: 2009-10Q1\nrevise: 0\npartnerships: [Lancashire, {area: Cumbria, due: 15}]\n")
            let first = try #require(Quarter("2009-10Q1"))
            // Half of them see two of the outages.
            let quarters = Sweep.size("quarters of daily submissions", short: 8, long: 16)
            // Three months after the quarter's end, and 20 or 15 working days: of each quarter, its two due days.
            let working = WorkingDays()
            func due(_ quarter: Quarter, _ days: Int) throws -> Day {
                let complete = quarter.advanced(by: 1).lastDay
                return DueRule(workingDays: days).due(completeOn: complete, calendar: working)
            }
            // When the scheduler does not run: a week across a due day, half a year, and a month.
            let outages = try [
                ("2010-01-25", "2010-02-03"), ("2011-01-10", "2011-07-15"), ("2012-10-01", "2012-10-30"),
            ]
            .map { (try #require(Day($0.0)), try #require(Day($0.1))) }
            var days: Set<Day> = []
            for number in 0..<quarters {
                let quarter = first.advanced(by: number)
                for count in [15, 20] {
                    let day = try due(quarter, count)
                    days.insert(day)
                    // Nothing is submitted the day before; checked in one year.
                    if number < 4 { days.insert(day.adding(days: -1)) }
                }
            }
            let last = try #require(days.max())
            days.formUnion(outages.map { $0.1.adding(days: 1) }.filter { $0 < last })
            var runs: [Day] = []
            for day in days.sorted() where !outages.contains(where: { $0.0 <= day && day <= $0.1 }) {
                let run = try desk.run("submit", "--due", "--as-of", "\(day)", "--quiet")
                #expect(run.status == 0, "\(day): \(run.said)")
                runs.append(day)
            }
            let entries = try desk.entries()
            for number in 0..<quarters {
                for (area, count) in [("Lancashire", 20), ("Cumbria", 15)] {
                    let quarter = first.advanced(by: number)
                    let own = entries.filter { $0.partnership == area && $0.quarter == quarter }
                    #expect(own.map(\.state) == [.prepared, .delivered], "\(area), \(quarter)")
                    let day = try due(quarter, count)
                    // The first run on or after that day.
                    #expect(own.last?.asOf == runs.first { $0 >= day }, "\(area), \(quarter)")
                }
            }
            #expect(entries.count == 4 * quarters && desk.names(in: "outbox").count == 2 * quarters)
            let verified = try desk.run("submissions", "verify")
            #expect(verified.status == 0 && verified.said.contains("\(4 * quarters) entries"), "\(verified.said)")
            // Seen from the middle of the second outage, the calendar knows what was sent by then, and what was late.
            let calendar = try desk.run("calendar", "--as-of", "2011-06-01", "--format", "json").said
            let list = try #require(try JSONSerialization.jsonObject(with: Data(calendar.utf8)) as? [[String: Any]])
            let late = list.filter { $0["standing"] as? String == "late" }.map { "\($0["quarter"] ?? "")" }
            #expect(Set(late) == ["2010-11Q2", "2010-11Q3"] && late.count == 4, "\(late)")
        }
    }
}
