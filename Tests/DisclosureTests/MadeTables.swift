import Foundation
import ReportKit
import TestSupport

@testable import Disclosure
@testable import Presenting
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
    /// Of each part, in each quarter: how many gave no answer.
    private var unanswered: [Area: [Int]] = [:]

    static let groups = ["F", "M", "not recorded"]
    private let quarters: Int
    private static let first = Quarter("2009-10Q1")

    /// - Parameter size: how many a group has in a quarter at most; a dozenth of them are counted, so that years of small areas
    ///   count few.
    init(seed: UInt64, trusts: Int, authorities: Int, size: Int, quarters: Int = 8) {
        self.quarters = quarters
        var generator = FindingGenerator(seed: seed)
        self.trusts = (0..<trusts).map { Area(code: "T\($0)", name: "Trust \($0)", level: .trust) }
        parts = (0..<trusts).map { trust in
            (0..<authorities).map {
                Area(code: "T\(trust)A\($0)", name: "Authority \(trust).\($0)", level: .localAuthority)
            } + [Area(code: "T\(trust)X", name: "Trust \(trust): not assigned", level: .notAssigned)]
        }
        var others = FindingGenerator(seed: seed &+ 1_000)
        for area in parts.flatMap(\.self) {
            unanswered[area] = (0..<quarters).map { _ in Int.random(in: 0...2, using: &others) }
            let own = Int.random(in: size / 6...size, using: &generator)
            counts[area] = MadeRegion.groups.map { group in
                (0..<quarters).map { _ in
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
    /// - Parameters:
    ///   - shown: which areas; nil for all.
    ///   - counting: which groups it counts; nil for all.
    ///   - saysUnanswered: whether it says how many gave no answer.
    ///   - countsUnanswered: whether these are among those counted of whom the answer is no.
    ///   - saysNotAssigned: whether it says of the areas shown how many of theirs are not assigned to an authority.
    func report(
        _ quarter: Int, id: String = "NI18", by breakdown: Breakdown? = nil, shown: Set<String>? = nil,
        family: Family = .proportionAgainstTarget, counting: ClosedRange<Int>? = nil, saysUnanswered: Bool = false,
        countsUnanswered: Bool = false, saysNotAssigned: Bool = false
    ) throws -> Report {
        guard let first = MadeRegion.first else { throw Made.Missing() }
        let last = first.advanced(by: quarter)
        guard let year = Period(from: last.advanced(by: -3).firstDay, to: last.lastDay) else { throw Made.Missing() }
        let areas =
            [(nation, parts.flatMap(\.self)), (region, parts.flatMap(\.self))] + zip(trusts, parts)
            + parts.flatMap(\.self).map { ($0, [$0]) }
        var findings: [Finding] = []
        for (area, made) in areas {
            for group in breakdown == nil ? [nil] : MadeRegion.groups.indices.map({ $0 }) {
                var found = sum(made, group: group, quarters: quarter - 3...quarter, counting: counting)
                if countsUnanswered { found.not += unanswered(made, quarters: quarter - 3...quarter) }
                guard found.counted + found.not > 0 else { continue }
                let of = group.flatMap { index in
                    breakdown.map { Finding.Group(by: $0, value: MadeRegion.groups[index]) }
                }
                guard family == .ratePerPopulation else {
                    let missing = saysUnanswered ? unanswered(made, quarters: quarter - 3...quarter) : nil
                    findings.append(finding(area, of, found, unanswered: missing))
                    guard saysNotAssigned, AreaTree.tellingNotAssigned.contains(area.level) else { continue }
                    let apart = made.filter { $0.level == .notAssigned }
                    var none = sum(apart, group: group, quarters: quarter - 3...quarter, counting: counting)
                    if countsUnanswered { none.not += unanswered(apart, quarters: quarter - 3...quarter) }
                    findings[findings.count - 1].dataQuality.append(
                        QualityMeasure(
                            .authority, count: none.counted + none.not, of: found.counted + found.not,
                            thresholds: QualityThresholds([:])))
                    continue
                }
                let before = sum(made, group: group, quarters: quarter - 7...quarter - 4)
                findings.append(rate(area, of, events: found.counted, yearBefore: before.counted))
            }
        }
        var report = Report(
            indicator: Made.indicator(family, id: id), requested: .quarter(last), period: year, breakdown: breakdown,
            findings: findings.filter { shown?.contains($0.area.code) ?? true }, caveats: [],
            dataQuality: DataQuality(synthetic: true, sources: [], measures: []))
        report.unshown = UnshownCounts(
            findings.filter { shown?.contains($0.area.code) == false }.map { finding in
                // A report says nothing of the records of areas that it does not show.
                var finding = finding
                finding.dataQuality.removeAll { $0.measure == .authority }
                return UnshownCounts.Row(finding)
            })
        return report
    }

    fileprivate func sum(
        _ areas: [Area], group: Int?, quarters: ClosedRange<Int>, counting: ClosedRange<Int>? = nil
    ) -> (counted: Int, not: Int) {
        var sum = (counted: 0, not: 0)
        for area in areas {
            for (index, series) in (counts[area] ?? []).enumerated()
            where group.map({ $0 == index }) ?? counting?.contains(index) ?? true {
                for quarter in quarters where series.indices.contains(quarter) {
                    sum.counted += series[quarter].counted
                    sum.not += series[quarter].not
                }
            }
        }
        return sum
    }

    fileprivate func unanswered(_ areas: [Area], quarters: ClosedRange<Int>) -> Int {
        areas.flatMap { area in quarters.map { (unanswered[area] ?? [])[$0] } }.reduce(0, +)
    }

    fileprivate func finding(
        _ area: Area, _ group: Finding.Group?, _ count: (counted: Int, not: Int), unanswered: Int?
    ) -> Finding {
        let n = count.counted + count.not
        return Finding(
            area: area, group: group, observed: count.counted, n: n, verdict: nil, unreliable: false, target: nil,
            dataQuality: unanswered.map {
                [QualityMeasure(.answered, count: $0, of: n + $0, thresholds: QualityThresholds([:]))]
            } ?? [],
            figures: .proportion(
                ProportionFigures(
                    rate: Double(count.counted) / Double(n), interval: nil, notRecorded: unanswered ?? 0,
                    tests: .init(exactBinomial: nil))))
    }

    /// Events of the year against those of the year before, among many residents.
    private func rate(_ area: Area, _ group: Finding.Group?, events: Int, yearBefore: Int) -> Finding {
        Finding(
            area: area, group: group, observed: events, n: 10_000, verdict: nil, unreliable: false, target: nil,
            dataQuality: [],
            figures: .rate(
                RateFigures(
                    per: 1_000, rate: Double(events) / 10_000, interval: nil, baselineEvents: yearBefore,
                    baselinePopulation: 10_000, baselineRate: Double(yearBefore) / 10_000, change: nil,
                    changeInterval: nil, tests: .init(againstBaseline: nil))))
    }
}

extension Finding {
    /// Whether few of those counted, or all but few, make up the figure.
    var isSmall: Bool {
        guard let observed, let n else { return false }
        return (1...4).contains(observed) || (1...4).contains(n - observed)
    }
}

extension MadeRegion {
    /// The report of some days in which as much happened as in the given quarters.
    ///
    /// - Parameters:
    ///   - saysUnanswered: whether it says how many gave no answer.
    ///   - countsUnanswered: whether these are among those counted of whom the answer is no.
    func report(
        of quarters: ClosedRange<Int>, on days: Period, id: String = "NI18", saysUnanswered: Bool = false,
        countsUnanswered: Bool = false
    ) throws -> Report {
        var report = try report(quarters.upperBound, id: id)
        let areas = [(nation, parts.flatMap(\.self)), (region, parts.flatMap(\.self))] + zip(trusts, parts)
        report.findings = (areas + parts.flatMap(\.self).map { ($0, [$0]) }).compactMap { area, made in
            var found = sum(made, group: nil, quarters: quarters)
            let missing = unanswered(made, quarters: quarters)
            if countsUnanswered { found.not += missing }
            return found.counted + found.not > 0
                ? finding(area, nil, found, unanswered: saysUnanswered ? missing : nil) : nil
        }
        report.period = days
        report.requested = .days(days)
        return report
    }
}
