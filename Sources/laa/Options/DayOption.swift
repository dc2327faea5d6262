import ArgumentParser
import Platform
import ReportKit

/// The day that a question about returns is judged from.
struct DayOption: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Judge from that day, instead of today.", valueName: "date"), transform: parseDay)
    var asOf: Day?

    var day: Day { asOf ?? .today }
}

/// Reads a day from the command line.
func parseDay(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("'\(text)' is not a day as 2011-07-28.") }
    return day
}

extension Day {
    /// Today, by the machine's clock and UTC.
    static var today: Day { Day(number: Today.number) }
}
