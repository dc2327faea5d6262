import Glibc
import Platform

/// Brings each person's rows together, in the memory of a small part of them: rows are dealt into files by person, and each
/// file is sorted by itself. The server need not sort then, and sends rows while they are read.
///
/// The order that results is the same in whatever order rows come.
struct RowsByPerson {
    private let files: [RecordFile<PersonRow>]

    init() {
        files = (0..<128).map { _ in RecordFile(blockSize: 512) }
    }

    func append(_ row: PersonRow) throws(FileError) {
        // Keys are given in turn: any part of the product's upper digits deals them evenly.
        let number = Int((UInt32(bitPattern: row.person) &* 0x9E37_79B1) >> 25)
        try files[number].append(row)
    }

    /// Calls the closure for each row, one person's after another's.
    func visit(_ body: (PersonRow) throws -> Void) throws {
        var rows: [PersonRow] = []
        for file in files {
            rows.removeAll(keepingCapacity: true)
            try file.visit { rows.append($0) }
            rows.sort { one, other in
                one.person == other.person ? one.isBefore(other) : one.person < other.person
            }
            for row in rows { try body(row) }
        }
    }
}

extension PersonRow {
    /// Whether its bytes come before those of another row.
    fileprivate func isBefore(_ other: PersonRow) -> Bool {
        withUnsafeBytes(of: self) { own in
            withUnsafeBytes(of: other) { other in
                memcmp(own.baseAddress!, other.baseAddress!, MemoryLayout<PersonRow>.size) < 0
            }
        }
    }
}
