/// The encoding of a text extract.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
}

/// Turns bytes of Windows-1252 into UTF-8.
///
/// The five bytes that the code page leaves undefined become 0xFF, which is not valid in UTF-8, so that their cells are
/// rejected rather than guessed at.
struct Windows1252 {
    /// What 0x80 to 0x9F stand for; 0 where undefined (Unicode, CP1252.TXT).
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// The maximum number of bytes that one byte becomes.
    static let growth = 3

    /// - Parameter output: room for ``growth`` times the input.
    /// - Returns: how many bytes were written.
    static func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int {
        var used = 0
        func put(_ byte: UInt32) {
            output[used] = UInt8(truncatingIfNeeded: byte)
            used += 1
        }
        for byte in input {
            if byte < 0x80 {
                put(UInt32(byte))
                continue
            }
            let scalar = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
            switch scalar {
            case 0: put(0xFF)
            case ..<0x800:
                put(0xC0 | scalar >> 6)
                put(0x80 | scalar & 0x3F)
            default:
                put(0xE0 | scalar >> 12)
                put(0x80 | scalar >> 6 & 0x3F)
                put(0x80 | scalar & 0x3F)
            }
        }
        return used
    }
}
