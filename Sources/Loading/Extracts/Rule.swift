/// What must hold within each row of a kind, beyond its columns' own rules: `laa load --describe` prints it, and
/// `rules.sql` rejects the rows that break it.
///
/// Each rule is about two columns; where it is broken, the second is at fault. An empty cell breaks only the rules that
/// say so.
struct Rule: Sendable {
    /// The rule in words; nil where the rule before it already says so.
    let text: String?
    /// Its name in `rules.sql`; nil where a script of the kind's own checks it.
    let test: String?
    let first: String
    let second: String
    let words: [String]
    let days: Int

    private init(
        _ text: String?, _ test: String?, _ first: String = "", _ second: String = "", words: [String] = [],
        days: Int = 0
    ) {
        self.text = text
        self.test = test
        self.first = first
        self.second = second
        self.words = words
        self.days = days
    }
}

extension Rule {
    /// The column that must be given where a column holds a code; nil where the rule says nothing of the kind.
    func demanded(where column: String, is code: String) -> String? {
        test == "always" && first == column && words.contains(code) ? second : nil
    }

    /// The column that must be given where another is; nil where the rule says nothing of the kind.
    func partner(of column: String) -> String? {
        switch test {
        case "together" where column == first: second
        case "together" where column == second, "needs" where column == second: first
        default: nil
        }
    }

    /// Days or numbers that never fall: each is at least the one before it.
    static func order(_ columns: String...) -> [Rule] {
        zip(columns, columns.dropFirst()).map { Rule("\($0) <= \($1)", "order", $0, $1) }
    }

    /// Days or numbers that always rise: each is above the one before it.
    static func ascending(_ columns: String...) -> [Rule] {
        zip(columns, columns.dropFirst()).map { Rule("\($0) < \($1)", "ascending", $0, $1) }
    }

    /// A day that is at least that many days after another.
    static func order(_ first: String, days: Int, _ second: String) -> Rule {
        Rule("\(first) + \(days) days <= \(second)", "order", first, second, days: days)
    }

    static func together(_ first: String, _ second: String) -> Rule {
        Rule("\(second) and \(first) are both given, or neither is", "together", first, second)
    }

    /// `second` is given only where `first` is.
    static func given(_ second: String, with first: String) -> Rule {
        Rule("\(second) is given only with \(first)", "needs", first, second)
    }

    static func either(_ first: String, _ second: String) -> Rule {
        Rule("either \(first) or \(second) is given, not both", "either", first, second)
    }

    /// `column` is given only where `other` is one of the words.
    static func only(_ column: String, where other: String, is words: String...) -> Rule {
        Rule("\(column) is given only for \(other) \(list(words))", "only", other, column, words: words)
    }

    /// `column` is given where `other` is one of the words, and nowhere else.
    static func exactly(_ column: String, where other: String, is words: String...) -> [Rule] {
        [
            Rule(
                "\(column) is given for \(other) \(list(words)), and only then", "only", other, column, words: words),
            Rule(nil, "always", other, column, words: words),
        ]
    }

    /// `column` is from 0 to 1 where `other` is one of the words.
    static func fraction(_ column: String, where other: String, is words: String...) -> Rule {
        Rule("\(column) is from 0 to 1 for \(other) \(list(words))", "fraction", other, column, words: words)
    }

    /// The month of birth is plausible on a day.
    static func born(before day: String) -> Rule {
        Rule("birth_month is 10 to 110 years before \(day)", "born", day, "birth_month")
    }

    /// A rule that a script of the kind's own checks.
    static func checked(_ text: String) -> Rule {
        Rule(text, nil)
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
