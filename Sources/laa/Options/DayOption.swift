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

/// Reads a day from the command line.
func parseDay(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("'\(text)' is not a day. Write one as 2011-07-28.") }
    return day
}

extension Day {
    /// Today, in UTC by the machine's clock.
    static var today: Day { Day(number: Today.number) }
}
