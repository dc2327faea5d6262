import ReportKit
import Text
import Warehouse

/// When a scheduled return is due, as a run of the schedule noted it in the warehouse for those who run no modules.
public struct ScheduledReturn: Hashable, Sendable {
    public let partnership: String
    public let quarter: Quarter
    /// When its data are complete.
    public let completion: Completion
    public let dueOn: Day

    /// Notes the returns of a calendar in place of those noted before.
    public static func note(_ calendar: [CalendarEntry], in connection: Connection) throws {
        try connection.transaction {
            try Script.forgetSchedule.query(on: connection)
            try Script.noteSchedule.query(
                on: connection,
                [
                    .texts(calendar.map(\.partnership)), .texts(calendar.map(\.quarter.description)),
                    .days(calendar.map(\.completeOn)),
                    .texts(calendar.map { $0.lastIndicators.joined(separator: ",") }), .days(calendar.map(\.dueOn)),
                ])
        }
    }

    /// Those that the session may read, in order of due date.
    public static func noted(in connection: Connection) throws -> [ScheduledReturn] {
        try Script.schedule.query(on: connection).map { row in
            let written: String = try row.get("quarter")
            let indicators: String = try row.get("last_indicators")
            let completeOn: Day = try row.get("complete_on")
            guard let quarter = Quarter(written),
                let completion = Completion(indicators.split(separator: ",").map { (String($0), completeOn) })
            else { throw WarehouseError.result(column: "quarter", problem: "holds '\(written)', \(indicators)") }
            return ScheduledReturn(
                partnership: try row.get("partnership"), quarter: quarter, completion: completion,
                dueOn: try row.get("due_on"))
        }
    }

    /// Its entry in the calendar of a day.
    ///
    /// - Parameter delivered: the last edition that was delivered; nil where none was.
    public func entry(asOf: Day, delivered: CalendarEntry.Delivered?) -> CalendarEntry {
        CalendarEntry(
            partnership: partnership, quarter: quarter, completion: completion, dueOn: dueOn, asOf: asOf,
            delivered: delivered)
    }
}
