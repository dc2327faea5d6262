import ReportKit

/// An extract that replaces what one of its kind that was made later has brought.
public struct OlderExtract: Equatable, Sendable {
    /// Day on which the extract was made.
    public let made: Day
    /// Latest day on which an extract was made whose rows it replaces.
    public let later: Day
    public let rows: Int
    /// People whose sex, month of birth or ethnicity it replaces.
    public let people: Int
    /// Why it is loaded all the same; nil where it is not.
    public let reason: String?

    /// As in "would replace 3 rows and what is recorded of 2 people".
    var replaced: String {
        var parts: [String] = []
        if rows > 0 { parts.append(rows == 1 ? "1 row" : "\(rows) rows") }
        if people > 0 { parts.append("what is recorded of \(people == 1 ? "1 person" : "\(people) people")") }
        return parts.joined(separator: " and ")
    }
}

extension OlderExtract: CustomStringConvertible {
    /// What the account and the vintage say of it.
    public var description: String {
        "an older extract: it was made on \(made), and one made on \(later) covers days of it: "
            + (reason ?? "no reason is given")
    }
}
