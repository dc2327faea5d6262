import ReportKit
import Warehouse

/// The text of a declared module, taken apart for the checks.
struct ModuleWording {
    let header: DeclaredHeader
    /// The pieces of the query, with the lines of the file.
    let tokens: [SQLToken]

    init(header: DeclaredHeader, text: DeclaredText) {
        self.header = header
        tokens = NamedParameters(text.sql).tokens
    }

    init(_ module: DeclaredModule) {
        header = module.header
        tokens = NamedParameters(module.sql).tokens
    }

    /// The line of a header's field; nil where the header does not have it.
    func line(of field: String) -> Int? { header.lines[field] }

    /// The line that says what a row is: where the outermost query groups or, if it does not, what it selects from.
    var lineOfRows: Int? {
        let outermost = zip(tokens, depths).filter { $0.1 == 0 }.map(\.0)
        let start = outermost.lastIndex { $0.isWord("select") } ?? 0
        let words = outermost[start...]
        return (words.last { $0.isWord("group") } ?? words.first { $0.isWord("from") })?.line
    }

    /// The line on which the outermost query names a column.
    func line(ofColumn column: String) -> Int? {
        let outermost = zip(tokens, depths).filter { $0.1 == 0 }.map(\.0)
        return outermost.last { $0.isWord(column) }?.line ?? lineOfRows
    }

    /// How many brackets are open before each token.
    var depths: [Int] {
        var depth = 0
        return tokens.map { token in
            if token.isSign(")") { depth -= 1 }
            defer { if token.isSign("(") { depth += 1 } }
            return depth
        }
    }

    /// The lines on which a word stands, for messages: `line 31`, or `lines 31 and 33`.
    static func words(of lines: [Int]) -> String {
        let distinct = Set(lines).sorted().map(String.init)
        return distinct.count == 1
            ? "line \(distinct[0])"
            : "lines \(distinct.dropLast().joined(separator: ", ")) and \(distinct.last ?? "")"
    }
}
