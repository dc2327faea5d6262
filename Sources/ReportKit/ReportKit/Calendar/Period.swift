/// A span of days, both ends included.
public struct Period: Hashable, Codable, Sendable {
    /// First day.
    public let from: Day
    /// Last day; never before the first.
    public let to: Day

    public init?(from: Day, to: Day) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    /// The period written as `YYYY-MM-DD..YYYY-MM-DD`, or nil for any other text.
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

extension Period: CustomStringConvertible {
    public var description: String { "\(from)..\(to)" }
}

/// What time a report is asked for.
public enum ReportPeriod: Hashable, Codable, Sendable {
    /// A quarter; what span of data that means is the indicator's to say.
    case quarter(Quarter)
    /// A span of days, for indicators that count events.
    case days(Period)

    /// The days asked about: the quarter's own, or those given.
    public var days: Period {
        switch self {
        case .quarter(let quarter): Period(quarter)
        case .days(let period): period
        }
    }

    /// The last day asked about: targets and areas are those of this day.
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
