import ReportKit

/// When a return is due.
///
/// The rule is this project's own; no official one was found. A return is due a number of working days after the day on
/// which the last of its indicators' data become complete.
public struct DueRule: Hashable, Sendable {
    /// Working days from the day on which the data are complete, not counting that day, to the day the return is due.
    public var workingDays: Int

    /// - Parameter workingDays: 0 to 250.
    public init(workingDays: Int = 20) {
        self.workingDays = workingDays
    }

    /// The day on which a return is due; always a working day, and never before its data are complete.
    public func due(completeOn: Day, calendar: WorkingDays) -> Day {
        calendar.day(workingDays, after: completeOn)
    }
}

extension DueRule: CustomStringConvertible {
    /// The rule in words, for pages and listings.
    public var description: String {
        "due on the \(workingDays == 0 ? "first working day from" : "\(ordinal) working day after") the day on which the"
            + " last indicator's data are complete (this project's own rule, not an official one); "
            + "weekends and the bank holidays of England and Wales do not count as working days"
    }

    private var ordinal: String {
        let suffix =
            switch (workingDays % 100, workingDays % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(workingDays)\(suffix)"
    }
}
