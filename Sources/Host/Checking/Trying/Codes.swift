import ReportKit
import Text
import Warehouse

/// Texts that a query compares with a coded column, and that the column never holds.
enum Codes: TrialCheck {
    static let name = CheckName.codes

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        let codes = try module.codes()
        let own = module.wording.namedColumns
        return module.wording.comparedTexts.compactMap { column, text in
            guard !own.contains(column), let known = codes[column], !known.contains(text.text) else { return nil }
            let nearest = nearestNames(to: text.text, among: known, count: 1).first
            return DeclaredProblem(
                line: text.line,
                "\(column) is never '\(text.text)'"
                    + (nearest.map { "; is '\($0)' meant?" }
                        ?? "; it is one of: \(known.sorted().joined(separator: ", "))."))
        }
    }
}

extension ModuleTrial {
    /// The codes that the columns of the tables read may hold, by the column's name: all of them together, where several
    /// tables have a column of that name.
    func codes() throws -> [String: Set<String>] {
        if let knownCodes { return knownCodes }
        let sql = String(decoding: PackageResources.column_codes_sql, as: UTF8.self)
        var codes: [String: Set<String>] = [:]
        var uncoded: Set<String> = []
        for row in try connection.query(sql, [.texts(try tables().sorted())], source: "column_codes.sql") {
            let column: String = try row.get("name")
            let code: String? = try row.get("code")
            if let code { codes[column, default: []].insert(code) } else { uncoded.insert(column) }
        }
        // A column of the same name in another table may hold anything.
        let found = codes.filter { !uncoded.contains($0.key) }
        knownCodes = found
        return found
    }
}

extension ModuleWording {
    /// The columns to which the query itself gives a meaning: `expression as name`.
    var namedColumns: Set<String> {
        Set(
            tokens.indices.compactMap { index in
                guard index > 0, index + 1 < tokens.count, tokens[index].isWord("as"), tokens[index + 1].kind == .word,
                    tokens[index - 1].text != tokens[index + 1].text
                else { return nil }
                return tokens[index + 1].text
            })
    }

    /// Each text that is compared with a column, and the column's name: `kind = 'order'`, `kind in ('order', 'licence')`,
    /// `kind is distinct from 'order'`, `case kind when 'order'`, `'order' = kind`.
    var comparedTexts: [(column: String, text: SQLToken)] {
        tokens.indices.flatMap { index -> [(column: String, text: SQLToken)] in
            if tokens[index].kind == .string { return column(behind: index).map { [($0, tokens[index])] } ?? [] }
            guard tokens[index].kind == .word else { return [] }
            let column = tokens[index].text
            return texts(behind: index).map { (column, $0) }
        }
    }

    /// The column that the text at an index is compared with, where it stands behind an equals sign.
    private func column(behind index: Int) -> String? {
        let rest = tokens[(index + 1)...].prefix(4).map(\.self)
        guard rest.count > 1, rest[0].isSign("="), rest[1].kind == .word else { return nil }
        return rest.count > 3 && rest[2].isSign(".") && rest[3].kind == .word ? rest[3].text : rest[1].text
    }

    /// The texts that the column at an index is compared with.
    private func texts(behind index: Int) -> [SQLToken] {
        var next = index + 1
        func token(_ offset: Int = 0) -> SQLToken? { next + offset < tokens.count ? tokens[next + offset] : nil }
        if isTested(index), token()?.isWord("when") == true { return branches(from: next) }
        let signs = tokens[next...].prefix { ["=", "<", ">", "!"].contains($0.text) && $0.kind == .sign }
        if !signs.isEmpty {
            next += signs.count
            guard let first = token() else { return [] }
            if first.kind == .string { return [first] }
            if first.isWord("any", "all"), token(1)?.isSign("(") == true { return list(from: next + 2) }
            return []
        }
        if token()?.isWord("not") == true { next += 1 }
        if token()?.isWord("in") == true, token(1)?.isSign("(") == true { return list(from: next + 2) }
        if token()?.isWord("is") == true {
            next += token(1)?.isWord("not") == true ? 2 : 1
            if token()?.isWord("distinct") == true, token(1)?.isWord("from") == true, let text = token(2),
                text.kind == .string
            {
                return [text]
            }
        }
        return []
    }

    /// Whether the column at an index is what a `case` compares with its branches.
    private func isTested(_ index: Int) -> Bool {
        if index > 0, tokens[index - 1].isWord("case") { return true }
        return index > 2 && tokens[index - 1].isSign(".") && tokens[index - 3].isWord("case")
    }

    /// The texts up to the closing bracket; none where anything else stands among them.
    private func list(from start: Int) -> [SQLToken] {
        let content = tokens[start...].prefix { !$0.isSign(")") }
        let isList = content.allSatisfy {
            $0.kind == .string || [",", "[", "]", "::"].contains($0.text) || $0.isWord("array", "text")
        }
        return isList ? content.filter { $0.kind == .string } : []
    }
}
