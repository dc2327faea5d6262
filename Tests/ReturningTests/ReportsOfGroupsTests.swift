import ReportKit
import Testing

@testable import Host
@testable import Returning

@Suite("Reports on similar areas")
struct ReportsOfGroupsTests {
    private static func entry(_ id: Int) -> AreaDirectory.Entry {
        .init(
            id: id, area: Area(code: "E\(id)", name: "Area \(id)", level: .localAuthority), codes: ["E\(id)"],
            current: true, parents: [:], successor: nil)
    }

    private let directory = AreaDirectory(entries: (1...6).map(Self.entry))

    private func report() throws -> Report {
        var report = try Made.report("NI143")
        let template = try #require(report.findings.first)
        report.findings = directory.entries.prefix(5).map { entry in
            var finding = template
            finding.area = entry.area
            finding.observed = entry.id
            return finding
        }
        report.unshown = UnshownCounts([.init(area: directory.entries[5].area, group: nil, observed: 6, n: 9)])
        return report
    }

    @Test("the areas asked for and those of their groups are told apart, and each report has the counts of all")
    func split() throws {
        let selection = try AreaSelection(returnFor: ["Area 1"], in: directory)
        let groups = [
            ComparisonGroup(
                area: directory.entries[0].area, members: directory.entries[1...4].map(\.area), basis: .makeUp)
        ]
        let (own, beside) = ReportsOfGroups.split([try report()], selection, groups)
        #expect(own.count == 1 && beside.count == 1)
        #expect(own[0].findings.map(\.area.code) == ["E1"])
        #expect(beside[0].findings.map(\.area.code) == ["E2", "E3", "E4", "E5"])
        for report in own + beside {
            let counts =
                report.findings.map { ($0.area.code, $0.observed) } + report.unshown.rows.map { ($0.code, $0.observed) }
            #expect(counts.sorted { $0.0 < $1.0 }.map(\.1) == [1, 2, 3, 4, 5, 6])
        }
        #expect(beside[0].calibration.isEmpty)
    }

    @Test("a report without figures of the groups stays as it is")
    func alone() throws {
        let selection = try AreaSelection(returnFor: ["Area 1"], in: directory)
        let (own, beside) = ReportsOfGroups.split([try report()], selection, [])
        #expect(own[0].findings.count == 5 && beside.isEmpty)
    }
}
