import ReportKit

/// The method page that holds the tables, each between two comments that a reader of the page does not see.
public struct MethodPage {
    public private(set) var text: String

    public init(_ text: String) {
        self.text = text
    }

    /// Puts a family's table in place of the one that the page holds.
    ///
    /// - Returns: whether the page has a place for it.
    public mutating func replace(_ table: String, of family: Family) -> Bool {
        guard let range = range(of: family) else { return false }
        text.replaceSubrange(range, with: "\n\(table)\n")
        return true
    }

    /// The family's table, with the lines around it.
    public func table(of family: Family) -> String? {
        range(of: family).map { String(text[$0]) }
    }

    private func range(of family: Family) -> Range<String.Index>? {
        guard let start = text.firstRange(of: "<!-- simulated: \(family.rawValue) -->\n"),
            let end = text[start.upperBound...].firstRange(of: "<!-- end -->")
        else { return nil }
        return start.upperBound..<end.lowerBound
    }
}
