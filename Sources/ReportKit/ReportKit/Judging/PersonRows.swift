/// Offender-snapshots, sixteen bytes each, which can be sorted into an order that does not depend on the server's.
struct PersonRows {
    struct Row {
        let person: Int32
        let place: Int32
        /// The predicted probability, negated (or -0) where the person re-offended.
        let signed: Double

        var predicted: Double { signed.magnitude }
        var reoffended: Bool { signed.sign == .minus }
        /// Observed minus predicted.
        var residual: Double { (reoffended ? 1 : 0) - predicted }
    }

    private(set) var rows: [Row] = []

    mutating func append(person: Int32, place: Int32, predicted: Double, reoffended: Bool) {
        rows.append(Row(person: person, place: place, signed: reoffended ? -predicted : predicted))
    }

    /// Adds other rows.
    ///
    /// - Parameters:
    ///   - others: the rows to add.
    ///   - places: for each place number used in `others`, its number here.
    mutating func append(_ others: PersonRows, places: [Int32]) {
        rows.reserveCapacity(rows.count + others.rows.count)
        for row in others.rows {
            rows.append(Row(person: row.person, place: places[Int(row.place)], signed: row.signed))
        }
    }

    /// Sorts people by key, and each person's rows by prediction, so that sums are the same to the last digit in
    /// whatever order the server sent the rows.
    mutating func sortByPerson() {
        rows.radixSort { UInt32(bitPattern: $0.person) }
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].person == rows[start].person { end += 1 }
            if end - start > 1 { rows[start..<end].sort { $0.signed.bitPattern < $1.signed.bitPattern } }
            start = end
        }
    }
}
