import ReportKit
import Warehouse

/// How many rows could not be read, by area and month as far as these could.
struct UnreadRows {
    private struct Key: Hashable {
        let area: Int16?
        let part: Int16?
        let month: Int?
    }

    private struct Tally {
        var days: ClosedRange<Day>?
        var rows = 0
    }

    private var tallies: [Key: Tally] = [:]

    /// - Parameters:
    ///   - area: the key of the row's area; nil where it cannot be read, or the kind has none.
    ///   - part: the key of the authority within it; nil where it cannot be read, or the kind has none.
    ///   - day: the row's first day; nil where it cannot be read.
    mutating func add(area: Int16?, part: Int16?, day: Day?) {
        let month = day.map { $0.components.year * 12 + $0.components.month }
        let key = Key(area: area, part: part, month: month)
        var tally = tallies[key] ?? Tally()
        tally.rows += 1
        if let day { tally.days = tally.days.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day }
        tallies[key] = tally
    }

    /// Copies all of them into the table `unread`.
    func copy(through connection: Connection) throws {
        guard !tallies.isEmpty else { return }
        try connection.copyIn("unread", columns: ["area_id", "part_id", "first_day", "last_day", "row_count"]) {
            writer in
            for (key, tally) in tallies {
                try writer.beginRow()
                writer.append(key.area.map(StagedValue.smallint) ?? .null)
                writer.append(key.part.map(StagedValue.smallint) ?? .null)
                writer.append(tally.days.map { .day($0.lowerBound) } ?? .null)
                writer.append(tally.days.map { .day($0.upperBound) } ?? .null)
                writer.append(int64: Int64(tally.rows))
            }
        }
    }
}
