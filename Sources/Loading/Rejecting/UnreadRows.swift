import ReportKit
import Warehouse

/// The rows that could not be read, by area, person and day as far as these could.
struct UnreadRows {
    /// What can be read of a row that names nobody.
    private struct Key: Hashable {
        let area: Int16?
        let part: Int16?
        let month: Int?
    }

    private struct Tally {
        var days: ClosedRange<Day>?
        var rows = 0
    }

    /// A row about a person.
    private struct OfPerson {
        let hash: SIMD32<UInt8>
        let area: Int16?
        let part: Int16?
        let day: Day?
    }

    private var tallies: [Key: Tally] = [:]
    private var ofPersons: ContiguousArray<OfPerson> = []

    /// Adds the row that the reader last read.
    mutating func add(_ reader: RowReader) {
        let day = reader.day
        if let person = reader.person {
            let hash = person.loadUnaligned(as: SIMD32<UInt8>.self)
            return ofPersons.append(OfPerson(hash: hash, area: reader.area, part: reader.part, day: day))
        }
        let month = day.map { $0.components.year * 12 + $0.components.month }
        let key = Key(area: reader.area, part: reader.part, month: month)
        var tally = tallies[key] ?? Tally()
        tally.rows += 1
        if let day { tally.days = tally.days.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day }
        tallies[key] = tally
    }

    /// Copies all of them into the table `unread`.
    func copy(through connection: Connection) throws {
        guard !tallies.isEmpty || !ofPersons.isEmpty else { return }
        let columns = ["area_id", "part_id", "person", "first_day", "last_day", "row_count"]
        try connection.copyIn("unread", columns: columns) { writer in
            for (key, tally) in tallies {
                try writer.beginRow()
                writer.append(key.area.map(StagedValue.smallint) ?? .null)
                writer.append(key.part.map(StagedValue.smallint) ?? .null)
                writer.appendNull()
                writer.append(tally.days.map { .day($0.lowerBound) } ?? .null)
                writer.append(tally.days.map { .day($0.upperBound) } ?? .null)
                writer.append(int64: Int64(tally.rows))
            }
            for row in ofPersons {
                try writer.beginRow()
                writer.append(row.area.map(StagedValue.smallint) ?? .null)
                writer.append(row.part.map(StagedValue.smallint) ?? .null)
                withUnsafeBytes(of: row.hash) { writer.append(bytes: $0) }
                for _ in 0..<2 { writer.append(row.day.map(StagedValue.day) ?? .null) }
                writer.append(int64: 1)
            }
        }
    }
}
