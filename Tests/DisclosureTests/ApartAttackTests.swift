import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure

/// What follows from counts that stand in different reports.
@Suite(
    "Attack on what reports tell of each other",
    .enabled(if: Attacker.isThere, "python3 with scipy is missing: NOT CHECKED"))
struct ApartAttackTests {
    private func known(_ found: [Attacker.Bounds]) -> [Attacker.Bounds] {
        found.filter { $0.values < 3 && $0.greatest >= 1 && $0.least <= 4 }
    }

    /// NI143 leaves out those who gave no answer; OM20 counts them.
    private static let relations = """
        {"relations": [
          {"terms": [{"indicator": "NI143", "count": "answered-of", "factor": 1},
                     {"indicator": "OM20", "count": "n", "factor": -1}], "validity": "every period"}]}
        """

    @Test(
        "those who gave no answer are not what an indicator that counts them has more than one that does not",
        arguments: [Set<String>?.none, ["N", "R", "T0", "T1"]])
    func measures(shown: Set<String>?) throws {
        let region = MadeRegion(seed: 31, trusts: 2, authorities: 3, size: 24)
        func reports(_ shown: Set<String>?) throws -> [Report] {
            var reports = [
                try region.report(3, id: "NI143", shown: shown, saysUnanswered: true),
                try region.report(3, id: "OM20", shown: shown, countsUnanswered: true),
            ]
            for index in reports.indices {
                reports[index].indicator.relations = [
                    CountRelation([.init("NI143", .answeredOf)], .equal, [.init("OM20", .n)])
                ]
            }
            return reports
        }
        let disclosed = try DisclosureControl(.standard, in: region.tree).disclosed(reports(shown))
        let found = try Attacker.everything(
            region, [try region.json(disclosed, quarter: 3)], relations: Self.relations)
        #expect(found.contains { $0.kind == "answered" }, "nobody gave no answer: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }

    @Test("what trusts that publish one after another leave of their region is no small count")
    func publishedApart() throws {
        let regions = try (41...80).map { MadeRegion(seed: $0, trusts: 4, authorities: 1, size: 12) }.filter { region in
            try left(region).contains { (1...4).contains($0) }
        }
        #expect(regions.count >= 3, "nothing small is left: nothing is tested")
        for region in regions.prefix(4) {
            var register: [PublishedTable] = []
            var files: [Data] = []
            for shown: Set in [["N", "R", "T0"], ["N", "R", "T1"]] {
                let report = try region.report(3, shown: shown)
                let disclosed = try DisclosureControl(.standard, in: region.tree, after: register).disclosed([report])
                register = PublishedTable.joined(
                    register + disclosed.compactMap { $0.published(nation: region.nation) })
                files.append(try region.json(disclosed, quarter: 3))
            }
            let found = try Attacker.everything(region, files)
            #expect(known(found).isEmpty, "\(known(found))")
        }
    }

    /// How many are left of the region by the first two trusts, of each count.
    private func left(_ region: MadeRegion) throws -> [Int] {
        let counts = Dictionary(
            uniqueKeysWithValues: try region.report(3).findings.map { ($0.area.code, ($0.observed ?? 0, $0.n ?? 0)) })
        guard let all = counts["R"] else { return [] }
        return ["T0", "T1"].reduce([all.0, all.1]) { left, trust in
            let own = counts[trust] ?? (0, 0)
            return [left[0] - own.0, left[1] - own.1]
        }
    }

    @Test("an area that others are only compared with is as if unsaid where it is suppressed: it is left of the region")
    func compared() throws {
        let regions = try (41...80).map { MadeRegion(seed: $0, trusts: 4, authorities: 1, size: 12) }.filter { region in
            try left(region).contains { (1...4).contains($0) }
        }
        var suppressed = 0
        for region in regions.prefix(4) {
            var register: [PublishedTable] = []
            var files: [Data] = []
            for (shown, other) in [(["N", "R", "T0"], "T2"), (["N", "R", "T1"], "T3")] {
                let report = try region.report(3, shown: Set(shown + [other]))
                let disclosed = try DisclosureControl(.standard, in: region.tree, after: register).weighed(
                    [report], comparing: { $1.area.code == other }
                ).map(\.published.saidOfOthers)
                suppressed += report.findings.count - disclosed[0].findings.count
                register = PublishedTable.joined(
                    register + disclosed.compactMap { $0.published(nation: region.nation) })
                files.append(try region.json(disclosed, quarter: 3))
            }
            let found = try Attacker.everything(region, files)
            #expect(known(found).isEmpty, "\(known(found))")
        }
        #expect(suppressed > 0, "nothing was suppressed: nothing is tested")
    }

    @Test("those not assigned to an authority are counted of areas that a report does not show, too")
    func notAssigned() throws {
        let region = MadeRegion(seed: 31, trusts: 2, authorities: 3, size: 24)
        let all = try region.report(3, saysNotAssigned: true)
        let some = try region.report(3, shown: ["T0A0"], saysNotAssigned: true)
        let told = try [all, some].map { try #require(CountTable($0, .standard, in: region.tree)) }
        #expect(
            told[0].cells.contains { cell in
                cell.place.area.level == .trust && (cell.counts.last ?? nil).map { $0 > 0 } ?? false
            })
        #expect(told[0].content == told[1].content)
        // A report that counts them otherwise tells nothing of areas that it does not show.
        var other = try region.report(3, shown: ["T0"], saysNotAssigned: true)
        let index = try #require(other.findings[0].dataQuality.firstIndex { $0.measure == .authority })
        let measure = other.findings[0].dataQuality[index]
        other.findings[0].dataQuality[index] = QualityMeasure(
            .authority, count: measure.count + 1, of: measure.of, thresholds: QualityThresholds([:]))
        let table = try #require(CountTable(other, .standard, in: region.tree))
        let column = try #require(table.column(.authority))
        #expect(table.cells.count { $0.counts[column] != nil } == 1)
    }

    @Test(
        "nor do reports at two levels say more of those not assigned, and of those who gave no answer, than one",
        arguments: [nil, "2009-04-02..2009-06-30"])
    func levels(on days: String?) throws {
        for seed in UInt64(61)...64 {
            let region = MadeRegion(seed: seed, trusts: 2, authorities: 2, size: 18)
            let levels = [Set(region.trusts.map(\.code)), Set(region.parts.flatMap { $0.map(\.code) })]
            var register: [PublishedTable] = []
            var files: [Data] = []
            for shown in levels {
                for (id, counts) in [("NI143", false), ("OM20", true)] {
                    func report(_ id: String, _ counts: Bool) throws -> Report {
                        var report = try region.report(
                            3, id: id, shown: shown, saysUnanswered: !counts, countsUnanswered: counts,
                            saysNotAssigned: true)
                        report.indicator.relations = [
                            CountRelation([.init("NI143", .answeredOf)], .equal, [.init("OM20", .n)])
                        ]
                        // Days that divide a quarter are weighed beside nothing but what was published.
                        if let days {
                            report.period = try #require(Period(days))
                        }
                        return report
                    }
                    let other = try counts ? report("NI143", false) : report("OM20", true)
                    let disclosed = try DisclosureControl(.standard, in: region.tree, after: register).disclosed(
                        [report(id, counts)], beside: [other])
                    register = PublishedTable.joined(
                        register + disclosed.compactMap { $0.published(nation: region.nation) })
                    files.append(try region.json(disclosed, quarter: 3))
                }
            }
            let found = try Attacker.everything(region, files, relations: Self.relations)
            #expect(known(found).isEmpty, "\(known(found))")
        }
    }

    @Test("nor do two indicators published of a quarter and of most of its days say who gave no answer in the others")
    func measuresOverDays() throws {
        var (apart, shown) = (0, 0)
        for seed in UInt64(61)...64 {
            let region = MadeRegion(seed: seed, trusts: 2, authorities: 1, size: 48)
            let (unrelated, _) = try publishedOverDays(region, related: false)
            apart += known(try Attacker.everything(region, unrelated, relations: Self.relations)).count {
                $0.kind == "answered" && $0.what == "difference"
            }
            let (files, own) = try publishedOverDays(region, related: true)
            let found = known(try Attacker.everything(region, files, relations: Self.relations))
            #expect(found.isEmpty, "\(found)")
            shown += own
        }
        #expect(apart > 0, "nothing follows from reports that are weighed apart: nothing is tested")
        #expect(shown > 0, "everything is suppressed: nothing is tested")
    }

    /// What is published of a region, one indicator after the other, of a quarter, of all its days but the last one and two, and
    /// of the last; and how many findings of days are shown.
    ///
    /// - Parameter related: whether it is known when they are published how the indicators add up.
    private func publishedOverDays(_ region: MadeRegion, related: Bool) throws -> (files: [Data], shown: Int) {
        let quarter = "2009-04-01..2009-06-30"
        let published = [
            (quarter, 0...7), ("2009-04-01..2009-06-29", 0...6), ("2009-04-01..2009-06-28", 0...5),
            ("2009-06-30..2009-06-30", 7...7),
        ]
        func report(_ id: String, _ days: String, _ quarters: ClosedRange<Int>) throws -> Report {
            var report = try region.report(
                of: quarters, on: try #require(Period(days)), id: id,
                saysUnanswered: id == "NI143", countsUnanswered: id == "OM20")
            report.requested = try region.report(3).requested
            if related {
                report.indicator.relations = [
                    CountRelation([.init("NI143", .answeredOf)], .equal, [.init("OM20", .n)])
                ]
            }
            return report
        }
        var register: [PublishedTable] = []
        var files: [Data] = []
        var shown = 0
        for (id, other) in [("NI143", "OM20"), ("OM20", "NI143")] {
            for (days, quarters) in published {
                let disclosed = try DisclosureControl(.standard, in: region.tree, after: register).disclosed(
                    [report(id, days, quarters)],
                    beside: [
                        report(other, days, quarters), report(id, quarter, 0...7), report(other, quarter, 0...7),
                    ])
                register = PublishedTable.joined(
                    register + disclosed.compactMap { $0.published(nation: region.nation) })
                files.append(try region.json(disclosed, quarter: 3))
                shown += days == quarter ? 0 : disclosed[0].shown.count
            }
        }
        return (files, shown)
    }

    @Test("what a mean adds up is a count where it is a whole number, whatever it is divided by")
    func totals() throws {
        let region = MadeRegion(seed: 31, trusts: 2, authorities: 3, size: 24)
        let share = try region.report(3, id: "INT13")
        func mean(per divisor: Double, related: Bool) throws -> Report {
            var report = share
            report.indicator = Made.indicator(.mean, id: "INT23")
            report.findings = share.findings.map { finding in
                let total = finding.observed ?? 0
                return Finding(
                    area: finding.area, group: nil, observed: total, n: Int(exactly: divisor), verdict: nil,
                    unreliable: false,
                    target: nil, dataQuality: [],
                    figures: .mean(
                        MeanFigures(
                            total: Double(total), denominator: divisor, mean: Double(total) / divisor, interval: nil,
                            tests: .init(againstTarget: nil))))
            }
            if related {
                report.indicator.relations = [
                    CountRelation([.init("INT23", .observed)], .equal, [.init("INT13", .observed)])
                ]
            }
            return report
        }
        let control = DisclosureControl(.standard, in: region.tree)
        func suppressed(_ report: PublishedReport) -> Set<String> {
            Set(report.findings.filter { $0.shown == nil }.map(\.area.code))
        }
        let small = Set(share.findings.filter { (1...4).contains($0.observed ?? 0) }.map(\.area.code))
        #expect(!small.isEmpty)
        for divisor in [6.5, 14] {
            #expect(try suppressed(control.disclosed([mean(per: divisor, related: false)])[0]).isSuperset(of: small))
            let both = try control.disclosed([share, mean(per: divisor, related: true)])
            let hidden = Set(
                both[0].findings.filter { finding in
                    switch finding {
                    case .shown, .rounded: false
                    case .partial(let partial): partial.observed == nil
                    case .suppressed: true
                    }
                }.map(\.area.code))
            #expect(hidden.isSuperset(of: small))
            #expect(suppressed(both[1]).isSuperset(of: hidden))
            #expect(suppressed(both[1]).count < share.findings.count)
        }
    }

    @Test("trusts published one after another are all of their region where none is missing, whatever is suppressed")
    func allOfRegion() throws {
        let region = MadeRegion(seed: 41, trusts: 3, authorities: 1, size: 12)
        func tables(_ parts: [Set<String>]) throws -> [CountTable] {
            try parts.map { shown in
                let table = try #require(CountTable(try region.report(3, shown: shown), .standard, in: region.tree))
                let places = Set(table.cells.map(\.place).filter { shown.contains($0.area.code) })
                return table.only(places, suppressing: [:], isPublished: true).published(
                    without: table.cells.filter { $0.place.area.code == "T1" }.reduce(into: [:]) {
                        $0[$1.place] = [0: SuppressionReason.smallCount]
                    })
            }
        }
        func isComplete(_ parts: [Set<String>]) throws -> Bool {
            let counts = NumberedCounts(try tables(parts))
            let sums = CellSums.all(among: counts, in: region.tree).filter { sum in
                counts.cell(of: sum.whole).place.area.code == "R" && counts.indexOfColumn(sum.whole) == 0
            }
            #expect(!sums.isEmpty)
            return sums.contains(where: \.isComplete)
        }
        #expect(try isComplete([["R", "T0", "T1"], ["R", "T2"]]))
        #expect(try isComplete([["R", "T0", "T1", "T2"]]))
        #expect(try !isComplete([["R", "T0"], ["R", "T1"]]))
    }

    @Test("what was suppressed of the same counts before is not known because it could be published by itself")
    func suppressedBefore() throws {
        let region = MadeRegion(seed: 43, trusts: 2, authorities: 2, size: 18)
        let table = try #require(CountTable(try region.report(3), .standard, in: region.tree))
        let observed = try #require(table.column(.observed))
        let places = table.cells.map(\.place)
        let before = table.only([places[0], places[1]], suppressing: [:]).published(
            without: [places[1]: [observed: .protects]])
        let own: [CountTable.Place: [Int: SuppressionReason]] = [places[2]: [observed: .smallCount]]
        let suppressed = table.suppressed(in: [before], besides: own)
        #expect(suppressed == own.merging([places[1]: [observed: .earlierReturn]]) { first, _ in first })
        let published = table.published(without: suppressed)
        #expect(published.cells.count { $0.counts[observed] == nil } == 2)
        // Another span is another count.
        let later = try #require(CountTable(try region.report(4), .standard, in: region.tree))
        #expect(later.suppressed(in: [before], besides: own) == own)
    }

    @Test("what protects nothing is shown again")
    func takenBack() throws {
        let region = MadeRegion(seed: 51, trusts: 3, authorities: 4, size: 30)
        let table = try #require(CountTable(try region.report(3, by: .sex), .standard, in: region.tree))
        var found = try CellSuppression([table], in: region.tree, .standard)
        let first = found.marks
        // Something more than is needed is suppressed.
        let shown = try #require(found.proposed.last { first[$0] == nil })
        found.mark(shown, .protects)
        found.isKnown = found.known(hidesAll: false)
        found.attacker = found.solver(found.isKnown)
        try found.takeBack(found.protect(), besides: first)
        #expect(found.marks == first)
    }
}
