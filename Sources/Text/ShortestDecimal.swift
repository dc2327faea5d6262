/// A number as the shortest decimal that reads back as the same double: what a spreadsheet shows, and what a reader
/// takes the number to be.
///
/// It is rounded half away from zero, as LibreOffice rounds what it shows: 7.625 becomes 7.63, and 1.005 becomes 1.01,
/// although the double that stands for it is a little smaller. C's `printf` rounds the double itself, and 7.625, which
/// a double holds exactly, to the even digit.
struct ShortestDecimal {
    private let isNegative: Bool
    /// The values of the digits, the first of which is not 0; empty for zero.
    private var digits: [UInt8] = []
    /// How many of the digits stand before the decimal point; negative where zeros follow the point first.
    private var whole = 0

    /// Nil for what is not a finite number.
    init?(_ value: Double) {
        guard value.isFinite else { return nil }
        isNegative = value.sign == .minus
        digits.reserveCapacity(24)
        var (exponent, isExponentNegative, pointAfter): (Int?, Bool, Int?) = (nil, false, nil)
        // Swift describes a double by its shortest decimal: 7.625, 5e-05, 1.25e+16.
        var description = value.description
        description.withUTF8 { text in
            for byte in text {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    let digit = byte - UInt8(ascii: "0")
                    if let power = exponent { exponent = 10 * power + Int(digit) } else { digits.append(digit) }
                case UInt8(ascii: "."): pointAfter = digits.count
                case UInt8(ascii: "e"): exponent = 0
                default: isExponentNegative = exponent != nil && byte == UInt8(ascii: "-")
                }
            }
        }
        whole = (pointAfter ?? digits.count) + (exponent ?? 0) * (isExponentNegative ? -1 : 1)
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        whole -= zeros
    }

    /// The number with that many decimals; what rounds to zero has no sign.
    func fixed(_ decimals: Int) -> String {
        let rounded = keeping(whole + decimals)
        return rounded.text(digits: min(0, rounded.whole - 1)..<rounded.whole + decimals, pointBefore: rounded.whole)
    }

    /// The number with a power of ten and that many decimals before it: 4.21e-12.
    func scientific(_ decimals: Int) -> String {
        let rounded = keeping(1 + decimals)
        let power = rounded.digits.isEmpty ? 0 : rounded.whole - 1
        return rounded.text(digits: 0..<1 + decimals, pointBefore: 1)
            + (power < 0 ? "e-" : "e+") + (power.magnitude < 10 ? "0" : "") + "\(power.magnitude)"
    }

    /// Rounded to its first `count` digits; zero where `count` is negative.
    private func keeping(_ count: Int) -> ShortestDecimal {
        guard count < digits.count else { return self }
        var rounded = self
        rounded.digits.removeLast(digits.count - max(count, 0))
        if count >= 0, digits[count] >= 5 {
            while rounded.digits.last == 9 { rounded.digits.removeLast() }
            if let last = rounded.digits.popLast() {
                rounded.digits.append(last + 1)
            } else {
                rounded.digits.append(1)
                rounded.whole += 1
            }
        }
        if rounded.digits.isEmpty { rounded.whole = 0 }
        return rounded
    }

    /// The digits at those places, 0 where there is none, with the sign before them.
    private func text(digits places: Range<Int>, pointBefore point: Int) -> String {
        String(unsafeUninitializedCapacity: places.count + 2) { text in
            var end = 0
            func append(_ byte: UInt8) {
                text[end] = byte
                end += 1
            }
            if isNegative, !digits.isEmpty { append(UInt8(ascii: "-")) }
            for place in places {
                if place == point { append(UInt8(ascii: ".")) }
                append(UInt8(ascii: "0") + (digits.indices.contains(place) ? digits[place] : 0))
            }
            return end
        }
    }
}
