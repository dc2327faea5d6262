import Foundation
import Platform
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Rounding")
struct RoundingTests {
    private let region = MadeRegion(seed: 11, trusts: 3, authorities: 3, size: 40)
    private static let policy = DisclosurePolicy(
        method: .round, largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10)

    /// OM35 counts what OM09 and OM10 count apart: everybody, and one group.
    private static let relations = ["observed", "n"].compactMap { CountKind(rawValue: $0) }.map { kind in
        CountRelation([.init("OM35", kind)], .equal, [.init("OM09", kind), .init("OM10", kind)])
    }

    private func related(by breakdown: Breakdown? = nil, in region: MadeRegion? = nil) throws -> [Report] {
        let region = region ?? self.region
        return try [("OM35", 0...2), ("OM09", 0...0), ("OM10", 1...2)].map { id, groups in
            var report = try region.report(3, id: id, by: breakdown, counting: groups)
            if breakdown != nil {
                let own = MadeRegion.groups[groups]
                report.findings.removeAll { !own.contains($0.group?.value ?? "") }
            }
            report.indicator.relations = Self.relations.filter { $0.terms.contains { $0.indicator == id } }
            return report
        }
    }

    private func rounded(
        _ reports: [Report], beside companions: [Report] = [], after earlier: [PublishedTable] = [],
        _ policy: DisclosurePolicy = policy
    ) throws -> [PublishedReport] {
        try DisclosureControl(policy, in: region.tree, after: earlier).disclosed(reports, beside: companions)
    }

    private typealias Shown = [CountTable.Place: [Int]]

    private func shown(_ report: PublishedReport) -> Shown {
        Dictionary(
            report.findings.compactMap { finding in
                guard case .rounded(let own) = finding else { return nil }
                return (
                    CountTable.Place(area: .init(own.area), group: own.group?.value), [own.observed ?? -1, own.n ?? -1]
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test("counts are multiples of the base near the truth, and areas, levels, groups and related indicators add up")
    func addsUp() throws {
        let reports = try related() + related(by: .sex)
        let found = try rounded(reports)
        let tables = found.map(shown)
        var leaves = 0
        for (report, table) in zip(reports, tables) {
            #expect(table.count == report.findings.count)
            for finding in report.findings {
                let counts = try #require(table[finding.place])
                for (count, truth) in zip(counts, [finding.observed ?? 0, finding.n ?? 0]) {
                    #expect(count % 5 == 0)
                    let isLeaf = [.localAuthority, .notAssigned].contains(finding.area.level)
                    #expect((count - truth).magnitude < (isLeaf ? 5 : 15), "\(finding.place): \(count), not \(truth)")
                    leaves += isLeaf ? 1 : 0
                }
                let (area, group) = (finding.area, finding.group?.value)
                let levels: [AreaLevel] =
                    [.trust, .region].contains(area.level) ? [.localAuthority, .notAssigned] : []
                let parts = report.findings.filter {
                    levels.contains($0.area.level) && $0.group?.value == group
                        && region.tree.lies(.init($0.area), in: .init(area))
                }
                guard !parts.isEmpty else { continue }
                for side in 0...1 {
                    #expect(counts[side] == parts.reduce(0) { $0 + (table[$1.place]?[side] ?? 0) }, "\(finding.place)")
                }
            }
        }
        #expect(leaves > 50)
        for place in Set(tables.flatMap(\.keys)) {
            let offset = place.group == nil ? 0 : 3
            for side in 0...1 {
                let counts = (0...2).map { tables[offset + $0][place]?[side] ?? 0 }
                #expect(counts[0] == counts[1] + counts[2], "\(place)")
            }
        }
        for (totals, groups) in zip(tables.prefix(3), tables.suffix(3)) {
            for (place, counts) in totals {
                for side in 0...1 {
                    let sum = groups.filter { $0.key.area == place.area }.reduce(0) { $0 + $1.value[side] }
                    #expect(counts[side] == sum, "\(place)")
                }
            }
        }
    }

    @Test("a report shows the same alone, beside its groups, with the indicators it is a sum of, and in any order")
    func independent() throws {
        let (totals, groups) = (try related(), try related(by: .sex))
        let together = try rounded(totals + groups).map(shown)
        for index in 0..<3 {
            let others = (0..<3).filter { $0 != index }
            #expect(
                try rounded([totals[index]], beside: others.map { totals[$0] }).map(shown) == [together[index]])
            #expect(
                try rounded([groups[index]], beside: others.map { groups[$0] }).map(shown) == [together[3 + index]])
        }
        #expect(try rounded(groups.reversed() + totals.reversed()).map(shown) == together.reversed())
    }

    @Test("all true counts that are published alike give a small one three values at least", arguments: [2, 3])
    func alike(_ groups: Int) throws {
        let trust = Area(code: "T", name: "Trust", level: .trust)
        let parts = ["A", "B"].map { Area(code: $0, name: $0, level: .localAuthority) }
        let tree = AreaTree(Dictionary(uniqueKeysWithValues: parts.map { ($0, [trust]) }))
        let quarter = try #require(Quarter("2010-11Q4"))
        func table(_ counts: [[Int]], by breakdown: Breakdown?) -> CountTable {
            func cell(_ area: Area, _ group: Int?, _ count: Int) -> CountTable.Cell {
                CountTable.Cell(
                    place: .init(area: .init(area), group: group.map { "\($0)" }), area: area, counts: [count, nil])
            }
            let whole = counts[0].indices.map { group in counts.reduce(0) { $0 + $1[group] } }
            let cells = zip([trust] + parts, [whole] + counts).flatMap { area, counts in
                breakdown == nil
                    ? [cell(area, nil, counts.reduce(0, +))] : counts.enumerated().map { cell(area, $0, $1) }
            }
            return CountTable(
                indicator: "INT01", breakdown: breakdown, span: Period(quarter), family: .countAgainstTarget,
                cells: cells, isPublished: false, isOfAllAreas: true)
        }
        var alike: [[[[Int?]]]: [[Int]]] = [:]
        func each(_ chosen: [Int], _ body: ([Int]) throws -> Void) throws {
            guard chosen.count < groups else { return try body(chosen) }
            for count in 0...9 { try each(chosen + [count], body) }
        }
        try each([]) { counts in
            let truth = [counts, counts.indices.map { $0 == 0 ? 7 : 0 }]
            let tables = [table(truth, by: nil), table(truth, by: .sex)]
            alike[try ControlledRounding(tables, in: tree, Self.policy).counts, default: []].append(counts)
        }
        #expect(alike.count > 3)
        for (shown, truths) in alike {
            // Others could be of counts that were not tried.
            guard shown[1].allSatisfy({ $0[0] ?? 0 <= 5 }) else { continue }
            for group in 0..<groups where truths.contains(where: { (1...4).contains($0[group]) }) {
                #expect(Set(truths.map { $0[group] }).count >= 3, "\(truths)")
            }
        }
    }

    @Test("the same counts of fewer areas in another report are rounded alike; where they contradict it, nothing is")
    func repeated() throws {
        let report = try region.report(3)
        var part = report
        part.findings.removeAll { $0.area.level != .national && !$0.area.code.hasPrefix("T1") }
        let whole = try #require(CountTable(report, Self.policy, in: region.tree))
        let fewer = try #require(CountTable(part, Self.policy, in: region.tree))
        let found = try ControlledRounding([fewer, whole], in: region.tree, Self.policy)
        #expect(found.counts[1] == (try ControlledRounding([whole], in: region.tree, Self.policy).counts[0]))
        for (cell, counts) in zip(fewer.cells, found.counts[0]) {
            let other = try #require(whole.cells.firstIndex { $0.place == cell.place })
            #expect(counts == found.counts[1][other])
        }
        let late = try #require(CountTable(try late(part, in: "T1A0", by: 7), Self.policy, in: region.tree))
        #expect(throws: Solver.Failure.unsafe) { try ControlledRounding([late, whole], in: region.tree, Self.policy) }
    }

    @Test("an area with parts in one indicator's table and none in another's adds up in both")
    func unevenParts() throws {
        let trust = Area(code: "T", name: "Trust", level: .trust)
        let none = Area(code: "X", name: "Not assigned", level: .notAssigned)
        let tree = AreaTree([none: [trust]])
        let span = Period(try #require(Quarter("2010-11Q4")))
        func table(_ id: String, _ counts: [(Area, Int, Int)]) -> CountTable {
            CountTable(
                indicator: id, breakdown: nil, span: span, family: .proportionAgainstTarget,
                cells: counts.map { area, observed, n in
                    CountTable.Cell(
                        place: .init(area: .init(area), group: nil), area: area,
                        counts: [observed, n, n - observed, nil, nil])
                }, isPublished: false, isOfAllAreas: true)
        }
        for size in 1...20 {
            let tables = [
                table("OM35", [(trust, size + 7, size + 17), (none, 2, 3)]),
                table("OM09", [(trust, size + 4, size + 13), (none, 2, 3)]), table("OM10", [(trust, 3, 4)]),
            ]
            let found = try ControlledRounding(tables, Self.relations, in: tree, Self.policy).counts
            for column in 0...1 {
                #expect(found[0][0][column] == (found[1][0][column] ?? 0) + (found[2][0][column] ?? 0))
            }
        }
    }

    // MARK: - Register

    /// The report after late data of one area.
    private func late(_ report: Report, in area: String, by more: Int) throws -> Report {
        var late = report
        let own = try #require(report.findings.first { $0.area.code == area })
        for index in late.findings.indices {
            let area = late.findings[index].area
            guard area == own.area || region.tree.lies(.init(own.area), in: .init(area)) else { continue }
            late.findings[index].n = late.findings[index].n.map { $0 + more }
        }
        return late
    }

    private func published(_ reports: [PublishedReport], _ areas: Set<String>? = nil) -> [PublishedTable] {
        reports.compactMap { $0.published(nation: region.nation) }.map { table in
            PublishedTable(
                indicator: table.indicator, family: table.family, version: table.version, breakdown: table.breakdown,
                span: table.span, cells: table.cells.filter { areas?.contains($0.place.code) ?? true })
        }
    }

    @Test("what was published stays as it was where late data change other areas' counts, and the rest adds up to it")
    func kept() throws {
        let report = try region.report(3)
        let before = try rounded([report])
        // The last areas and the whole were published; the first area is late.
        let areas: Set = ["N", "R", "T1", "T1A0", "T1A1", "T1A2", "T1X"]
        let known = shown(before[0]).filter { areas.contains($0.key.area.code) }
        var changed = 0
        for more in 1...4 {
            let late = try late(report, in: "T0A0", by: more)
            let after = shown(try rounded([late], after: published(before, areas))[0])
            for (place, counts) in known { #expect(after[place] == counts, "\(place), \(more) more") }
            for side in 0...1 {
                let parts = after.filter { [.localAuthority, .notAssigned].contains($0.key.area.level) }
                let nation = after.first { $0.key.area.level == .national }
                #expect(nation?.value[side] == parts.reduce(0) { $0 + $1.value[side] })
            }
            let anew = shown(try rounded([late])[0])
            if known.contains(where: { anew[$0.key] != $0.value }) { changed += 1 }
        }
        #expect(changed > 0, "nothing would have changed: nothing is tested")
    }

    @Test("groups that were published stay as they were too")
    func keptGroups() throws {
        let (report, groups) = (try region.report(3), try region.report(3, by: .sex))
        let before = try rounded([report, groups])
        let areas: Set = ["R", "T2", "T2A0", "T2A1", "T2A2", "T2X"]
        let known = shown(before[1]).filter { areas.contains($0.key.area.code) }
        var late = groups
        for index in late.findings.indices where late.findings[index].group?.value == "M" {
            guard ["N", "R", "T0", "T0A1"].contains(late.findings[index].area.code) else { continue }
            late.findings[index].n = late.findings[index].n.map { $0 + 3 }
        }
        let after = try rounded(
            [try self.late(report, in: "T0A1", by: 3), late], after: published(before, areas))
        for (place, counts) in known { #expect(shown(after[1])[place] == counts, "\(place)") }
    }

    @Test("a figure that late data change stands while it is nearly right, by policy not at all, and is new after that")
    func revised() throws {
        let report = try region.report(3)
        let before = try rounded([report])
        let place = CountTable.Place(area: .init(level: .localAuthority, code: "T0A0"), group: nil)
        let own = try #require(shown(before[0])[place])
        let truth = try #require(report.findings.first { $0.place == place }?.n)
        // As many more as take it just further than rounding does.
        let more = own[1] + 5 - truth
        let stands = try rounded([try late(report, in: "T0A0", by: more + 1)], after: published(before))[0]
        #expect(shown(stands)[place] == own)
        #expect(stands.caveats.contains { $0.contains("stand") })
        let within = try rounded([try late(report, in: "T0A0", by: 1)], after: published(before))[0]
        #expect(!within.caveats.contains { $0.contains("stand") })
        let anew = try rounded([try late(report, in: "T0A0", by: more + 20)], after: published(before))[0]
        #expect(shown(anew)[place] != own)
        let policy = try DisclosurePolicy(yaml: "method: round\nrevisions: suppress", file: "policy")
        let suppressed = try rounded([try late(report, in: "T0A0", by: more + 1)], after: published(before), policy)[0]
        #expect(suppressed.suppressions.map(\.area.code) == ["T0A0"] && suppressed.suppressions[0].reason == .revision)
    }

    @Test("partnerships' returns agree, whether weighed together or one after the other in either order")
    func parts() throws {
        let reports = try related() + related(by: .sex)
        func part(_ trust: String) -> [Report] {
            reports.map { report in
                var part = report
                part.findings.removeAll { $0.area.level != .national && !$0.area.code.hasPrefix(trust) }
                let own = Set(part.findings.map(\.place))
                part.unshown = UnshownCounts(
                    report.findings.filter { !own.contains($0.place) }.map(UnshownCounts.Row.init))
                return part
            }
        }
        let weighed = try DisclosureControl(Self.policy, in: region.tree).weighed(
            reports,
            inParts: ["T0", "T1"].map { trust in { $1.area.level == .national || $1.area.code.hasPrefix(trust) } })
        let together = Dictionary(
            uniqueKeysWithValues: ["T0", "T1"].map { trust in
                (trust, zip(weighed, part(trust)).map { shown($0.published($1)) })
            })
        for order in [["T0", "T1"], ["T1", "T0"]] {
            var register: [PublishedTable] = []
            for trust in order {
                let own = try rounded(part(trust), after: PublishedTable.joined(register))
                #expect(own.map(shown) == together[trust])
                register += published(own)
                // Made again, it is the same.
                #expect(try rounded(part(trust), after: PublishedTable.joined(register)).map(shown) == own.map(shown))
            }
        }
    }

    // MARK: - Where there is no rounding

    @Test("where none is found in time, everything is suppressed, and where the program is stopped, nothing is made")
    func ends() throws {
        let report = try region.report(3)
        let table = try #require(CountTable(report, Self.policy, in: region.tree))
        #expect(throws: Solver.Failure.deadline(.steps(20))) {
            try ControlledRounding([table], in: region.tree, Self.policy, SolverBudget(steps: 20))
        }
        let stopped = Interrupt()
        stopped.request()
        #expect(throws: Solver.Failure.interrupted) {
            try ControlledRounding([table], in: region.tree, Self.policy, SolverBudget(interrupt: stopped))
        }
        let policy = DisclosurePolicy(
            method: .round, largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10, solverSteps: 0)
        let weighed = try DisclosureControl(policy, in: region.tree).weighed([report])[0]
        #expect(weighed.gaveUp)
        #expect(weighed.published.suppressions.count == report.findings.count)
        #expect(weighed.published.findings.allSatisfy { if case .suppressed = $0 { true } else { false } })
    }

    @Test("where a count is no sum of others, nothing is rounded")
    func noSums() throws {
        let terms = { (columns: [(Int, Int)]) in columns.map { RoundingSystem.Term(column: $0, factor: $1) } }
        // The same people in two ways: 0 + 1 = 2 + 3.
        #expect(RoundingSystem([terms([(0, 1), (1, 1), (2, -1), (3, -1)])], columns: 4, sizes: [9, 8, 7, 10]) == nil)
        let system = try #require(
            RoundingSystem(
                [
                    terms([(0, 1), (1, -1), (2, -1)]), terms([(0, 1), (3, -1), (4, -1)]),
                    terms([(1, 1), (3, -1), (5, -1)]),
                ],
                columns: 6, sizes: [100, 40, 60, 30, 70, 10]))
        #expect(system.free == [2, 3, 5])
        #expect(system.all([60, 30, 10]) == [100, 40, 60, 30, 70, 10])
    }

    @Test("spans that were published give away no days between them")
    func stretches() throws {
        func known(_ spans: [(String, Int)]) throws -> [StretchBounds.Known] {
            try spans.map { span, count in
                StretchBounds.Known(rounded: count, to: 5, span: try #require(Period(span)))
            }
        }
        let quarters = [
            "2010-04-01..2010-06-30", "2010-07-01..2010-09-30", "2010-10-01..2010-12-31", "2011-01-01..2011-03-31",
        ]
        let year = "2010-04-01..2011-03-31"
        // At most four in the year, and one at least in each quarter.
        #expect(try !StretchBounds.leave(3, small: 4, known([(year, 0)] + quarters.map { ($0, 5) })))
        #expect(try StretchBounds.leave(3, small: 4, known([(year, 20)] + quarters.map { ($0, 5) })))
        #expect(try StretchBounds.leave(3, small: 4, known([(year, 5)] + quarters.map { ($0, 0) })))
        let half = "2010-04-01..2010-09-30"
        #expect(
            try !StretchBounds.leave(
                3, small: 4,
                [
                    .init(span: #require(Period(half)), least: 12, greatest: 12),
                    .init(span: #require(Period(quarters[0])), least: 10, greatest: 10),
                ]))
    }

    @Test("words, JSON, CSV and tables of a return show the same rounded counts, and say what rates are computed from")
    func files() throws {
        let reports = [try region.report(3)]
        let found = try rounded(reports)[0]
        #expect(found.shown.isEmpty && found.others.isEmpty && found.dataQuality.measures.isEmpty)
        #expect(found.caveats.contains { $0.contains("rates are computed from the rounded counts") })
        let finding = try #require(
            found.findings.first { if case .rounded(let own) = $0 { own.n ?? 0 > 20 } else { false } })
        guard case .rounded(let own) = finding, let observed = own.observed, let n = own.n else { return }
        #expect(finding.sentence(found.indicator).hasPrefix("\(observed) of \(n), which gives"))
        #expect(finding.sentence(found.indicator).hasSuffix("and the rate is computed from them."))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(FindingDocument(finding, in: found)), as: UTF8.self)
        #expect(json.contains("\"observed\":\(observed),") && json.contains("\"rounded\":true"), "\(json)")
        let csv = FindingColumn.all(of: found.indicator.family).compactMap { $0.csv(found, finding) }
        #expect(csv.contains("\(observed)") && csv.contains("\(n)"))
    }
}
