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

    /// Whether all of them can be read with `--uk-dates`.
    var isMendedByUKDates: Bool { self == .dayFirst || self == .dayFirstAndISO }

    /// The form in words.
    var text: String {
        switch self {
        case .dayFirst: "day, month and year"
        case .dayFirstAndISO: "day, month and year, and others have them as YYYY-MM-DD"
        case .monthFirst: "month, day and year"
        case .eitherFirst: "month, day and year, and others have them as day, month and year"
        }
    }
}
