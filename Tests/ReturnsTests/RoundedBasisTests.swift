import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Rounded figures from data that lack something")
struct RoundedBasisTests {
    private static let reason = "no terminations extract covers Westshire on 2011-01-10"

    private func rounded(_ notJudged: NotJudged?, _ coverage: MemberCoverage? = nil) throws -> PublishedReport {
        var report = try Made.report(.proportionAgainstTarget, id: "NI143", areas: 3)
        report.findings[0].coverage = coverage
        if let notJudged { report.findings[0].withdrawJudgement(notJudged) }
        let finding = RoundedFinding(
            report.findings[0], family: report.indicator.family, columns: report.indicator.family.countColumns,
            counts: [5, 25, 20, nil, nil, nil])
        return PublishedReport(report, rounded: [report.findings[0].place: finding], .standard)
    }

    private func cell(_ report: PublishedReport, _ name: String) -> String? {
        FindingColumn.judgement.first { $0.name == name }?.csv(report, report.findings[0])
    }

    @Test("say so in table, note, sentence, CSV and JSON")
    func told() throws {
        let missing = Area(code: "E1", name: "Westshire", level: .localAuthority)
        let report = try rounded(
            NotJudged(.notComplete, Self.reason), MemberCoverage(members: 3, missing: [missing]))
        let table = TableRenderer(width: 400).render(report)
        let line = try #require(table.split(separator: "\n").first { $0.contains("2/3 of Area E100") })
        #expect(line.contains("not complete"), "\(table)")
        #expect(table.contains("2/3 of Area E100: not complete, since \(Self.reason)."), "\(table)")
        #expect(cell(report, "not_judged") == Self.reason && cell(report, "verdict") == nil)
        #expect(cell(report, "members") == "3" && cell(report, "members_present") == "2")
        let sentence = report.findings[0].sentence(report.indicator)
        #expect(sentence.hasPrefix("Not complete, since \(Self.reason). 5 of 25, which gives"), "\(sentence)")
        #expect(sentence.hasSuffix("but of 2 of 3 authorities: Westshire is missing."), "\(sentence)")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try JSONRenderer().render(report).utf8)) as? [String: Any])
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        #expect(finding["notJudged"] as? String == Self.reason)
        #expect(finding["notJudgedCause"] as? String == "not complete" && finding["verdict"] is NSNull)
    }

    @Test("that are judged have a confidential verdict and no reason")
    func judged() throws {
        let report = try rounded(nil)
        #expect(cell(report, "verdict") == "[c]" && cell(report, "not_judged") == nil)
        let sentence = report.findings[0].sentence(report.indicator)
        #expect(sentence.hasPrefix("5 of 25, which gives 20.00%: these counts are rounded"), "\(sentence)")
    }
}
