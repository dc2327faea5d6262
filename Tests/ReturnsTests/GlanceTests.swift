import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("A return at a glance")
struct GlanceTests {
    private let quarter: Quarter
    private let area = Area(code: "T1", name: "Westshire", level: .trust)

    init() throws {
        quarter = try #require(Quarter("2010-11Q4"))
    }

    /// A proportion of 100 in the area, for a quarter or for the year that ends with it.
    private func report(
        _ id: String = "NI143", _ observed: Int, back: Int = 0, rollingYear: Bool = false, met: Bool? = nil,
        _ verdict: Verdict? = nil, of areas: [Area]? = nil
    ) throws -> Report {
        var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: id, areas: 0)
        let asked = quarter.advanced(by: -back)
        report.requested = .quarter(asked)
        report.period = try #require(
            Period(from: asked.advanced(by: rollingYear ? -3 : 0).firstDay, to: asked.lastDay))
        report.findings = (areas ?? [area]).map { area in
            Finding(
                area: area, group: nil, observed: observed, n: 100, verdict: verdict, unreliable: false,
                target: met.map {
                    TargetOutcome(AgreedTarget(measure: .rate, value: 0.75, designated: true, source: "plan"), met: $0)
                }, dataQuality: [],
                figures: .proportion(
                    ProportionFigures(
                        rate: Double(observed) / 100, interval: .pair(0.1, 0.9), notRecorded: 0,
                        tests: .init(exactBinomial: nil))))
        }
        return report
    }

    private func edition(
        _ reports: [Report], earlier: [Report] = [], before: [PublishedTable] = [], headline: [String] = [],
        areas: [Area]? = nil, detail: Return.Detail = .full
    ) -> Return {
        Return(
            areas: areas ?? [area], quarter: quarter, reports: reports.map(PublishedReport.init(everythingIn:)),
            missing: [], earlier: earlier.map(PublishedReport.init(everythingIn:)), before: EditionBefore(before),
            headline: headline, detail: detail)
    }

    private func table(_ count: PublishedTable.Count, back: Int = 1, from: Int = 0) throws -> PublishedTable {
        let asked = quarter.advanced(by: -back)
        return PublishedTable(
            indicator: "NI143", family: .proportionAgainstTarget, version: "1", breakdown: nil,
            span: try #require(Period(from: asked.advanced(by: from).firstDay, to: asked.lastDay)),
            cells: [
                .init(
                    place: .init(level: .trust, code: "T1"), counts: ["observed": count, "n": .number(100)])
            ])
    }

    @Test(
        "the indicators that were designated head it, in their order; without any, the usual ones; else the few there are"
    )
    func headline() throws {
        let reports = try ["NI18", "NI30", "NI143", "OM20", "OM32"].map { try report($0, 50) }
        func ids(_ edition: Return) -> [String] { AtAGlance(edition).headline.map(\.indicator.id) }
        #expect(ids(edition(reports)) == ["NI18", "NI30", "NI143"])
        #expect(ids(edition(reports, headline: ["OM32", "NI18"])) == ["OM32", "NI18"])
        #expect(ids(edition(Array(reports.suffix(2)))) == ["OM20", "OM32"])
        let themes = AtAGlance(edition(reports, headline: ["NI18"])).themes
        #expect(themes.map(\.theme) == [.reoffending, .settledLives, .delivery, .victimsAndCourts])
        #expect(themes.flatMap(\.rows).map(\.indicator.id) == ["NI30", "NI143", "OM20", "OM32"])
    }

    @Test(
        "every indicator of the program has a theme, also one that is another reading of one; others are by themselves")
    func themes() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Plugins/sql")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
            .map { String($0.dropLast(4)) }
        #expect(names.count > 100)
        for id in names + ["NI18", "NI30", "NI143"] {
            #expect(Theme(Made.indicator(.supplied, id: id)) != .other, "\(id)")
        }
        var own = Made.indicator(.supplied, id: "OWN1")
        #expect(Theme(own) == .other)
        own.sameAs = "NI18"
        #expect(Theme(own) == .reoffending)
    }

    @Test("a row has figure, counts, target, verdict in words and shape, the quarters, and the change")
    func row() throws {
        let edition = edition(
            [try report("NI143", 80, met: true, .significantlyBetter)], earlier: [try report("NI143", 78, back: 1)])
        let row = try #require(AtAGlance(edition).headline.first)
        #expect(row.figure == "80.00%" && row.counts == "80 of 100" && row.against == ["target: at least 75%"])
        #expect(row.verdict == "significantly better" && row.shape == .better && row.target == "target met")
        #expect(row.history?.words == "2010-11Q3 78.00%, 2010-11Q4 80.00%" && row.change == "up 2.00 points")
        #expect(row.label == nil)
        #expect(Set(VerdictShape.allCases.map(\.character)).count == VerdictShape.allCases.count)
    }

    @Test("the change is from the figure as last quarter's edition has it, rather than from what it is now")
    func change() throws {
        func change(_ before: [PublishedTable], earlier: [Report] = [], year: Bool = false) throws -> String? {
            let edition = edition([try report("NI143", 80, rollingYear: year)], earlier: earlier, before: before)
            return AtAGlance(edition).headline[0].change
        }
        let earlier = [try report("NI143", 78, back: 1)]
        #expect(try change([try table(.number(85))], earlier: earlier) == "down 5.00 points")
        // The later of two editions.
        #expect(try change([try table(.number(85)), try table(.number(80))]) == "no change")
        // What it suppressed is not given away.
        #expect(try change([try table(.suppressed)], earlier: earlier) == nil)
        #expect(try change([], earlier: earlier) == "up 2.00 points")
        #expect(try change([]) == nil)
        // Another quarter, or another length of time.
        #expect(try change([try table(.number(85), back: 2)]) == nil)
        #expect(try change([try table(.number(85))], year: true) == nil)
        #expect(try change([try table(.number(85), from: -3)], year: true) == "down 5.00 points")
    }

    @Test("what is suppressed has neither figure, counts, quarters nor change")
    func suppressed() throws {
        let raw = try report("NI143", 2)
        let suppression = Suppression(
            indicator: "NI143", area: area, group: nil, span: raw.period, breakdown: nil, reason: .smallCount,
            counts: [.observed, .n])
        let published = PublishedReport(
            raw, suppressed: [CountTable.Place(area: .init(area), group: nil): HiddenCounts(suppression)], .standard,
            in: AreaTree(AreaDirectory(entries: [])))
        let edition = Return(
            areas: [area], quarter: quarter, reports: [published], missing: [],
            earlier: [PublishedReport(everythingIn: try report("NI143", 78, back: 1))],
            before: EditionBefore([try table(.number(85))]))
        let row = try #require(AtAGlance(edition).headline.first)
        #expect(row.figure == "[c]" && row.shape == .suppressed && row.counts == nil && row.change == nil)
        #expect(row.history == nil && row.against.isEmpty && row.isTargetMet == nil)
        // Where the denominator stays, it alone is told.
        let partial = PublishedReport(
            raw,
            suppressed: [
                CountTable.Place(area: .init(area), group: nil): HiddenCounts(
                    suppression.of(raw.indicator, counts: [.observed]))
            ], .standard, in: AreaTree(AreaDirectory(entries: [])))
        let part = try #require(
            AtAGlance(Return(areas: [area], quarter: quarter, reports: [partial], missing: [])).headline.first)
        #expect(part.figure == "[c]" && part.shape == .suppressed && part.counts == "[c] of 100")
        #expect(part.history == nil && part.against.isEmpty && part.isTargetMet == nil)
    }

    @Test("a return of several areas has a row for each, under its name; a trust and an authority of one name have one")
    func areas() throws {
        let authority = Area(code: "E1", name: "Westshire", level: .localAuthority)
        let other = Area(code: "E2", name: "Eastshire", level: .localAuthority)
        let asked = [area, authority, other]
        let edition = edition([try report("NI143", 80, of: asked)], areas: asked)
        #expect(AtAGlance(edition).headline.map(\.area) == [area, other])
        #expect(AtAGlance(edition).headline.map(\.label) == ["Westshire", "Eastshire"])
        #expect(edition.title == "Westshire and Eastshire, 2010-11Q4")
    }

    @Test("a summary has no sections, and no link that leads nowhere")
    func summary() throws {
        let reports = try ["NI143", "OM20"].map { try report($0, 50) }
        let page = String(
            decoding: try HTMLFormat().files(of: edition(reports, detail: .summary))[0].contents, as: UTF8.self)
        #expect(!page.contains("class=\"indicator\"") && page.contains("<h2 id=\"glance\">At a glance</h2>"))
        let ids = Set(page.matches(of: /\sid="([^"]+)"/).map { String($0.1) })
        for link in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1)), "\(link.1)") }
    }

    @Test("the summary for an e-mail has its styles inline, no picture, and is small; as text its lines are short")
    func mail() throws {
        let edition = try Made.large(indicators: 120)
        let files = try SummaryFormat().files(of: edition)
        #expect(files.map(\.name) == ["summary.txt", "summary.html"])
        let (text, page) = (
            String(decoding: files[0].contents, as: UTF8.self), String(decoding: files[1].contents, as: UTF8.self)
        )
        #expect(page.utf8.count < 60_000)
        for unwanted in ["<style", "<svg", "class=", "<img", "<script"] { #expect(!page.contains(unwanted)) }
        for row in AtAGlance(edition).headline {
            #expect(page.contains(">\(row.figure)<") && text.contains(row.figure))
        }
        let lines = text.components(separatedBy: "\n")
        #expect(lines.dropFirst(2).allSatisfy { $0.count <= 76 })
    }

    @Test("the terminal shows the table, what is worth knowing and the files, and no line is wider than it")
    func ending() throws {
        let edition = edition([try report("NI143", 80, met: false, .significantlyWorse), try report("OM20", 50)])
        for width in [80, 100, 140] {
            let text = ReturnEnding(edition, files: ["return.html"], folder: "out").text(width: width)
            let lines = text.components(separatedBy: "\n")
            #expect(lines.allSatisfy { $0.count <= width }, "\(text)")
            #expect(text.contains("✗ ") && text.contains("80.00%") && text.contains("target: at least 75%"))
            #expect(text.contains("Delivery: 1 indicator") && text.hasSuffix("Files in out: return.html\n"))
        }
    }
}
