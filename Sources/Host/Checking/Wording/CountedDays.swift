import Warehouse

/// The days counted: a query that does not use the parameters for them, or reads the clock, counts something else.
enum CountedDays: WordingCheck {
    static let name = CheckName.period

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        clock(module) + (unused(module) ?? swapped(module) ?? oneSided(module))
    }

    // MARK: - The clock

    private static let clockWords: Set<String> = [
        "clock_timestamp", "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "now",
        "statement_timestamp", "timeofday", "transaction_timestamp",
    ]
    private static let clockTexts: Set<String> = ["now", "today", "tomorrow", "yesterday"]

    private static func clock(_ module: ModuleWording) -> [DeclaredProblem] {
        module.tokens.enumerated().compactMap { index, token in
            let isWord =
                token.kind == .word && clockWords.contains(token.text)
                && !(index > 0 && module.tokens[index - 1].isSign("."))
                && !(index > 0 && module.tokens[index - 1].isWord("as"))
            let isText = token.kind == .string && clockTexts.contains(token.text.lowercased()) && isDay(index, module)
            guard isWord || isText else { return nil }
            return DeclaredProblem(
                line: token.line,
                "'\(token.text)' is the day on which the report is made: the figures of a quarter would change from day "
                    + "to day. Write :period_end, the last day counted.")
        }
    }

    /// Whether a text is read as a day.
    private static func isDay(_ index: Int, _ module: ModuleWording) -> Bool {
        let types = ["date", "timestamp", "timestamptz"]
        if index > 0, module.tokens[index - 1].kind == .word, types.contains(module.tokens[index - 1].text) {
            return true
        }
        guard index + 2 < module.tokens.count, module.tokens[index + 1].isSign("::") else { return false }
        return types.contains(module.tokens[index + 2].text)
    }

    // MARK: - The parameters

    private static func unused(_ module: ModuleWording) -> [DeclaredProblem]? {
        let used = Set(module.tokens.filter { $0.kind == .parameter }.map(\.text))
        guard used.isDisjoint(with: ["period_start", "period_end", "snapshots"]) else { return nil }
        let remedy =
            module.header.counts.hasSnapshots
            ? "compare the snapshot's day with them: c.snapshot_date = any (:snapshots)"
            : "compare the day of what is counted with them: between :period_start and :period_end"
        return [
            DeclaredProblem(
                line: module.tokens.first?.line,
                "the query does not use "
                    + (module.header.counts.hasSnapshots ? ":snapshots" : ":period_start and :period_end")
                    + ", so that it counts the same for every quarter: \(remedy).")
        ]
    }

    private static func swapped(_ module: ModuleWording) -> [DeclaredProblem]? {
        let tokens = module.tokens
        let found = tokens.indices.filter { index in
            guard tokens[index].isWord("between") else { return false }
            let rest = tokens[(index + 1)...].prefix(12)
            let days = rest.filter { $0.kind == .parameter }.prefix(2).map(\.text)
            guard let first = rest.first(where: { $0.kind == .parameter }), days == ["period_end", "period_start"]
            else {
                return false
            }
            // The second is behind the first and an 'and'.
            return rest.drop { $0 != first }.dropFirst().prefix { $0.kind != .parameter }.contains { $0.isWord("and") }
        }
        if let index = found.first {
            return [
                DeclaredProblem(
                    line: tokens[index].line,
                    "nothing is between :period_end and :period_start: the last day counted is behind the first. Write: "
                        + "between :period_start and :period_end.")
            ]
        }
        let starts = comparisons(of: "period_start", in: module)
        let ends = comparisons(of: "period_end", in: module)
        guard let first = starts.first, !ends.isEmpty, starts.allSatisfy({ $0.sign == "<" }),
            ends.allSatisfy({ $0.sign == ">" }), starts.count == uses(of: "period_start", module),
            ends.count == uses(of: "period_end", module)
        else { return nil }
        return [
            DeclaredProblem(
                .warning, line: first.line,
                "only days before :period_start and behind :period_end are asked for, none of those counted. Are "
                    + ">= :period_start and <= :period_end meant?")
        ]
    }

    /// A parameter that is compared as smaller or larger, with one that bounds only one side.
    private static func oneSided(_ module: ModuleWording) -> [DeclaredProblem] {
        guard !module.header.counts.hasSnapshots else { return [] }
        let (start, end) = (uses(of: "period_start", module), uses(of: "period_end", module))
        guard (start == 0) != (end == 0) else { return [] }
        let (used, other) = start > 0 ? ("period_start", "period_end") : ("period_end", "period_start")
        let compared = comparisons(of: used, in: module)
        guard let first = compared.first, compared.count == max(start, end) else { return [] }
        return [
            DeclaredProblem(
                .warning, line: first.line,
                "the query uses :\(used) and not :\(other), so that it counts what lies "
                    + (start > 0 ? "behind" : "before") + " the days of the quarter too. Compare the day with both: "
                    + "between :period_start and :period_end.")
        ]
    }

    private static func uses(of parameter: String, _ module: ModuleWording) -> Int {
        module.tokens.count { $0.kind == .parameter && $0.text == parameter }
    }

    /// Where a parameter directly follows `<`, `<=`, `>` or `>=`.
    private static func comparisons(
        of parameter: String, in module: ModuleWording
    ) -> [(sign: String, line: Int)] {
        let tokens = module.tokens
        return tokens.indices.compactMap { index in
            guard tokens[index].kind == .parameter, tokens[index].text == parameter, index > 1 else { return nil }
            let before = tokens[index - 1].isSign("=") ? tokens[index - 2] : tokens[index - 1]
            guard before.isSign("<") || before.isSign(">") else { return nil }
            return (before.text, tokens[index].line)
        }
    }
}

extension Span {
    /// Whether snapshots of the caseload are counted, rather than events.
    var hasSnapshots: Bool { self == .rollingSnapshots || self == .snapshot }
}
