import ArgumentParser
import Platform
import ReportKit

/// The reference day for the state of returns.
struct DayOption: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Judge from that day, instead of today.", valueName: "date"), transform: parseDay)
    var asOf: Day?

    var day: Day { asOf ?? .today }
}

/// Reads a day from the command line: one of a year that quarters and files have, from 1900 to 2900.
func parseDay(_ text: String) throws -> Day {
    guard let day = Day(text), (1900...2900).contains(day.components.year) else {
        throw ValidationError("'\(text)' is not a day of the years 1900 to 2900. Write one as 2011-07-28.")
    }
    return day
}

extension Day {
    /// Today, in UTC by the machine's clock.
    static var today: Day { Day(number: Today.number) }
}
