import ReportKit

/// The quarters that a definition is valid for, written `2008-09Q1..2010-11Q4`; an open end is left out: `2008-09Q1..`.
struct QuarterRange: Hashable, Sendable {
    let first: Quarter?
    let last: Quarter?

    /// Nil for any other text, and for a range that ends before it begins.
    init?(_ text: String) {
        guard let dots = text.firstRange(of: "..") else { return nil }
        let from = text[..<dots.lowerBound]
        let to = text[dots.upperBound...]
        first = Quarter(from)
        last = Quarter(to)
        guard from.isEmpty == (first == nil), to.isEmpty == (last == nil), !(from.isEmpty && to.isEmpty) else {
            return nil
        }
        if let first, let last, last < first { return nil }
    }

    func contains(_ quarter: Quarter) -> Bool {
        (first.map { $0 <= quarter } ?? true) && (last.map { quarter <= $0 } ?? true)
    }
}

extension QuarterRange: CustomStringConvertible {
    var description: String { "\(first.map(\.description) ?? "")..\(last.map(\.description) ?? "")" }
}
