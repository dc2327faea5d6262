/// A figure, or a text, that an author expects, and what counts as the same.
///
/// ```
/// 317        exactly so many
/// 0.735      any rate that is rounded to it: 0.7345 to 0.7355
/// 73.5%      the same, as it is published
/// ```
struct ExpectedFigure {
    private let text: String

    /// Numbers without decimals are the same to nine digits, as those written in full are.
    private static let relativeTolerance = 1e-9

    init(_ text: String) {
        self.text = text
    }

    /// Whether a value of a report is the one expected.
    ///
    /// - Parameter tolerance: how far a number may lie from the one expected, beyond the rounding of that one.
    func allows(_ value: String, tolerance: Double) -> Bool {
        if value == text { return true }
        let isPercentage = text.hasSuffix("%")
        let digits = isPercentage ? text.dropLast() : text[...]
        guard let found = Double(value), let number = Double(digits), found.isFinite, number.isFinite else {
            return false
        }
        let scale = isPercentage ? 0.01 : 1
        let expected = number * scale
        let exact = Self.relativeTolerance * max(found.magnitude, expected.magnitude)
        return (found - expected).magnitude <= max(exact, rounding(of: digits) * scale * (1 + 1e-9), tolerance)
    }

    /// Half a unit of the last decimal; 0 of a number that has none, or an exponent.
    private func rounding(of digits: Substring) -> Double {
        guard !digits.contains(where: { $0 == "e" || $0 == "E" }), let point = digits.firstIndex(of: ".") else {
            return 0
        }
        let decimals = digits[digits.index(after: point)...].count
        var unit = 0.5
        for _ in 0..<decimals { unit /= 10 }
        return decimals == 0 ? 0 : unit
    }
}
