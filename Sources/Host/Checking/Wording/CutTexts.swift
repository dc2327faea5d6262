import Foundation
import Warehouse

/// Texts of the header that end at a hash, where YAML begins a comment.
enum CutTexts {
    static let name = CheckName.cutText

    /// The fields that hold a text to be read.
    private static let fields: Set<String> = [
        "title", "definition", "unit", "frequency", "source-system", "supplier", "version",
    ]

    /// - Parameter text: the module's file.
    static func problems(in text: DeclaredText) -> [DeclaredProblem] {
        text.header.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            guard let hash = line.firstRange(of: " #"), let colon = line.firstRange(of: ": ") else { return nil }
            let field = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
            let value = line[colon.upperBound...].drop(while: \.isWhitespace)
            guard fields.contains(field), colon.upperBound < hash.lowerBound, let first = value.first,
                !"\"'>|#".contains(first)
            else { return nil }
            return DeclaredProblem(
                .warning, line: text.headerLine + number,
                "\(field): ends before the hash, where a comment begins: it reads "
                    + "'\(line[colon.upperBound..<hash.lowerBound].trimmingCharacters(in: .whitespaces))'. Put quotes around the "
                    + "text, or the comment on a line of its own.")
        }
    }
}
