/// The library's argument checks, one for each kind of argument.
///
/// A name is made only where a value is refused: arrays of a million values are checked one by one.
enum Check {
    /// Refuses a value outside 0...1, and NaN.
    static func probability(
        _ value: Double, name: String, index: Int? = nil
    ) throws(SignificanceError) {
        guard value >= 0, value <= 1 else {
            throw .notAProbability(name: name, value: value, index: index)
        }
    }

    /// Refuses the first value outside 0...1, or NaN, with its index.
    static func probabilities(_ values: [Double], name: String) throws(SignificanceError) {
        for (index, value) in values.enumerated() {
            try probability(value, name: name, index: index)
        }
    }

    /// The largest count that the methods take, 10¹⁵: up to there a Double holds every whole number, and one beside it.
    static let largestCount = 1_000_000_000_000_000

    /// Refuses a count of no trials, or of more than ``largestCount``, or a count of events outside 0...n.
    static func counts(observed: Int, n: Int) throws(SignificanceError) {
        guard n > 0, n <= largestCount else {
            throw .outOfRange(name: "n", value: Double(n), allowed: "a whole number from 1 to 1e15")
        }
        guard observed >= 0, observed <= n else {
            throw .outOfRange(name: "observed", value: Double(observed), allowed: "a whole number from 0 to n = \(n)")
        }
    }

    /// Refuses a negative count, and one above ``largestCount``.
    static func count(_ value: Int, name: @autoclosure () -> String) throws(SignificanceError) {
        guard value >= 0, value <= largestCount else {
            throw .outOfRange(name: name(), value: Double(value), allowed: "a whole number from 0 to 1e15")
        }
    }

    /// Refuses an expected count that is negative, above ``largestCount``, or NaN.
    static func expected(_ value: Double, name: String) throws(SignificanceError) {
        guard value >= 0, value <= Double(largestCount) else {
            throw .outOfRange(name: name, value: value, allowed: "a number from 0 to 1e15")
        }
    }

    /// Refuses zero, a negative value, an infinity, and NaN.
    static func positive(_ value: Double, name: @autoclosure () -> String) throws(SignificanceError) {
        guard value > 0, value.isFinite else {
            throw .outOfRange(name: name(), value: value, allowed: "a finite number above 0")
        }
    }

    /// Refuses a negative value, an infinity, and NaN.
    static func nonNegative(_ value: Double, name: @autoclosure () -> String) throws(SignificanceError) {
        guard value >= 0, value.isFinite else {
            throw .outOfRange(name: name(), value: value, allowed: "a finite number of at least 0")
        }
    }

    /// Refuses an infinity and NaN.
    static func finite(_ value: Double, name: @autoclosure () -> String) throws(SignificanceError) {
        guard value.isFinite else {
            throw .outOfRange(name: name(), value: value, allowed: "a finite number")
        }
    }

    /// Refuses a level that is not strictly between 0 and 1.
    static func level(_ value: Double, name: String = "confidence") throws(SignificanceError) {
        guard value > 0, value < 1 else {
            throw .outOfRange(name: name, value: value, allowed: "a level between 0 and 1, such as 0.95")
        }
    }

    /// Refuses two collections of different length.
    static func sameLength(
        _ count: Int, _ name: String, _ otherCount: Int, _ other: String
    ) throws(SignificanceError) {
        guard count == otherCount else {
            throw .lengthsDiffer(name: name, count: count, other: other, otherCount: otherCount)
        }
    }
}
