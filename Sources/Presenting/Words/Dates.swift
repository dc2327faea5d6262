import ReportKit

/// Days as people write them.
package enum Dates {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `31 March 2011`.
    package static func text(_ day: Day) -> String {
        let (year, month, number) = day.components
        return "\(number) \(months[month - 1]) \(year)"
    }

    /// `1 April 2010 to 31 March 2011`.
    package static func text(_ period: Period) -> String {
        "\(text(period.from)) to \(text(period.to))"
    }
}
