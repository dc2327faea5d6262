import ReportKit

/// One partnership's return for one quarter, as it stands on a day.
public struct CalendarEntry: Hashable, Sendable {
    /// How a return stands.
    public enum Standing: String, Codable, Sendable {
        /// Its data are not complete yet.
        case waiting
        /// Its data are complete; it is not due yet.
        case complete
        /// It is due on this day.
        case due
        /// It was due before, and is not submitted.
        case late
        /// It is delivered.
        case submitted
    }

    public let partnership: String
    public let quarter: Quarter
    /// The day on which the last indicator's data become complete.
    public let completeOn: Day
    /// The indicators that are the last to be complete.
    public let lastIndicators: [String]
    public let dueOn: Day
    public let standing: Standing
    /// The last edition that was delivered, and the day of it.
    public let delivered: Delivered?
    /// The edition that is prepared, and not delivered yet.
    public let pendingEdition: Int?
    /// Why it was last tried in vain, where that was after the last delivery.
    public let failure: String?

    public struct Delivered: Hashable, Sendable {
        public let edition: Int
        public let on: Day

        public init(edition: Int, on: Day) {
            (self.edition, self.on) = (edition, on)
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

    /// Whether it is to be made and delivered: never before it is due, nor twice.
    public var isToBeSubmitted: Bool { standing == .due || standing == .late }

    /// Whether an edition was begun, and its delivery is to be taken up again.
    public var isUnfinished: Bool { pendingEdition != nil }
}

/// When the data of a return are complete.
public struct Completion: Hashable, Sendable {
    /// The first day on which every indicator's data can be complete.
    public let on: Day
    /// The indicators whose data come last.
    public let indicators: [String]

    /// Of the days on which the data of each indicator become complete, the last.
    ///
    /// - Returns: nil where there is no indicator.
    public init?(_ days: [(indicator: String, on: Day)]) {
        guard let last = days.map(\.on).max() else { return nil }
        on = last
        indicators = days.filter { $0.on == last }.map(\.indicator)
    }
}
