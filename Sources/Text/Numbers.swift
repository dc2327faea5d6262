/// Numbers formatted for readers: they are rounded here and nowhere earlier, half away from zero, as LibreOffice rounds
/// what it shows, so that a page and the same figure in a spreadsheet have the same digits.
package enum Numbers {
    /// A count with thousands separators: 26,016.
    package static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }

    /// A count that may be unknown.
    package static func count(_ value: Int?) -> String {
        value.map { count($0) } ?? missing
    }

    /// An amount that need not be a whole number: 1,710 or 427.5.
    package static func amount(_ value: Double?, decimals: Int = 1) -> String {
        guard let value else { return missing }
        guard let whole = Int(exactly: value) else { return fixed(value, decimals) }
        return count(whole)
    }

    /// A fraction as a percentage: 11.30%. Multiplied as a double and then rounded, as LibreOffice does it.
    package static func percent(_ fraction: Double?, decimals: Int = 2) -> String {
        fraction.map { fixed(100 * $0, decimals) + "%" } ?? missing
    }

    /// A percentage with its sign: +7.1%.
    package static func signedPercent(_ percentage: Double?, decimals: Int = 1) -> String {
        percentage.map { value in
            let text = fixed(value, decimals)
            return (value > 0 ? "+" : "") + text + "%"
        } ?? missing
    }

    /// A p value: 0.034, or <0.001; with more digits where rounding to three would move it across 0.05.
    package static func p(_ value: Double?) -> String {
        guard let value else { return missing }
        if value < 0.001 { return "<0.001" }
        let text = fixed(value, 3)
        return text == "0.050" && value < 0.05 ? String(fixed(value, 7).prefix(6)) : text
    }

    /// The placeholder for a value that is not known.
    package static let missing = "-"

    /// A number with a power of ten: 4.21e-12.
    package static func scientific(_ value: Double, _ decimals: Int) -> String {
        ShortestDecimal(value)?.scientific(decimals) ?? "\(value)"
    }

    /// A number with a fixed number of decimals; what rounds to zero has no sign.
    package static func fixed(_ value: Double, _ decimals: Int) -> String {
        ShortestDecimal(value)?.fixed(decimals) ?? "\(value)"
    }

    /// The number that a text means to whoever reads it: `010` is ten, `1e-3` a thousandth. Nil for what only a program
    /// reads as a number: hexadecimal digits, infinity, `nan`.
    package static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }) else { return nil }
        return Double(text)
    }

    /// A number without trailing zeros: `75`, `7.77`, `1,200`.
    package static func trimmed(_ value: Double, decimals: Int = 2) -> String {
        var text = fixed(value, decimals)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return value.magnitude < 1000 ? text : amount(value, decimals: decimals)
    }
}
