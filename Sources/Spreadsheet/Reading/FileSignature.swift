import Glibc

/// What a file is by its first bytes, as far as workbooks are concerned.
package enum FileSignature {
    /// A ZIP archive, which may be a workbook.
    case archive
    /// A compound file of Microsoft's: an old workbook, or one that is protected by a password.
    case compound
    case other

    /// How many bytes tell.
    package static let length = 8

    package init(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
            self = .archive
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compound
        } else {
            self = .other
        }
    }
}

/// Microsoft's compound files ([MS-CFB]), as far as it takes to say what is in one.
package enum CompoundFile {
    /// Why such a file is not read: it is protected, or of before 2007.
    package static func refusal(_ descriptor: Int32) -> WorkbookError {
        let names = firstNames(descriptor)
        if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") { return .encrypted }
        let what =
            names.contains("Workbook") || names.contains("Book")
            ? "is an Excel workbook of the old kind (.xls)"
            : "is an old file of Microsoft Office's (.xls or the like), or one that is protected by a password"
        return .unsupported(
            problem: what,
            remedy: "Open it in a spreadsheet program, and save it as an Excel workbook (.xlsx) without a password.")
    }

    /// The names in the first sector of the file's directory.
    private static func firstNames(_ descriptor: Int32) -> [String] {
        var header = [UInt8](repeating: 0, count: 512)
        guard pread(descriptor, &header, 512, 0) == 512 else { return [] }
        let shift = header.number(at: 30, length: 2)
        guard shift == 9 || shift == 12 else { return [] }
        let size = 1 << Int(shift)
        var sector = [UInt8](repeating: 0, count: size)
        let first = Int(header.number(at: 48, length: 4))
        guard pread(descriptor, &sector, size, (first + 1) * size) == size else { return [] }
        return stride(from: 0, to: size, by: 128).map { start in
            let length = min(64, Int(sector.number(at: start + 64, length: 2)))
            let units = stride(from: start, to: start + max(0, length - 2), by: 2).map {
                UInt16(sector.number(at: $0, length: 2))
            }
            return String(decoding: units, as: UTF16.self)
        }
    }
}
