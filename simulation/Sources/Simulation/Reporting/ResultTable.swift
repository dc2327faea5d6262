import ReportKit

/// The results of one family as a Markdown table, with a row for each scenario.
///
///     | design | n | worse | better | both | not enough data | −20% | −10% | +10% | +20% |
///     |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
///     | 10%, nobody twice | 400 | 2.1 | 1.9 | 4.0 ± 0.2 | 0.0 | 26.0 | 8.5 | 7.9 | 23.5 |
public struct ResultTable {
    private let results: [Simulator.Result]
    private let family: Family

    /// - Parameter results: all of one family.
    public init(_ results: [Simulator.Result], of family: Family) {
        self.results = results
        self.family = family
    }

    public var markdown: String {
        let columns = columns.filter { column in results.contains { column.value($0) != nil } }
        let heads = ["design", Grid.sizeName(of: family)] + columns.map(\.head)
        let rule = ["---"] + Array(repeating: "--:", count: heads.count - 1)
        let rows = results.map { result in
            [result.scenario.design, grouped(result.scenario.size)] + columns.map { $0.value(result) ?? "-" }
        }
        return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// How many verdicts there are in a cell, and the largest Monte-Carlo standard error of any cell, as a sentence.
    public func account(of simulator: Simulator) -> String {
        let detectable = results.contains {
            $0.tallies[.detectablyBetter] != nil || $0.tallies[.detectablyWorse] != nil
        }
        return "\(grouped(simulator.replicates)) verdicts a cell"
            + (detectable ? ", for the smallest differences at most \(grouped(simulator.detectableReplicates))" : "")
            + "; seed \(simulator.seed). Monte-Carlo standard errors are at most \(percent(largestStandardError)) points.\n"
    }

    private var largestStandardError: Double {
        results.flatMap { result in
            result.tallies.values.flatMap { tally in
                [\Tally.worse, \.better, \.significant, \.notEnoughData].compactMap { tally.standardError($0) }
            }
        }.max() ?? 0
    }

    private struct TableColumn {
        let head: String
        let value: (Simulator.Result) -> String?
    }

    private var columns: [TableColumn] {
        func column(_ head: String, _ effect: Effect, _ share: KeyPath<Tally, Tally.Share> & Sendable) -> TableColumn {
            TableColumn(head: head) { $0.tallies[effect]?.rate(share).map(percent) }
        }
        let both = TableColumn(head: "both") { result in
            guard let tally = result.tallies[.none], let rate = tally.rate(\.significant) else { return nil }
            return percent(rate) + (tally.standardError(\.significant).map { " ± " + percent($0) } ?? "")
        }
        return [
            column("worse", .none, \.worse), column("better", .none, \.better), both,
            column("not enough data", .none, \.notEnoughData), column("−20%", .percent(-20), \.better),
            column("−10%", .percent(-10), \.better), column("+10%", .percent(10), \.worse),
            column("+20%", .percent(20), \.worse), column("smallest better", .detectablyBetter, \.better),
            column("smallest worse", .detectablyWorse, \.worse),
        ]
    }
}

/// A fraction as a percentage with one decimal.
private func percent(_ fraction: Double) -> String {
    let tenths = Int((1000 * fraction).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

/// A whole number with commas.
private func grouped(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(grouped(number / 1000)),\(String(1000 + number % 1000).dropFirst())"
}
