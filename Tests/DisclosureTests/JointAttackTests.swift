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

    @Test("nor do rounded tables: totals, and groups with them")
    func rounded() throws {
        let policy = try DisclosurePolicy(yaml: "method: round", file: "policy")
        let found = try found([try region.report(3), try region.report(3, by: .sex)], policy).filter {
            $0.kind != "answered"
        }
        #expect(!found.isEmpty, "nothing was rounded: nothing is tested")
        #expect(known(found).isEmpty, "\(known(found))")
    }
}
