import Foundation
import ReportKit
import Testing

@testable import Disclosure

@Suite("What was published")
struct PublishedTableTests {
    private func table(
        _ counts: [PublishedTable.Place: [String: PublishedTable.Count]], version: String = "1"
    ) throws -> PublishedTable {
        PublishedTable(
            indicator: "NI143", family: .proportionAgainstTarget, version: version, breakdown: nil,
            span: try #require(Period("2010-04-01..2010-06-30")),
            cells: counts.map { .init(place: $0, counts: $1) })
    }

    private func place(_ code: String, _ group: String? = nil) -> PublishedTable.Place {
        .init(level: .trust, code: code, group: group)
    }

    @Test("it is read back as it was written, whatever the codes, groups and counts")
    func codable() throws {
        let whole = try table([
            place("A,\"é"): ["observed": .number(12), "n": .suppressed, "pnc-match": .number(0)],
            place("A,\"é", "not recorded"): ["observed": .rounded(5)], place("B"): [:],
            .init(level: .localAuthority, code: "A"): ["n": .number(1_000_000)],
        ])
        for table in [whole, try table([:])] {
            let json = try JSONEncoder().encode(table)
            #expect(try JSONDecoder().decode(PublishedTable.self, from: json) == table)
        }
        let json = String(decoding: try JSONEncoder().encode(try table([place("A"): ["n": .number(7)]])), as: UTF8.self)
        for broken in [
            json.replacing("\"7,\"", with: "\"7,8,\""), json.replacing("\"7,\"", with: "\"7x,\""),
            json.replacing("2010-06-30", with: "2010-03-30"),
        ] {
            #expect(broken != json)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(PublishedTable.self, from: Data(broken.utf8))
            }
        }
    }

    @Test("what a return's file says of what it published is what the register is given")
    func alike() throws {
        let region = MadeRegion(seed: 5, trusts: 2, authorities: 3, size: 12)
        let report = try region.report(3, saysUnanswered: true)
        let disclosed = try DisclosureControl(.standard, in: region.tree).disclosed([report])
        let own = try #require(disclosed[0].published(nation: region.nation))
        #expect(own.cells.contains { $0.counts["observed"] == .suppressed })
        #expect(own.cells.contains { $0.counts["observed"] == .suppressed && $0.counts["n"]?.number != nil })
        #expect(own.cells.contains { if case .rounded = $0.counts["answered"] { true } else { false } })
        #expect(try EarlierReturn(json: region.json(disclosed, quarter: 3), file: "return.json").tables == [own])
        let internally = PublishedReport(report, marking: "SECRET")
        #expect(internally.published(nation: region.nation) == nil, "the internal form is never published")
    }

    @Test("what was published is published again, also where a group had nobody in one quarter and people in another")
    func again() throws {
        for seed in (1 as UInt64)...12 {
            let region = MadeRegion(seed: seed, trusts: 2, authorities: 2, size: 14, quarters: 12)
            var without = try region.report(3)
            // The first authority of each trust has those who are not assigned.
            for trust in region.parts {
                guard let none = trust.last, let first = trust.first,
                    let gone = without.findings.firstIndex(where: { $0.area == none })
                else { continue }
                let finding = without.findings.remove(at: gone)
                let to = try #require(without.findings.firstIndex { $0.area == first })
                without.findings[to].observed = (without.findings[to].observed ?? 0) + (finding.observed ?? 0)
                without.findings[to].n = (without.findings[to].n ?? 0) + (finding.n ?? 0)
            }
            // As in a return, those who are not assigned are not among the areas shown.
            let reports = [without, try region.report(11)].map { report in
                var report = report
                let shown: Set = ["N", "R", "T0", "T0A0", "T0A1"]
                report.unshown = UnshownCounts(
                    report.findings.filter { !shown.contains($0.area.code) }.map(UnshownCounts.Row.init))
                report.findings.removeAll { !shown.contains($0.area.code) }
                return report
            }
            let first = try DisclosureControl(.standard, in: region.tree).disclosed(reports)
            let published = first.compactMap { $0.published(nation: region.nation) }
            let again = try DisclosureControl(.standard, in: region.tree, after: published).disclosed(reports)
            #expect(again.map { $0.suppressions.map(\.area) } == first.map { $0.suppressions.map(\.area) })
        }
    }

    @Test("tables of the same counts are one, what one of them shows is known, and revised ones stay apart")
    func joined() throws {
        let first = try table([
            place("A"): ["observed": .number(12), "n": .suppressed], place("B"): ["n": .suppressed],
        ])
        let second = try table([
            place("A"): ["observed": .number(12), "n": .number(40)], place("C"): ["n": .rounded(5)],
        ])
        let revised = try table([place("A"): ["observed": .number(13)]])
        let redefined = try table([place("B"): ["n": .number(9)]], version: "2")
        let joined = PublishedTable.joined([first, second, first, revised, redefined, second])
        #expect(
            joined == [
                try table([
                    place("A"): ["observed": .number(12), "n": .number(40)], place("B"): ["n": .suppressed],
                    place("C"): ["n": .rounded(5)],
                ]), revised, redefined,
            ])
    }
}
