import ReportKit
import Testing

@testable import Disclosure
@testable import Returns

@Suite("Figures that late data change")
struct RevisionTests {
    private let region = MadeRegion(seed: 5, trusts: 3, authorities: 4, size: 60)

    /// A report and the same after late data.
    ///
    /// - Parameters:
    ///   - more: how many more of the first area that is published are counted, and how many more are not.
    ///   - erased: by how much a count may differ for the sake of people who were erased since.
    private func revised(
        by more: (counted: Int, not: Int), policy: String = "", version: String? = nil, erased: Int = 0
    ) throws -> (area: Area, before: Finding, after: PublishedReport) {
        let report = try region.report(3)
        let policy = try DisclosurePolicy(yaml: policy, file: "policy")
        let first = try DisclosureControl(policy, in: region.tree).disclosed([report])[0]
        var published = try #require(first.published(nation: region.nation))
        published.erasedSince = erased
        let shown = try #require(first.shown.first { $0.area.level == .trust && $0.observed ?? 0 > 12 })
        var late = report
        if let version { late.indicator.version = version }
        let place = try #require(late.findings.firstIndex { $0.area == shown.area })
        // They belong to the largest of its authorities, and to all that it lies in.
        let authority = try #require(
            report.findings.filter {
                $0.area.level == .localAuthority && region.tree.lies(.init($0.area), in: .init(shown.area))
            }
            .max { $0.n ?? 0 < $1.n ?? 0 })
        for index in late.findings.indices {
            let area = late.findings[index].area
            guard area == authority.area || region.tree.lies(.init(authority.area), in: .init(area)) else { continue }
            late.findings[index].observed = late.findings[index].observed.map { $0 + more.counted }
            late.findings[index].n = late.findings[index].n.map { $0 + more.counted + more.not }
        }
        let after = try DisclosureControl(policy, in: region.tree, after: [published]).disclosed([late])[0]
        return (shown.area, report.findings[place], after)
    }

    @Test(
        "one that a few people change stands as it was published, with a note; its new counts are suppressed as revised",
        arguments: [(1, 0), (0, -1), (4, 20), (7, -4), (-9, 8)])
    func stands(_ counted: Int, _ not: Int) throws {
        let (area, before, after) = try revised(by: (counted, not))
        guard case .partial(let finding) = try #require(after.findings.first(where: { $0.area == area })) else {
            Issue.record("it does not stand")
            return
        }
        #expect(finding.observed == before.observed && finding.n == before.n)
        #expect(finding.suppression.reason == .revision)
        #expect(after.caveats.contains { $0.contains("Late data change some figures by fewer than 5 people") })
        let log = SuppressionLog([after]).csv
        #expect(log.split(separator: "\r\n").contains { $0.contains(area.code) && $0.hasSuffix(",revision") })
        // What is published again is what is known already.
        let again = try #require(after.published(nation: region.nation))
        let cell = try #require(again.cells.first { $0.place.code == area.code })
        #expect(cell.counts["observed"] == before.observed.map { .number($0) })
    }

    @Test("one that five or more people change is published anew, and so is one whose definition changed")
    func anew() throws {
        for (more, version) in [((5, 0), nil), ((6, 40), nil), ((1, 0), "2")] as [((Int, Int), String?)] {
            let (area, before, after) = try revised(by: more, version: version)
            guard case .shown(let finding) = try #require(after.findings.first(where: { $0.area == area })) else {
                Issue.record("it is not shown: \(more)")
                continue
            }
            #expect(finding.observed == before.observed.map { $0 + more.0 })
            #expect(!after.caveats.contains { $0.contains("Late data") })
        }
    }

    @Test("one that may differ for the sake of a few people who were erased stands too, however many rows these had")
    func erased() throws {
        for (erased, stands) in [(60, true), (11, true), (10, false), (0, false)] {
            let (area, before, after) = try revised(by: (-11, -30), erased: erased)
            switch try #require(after.findings.first(where: { $0.area == area })) {
            case .partial(let finding): #expect(stands && finding.observed == before.observed && finding.n == before.n)
            case .shown(let finding): #expect(!stands && finding.observed == before.observed.map { $0 - 11 })
            default: Issue.record("neither is published")
            }
        }
    }

    @Test("by policy it is suppressed")
    func suppressed() throws {
        let (area, _, after) = try revised(by: (1, 0), policy: "revisions: suppress")
        guard case .suppressed(let suppression) = try #require(after.findings.first(where: { $0.area == area })) else {
            Issue.record("it is not suppressed")
            return
        }
        #expect(suppression.reason == .revision)
        let wrong = #expect(throws: DisclosureError.self) {
            try DisclosurePolicy(yaml: "revisions: maybe", file: "policy")
        }
        #expect(wrong?.description.contains("policy:1: revisions is 'maybe', neither stand nor suppress") == true)
        #expect(throws: DisclosureError.self) { try DisclosurePolicy(yaml: "published: [books]", file: "policy") }
        #expect(try DisclosurePolicy(yaml: "published: []", file: "policy").register.counts.isEmpty)
    }
}
