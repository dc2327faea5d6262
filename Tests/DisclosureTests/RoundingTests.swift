import ReportKit
import Testing

@testable import Disclosure

@Suite("Rounding")
struct RoundingTests {
    @Test("how many small counts go up tells too little of any of them", arguments: 1...40)
    func windows(_ count: Int) throws {
        let windows = RoundedSmallCounts.windows(of: count, base: 5, valuesLeft: 3)
        #expect(windows.first?.window.lowerBound == count && windows.last?.window.upperBound == 4 * count)
        for (one, next) in zip(windows, windows.dropFirst()) {
            #expect(next.window.lowerBound == one.window.upperBound + 1 && one.up < next.up)
        }
        for (up, window) in windows {
            #expect(up <= count)
            // A count can be any value that leaves the others a sum they can have.
            let values = (1...4).filter { value in
                window.contains { (count - 1...4 * (count - 1)).contains($0 - value) }
            }
            #expect(values.count >= 3, "\(count) counts, \(up) up: \(window)")
            let rounded = RoundedSmallCounts(sum: window.lowerBound, of: count, base: 5, valuesLeft: 3)
            #expect((0..<count).count { rounded.isUp($0) } == up)
        }
    }

    @Test(
        "every true table of a few groups that is published alike, put together, leaves a small count three values",
        arguments: [(2, 24), (3, 20), (4, 12)])
    func groupsOfOneArea(_ groups: Int, _ most: Int) throws {
        let rounding = try RoundedGroups(LeafTable.empty(), base: 5, valuesLeft: 3)
        for total in 5...most {
            // What every true table shows, for each way in which other areas make small groups go up or down.
            for pattern in 0..<(1 << groups) {
                var alike: [[Int]: [[Int]]] = [:]
                for truths in compositions(of: total, into: groups) where truths.contains(where: isSmall) {
                    let shown = truths.enumerated().map { index, count in
                        isSmall(count) ? (pattern >> index & 1) * 5 : count
                    }
                    let settled = rounding.settled(truths, shown, total: total)
                    #expect(settled.reduce(0, +) == total && settled.allSatisfy { $0 == 0 || $0 >= 5 }, "\(truths)")
                    alike[settled, default: []].append(truths)
                }
                for (settled, truths) in alike {
                    for group in 0..<groups where truths.contains(where: { isSmall($0[group]) }) {
                        let values = Set(truths.map { $0[group] })
                        #expect(values.count >= 3, "\(total) \(pattern): \(settled) from \(truths)")
                    }
                }
            }
        }
    }

    @Test("totals do not depend on the groups that are asked for, nor groups on whether totals are")
    func independent() throws {
        let region = MadeRegion(seed: 11, trusts: 3, authorities: 3, size: 40)
        let totals = try #require(CountTable(try region.report(3), .standard, in: region.tree))
        let groups = try #require(CountTable(try region.report(3, by: .sex), .standard, in: region.tree))
        let together = ControlledRounding([totals, groups], in: region.tree, base: 5)
        #expect(ControlledRounding([totals], in: region.tree, base: 5).counts[0] == together.counts[0])
        #expect(ControlledRounding([groups], in: region.tree, base: 5).counts[0] == together.counts[1])
        #expect(together.isRounded[1].contains(true) && together.isRounded[0].contains(true))
    }

    @Test("what was published of a table is kept, and groups published later add up to it")
    func kept() throws {
        let region = MadeRegion(seed: 12, trusts: 2, authorities: 3, size: 40)
        let totals = try #require(CountTable(try region.report(3), .standard, in: region.tree))
        let groups = try #require(CountTable(try region.report(3, by: .sex), .standard, in: region.tree))
        // As published of earlier data: every authority has five more on each side.
        var published: ControlledRounding.Kept = [:]
        let first = ControlledRounding([totals], in: region.tree, base: 5).counts[0]
        for (cell, counts) in zip(totals.cells, first) where cell.area.level == .localAuthority {
            published[cell.place] = zip(counts, [5, 10, 5, 0, 0, 0]).map { count, more in count.map { $0 + more } }
        }
        let later = ControlledRounding([totals, groups], in: region.tree, base: 5, kept: [published, [:]])
        for (cell, counts) in zip(totals.cells, later.counts[0]) where cell.area.level == .localAuthority {
            #expect(counts == published[cell.place])
            for side in 0...2 {
                let sum = zip(groups.cells, later.counts[1]).filter { $0.0.area == cell.area }.reduce(0) {
                    $0 + ($1.1[side] ?? 0)
                }
                #expect(sum == counts[side], "\(cell.place)")
            }
        }
    }

    private func isSmall(_ count: Int) -> Bool { (1...4).contains(count) }

    private func compositions(of total: Int, into groups: Int) -> [[Int]] {
        groups == 1
            ? [[total]]
            : (0...total).flatMap { first in compositions(of: total - first, into: groups - 1).map { [first] + $0 } }
    }
}

extension LeafTable {
    /// A table without a leaf.
    fileprivate static func empty() throws -> LeafTable {
        let quarter = try #require(Quarter("2010-11Q4"))
        let table = CountTable(
            indicator: "NI18", breakdown: nil, span: Period(quarter), family: .proportionAgainstTarget, cells: [],
            isPublished: false)
        return try #require(LeafTable.all(of: table, in: AreaTree([Area: [Area]]())).first)
    }
}
