/// What must hold within each row of a kind, beyond its columns' own rules: `laa load --describe` prints it, and
/// `rules.sql` turns away what breaks it.
///
/// Each is about two columns, the second being at fault where it is broken. An empty cell breaks only what says so.
struct Rule: Sendable {
    /// The rule as it is told to people; nil where the rule before it says it too.
    let text: String?
    /// The name that `rules.sql` knows it by; nil where a script of the kind's own checks it.
    let test: String?
    let first: String
    let second: String
    let words: [String]
    let days: Int

    private init(
        _ text: String?, _ test: String?, _ first: String = "", _ second: String = "", words: [String] = [],
        days: Int = 0
    ) {
        (self.text, self.test, self.first, self.second) = (text, test, first, second)
        (self.words, self.days) = (words, days)
    }
}

extension Rule {
    /// Days or numbers that never fall: each is at least the one before it.
    static func order(_ columns: String...) -> [Rule] {
        zip(columns, columns.dropFirst()).map { Rule("\($0) <= \($1)", "order", $0, $1) }
    }

    /// Days or numbers that always rise: each is above the one before it.
    static func ascending(_ columns: String...) -> [Rule] {
        zip(columns, columns.dropFirst()).map { Rule("\($0) < \($1)", "ascending", $0, $1) }
    }

    /// A day that is at least so many days after another.
    static func order(_ first: String, days: Int, _ second: String) -> Rule {
        Rule("\(first) + \(days) days <= \(second)", "order", first, second, days: days)
    }

    static func together(_ first: String, _ second: String) -> Rule {
        Rule("\(second) and \(first) are given both or neither", "together", first, second)
    }

    /// `second` is given only where `first` is.
    static func given(_ second: String, with first: String) -> Rule {
        Rule("\(second) is given only with \(first)", "needs", first, second)
    }

    static func either(_ first: String, _ second: String) -> Rule {
        Rule("one of \(first) and \(second) is given, not both", "either", first, second)
    }

    /// `column` is given only where `other` is one of the words.
    static func only(_ column: String, where other: String, is words: String...) -> Rule {
        Rule("\(column) is given only for \(other) \(list(words))", "only", other, column, words: words)
    }

    /// `column` is given where `other` is one of the words, and nowhere else.
    static func exactly(_ column: String, where other: String, is words: String...) -> [Rule] {
        [
            Rule(
                "\(column) is given for \(other) \(list(words)), and for no other", "only", other, column, words: words),
            Rule(nil, "always", other, column, words: words),
        ]
    }

    /// `column` lies from 0 to 1 where `other` is one of the words.
    static func fraction(_ column: String, where other: String, is words: String...) -> Rule {
        Rule("\(column) lies from 0 to 1 for \(other) \(list(words))", "fraction", other, column, words: words)
    }

    /// The month of birth is a plausible one on a day.
    static func born(before day: String) -> Rule {
        Rule("birth_month lies 10 to 110 years before \(day)", "born", day, "birth_month")
    }

    /// A rule that a script of the kind's own checks.
    static func checked(_ text: String) -> Rule {
        Rule(text, nil)
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
