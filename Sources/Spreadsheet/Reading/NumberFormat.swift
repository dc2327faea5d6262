/// What the numbers of a cell are, by the format that the workbook shows them in.
enum NumberFormat {
    case number
    case percentage
    case date
    case time

    /// A format that every Excel has, by its number (ECMA-376 part 1, 18.8.30); those of East Asian editions are dates
    /// too.
    init(builtIn number: Int) {
        switch number {
        case 9, 10: self = .percentage
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45...47, 55, 56: self = .time
        default: self = .number
        }
    }

    /// A format by its code, such as `dd/mm/yyyy` or `[Red]0.0%;-0.0%`: the first of its sections decides.
    ///
    /// Letters stand for parts of a date or a time, except where they are quoted, escaped, in brackets (a colour, a
    /// language) or in the word General. An `m` is a month unless hours or seconds are shown without any day.
    init(code: String) {
        var letters: Set<Character> = []
        var rest = Substring(code.lowercased())
        while let character = rest.first, character != ";" {
            if rest.hasPrefix("general") {
                rest = rest.dropFirst(7)
            } else if rest.hasPrefix("am/pm") || rest.hasPrefix("a/p") {
                letters.insert("h")
                rest = rest.dropFirst(rest.hasPrefix("am/pm") ? 5 : 3)
            } else if character == "\"" {
                rest = rest.dropFirst().drop { $0 != "\"" }.dropFirst()
            } else if character == "[" {
                let inside = rest.dropFirst().prefix { $0 != "]" }
                // [h], [mm] and [ss] are hours, minutes and seconds of a duration.
                if let unit = inside.first, "hms".contains(unit), inside.allSatisfy({ $0 == unit }) {
                    letters.insert("h")
                }
                rest = rest.dropFirst(inside.count + 2)
            } else {
                letters.insert(character)
                // What follows these is shown as it is, or is a width.
                rest = rest.dropFirst("\\_*".contains(character) ? 2 : 1)
            }
        }
        if letters.contains("d") || letters.contains("y") {
            self = .date
        } else if letters.contains("h") || letters.contains("s") {
            self = .time
        } else if letters.contains("m") {
            self = .date
        } else {
            self = letters.contains("%") ? .percentage : .number
        }
    }
}
