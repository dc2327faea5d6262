import Disclosure
import ReportKit
import Text

extension FindingColumn {
    /// How many decimals a page shows of the column's number in a finding, so that a workbook shows the same digits;
    /// nil where the page does not show it.
    package func decimalsShown(_ indicator: Indicator, _ finding: ShownFinding) -> Int? {
        guard let display, display.place == nil else { return nil }
        return Self.decimals(of: display.text(indicator, finding))
    }

    /// How many decimals a page shows of a p value: one below those that it shows is given more.
    package static func decimals(ofP value: Double) -> Int {
        let text = Numbers.p(value)
        return text.hasPrefix("<") ? 4 : decimals(of: text) ?? 3
    }

    /// The decimals of the first number in a text.
    private static func decimals(of text: String) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var bytes = text.utf8.drop { !digits.contains($0) }
        guard !bytes.isEmpty else { return nil }
        bytes = bytes.drop { digits.contains($0) || $0 == UInt8(ascii: ",") }
        guard bytes.first == UInt8(ascii: ".") else { return 0 }
        return bytes.dropFirst().prefix { digits.contains($0) }.count
    }
}
