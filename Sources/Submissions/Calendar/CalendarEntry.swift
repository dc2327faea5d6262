import ReportKit

/// One partnership's return for one quarter, with its standing on a day.
public struct CalendarEntry: Hashable, Sendable {
    /// The standing of a return on that day.
    public enum Standing: String, Codable, Sendable {
        /// Its data are not complete yet.
        case waiting
        /// Its data are complete; it is not due yet.
        case complete
        /// It is due on this day.
        case due
        /// It was due earlier, and is not submitted yet.
        case late
        /// It has been delivered.
        case submitted
    }

    public let partnership: String
    public let quarter: Quarter
    /// The day on which the last indicator's data become complete.
    public let completeOn: Day
    /// The indicators whose data become complete last.
    public let lastIndicators: [String]
    public let dueOn: Day
    public let standing: Standing
    /// The last edition delivered, and the day of that delivery; nil if none was.
    public let delivered: Delivered?
    /// The edition that is prepared but not delivered yet, if there is one.
    public let pendingEdition: Int?
    /// Why the latest attempt failed, or why none can be made; nil otherwise.
    public let failure: String?

    public struct Delivered: Hashable, Sendable {
        public let edition: Int
        public let on: Day

        public init(edition: Int, on: Day) {
            self.edition = edition
            self.on = on
        }
    }

    public init(
        partnership: String, quarter: Quarter, completion: Completion, dueOn: Day, asOf: Day, delivered: Delivered?,
        pendingEdition: Int? = nil, failure: String? = nil
    ) {
        self.partnership = partnership
        self.quarter = quarter
        completeOn = completion.on
        lastIndicators = completion.indicators
        self.dueOn = dueOn
        self.delivered = delivered
        self.pendingEdition = pendingEdition
        self.failure = failure
        standing =
            if delivered != nil {
                .submitted
            } else if asOf < completion.on {
                .waiting
            } else if asOf < dueOn {
                .complete
            } else if asOf == dueOn {
                .due
            } else {
                .late
            }
    }

    /// Whether to submit it now: it is due or late, and no edition was delivered.
    public var isToBeSubmitted: Bool { standing == .due || standing == .late }

    /// Whether an edition is prepared whose delivery is still to be resumed.
    public var isUnfinished: Bool { pendingEdition != nil }
}

/// When the data of a return are complete.
public struct Completion: Hashable, Sendable {
    /// The first day on which every indicator's data can be complete.
    public let on: Day
    /// The indicators whose data come last.
    public let indicators: [String]

    /// The latest of the days on which each indicator's data become complete.
    ///
    /// - Returns: nil if there is no indicator.
    public init?(_ days: [(indicator: String, on: Day)]) {
        guard let last = days.map(\.on).max() else { return nil }
        on = last
        indicators = days.filter { $0.on == last }.map(\.indicator)
    }
}
