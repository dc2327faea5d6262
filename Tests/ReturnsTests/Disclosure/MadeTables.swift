import Foundation
import ReportKit

@testable import Returns

/// A made-up region: trusts with their authorities and offenders of no known one, quarter by quarter, whose figures add up as
/// a warehouse's do.
struct MadeRegion {
    let nation = Area(code: "N", name: "Nation", level: .national)
    let region = Area(code: "R", name: "Region", level: .region)
    let trusts: [Area]
    /// The authorities of each trust, those of no known one last.
    let parts: [[Area]]
    /// Of each part and group, in each quarter: how many were counted and how many not.
    private var counts: [Area: [[(counted: Int, not: Int)]]] = [:]

    static let groups = ["F", "M", "not recorded"]
    static let quarters = 8
    private static let first = Quarter("2009-10Q1")

    /// - Parameter size: how many a group has in a quarter at most; a dozenth of them are counted, so that years of small areas
    ///   count few.
    init(seed: UInt64, trusts: Int, authorities: Int, size: Int) {
        var generator = FindingGenerator(seed: seed)
        self.trusts = (0..<trusts).map { Area(code: "T\($0)", name: "Trust \($0)", level: .trust) }
        parts = (0..<trusts).map { trust in
            (0..<authorities).map {
                Area(code: "T\(trust)A\($0)", name: "Authority \(trust).\($0)", level: .localAuthority)
            } + [Area(code: "T\(trust)X", name: "Trust \(trust): not assigned", level: .notAssigned)]
        }
        for area in parts.flatMap(\.self) {
            let own = Int.random(in: size / 6...size, using: &generator)
            counts[area] = MadeRegion.groups.map { group in
                (0..<MadeRegion.quarters).map { _ in
                    let most = group == "not recorded" || area.level == .notAssigned ? own / 4 : own
                    return (
                        Int.random(in: 0...24, using: &generator) < most ? 1 : 0,
                        Int.random(in: 0...most, using: &generator)
                    )
                }
            }
        }
    }

    var tree: AreaTree { AreaTree(parents) }

    private var parents: [Area: [Area]] {
        var parents: [Area: [Area]] = [region: [nation]]
        for (trust, parts) in zip(trusts, parts) {
            parents[trust] = [region, nation]
            for part in parts { parents[part] = [trust, region, nation] }
        }
        return parents
    }

    /// The tree as the attacker reads it.
    var treeJSON: [String: [String]] {
        func key(_ area: Area) -> String { "\(area.level.rawValue)/\(area.code)" }
        return Dictionary(uniqueKeysWithValues: parents.map { (key($0), $1.map(key)) })
    }

    /// The report of one quarter, a year of four: everybody or by group.
    ///
    /// - Parameter shown: which areas; nil for all.
    func report(
        _ quarter: Int, id: String = "NI18", by breakdown: Breakdown? = nil, shown: Set<String>? = nil
    ) throws -> Report {
        guard let first = MadeRegion.first else { throw Made.Missing() }
        let last = first.advanced(by: quarter)
        guard let year = Period(from: last.advanced(by: -3).firstDay, to: last.lastDay) else { throw Made.Missing() }
        let areas =
            [(nation, parts.flatMap(\.self)), (region, parts.flatMap(\.self))] + zip(trusts, parts)
            + parts.flatMap(\.self).map { ($0, [$0]) }
        var findings: [Finding] = []
        for (area, made) in areas where shown?.contains(area.code) ?? true {
            for group in breakdown == nil ? [nil] : MadeRegion.groups.indices.map({ $0 }) {
                let found = sum(made, group: group, quarters: quarter - 3...quarter)
                guard found.counted + found.not > 0 else { continue }
                findings.append(
                    finding(
                        area,
                        group.flatMap { index in breakdown.map { .init(by: $0, value: MadeRegion.groups[index]) } },
                        found))
            }
        }
        return Report(
            indicator: Made.indicator(.proportionAgainstTarget, id: id), requested: .quarter(last), period: year,
            breakdown: breakdown, findings: findings, caveats: [],
            dataQuality: DataQuality(synthetic: true, sources: [], measures: []))
    }

    private func sum(_ areas: [Area], group: Int?, quarters: ClosedRange<Int>) -> (counted: Int, not: Int) {
        var sum = (counted: 0, not: 0)
        for area in areas {
            for (index, series) in (counts[area] ?? []).enumerated() where group == nil || group == index {
                for quarter in quarters {
                    sum.counted += series[quarter].counted
                    sum.not += series[quarter].not
                }
            }
        }
        return sum
    }

    private func finding(_ area: Area, _ group: Finding.Group?, _ count: (counted: Int, not: Int)) -> Finding {
        let n = count.counted + count.not
        return Finding(
            area: area, group: group, observed: count.counted, n: n, verdict: nil, unreliable: false, target: nil,
            dataQuality: [],
            figures: .proportion(
                ProportionFigures(
                    rate: Double(count.counted) / Double(n), interval: nil, notRecorded: 0,
                    tests: .init(exactBinomial: nil))))
    }
}
