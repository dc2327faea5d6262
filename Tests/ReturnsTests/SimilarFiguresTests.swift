import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Figures of similar areas")
struct SimilarFiguresTests {
    private static func area(_ number: Int) -> Area {
        Area(code: "E\(number)", name: "Area \(number)", level: .localAuthority)
    }

    private static let group = ComparisonGroup(area: area(0), members: (1...5).map(area), basis: .makeUp)

    /// Proportions of 100, of areas numbered from `first` on.
    private func report(_ observed: [Int], from first: Int, interval: (Double, Double)? = nil, hiding: Set<Int> = [])
        throws
        -> PublishedReport
    {
        var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: "NI143", areas: 0)
        report.findings = observed.enumerated().map { index, observed in
            Finding(
                area: Self.area(first + index), group: nil, observed: observed, n: 100, verdict: nil, unreliable: false,
                target: nil, dataQuality: [],
                figures: .proportion(
                    ProportionFigures(
                        rate: Double(observed) / 100, interval: interval.map { .pair($0.0, $0.1) }, notRecorded: 0,
                        tests: .init(exactBinomial: nil))))
        }
        let suppressed = Dictionary(
            uniqueKeysWithValues: report.findings.filter { hiding.contains($0.observed ?? 0) }.map { finding in
                (
                    finding.place,
                    HiddenCounts(
                        Suppression(
                            indicator: "NI143", area: finding.area, group: nil, span: report.period, breakdown: nil,
                            reason: .smallCount, counts: [.observed, .n]))
                )
            })
        return PublishedReport(report, suppressed: suppressed, .standard, in: AreaTree([:]))
    }

    private func edition(own: (Double, Double)? = (0.61, 0.79), hiding: Set<Int> = []) throws -> Return {
        let report = try report([70], from: 0, interval: own)
        return Return(
            areas: [Self.area(0)], quarter: try #require(Quarter("2010-11Q4")), reports: [report], missing: [],
            headline: ["NI143"],
            similar: SimilarFigures(
                [Self.group], beside: [try self.report([60, 65, 72, 80, 90], from: 1, hiding: hiding)]))
    }

    @Test("median and range are those of the published figures, and a suppressed one is left out")
    func values() throws {
        let all = try #require(try edition().glance.headline[0].similar)
        #expect(all.median == 72 && all.lowest == 60 && all.highest == 90 && all.published == 5)
        let some = try #require(try edition(hiding: [90]).glance.headline[0].similar)
        #expect(some.median == 68.5 && some.highest == 80 && some.published == 4 && some.members == 5)
        #expect(
            some.sentence(.makeUp).hasPrefix("Among 4 of 5 similar areas, whose figures are published, the median is"))
        #expect(try edition(hiding: [60, 65, 72]).glance.headline[0].similar == nil)
    }

    @Test(
        "a position is told as far as the area's own interval tells, and never as a rank",
        arguments: [
            ((0.6, 0.8), "not clearly different"), ((0.73, 0.8), "above their median"),
            ((0.6, 0.71), "below their median"),
        ])
    func standing(interval: (Double, Double), words: String) throws {
        let row = try edition(own: interval).glance.headline[0]
        #expect(row.similar?.standing.rawValue == words)
    }

    @Test("every form of the return has the group, its figures and no figure of one member by its name")
    func forms() throws {
        let edition = try edition()
        var texts: [String: String] = [:]
        for format in Return.formats {
            for file in try format.files(of: edition) {
                texts[file.name] = String(decoding: file.contents, as: UTF8.self)
            }
        }
        for name in ["return.html", "summary.txt", "summary.html"] {
            let text = try #require(texts[name]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains("Area 0") && text.contains("Area 1, Area 2, Area 3, Area 4, Area 5"), "\(name)")
            #expect(text.contains("not clearly different") && text.contains("60.00% to 90.00%"), "\(name)")
            #expect(!text.contains("65.00%") && !text.contains("80.00%"), "\(name)")
        }
        #expect(try !#require(texts["return.csv"]).contains("E1,"))
        let json = try #require(
            JSONSerialization.jsonObject(with: Data((texts["return.json"] ?? "").utf8)) as? [String: Any])
        let groups = try #require(json["comparisonGroups"] as? [[String: Any]])
        let figures = try #require(groups[0]["figures"] as? [[String: Any]])
        #expect(figures[0]["median"] as? Double == 72 && figures[0]["position"] as? String == "not clearly different")
        let sheet = try #require(GlanceSheet(edition).sheet.table)
        #expect(
            sheet.headings.suffix(5) == ["Similar areas: median", "Lowest", "Highest", "How many", "Position"])
        #expect(sheet.rows.allSatisfy { $0.count == sheet.headings.count })
        let text = GlanceText(edition).lines(width: 100).joined(separator: "\n")
        #expect(text.contains("Among similar areas:\n  NI143: median 72.00%, 60.00% to 90.00%: not clearly different"))
    }

    @Test("plain counts are not compared: they follow an area's size")
    func counts() throws {
        var report = try Made.report(.countAgainstTarget, id: "INT05", areas: 6)
        for index in report.findings.indices { report.findings[index].area = Self.area(index) }
        let published = PublishedReport(everythingIn: report)
        let similar = SimilarFigures([Self.group])
        #expect(try similar.position(of: #require(published.shown.first), in: published) == nil)
    }

    @Test("an area for which no similar ones were found says why, and the overview whose figures it has")
    func alone() throws {
        let trust = Area(code: "T", name: Self.area(0).name, level: .trust)
        let edition = Return(
            areas: [Self.area(0), trust], quarter: try #require(Quarter("2010-11Q4")),
            reports: [try report([70], from: 0, interval: (0.6, 0.8))], missing: [],
            similar: SimilarFigures(alone: [Self.area(0)]))
        let notes = edition.overviewNotes
        #expect(notes.count == 2, "\(notes)")
        #expect(notes[0].contains("The overview is of Area 0 (authority)") && notes[0].contains("Area 0 (trust)"))
        #expect(notes[1].contains("compared with no similar areas: on the last snapshot it has too few people"))
    }

    @Test("a return without groups says nothing of them")
    func none() throws {
        let edition = Return(
            areas: [Self.area(0)], quarter: try #require(Quarter("2010-11Q4")),
            reports: [try report([70], from: 0, interval: (0.6, 0.8))], missing: [])
        #expect(edition.comparisonLines.isEmpty)
        for file in try [JSONFormat().files(of: edition), SummaryFormat().files(of: edition)].flatMap(\.self) {
            let text = String(decoding: file.contents, as: UTF8.self)
            #expect(!text.contains("comparisonGroups") && !text.contains("imilar areas"), "\(file.name)")
        }
    }
}
