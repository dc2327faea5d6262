/// How the dates of an extract are written where that is not as they are to be read.
public enum DateFinding: Equatable, Sendable {
    /// Day, month and year.
    case dayFirst
    /// Some day, month and year, and others ISO dates.
    case dayFirstAndISO
    /// Month, day and year: never read, since most such dates would pass for others.
    case monthFirst
    /// Some certainly day, month and year, and others certainly month, day and year.
    case eitherFirst
    /// In one column of a workbook, text where the day is above 12 and cells of dates where it is not: a program whose
    /// settings have the month first has taken the day of these for the month.
    case exchanged(column: String)

    /// Whether all of them can be read with `--uk-dates`.
    var isMendedByUKDates: Bool { self == .dayFirst || self == .dayFirstAndISO }

    /// What rows have, in words.
    var text: String {
        switch self {
        case .dayFirst: "them as day, month and year"
        case .dayFirstAndISO: "them as day, month and year, and others have them as YYYY-MM-DD"
        case .monthFirst: "them as month, day and year"
        case .eitherFirst: "them as month, day and year, and others have them as day, month and year"
        case .exchanged(let column):
            "text of day, month and year in \(column), always from the 13th on, and the others have date cells, always up "
                + "to the 12th: a program with other settings has exchanged day and month"
        }
    }

    /// What to do where no option mends it.
    var remedy: String {
        if case .exchanged = self {
            return "export it again, and load it before a spreadsheet program whose settings have the month first has "
                + "opened it"
        }
        return "export dates as YYYY-MM-DD"
    }
}
