import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure

/// The attack on what meets: indicators that add up, counts beside the figures, rounded tables.
@Suite(
    "Attack on everything published together",
    .enabled(if: Attacker.isThere, "python3 with scipy is missing: NOT CHECKED"))
struct JointAttackTests {
    private let region = MadeRegion(seed: 21, trusts: 2, authorities: 3, size: 24)

    /// OM35 counts what OM09 and OM10 count apart.
    private static let relations = """
        {"relations": [
          {"terms": [{"indicator": "OM35", "count": "observed", "factor": 1},
                     {"indicator": "OM09", "count": "observed", "factor": -1},
                     {"indicator": "OM10", "count": "observed", "factor": -1}], "validity": "every period"},
          {"terms": [{"indicator": "OM35", "count": "n", "factor": 1}, {"indicator": "OM09", "count": "n", "factor": -1},
                     {"indicator": "OM10", "count": "n", "factor": -1}], "validity": "every period"}]}
        """

    private func related() throws -> [Report] {
        [
            try region.report(3, id: "OM35"), try region.report(3, id: "OM09", counting: 0...0),
            try region.report(3, id: "OM10", counting: 1...2),
        ]
    }

    private func found(_ reports: [Report], _ policy: DisclosurePolicy = .standard) throws -> [Attacker.Bounds] {
        let disclosed = try DisclosureControl(policy, in: region.tree).disclosed(reports)
        return try Attacker.everything(region, [try region.json(disclosed, quarter: 3)], relations: Self.relations)
    }

    /// Those that could be small, by what is known of them, and have fewer values than the policy asks for.
    private func known(_ found: [Attacker.Bounds]) -> [Attacker.Bounds] {
        found.filter { $0.values < 3 && $0.greatest >= 1 && $0.least <= 4 }
    }

    @Test("indicators that add up do not give each other away")
    func indicators() throws {
        let found = try found(try related()).filter { $0.kind != "answered" }
        #expect(!found.isEmpty, "nothing was kept back: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }

    @Test("neither does what is left out, nor is a small count of it shown")
    func leftOut() throws {
        let found = try found([try region.report(3, saysUnanswered: true)])
        #expect(!found.isEmpty, "nothing was kept back: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }

    private static let rounding = DisclosurePolicy(
        method: .round, largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10)

    @Test("nor do rounded tables: totals, groups with them, and indicators that add up")
    func rounded() throws {
        var reports = try related()
        for index in reports.indices {
            reports[index].indicator.relations = [CountKind.observed, .n].map { kind in
                CountRelation([.init("OM35", kind)], .equal, [.init("OM09", kind), .init("OM10", kind)])
            }
        }
        let groups = try reports.map { try region.report(3, id: $0.indicator.id, by: .sex) }.prefix(1)
        let found = try found(reports + groups, Self.rounding).filter { $0.kind != "answered" }
        #expect(found.contains { $0.values < 10 }, "nothing was rounded: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }

    /// Publishes the reports on each quarter after those on the one before, and attacks all of them together.
    private func attacked(
        _ region: MadeRegion, _ quarters: ClosedRange<Int>, _ policy: DisclosurePolicy,
        _ reports: (Int) throws -> [Report]
    ) throws -> [Attacker.Bounds] {
        var register: [PublishedTable] = []
        var files: [Data] = []
        for quarter in quarters {
            let disclosed = try DisclosureControl(policy, in: region.tree, after: register).disclosed(reports(quarter))
            if policy.method == .round { #expect(disclosed.flatMap(\.suppressions).isEmpty) }
            register = PublishedTable.joined(register + disclosed.compactMap { $0.published(nation: region.nation) })
            files.append(try region.json(disclosed, quarter: quarter))
        }
        return try Attacker.everything(region, files).filter { $0.kind != "answered" }
    }

    @Test("nor do rounded returns of four quarters, made one after another")
    func roundedReturns() throws {
        let region = MadeRegion(seed: 1, trusts: 2, authorities: 2, size: 16)
        let found = try attacked(region, 3...6, Self.rounding) { quarter in
            [try region.report(quarter), try region.report(quarter, by: .sex)]
        }
        #expect(found.contains { $0.values < 10 }, "nothing was rounded: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }

    @Test("nor do one area's years beside a later year of everybody, by group too", arguments: [2, 7, 11])
    func oneAreasYears(seed: UInt64) throws {
        let region = MadeRegion(seed: seed, trusts: 3, authorities: 2, size: 16)
        let found = try attacked(region, 3...6, .standard) { quarter in
            quarter < 6
                ? [try region.report(quarter, shown: ["T0A0", "T0", "N"])]
                : [try region.report(quarter), try region.report(quarter, by: .sex)]
        }
        #expect(!found.isEmpty, "nothing was suppressed: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }
}
