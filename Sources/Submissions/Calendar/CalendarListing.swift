import ReportKit
import Returns
import Text

/// The calendar as a table for people, as JSON for programs, and as iCalendar for a diary.
public struct CalendarListing {
    private let entries: [CalendarEntry]
    private let asOf: Day

    public init(_ entries: [CalendarEntry], asOf: Day) {
        self.entries = entries
        self.asOf = asOf
    }

    /// ```
    /// Partnership  Quarter    Complete on  Last   Due on      Standing
    /// -----------  ---------  -----------  -----  ----------  -----------------------------
    /// Lancashire   2010-11Q4  2011-06-30   NI18   2011-07-28  submitted 2011-07-28, edition 1
    /// ```
    public func table(width: Int, rules: [DueRule]) -> String {
        var table = TextTable([
            .init(heading: "Partnership", alignment: .left, yields: true), .init(heading: "Quarter", alignment: .left),
            .init(heading: "Complete on", alignment: .left), .init(heading: "Last", alignment: .left),
            .init(heading: "Due on", alignment: .left), .init(heading: "Standing", alignment: .left),
        ])
        for entry in entries {
            let last = entry.lastIndicators
            table.append([
                entry.partnership, entry.quarter.description, entry.completeOn.description,
                (last.first ?? "") + (last.count > 1 ? " +\(last.count - 1)" : ""), entry.dueOn.description,
                entry.wording,
            ])
        }
        let failures = entries.compactMap { entry in
            entry.failure.map { "\(entry.partnership), \(entry.quarter): the latest attempt failed: \($0.firstLines)" }
        }
        var rulesInOrder: [String] = []
        for rule in rules.map(\.description) where !rulesInOrder.contains(rule) { rulesInOrder.append(rule) }
        return
            (["As of \(asOf)."] + table.lines(width: width) + failures + rulesInOrder.map { "A return is \($0)." })
            .joined(separator: "\n") + "\n"
    }

    /// A list of objects, one per return.
    public func json() throws -> String {
        try JSONText.text(entries.map(EntryDocument.init))
    }

    /// The due dates as iCalendar (RFC 5545): one all-day event per return, whose identifier never changes.
    public func iCalendar() -> String {
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//laa//submissions//EN", "CALSCALE:GREGORIAN"]
        for entry in entries {
            let bundle = SubmissionBundle.name(partnership: entry.partnership, quarter: entry.quarter, edition: 1)
            lines += [
                "BEGIN:VEVENT", "UID:\(bundle)@laa", "DTSTAMP:\(Self.basic(asOf))T000000Z",
                "DTSTART;VALUE=DATE:\(Self.basic(entry.dueOn))",
                "DTEND;VALUE=DATE:\(Self.basic(entry.dueOn.adding(days: 1)))",
                "SUMMARY:" + Self.escaped("Return due: \(entry.partnership), \(entry.quarter)"),
                "DESCRIPTION:"
                    + Self.escaped(
                        "Data complete on \(entry.completeOn) (\(entry.lastIndicators.joined(separator: ", "))). "
                            + "As of \(asOf): \(entry.wording)."),
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// `20110728`.
    private static func basic(_ day: Day) -> String { day.description.replacing("-", with: "") }

    /// A value on one line: a line end in a name would begin a property of its own.
    private static func escaped(_ text: String) -> String {
        Printable.line(text).replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
    }

    /// Folds a line so that none is longer than 75 bytes: continuations begin with a space, and no character is split.
    private static func folded(_ line: String) -> String {
        var (folded, length) = ("", 0)
        for character in line {
            let bytes = character.utf8.count
            if length + bytes > 75 {
                folded += "\r\n "
                length = 1
            }
            folded.append(character)
            length += bytes
        }
        return folded
    }

    private struct EntryDocument: Encodable {
        struct Delivered: Codable, Hashable {
            let edition: Int
            let on: Day
        }
        let partnership: String
        let quarter: Quarter
        let completeOn: Day
        let lastIndicators: [String]
        let dueOn: Day
        let standing: CalendarEntry.Standing
        let delivered: OrNull<Delivered>
        let failure: OrNull<String>

        init(_ entry: CalendarEntry) {
            partnership = entry.partnership
            quarter = entry.quarter
            completeOn = entry.completeOn
            lastIndicators = entry.lastIndicators
            dueOn = entry.dueOn
            standing = entry.standing
            delivered = OrNull(wrappedValue: entry.delivered.map { Delivered(edition: $0.edition, on: $0.on) })
            failure = OrNull(wrappedValue: entry.failure)
        }
    }
}

extension CalendarEntry {
    /// Its standing, in words.
    var wording: String {
        if let delivered { return "submitted \(delivered.on), edition \(delivered.edition)" }
        return pendingEdition.map { "\(standing.rawValue); edition \($0) prepared, not delivered" } ?? standing.rawValue
    }
}
