import Glibc

/// The end of a ZIP archive, as far as it says how much there is to be read: looked at before libzip makes a record for
/// each of the files that the archive claims to have.
enum ArchiveDirectory {
    /// The bytes in which the end must be: its record of 22 bytes and the longest comment, and another record before it
    /// where numbers do not fit in the first.
    private static let tail = 22 + 65_535 + 20

    /// Throws where the archive has no end, since it was cut short, or lists more than may be.
    ///
    /// - Returns: the archive's size.
    static func check(_ descriptor: Int32, limits: WorkbookLimits) throws(WorkbookError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .damaged(problem: "it cannot be read") }
        let size = Int(status.st_size)
        let bytes = read(descriptor, from: max(0, size - tail), count: min(size, tail))
        var hasEnd = false
        for start in stride(from: bytes.count - 22, through: 0, by: -1) {
            guard bytes[start] == 0x50, bytes[start...].starts(with: [0x50, 0x4B, 5, 6]) else { continue }
            hasEnd = true
            // A claim of 65,535 means that the true one is elsewhere.
            try check(entries: bytes.number(at: start + 10, length: 2), 0xFFFF, limits)
            try check(size: bytes.number(at: start + 12, length: 4), 0xFFFF_FFFF, limits)
            guard start >= 20, bytes[(start - 20)...].starts(with: [0x50, 0x4B, 6, 7]) else { continue }
            let large = read(descriptor, from: Int(clamping: bytes.number(at: start - 12, length: 8)), count: 56)
            guard large.count == 56, large.starts(with: [0x50, 0x4B, 6, 6]) else { continue }
            try check(entries: large.number(at: 32, length: 8), nil, limits)
            try check(size: large.number(at: 40, length: 8), nil, limits)
        }
        guard hasEnd else { throw .damaged(problem: "it was cut short: the end of the archive is missing") }
        return size
    }

    private static func check(
        entries: UInt64, _ elsewhere: UInt64?, _ limits: WorkbookLimits
    ) throws(WorkbookError) {
        guard entries == elsewhere || entries <= UInt64(limits.entries) else {
            throw .tooLarge(problem: "it lists \(entries) files, and a workbook has at most \(limits.entries)")
        }
    }

    private static func check(size: UInt64, _ elsewhere: UInt64?, _ limits: WorkbookLimits) throws(WorkbookError) {
        guard size == elsewhere || size <= UInt64(limits.directory) else {
            throw .tooLarge(problem: "the list of its files has \(size) bytes, and may have \(limits.directory)")
        }
    }

    /// As many bytes as there are.
    private static func read(_ descriptor: Int32, from offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, offset + filled)
                if got <= 0 { break }
                filled += got
            }
        }
    }
}

extension [UInt8] {
    /// A number, its lowest byte first.
    func number(at offset: Int, length: Int) -> UInt64 {
        self[offset..<(offset + length)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
