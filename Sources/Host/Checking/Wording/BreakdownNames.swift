import ReportKit
import Text
import Warehouse

/// The names that a query compares `:breakdown` with.
enum BreakdownNames: WordingCheck {
    static let name = CheckName.groups

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        let names = Breakdown.allCases.map(\.rawValue)
        return module.breakdownNames.compactMap { token in
            guard let breakdown = Breakdown(rawValue: token.text) else {
                let nearest = nearestNames(to: token.text, among: names, count: 1).first
                return DeclaredProblem(
                    line: token.line,
                    ":breakdown is never '\(token.text)'"
                        + (nearest.map { "; is '\($0)' meant?" } ?? "; it is one of: \(names.joined(separator: ", ")).")
                )
            }
            guard !module.header.indicator.breakdowns.contains(breakdown) else { return nil }
            return DeclaredProblem(
                .warning, line: token.line,
                "the query has groups for '\(token.text)', which nobody can ask for: add \(token.text) to 'by', or remove "
                    + "the branch.")
        }
    }
}

extension ModuleWording {
    /// The texts that the query compares `:breakdown` with.
    var breakdownNames: [SQLToken] {
        var found: [SQLToken] = []
        for index in tokens.indices where tokens[index].kind == .parameter && tokens[index].text == "breakdown" {
            if index > 0, tokens[index - 1].isWord("case") {
                found += branches(from: index + 1)
            } else if index + 2 < tokens.count, tokens[index + 1].isSign("="), tokens[index + 2].kind == .string {
                found.append(tokens[index + 2])
            }
        }
        return found
    }

    /// The texts behind the `when` of a `case` whose tokens begin at an index.
    func branches(from start: Int) -> [SQLToken] {
        var found: [SQLToken] = []
        var depth = 0
        for index in tokens[start...].indices {
            if tokens[index].isWord("case") { depth += 1 }
            if tokens[index].isWord("end") {
                if depth == 0 { break }
                depth -= 1
            }
            if depth == 0, tokens[index].isWord("when"), index + 1 < tokens.count, tokens[index + 1].kind == .string {
                found.append(tokens[index + 1])
            }
        }
        return found
    }
}
