/// A quarter of a financial year: `2010-11Q3` is October to December 2010.
public struct Quarter: Hashable, Sendable {
    /// The calendar year in which the financial year begins.
    public let startYear: Int
    /// 1 (April to June) to 4 (January to March).
    public let number: Int

    public init?(startYear: Int, number: Int) {
        guard (1900...2998).contains(startYear), (1...4).contains(number) else { return nil }
        self.startYear = startYear
        self.number = number
    }

    /// Reads a quarter written as `YYYY-YYQn`; nil for any other text. The second year must follow the first.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 9, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "Q"),
            [0, 1, 2, 3, 5, 6, 8].allSatisfy({ (0x30...0x39).contains(digits[$0]) }),
            let startYear = Int(String(decoding: digits[0..<4], as: UTF8.self)),
            let endYear = Int(String(decoding: digits[5..<7], as: UTF8.self)),
            endYear == (startYear + 1) % 100
        else { return nil }
        self.init(startYear: startYear, number: Int(digits[8]) - 0x30)
    }

    /// The quarter that contains a day.
    public init(containing day: Day) {
        let (year, month, _) = day.components
        let monthsSinceApril = (month + 8) % 12
        startYear = month >= 4 ? year : year - 1
        number = monthsSinceApril / 3 + 1
    }

    /// First day of the quarter.
    public var firstDay: Day {
        Day(number: yearStart.number).adding(days: -1).addingMonthsToEnd(3 * (number - 1)).adding(days: 1)
    }

    /// Last day of the quarter.
    public var lastDay: Day {
        firstDay.adding(days: -1).addingMonthsToEnd(3)
    }

    /// First day of the financial year that the quarter belongs to: 1 April.
    public var yearStart: Day {
        guard let day = Day(year: startYear, month: 4, day: 1) else {
            preconditionFailure("the year of a quarter lies in 1900...2998")
        }
        return day
    }

    /// The quarter `count` quarters later, or earlier where `count` is negative.
    public func advanced(by count: Int) -> Quarter {
        Quarter(containing: firstDay.adding(days: -1).addingMonthsToEnd(3 * count).adding(days: 1))
    }
}

extension Quarter: Comparable {
    public static func < (left: Quarter, right: Quarter) -> Bool {
        (left.startYear, left.number) < (right.startYear, right.number)
    }
}

extension Quarter: CustomStringConvertible {
    public var description: String {
        let end = (startYear + 1) % 100
        return "\(startYear)-\(end < 10 ? "0" : "")\(end)Q\(number)"
    }
}

extension Quarter: WrittenAsText {
    public init?(written text: String) {
        self.init(text)
    }

    public static var form: String { "a quarter as 2010-11Q3" }
}
