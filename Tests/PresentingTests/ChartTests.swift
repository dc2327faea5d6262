import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Charts")
struct ChartTests {
    private func charts() throws -> [any Chart] {
        try Made.reports(areas: 50).map(PublishedReport.init(everythingIn:)).flatMap {
            ReturnCharts.all($0, earlier: [], areas: [])
        }
    }

    @Test("every chart is well-formed, says what it is in words, and has no number that is none")
    func wellFormed() throws {
        let charts = try charts()
        #expect(Set(charts.map(\.id)).count == charts.count && charts.count >= 7)
        for chart in charts {
            let svg = chart.svg()
            #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(chart.id)")
            #expect(svg.contains("<title id=\"\(chart.id)-title\">") && svg.contains("<desc id=\"\(chart.id)-desc\">"))
            #expect(!svg.contains("nan") && !svg.contains("inf\"") && !svg.contains("Optional"), "\(chart.id)")
            #expect(chart.table.rows.allSatisfy { $0.count == chart.table.headings.count })
            #expect(!chart.table.rows.isEmpty)
        }
    }

    @Test("marks differ by shape, so that no colour need be seen")
    func shapes() {
        let drawn = Mark.allCases.map { mark -> String in
            var picture = Picture(height: 100)
            picture.mark(mark, 50, 50)
            return picture.shapes[0].text.replacing(/#[0-9a-f]{6}/, with: mark == .tooFew ? "open" : "full")
        }
        #expect(Set(drawn).count == Mark.allCases.count)
    }

    @Test(
        "areas whose data are not complete are counted apart, and a short name says how much of a larger one is there")
    func notComplete() throws {
        var report = try Made.report(.proportionAgainstPredicted, areas: 3)
        let missing = Area(code: "X", name: "Westshire", level: .localAuthority)
        for index in report.findings.indices {
            report.findings[index].verdict = .noSignificantDifference
            report.findings[index].notJudged = nil
        }
        report.findings[1].coverage = MemberCoverage(members: 3, missing: [missing])
        report.findings[1].withdrawJudgement(NotJudged(.notComplete, "something is missing"))
        let chart = try #require(Caterpillar.all(PublishedReport(everythingIn: report)).first)
        #expect(
            chart.summary.hasSuffix("Of 3 areas: 2 no significant difference, or not judged; 1 not complete."),
            "\(chart.summary)")
        #expect(chart.table.rows.contains { $0[0] == "2/3 of Area E101" }, "\(chart.table.rows)")
    }

    @Test("many areas are drawn in several pictures that each fit a page, worst first")
    func paging() throws {
        let parts = Caterpillar.all(
            PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 100)))
        #expect(parts.count == 3)
        #expect(parts.allSatisfy { $0.picture(width: Picture.fullWidth).height < 920 })
        #expect(parts.flatMap(\.table.rows).count == 100)
        #expect(
            Caterpillar.all(
                PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 100)),
                perPicture: .max
            ).count == 1)
    }

    @Test("a funnel names the report's areas only, and its limits are the exact ones")
    func funnel() throws {
        let report = PublishedReport(everythingIn: try Made.reports()[0])
        let funnel = try #require(Funnel.all(report).first)
        let svg = funnel.svg()
        let drawn = report.shown.filter { $0.area.level == .localAuthority && $0.comparator != nil }
        #expect(funnel.table.rows.count == drawn.count)
        for finding in drawn { #expect(svg.contains(">\(finding.area.name)<")) }
        // Every other area is a ring of one path.
        #expect(svg.components(separatedBy: "a3 3 0 1 0 6 0").count - 1 == funnel.othersCount)
        #expect(funnel.othersCount > 40)
        // The 95% limits about 0.1 of 1,000 hold 0.95 of the binomial: 82 to 119 of 1,000, interpolated between counts.
        let data = try #require(FunnelData(report, level: .localAuthority))
        guard case .predicted(let rate, let spread) = data.kind else { throw Made.Missing() }
        let limits = try #require(data.limits(size: 1000 * rate, confidence: 0.95))
        let expected = 1000 * rate
        #expect(abs(limits.upper - 196 * (spread / expected).squareRoot()) < 3)
        #expect(limits.lower < 0 && limits.upper > 0)
    }

    @Test("too few areas, or a family without a funnel, give none")
    func noFunnel() throws {
        #expect(
            Funnel.all(PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 4))).isEmpty)
        #expect(throws: ChartError.nothingToDraw(kind: .funnel, indicator: "NI18")) {
            _ = try ChartKind.funnel.chart(
                of: PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 4)))
        }
        #expect(throws: ChartError.nothingToDraw(kind: .beforeAfter, indicator: "NI18")) {
            _ = try ChartKind.beforeAfter.chart(
                of: PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 4)))
        }
    }

    @Test("over the quarters, only years that share no day carry marks and intervals, the latest among them")
    func overQuarters() throws {
        let last = try #require(Quarter("2010-11Q4"))
        let reports = try (0..<8).map { back -> PublishedReport in
            var report = try Made.report(.proportionAgainstPredicted, areas: 1, seed: 3)
            report.findings[0].area = Area(code: "A", name: "A", level: .trust)
            let quarter = last.advanced(by: -back)
            report.requested = .quarter(quarter)
            report.period = try #require(Period(from: quarter.advanced(by: -3).firstDay, to: quarter.lastDay))
            return PublishedReport(everythingIn: report)
        }
        let chart = try #require(OverQuarters(reports, area: Area(code: "A", name: "A", level: .trust)))
        #expect(chart.table.rows.map { $0.last } == ["no", "no", "no", "yes", "no", "no", "no", "yes"])
        #expect(chart.table.rows.last?.first == "2010-11Q4")
        #expect(OverQuarters([reports[0]], area: Area(code: "A", name: "A", level: .trust)) == nil)
    }

    @Test("a scale ends on round numbers that hold every value")
    func scales() {
        for (low, high) in [(9.4, 15.2), (0, 1), (-54.6, -21.6), (0.001, 0.0042), (0, 61_000)] {
            let scale = Scale(holding: [low, high], from: 0, to: 600)
            #expect(scale.low <= low && scale.high >= high && (4...12).contains(scale.ticks.count), "\(low) to \(high)")
            #expect(scale[scale.low] == 0 && scale[scale.high] == 600)
        }
        #expect(Scale(holding: [3, 3], from: 0, to: 1).low < 3)
    }

    @Test("without rsvg-convert a PNG is refused with what to do")
    func noConverter() throws {
        let chart = try #require(try charts().first)
        let error = try #require(throws: ChartError.self) { _ = try PNG.bytes(chart.svg(), path: "/nowhere") }
        #expect(error == .noConverter && "\(error)".contains("librsvg2-bin"))
    }

    @Test("an rsvg-convert that hangs or fails is given up, with what to do")
    func hangingConverter() throws {
        let folder = "/tmp/laa-converter-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = "\(folder)/rsvg-convert"
        func made(by script: String) throws -> ChartError {
            try "#!/bin/sh\n\(script)\n".write(toFile: program, atomically: false, encoding: .utf8)
            chmod(program, 0o755)
            return try #require(throws: ChartError.self) {
                _ = try PNG.bytes("<svg/>", path: folder, limit: .milliseconds(500))
            }
        }
        let hanging = try made(by: "sleep 600 & sleep 600")
        #expect(hanging == .converterTookTooLong(limit: .milliseconds(500)))
        #expect("\(hanging)".contains("--format svg"))
        #expect(try made(by: "exit 9") == .converter(status: 9))
        #expect(try made(by: "exit 0") == .converter(status: 0))
    }

    @Test(
        "rsvg-convert makes a PNG of every chart",
        .enabled(if: Checker.converter.isThere, "not checked: rsvg-convert is not installed"))
    func png() throws {
        for chart in try charts() {
            let bytes = try PNG.bytes(chart.svg())
            #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 5000, "\(chart.id)")
        }
    }
}

extension PublishedReport {
    /// Every finding, as for an indicator that is not about people.
    init(everythingIn report: Report) { self.init(everythingIn: report, .standard) }
}
