/// What can be wrong with an argument, one case per situation.
///
/// Every case has the argument's name as in the function's signature, so that a caller can show the message unchanged.
public enum SignificanceError: Error, Equatable, Sendable {
    /// A collection is empty, or a denominator is 0.
    case empty(name: String)
    /// A value that must lie in 0...1 does not, or is not a number; `index` is its index if it is in a collection.
    case notAProbability(name: String, value: Double, index: Int?)
    /// A value lies outside what the method is defined for, or is not a number.
    case outOfRange(name: String, value: Double, allowed: String)
    /// Two collections that describe the same rows differ in length.
    case lengthsDiffer(name: String, count: Int, other: String, otherCount: Int)
    /// Two periods that must not overlap share a quarter; `index` and `other` are their indices in the collection.
    case overlapping(name: String, index: Int, other: Int)
    /// There are fewer items than the method needs.
    case tooFew(name: String, count: Int, needed: Int)
}

extension SignificanceError: CustomStringConvertible {
    /// The argument's name, its value and what to do about it.
    public var description: String {
        switch self {
        case .empty(let name):
            "\(name) is empty: give at least one"
        case .notAProbability(let name, let value, let index):
            "\(name)\(index.map { "[\($0)]" } ?? "") is \(value): give a probability from 0 to 1"
        case .outOfRange(let name, let value, let allowed):
            "\(name) is \(value): give \(allowed)"
        case .lengthsDiffer(let name, let count, let other, let otherCount):
            "\(name) holds \(count) values and \(other) \(otherCount): give one of each for every row"
        case .overlapping(let name, let index, let other):
            "\(name)[\(index)] and \(name)[\(other)] share a quarter: give periods that do not overlap"
        case .tooFew(let name, let count, let needed):
            "\(name) holds \(count): give at least \(needed)"
        }
    }
}
