import ReportKit

/// Consecutive days whose count follows from the counts of other spans by adding and subtracting.
struct DerivedSpan: Sendable {
    let days: Period
    /// For each of the other spans, how often its count is added.
    let factors: [Int]

    /// All that follow from some spans, except these spans themselves.
    ///
    /// Each span is a row of ones over the stretches that it covers. A run of stretches follows from the spans where its
    /// own row is a sum of theirs with whole factors. Rows of consecutive ones are totally unimodular, so that
    /// elimination never leaves whole numbers.
    ///
    /// - Parameters:
    ///   - spans: in order, each once.
    ///   - starts: the first days of the stretches, in order, and the day after the last.
    static func all(from spans: [Period], cut starts: [Day]) -> [DerivedSpan] {
        let stretches = starts.filter { start in spans.contains { $0.from <= start && start <= $0.to } }
        var rows = spans.enumerated().map { index, span in
            Row(
                entries: stretches.map { span.from <= $0 && $0 <= span.to ? 1 : 0 },
                factors: spans.indices.map { $0 == index ? 1 : 0 })
        }
        var pivots: [(column: Int, row: Row)] = []
        for column in stretches.indices {
            guard let index = rows.firstIndex(where: { $0.entries[column] != 0 }) else { continue }
            var pivot = rows.remove(at: index)
            if pivot.entries[column] < 0 { pivot.scale(by: -1) }
            guard pivot.entries[column] == 1 else { continue }
            for other in rows.indices { rows[other].subtract(pivot, column) }
            for other in pivots.indices { pivots[other].row.subtract(pivot, column) }
            pivots.append((column, pivot))
        }
        let own = Set(spans.map { span in stretches.map { span.from <= $0 && $0 <= span.to ? 1 : 0 } })
        var derived: [DerivedSpan] = []
        for first in stretches.indices {
            for last in first..<stretches.count {
                // A gap between spans belongs to none of them, and what is before it follows without what is after it.
                guard let days = days(from: stretches[first], through: stretches[last], cut: starts),
                    days.stretches == last - first + 1
                else { break }
                let entries = stretches.indices.map { (first...last).contains($0) ? 1 : 0 }
                guard !own.contains(entries) else { continue }
                var rest = Row(entries: entries, factors: spans.map { _ in 0 })
                for (column, pivot) in pivots { rest.subtract(pivot, column) }
                guard rest.entries.allSatisfy({ $0 == 0 }) else { continue }
                derived.append(DerivedSpan(days: days.days, factors: rest.factors.map { -$0 }))
            }
        }
        return derived
    }

    /// The days from the first of one stretch to the last of another, and how many stretches these are.
    private static func days(from first: Day, through last: Day, cut starts: [Day]) -> (days: Period, stretches: Int)? {
        guard let begin = starts.firstIndex(of: first), let end = starts.firstIndex(of: last),
            starts.indices.contains(end + 1), let days = Period(from: first, to: starts[end + 1].adding(days: -1))
        else { return nil }
        return (days, end - begin + 1)
    }

    private struct Row {
        var entries: [Int]
        var factors: [Int]

        mutating func scale(by factor: Int) {
            for index in entries.indices { entries[index] *= factor }
            for index in factors.indices { factors[index] *= factor }
        }

        /// Takes away as much of a row as leaves nothing in a column, in which the other has a one.
        mutating func subtract(_ other: Row, _ column: Int) {
            let times = entries[column]
            guard times != 0 else { return }
            for index in entries.indices { entries[index] -= times * other.entries[index] }
            for index in factors.indices { factors[index] -= times * other.factors[index] }
        }
    }
}
