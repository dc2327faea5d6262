/// A span of days, both ends included.
public struct Period: Hashable, Codable, Sendable {
    /// First day.
    public let from: Day
    /// Last day; never earlier than the first.
    public let to: Day

    public init?(from: Day, to: Day) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    /// Reads a period written as `YYYY-MM-DD..YYYY-MM-DD`; nil for any other text.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        guard let dots = text.utf8.firstIndex(of: UInt8(ascii: ".")), text[dots...].hasPrefix(".."),
            let from = Day(text[..<dots]), let to = Day(text[dots...].dropFirst(2))
        else { return nil }
        self.init(from: from, to: to)
    }

    /// The days of a quarter.
    public init(_ quarter: Quarter) {
        from = quarter.firstDay
        to = quarter.lastDay
    }

    public func contains(_ day: Day) -> Bool {
        from <= day && day <= to
    }
}

extension Period {
    /// Whether it is made up of whole quarters, as what is published every quarter is: a quarter, a half, nine months or a
    /// year, or several years.
    public var isOfWholeQuarters: Bool {
        from == Quarter(containing: from).firstDay && to == Quarter(containing: to).lastDay
    }
}

extension Period: CustomStringConvertible {
    public var description: String { "\(from)..\(to)" }
}

/// The time that a report is requested for.
public enum ReportPeriod: Hashable, Codable, Sendable {
    /// A quarter; the indicator decides which span of data that means.
    case quarter(Quarter)
    /// A span of days, for indicators that count events.
    case days(Period)

    /// The requested days: those of the quarter, or the period itself.
    public var days: Period {
        switch self {
        case .quarter(let quarter): Period(quarter)
        case .days(let period): period
        }
    }

    /// The last requested day: targets and areas are taken as of this day.
    public var lastDay: Day { days.to }
}

extension ReportPeriod: CustomStringConvertible {
    public var description: String {
        switch self {
        case .quarter(let quarter): quarter.description
        case .days(let period): period.description
        }
    }
}
