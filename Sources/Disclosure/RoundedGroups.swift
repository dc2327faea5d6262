import ReportKit

/// Rounds the groups of people in each of the smallest areas, so that they add up to the area's rounded total.
///
/// Small groups go to 0 or to the base, as ``RoundedSmallCounts`` says for each group over all areas. The first of the other
/// groups that can, the largest of all areas first, makes up the difference. Whether one can depends on what is published
/// alone, so that the choice tells nothing: on the sum of itself and the small groups, which a reader can work out. Where
/// none can, the first group takes everybody. All groups of such an area are marked as rounded, so that nobody can tell
/// which of them was.
struct RoundedGroups {
    private let totals: [LeafTable.Place: LeafTable.Leaf]
    private let base: Int
    private let valuesLeft: Int

    /// - Parameter totals: the areas' totals of the same side, rounded.
    init(_ totals: LeafTable, base: Int, valuesLeft: Int) {
        self.totals = Dictionary(totals.leaves.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        self.base = base
        self.valuesLeft = valuesLeft
    }

    func round(_ table: inout LeafTable, kept: ControlledRounding.Kept) {
        table.roundSmall(base: base, valuesLeft: valuesLeft)
        table.keep(kept)
        var sizes: [String: Int] = [:]
        for leaf in table.leaves { sizes[leaf.group ?? "", default: 0] += leaf.truth }
        func isBefore(_ first: String, _ second: String) -> Bool {
            let (one, other) = (sizes[first] ?? 0, sizes[second] ?? 0)
            return one == other ? first < second : one > other
        }
        for (place, groups) in Dictionary(grouping: table.leaves.indices, by: { table.leaves[$0].place }) {
            guard let total = totals[place], total.truth == groups.reduce(0, { $0 + table.leaves[$1].truth }),
                total.isMarked || groups.contains(where: { table.leaves[$0].isMarked })
            else { continue }
            settle(
                groups.sorted { isBefore(table.leaves[$0].group ?? "", table.leaves[$1].group ?? "") }, &table, total)
        }
    }

    /// Makes the groups of one area, the largest of all areas first, add up to its total.
    private func settle(_ groups: [Int], _ table: inout LeafTable, _ total: LeafTable.Leaf) {
        let truths = groups.map { table.leaves[$0].truth }
        let shown = zip(groups, truths).map { (1..<base).contains($1) ? table.leaves[$0].rounded : $1 }
        for (group, count) in zip(groups, settled(truths, shown, total: total.rounded)) {
            table.leaves[group].rounded = count
            table.leaves[group].isMarked = true
        }
    }

    /// Groups that add up to a total; the first has all of it where no large one can make up the difference.
    ///
    /// - Parameters:
    ///   - truths: the true counts.
    ///   - shown: the same, with small ones rounded.
    ///   - total: what they must add up to.
    func settled(_ truths: [Int], _ shown: [Int], total: Int) -> [Int] {
        let off = total - shown.reduce(0, +)
        let small = truths.indices.filter { (1..<base).contains(truths[$0]) }
        let large = truths.indices.filter { truths[$0] >= base }
        var settled = shown
        let sums = (small.reduce(0) { $0 + truths[$1] }, small.reduce(0) { $0 + shown[$1] })
        if let absorbing = absorbing(large.map { truths[$0] }, small: small.count, sums.0, sums.1) {
            settled[large[absorbing]] += off
            return settled
        }
        return [total] + truths.dropFirst().map { _ in 0 }
    }

    /// The index of the large group that makes up the difference; nil where none can.
    ///
    /// - Parameters:
    ///   - large: the counts that are not small, in order.
    ///   - small: how many small counts there are.
    ///   - sum: their sum.
    ///   - shown: the sum of what is shown for them.
    func absorbing(_ large: [Int], small: Int, _ sum: Int, _ shown: Int) -> Int? {
        let sums = small...max(small, (base - 1) * small)
        // For each sum that the small counts could have, whether a group before this one would have been taken.
        var taken: Set<Int> = []
        for (index, count) in large.enumerated() {
            // What a reader knows of this group: itself and the small ones together.
            let pool = count + sum
            let possible = sums.filter { pool - $0 >= base && !taken.contains($0) }
            if possible.contains(sum), pool - shown >= base, leavesEnough(possible, small) { return index }
            for other in sums where accepts(count + other, other, sums, taken, small, shown) { taken.insert(other) }
        }
        return nil
    }

    private func accepts(
        _ pool: Int, _ sum: Int, _ sums: ClosedRange<Int>, _ taken: Set<Int>, _ small: Int, _ shown: Int
    ) -> Bool {
        let possible = sums.filter { pool - $0 >= base && !taken.contains($0) }
        return possible.contains(sum) && pool - shown >= base && leavesEnough(possible, small)
    }

    /// Whether each small count has enough values where their sum is one of some.
    private func leavesEnough(_ sums: [Int], _ small: Int) -> Bool {
        guard small > 0 else { return true }
        let values = (1..<base).filter { value in
            sums.contains { (small - 1...(base - 1) * (small - 1)).contains($0 - value) }
        }
        return values.count >= min(valuesLeft, base - 1)
    }
}
