extension StringProtocol {
    /// The text's words with one space between them, however it is broken into lines and indented.
    package var onOneLine: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            // What is not ASCII has spaces of its own.
            if byte >= 0x80 { return split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            if byte != 0x20, !(0x09...0x0D).contains(byte) {
                bytes.append(byte)
            } else if let last = bytes.last, last != 0x20 {
                bytes.append(0x20)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
