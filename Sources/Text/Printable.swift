import Foundation

/// Text without the characters that a terminal, a spreadsheet or a browser obeys instead of showing.
///
/// These are the control characters of ASCII and Latin-1 (C0, DEL and C1: an escape sequence begins with one of them),
/// Unicode's two separators of lines and paragraphs, and the marks that turn the direction of writing round (U+202A to
/// U+202E, U+2066 to U+2069), with which a text can be made to read as another one. A control character of ASCII
/// becomes its picture (U+241B for ESC), every other one U+FFFD.
///
/// ```
/// Printable.line("Kent\u{1B}[2J\nlaa: delivered")     // Kent␛[2J␊laa: delivered
/// ```
///
/// Text that has none is returned as it is; that takes one look at each of its bytes.
///
/// ### Cleaning
/// ``line(_:)`` for a name or a value before it is laid out, ``lines(_:)`` for what has been, ``json(_:)``
/// ### Finding
/// ``control(in:)``, ``controlInLine(_:)``, ``hasControl(_:)``, ``name(of:)``
package enum Printable {
    /// One name, cell or value: line feeds and tabs are replaced too, so that it cannot begin a line of its own.
    package static func line(_ text: String) -> String {
        cleaned(text, keepsLayout: false)
    }

    /// Text of several lines, laid out already: line feeds, tabs and CRLF stay.
    package static func lines(_ text: String) -> String {
        cleaned(text, keepsLayout: true)
    }

    /// Encoded JSON with the characters escaped that an encoder leaves as they are; its values stay the same.
    ///
    /// An encoder escapes the control characters of ASCII itself; the line feeds that remain are its layout.
    package static func json(_ encoded: Data) -> Data {
        encoded.withUnsafeBytes { bytes in
            replaced(in: bytes, keepsLayout: true) { scalar in
                let digits = String(scalar.value, radix: 16)
                return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            }.map { Data($0) }
        } ?? encoded
    }

    /// The first character that is not kept in laid-out text; nil if all are kept.
    package static func control(in text: String) -> Unicode.Scalar? {
        first(in: text, keepsLayout: true)
    }

    /// The first character that is not kept in a name or a value; nil if all are kept.
    package static func controlInLine(_ text: String) -> Unicode.Scalar? {
        first(in: text, keepsLayout: false)
    }

    /// Whether bytes of UTF-8 hold a character that is not kept in laid-out text.
    package static func hasControl(_ bytes: UnsafeRawBufferPointer) -> Bool {
        index(in: bytes, from: 0, keepsLayout: true) != nil
    }

    /// How messages name such a character: `the control character U+001B`.
    package static func name(of control: Unicode.Scalar) -> String {
        let digits = String(control.value, radix: 16, uppercase: true)
        return "the control character U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func cleaned(_ text: String, keepsLayout: Bool) -> String {
        var copy = text
        return copy.withUTF8 { bytes in
            replaced(in: UnsafeRawBufferPointer(bytes), keepsLayout: keepsLayout, by: picture).map {
                String(decoding: $0, as: UTF8.self)
            }
        } ?? text
    }

    private static func first(in text: String, keepsLayout: Bool) -> Unicode.Scalar? {
        var copy = text
        return copy.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            return index(in: bytes, from: 0, keepsLayout: keepsLayout).map { scalar(bytes, at: $0).scalar }
        }
    }

    /// The UTF-8 of what a character is replaced by.
    private static func picture(_ control: Unicode.Scalar) -> [UInt8] {
        let picture: Unicode.Scalar? =
            switch control.value {
            case 0..<0x20: Unicode.Scalar(0x2400 + control.value)
            case 0x7F: "\u{2421}"
            default: "\u{FFFD}"
            }
        return Array((picture ?? "\u{FFFD}").utf8)
    }

    /// The bytes with every such character replaced; nil if all are kept.
    private static func replaced(
        in bytes: UnsafeRawBufferPointer, keepsLayout: Bool, by replacement: (Unicode.Scalar) -> [UInt8]
    ) -> [UInt8]? {
        guard var next = index(in: bytes, from: 0, keepsLayout: keepsLayout) else { return nil }
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count + 16)
        var copied = 0
        while true {
            let (control, length) = scalar(bytes, at: next)
            clean += bytes[copied..<next]
            clean += replacement(control)
            copied = next + length
            guard let following = index(in: bytes, from: copied, keepsLayout: keepsLayout) else { break }
            next = following
        }
        clean += bytes[copied...]
        return clean
    }

    /// Where the first such character begins, in valid UTF-8.
    private static func index(in bytes: UnsafeRawBufferPointer, from start: Int, keepsLayout: Bool) -> Int? {
        var index = start
        while index < bytes.count {
            // Eight at once, as long as each is a character of ASCII that is shown.
            while index + 8 <= bytes.count, isShown(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                index += 8
            }
            guard index < bytes.count else { break }
            let byte = bytes[index]
            if byte < 0x20 {
                if !keepsLayout || !isLayout(bytes, index) { return index }
            } else if byte == 0x7F {
                return index
            } else if byte == 0xC2 {
                // U+0080 to U+009F; what follows up to U+00BF are signs such as £.
                if index + 1 < bytes.count, bytes[index + 1] < 0xA0 { return index }
            } else if byte == 0xE2, index + 2 < bytes.count {
                switch (bytes[index + 1], bytes[index + 2]) {
                // U+2028 to U+202E, and U+2066 to U+2069.
                case (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): return index
                default: break
                }
            }
            index += 1
        }
        return nil
    }

    /// Whether each byte of a word is from 0x20 to 0x7E. Of bytes below 0x80, subtracting 0x20 sets the top bit of the
    /// lowest one below 0x20, and adding 1 that of each 0x7F.
    private static func isShown(_ word: UInt64) -> Bool {
        let outside = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
        return outside & 0x8080_8080_8080_8080 == 0
    }

    /// Whether a control character is one of those that lay text out: a line feed, a tab, or the CR of a CRLF.
    private static func isLayout(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): true
        case UInt8(ascii: "\r"): index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
        default: false
        }
    }

    /// The character that begins at an index found by ``index(in:from:keepsLayout:)``, and its length in UTF-8.
    private static func scalar(_ bytes: UnsafeRawBufferPointer, at index: Int) -> (scalar: Unicode.Scalar, length: Int)
    {
        switch bytes[index] {
        case 0xC2: (Unicode.Scalar(bytes[index + 1]), 2)
        case 0xE2:
            (
                Unicode.Scalar((bytes[index + 1] == 0x80 ? 0x2000 : 0x2040) + UInt32(bytes[index + 2] & 0x3F))
                    ?? "\u{FFFD}", 3
            )
        default: (Unicode.Scalar(bytes[index]), 1)
        }
    }
}
