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
        let report = try region.report(3)
        let disclosed = try DisclosureControl(.standard, in: region.tree).disclosed([report])
        let own = try #require(disclosed[0].published(nation: region.nation))
        #expect(own.cells.contains { $0.counts["observed"] == .suppressed })
        #expect(own.cells.contains { $0.counts["observed"]?.number != nil && $0.counts["not-recorded"] != nil })
        #expect(try EarlierReturn(json: region.json(disclosed, quarter: 3), file: "return.json").tables == [own])
        let internally = PublishedReport(report, marking: "SECRET", suppressions: [])
        #expect(internally.published(nation: region.nation) == nil, "the internal form is never published")
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
