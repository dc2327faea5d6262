import Warehouse

/// Shapes of a query that a distributed warehouse is known to answer wrongly, or by bringing people's rows to one server.
enum SeveralServers: WordingCheck {
    static let name = CheckName.severalServers

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        module.excludedBySelect.map { token in
            DeclaredProblem(
                .warning, line: token.line,
                "'not in (select ...)' over rows of people: a warehouse on several servers has answered such a query wrongly. "
                    + "Join them by left join, and keep the rows where their key is null.")
        }
            + module.materialized.map { query in
                DeclaredProblem(
                    .warning, line: query.line,
                    "'\(query.name)' is read \(query.uses > 1 ? "\(query.uses) times" : "as materialized"), so that the server "
                        + "makes a table of it: one on several servers brings its people to one of them first. Write "
                        + "'\(query.name) as not materialized (', or join once.")
            }
    }
}

extension ModuleWording {
    /// A query in a WITH clause.
    fileprivate struct NamedQuery {
        let name: String
        let line: Int
        let uses: Int
    }

    /// The words `not` of `not in (select ...)` over people's rows.
    fileprivate var excludedBySelect: [SQLToken] {
        tokens.indices.dropLast(3).filter { index in
            tokens[index].isWord("not") && tokens[index + 1].isWord("in") && tokens[index + 2].isSign("(")
                && tokens[index + 3].isWord("select") && readsPeople(inBracketAt: index + 2)
        }.map { tokens[$0] }
    }

    /// The queries in WITH clauses over people's rows that the server makes a table of.
    fileprivate var materialized: [NamedQuery] {
        tokens.indices.dropFirst().compactMap { index -> NamedQuery? in
            guard tokens[index].isWord("as"), let name = nameOfQuery(before: index) else { return nil }
            var next = index + 1
            var isWritten: Bool?
            if next < tokens.count, tokens[next].isWord("not") { (isWritten, next) = (false, next + 1) }
            if next < tokens.count, tokens[next].isWord("materialized") {
                (isWritten, next) = (isWritten ?? true, next + 1)
            }
            guard next + 1 < tokens.count, tokens[next].isSign("("), tokens[next + 1].isWord("select", "with"),
                readsPeople(inBracketAt: next)
            else { return nil }
            let uses = tokens.indices.dropFirst().count {
                tokens[$0].isWord(name.text) && tokens[$0 - 1].isWord("from", "join")
            }
            guard isWritten ?? (uses > 1) else { return nil }
            return NamedQuery(name: name.text, line: name.line, uses: uses)
        }
    }

    /// The name before `as`, or before the names of columns in brackets there.
    private func nameOfQuery(before index: Int) -> SQLToken? {
        var place = index - 1
        if tokens[place].isSign(")") {
            while place > 0, !tokens[place].isSign("(") { place -= 1 }
            place -= 1
        }
        guard place > 0, tokens[place - 1].isWord("with", "recursive") || tokens[place - 1].isSign(",") else {
            return nil
        }
        return tokens[place]
    }

    /// Whether what is between a bracket and its end names a view of people.
    private func readsPeople(inBracketAt start: Int) -> Bool {
        let depths = depths
        let end = tokens.indices[(start + 1)...].first { depths[$0] == depths[start] } ?? tokens.endIndex
        return tokens.indices[start..<end].contains { index in
            index + 2 < tokens.count && tokens[index].isWord("reporting") && tokens[index + 1].isSign(".")
                && Distribution.viewsOfPeople.contains(tokens[index + 2].text)
        }
    }
}
