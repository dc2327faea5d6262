import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure

@Suite(
    "Reports that are weighed together and published in parts",
    .enabled(if: Attacker.isThere, "python3 with scipy is missing: NOT CHECKED"))
struct PartsTests {
    private static let seeds: [UInt64] = [2, 5]

    /// The codes that each partnership's return shows: two of a trust's authorities, or the others.
    private func partnerships(_ region: MadeRegion) -> [Set<String>] {
        zip(region.trusts, region.parts).flatMap { trust, parts in
            [parts.prefix(2), parts.dropFirst(2)].map { Set(["N", "R", trust.code] + $0.map(\.code)) }
        }
    }

    /// - Parameter knowsParts: whether disclosure control is told of the parts.
    private func weighed(
        _ region: MadeRegion, _ quarters: [Int], _ partnerships: [Set<String>], knowsParts: Bool
    ) throws -> [WeighedReport] {
        try DisclosureControl(.standard, in: region.tree).weighed(
            try quarters.map { try region.report($0) },
            inParts: knowsParts ? partnerships.map { codes in { _, finding in codes.contains(finding.area.code) } } : []
        )
    }

    /// The returns of some partnerships for a quarter and the one before it, each with its part.
    private func returns(_ region: MadeRegion, _ partnerships: [Set<String>], knowsParts: Bool = true) throws -> [Data]
    {
        let quarters = [5, 4]
        let weighed = try DisclosureControl(.standard, in: region.tree).weighed(
            try quarters.map { try region.report($0) },
            inParts: knowsParts ? partnerships.map { codes in { _, finding in codes.contains(finding.area.code) } } : []
        )
        return try partnerships.flatMap { codes in
            try zip(quarters, weighed).map { quarter, weighed in
                try region.json([weighed.published(try region.report(quarter, shown: codes))], quarter: quarter)
            }
        }
    }

    private func known(_ found: [Attacker.Bounds]) -> [Attacker.Bounds] {
        found.filter { $0.values < 3 && $0.greatest >= 1 && $0.least <= 4 }
    }

    @Test(
        "give nobody away, all parts together and each alone, what a part leaves of a whole included", arguments: seeds)
    func attacked(seed: UInt64) throws {
        let region = MadeRegion(seed: seed, trusts: 2, authorities: 3, size: 12)
        let all = try returns(region, partnerships(region))
        let together = try Attacker.everything(region, all)
        #expect(!together.isEmpty, "nothing was kept back: nothing is tested")
        #expect(known(together).isEmpty, "\(known(together))")
        for part in stride(from: 0, to: all.count, by: 2) {
            let alone = try Attacker.everything(region, Array(all[part...part + 1]))
            #expect(known(alone).isEmpty, "\(known(alone))")
        }
    }

    /// How often what a part leaves of a trust is a small count.
    private func smallRests(_ region: MadeRegion, knowsParts: Bool) throws -> Int {
        let parts = partnerships(region)
        let quarters = [5, 4]
        let weighed = try weighed(region, quarters, parts, knowsParts: knowsParts)
        var found = 0
        for (codes, trust) in zip(parts, region.trusts.flatMap { [$0, $0] }) {
            for (quarter, weighed) in zip(quarters, weighed) {
                let published = weighed.published(try region.report(quarter, shown: codes))
                for count in [\ShownFinding.observed, \.n] {
                    let shown = published.findings.map { ($0.area, $0.shown?[keyPath: count]) }
                    guard let whole = shown.first(where: { $0.0 == trust })?.1 else { continue }
                    let own = shown.filter { $0.0.level == .localAuthority || $0.0.level == .notAssigned }.map(\.1)
                    guard !own.contains(nil) else { continue }
                    if (1...4).contains(whole - own.compactMap(\.self).reduce(0, +)) { found += 1 }
                }
            }
        }
        return found
    }

    @Test("a part does not leave a small count of a whole, which all parts together would not give away")
    func rests() throws {
        var untold = 0
        for seed: UInt64 in 1...12 {
            let region = MadeRegion(seed: seed, trusts: 2, authorities: 3, size: 12)
            #expect(try smallRests(region, knowsParts: true) == 0)
            untold += try smallRests(region, knowsParts: false)
        }
        #expect(untold > 0, "no part leaves a small count: nothing is tested")
    }
}
