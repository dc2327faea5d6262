/// Numbers as people write them: the shortest digits that stand for the value exactly, without an exponent.
///
/// Workbooks keep a number as the binary fraction nearest to it, written with up to 17 digits: 1.1 is
/// `1.1000000000000001` there. The shortest decimal that is nearest to the same binary fraction is what was typed.
enum PlainNumber {
    /// Whether the text is in that form already, as far as that can be told without reading it as a number.
    static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let first = text.first, text.count <= 16 else { return false }
        var digits = 0
        var point: Int?
        for index in text.indices {
            let byte = text[index]
            if byte &- 0x30 < 10 {
                digits += 1
            } else if byte == 0x2E, point == nil, digits > 0 {
                point = index
            } else if index != 0 || byte != 0x2D {
                return false
            }
        }
        let start = first == 0x2D ? 1 : 0
        guard (1...15).contains(digits) else { return false }
        if text[start] == 0x30, text.count > start + 1, point != start + 1 { return false }
        if let point { return point < text.count - 1 && text[text.count - 1] != 0x30 }
        return !(start == 1 && text[1] == 0x30)
    }

    /// A value in that form; nil for what is no number of decimal digits.
    static func value(_ text: UnsafeRawBufferPointer) -> Double? {
        guard (1...400).contains(text.count),
            text.allSatisfy({ $0 &- 0x30 < 10 || "+-.eE".utf8.contains($0) })
        else { return nil }
        return Double(String(decoding: text, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The digits of a finite number.
    static func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        let shortest = "\(value.magnitude)"
        let parts = shortest.split(separator: "e")
        let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let fraction = halves.count == 2 && halves[1] != "0" ? halves[1] : ""
        var digits = halves[0] + fraction
        var point = halves[0].count + exponent
        if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
        if point <= 0 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        let whole = digits.prefix(point)
        let rest = digits.dropFirst(point)
        return (value < 0 ? "-" : "") + whole.trimmingLeadingZeros + (rest.isEmpty ? "" : ".\(rest)")
    }
}

extension Substring {
    /// Without zeros at its beginning, but for the last digit.
    fileprivate var trimmingLeadingZeros: Substring {
        let kept = drop { $0 == "0" }
        return kept.isEmpty ? suffix(1) : kept
    }
}
