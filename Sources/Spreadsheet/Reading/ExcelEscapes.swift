/// Excel's way to write characters that XML has no place for: `_x000D_` for a carriage return, `_x005F_` for an
/// underscore that would be taken for the beginning of one (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
enum ExcelEscapes {
    /// Replaces them in place.
    ///
    /// - Returns: how many bytes are left.
    static func undo(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard let first = bytes.firstIndex(of: underscore) else { return bytes.count }
        var (from, to) = (first, first)
        while from < bytes.count {
            if bytes[from] == underscore, let scalar = scalar(UnsafeRawBufferPointer(bytes), at: from) {
                // Seven bytes become at most three.
                for byte in String(scalar).utf8 {
                    bytes[to] = byte
                    to += 1
                }
                from += 7
            } else {
                bytes[to] = bytes[from]
                from += 1
                to += 1
            }
        }
        return to
    }

    private static let underscore = UInt8(ascii: "_")

    private static func scalar(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Unicode.Scalar? {
        guard start + 7 <= bytes.count, bytes[start + 1] == UInt8(ascii: "x"), bytes[start + 6] == underscore else {
            return nil
        }
        var value: UInt32 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
