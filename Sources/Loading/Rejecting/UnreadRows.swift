import ReportKit
import Warehouse

/// How many rows could not be read, by area and month, or person and day, as far as these could.
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

    /// One row about a person, who says which area it counts for.
    private struct OfPerson {
        let hash: SIMD32<UInt8>
        let day: Day?
    }

    private var tallies: [Key: Tally] = [:]
    private var ofPersons: ContiguousArray<OfPerson> = []

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

    /// - Parameters:
    ///   - person: the hash of one of the person's identifiers, of 32 bytes.
    ///   - day: the row's first day; nil where it cannot be read.
    mutating func add(person: UnsafeRawBufferPointer, day: Day?) {
        ofPersons.append(OfPerson(hash: person.loadUnaligned(as: SIMD32<UInt8>.self), day: day))
    }

    /// Copies all of them into the table `unread`.
    func copy(through connection: Connection) throws {
        guard !tallies.isEmpty || !ofPersons.isEmpty else { return }
        let columns = ["area_id", "part_id", "first_day", "last_day", "row_count", "person"]
        try connection.copyIn("unread", columns: columns) { writer in
            for (key, tally) in tallies {
                try writer.beginRow()
                writer.append(key.area.map(StagedValue.smallint) ?? .null)
                writer.append(key.part.map(StagedValue.smallint) ?? .null)
                writer.append(tally.days.map { .day($0.lowerBound) } ?? .null)
                writer.append(tally.days.map { .day($0.upperBound) } ?? .null)
                writer.append(int64: Int64(tally.rows))
                writer.appendNull()
            }
            for row in ofPersons {
                try writer.beginRow()
                writer.appendNull()
                writer.appendNull()
                for _ in 0..<2 { writer.append(row.day.map(StagedValue.day) ?? .null) }
                writer.append(int64: 1)
                withUnsafeBytes(of: row.hash) { writer.append(bytes: $0) }
            }
        }
    }
}
