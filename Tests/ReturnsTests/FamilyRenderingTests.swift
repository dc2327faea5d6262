import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("Rendering every family")
struct FamilyRenderingTests {
    private static let area = Area(code: "A10", name: "Northshire", level: .trust)

    private func report(
        _ family: Family, unit: String, polarity: Polarity = .higherIsBetter, decimals: Int = 1,
        _ findings: [Finding], caveats: [String] = []
    ) -> Report {
        Report(
            indicator: Indicator(
                id: "MADE1", title: "Made figures", definition: "", family: family, unit: unit, polarity: polarity,
                decimals: decimals, frequency: "", levels: [.trust], source: "made rows", supplier: "", caveats: [],
                version: "1"),
            requested: .quarter(Quarter("2010-11Q3")!), period: Period("2010-10-01..2010-12-31")!, breakdown: nil,
            findings: findings, caveats: caveats, dataQuality: DataQuality(synthetic: false, sources: [], measures: []))
    }

    private func finding(
        _ figures: Finding.Figures, observed: Int? = nil, n: Int? = nil, verdict: Verdict? = nil,
        target: TargetOutcome? = nil, area: Area = area
    ) -> Finding {
        Finding(
            area: area, group: nil, observed: observed, n: n, verdict: verdict, unreliable: false, target: target,
            dataQuality: [], figures: figures)
    }

    private func agreed(
        _ measure: AgreedTarget.Measure, _ value: Double, to upper: Double? = nil, met: Bool?
    ) -> TargetOutcome {
        TargetOutcome(
            AgreedTarget(measure: measure, value: value, upper: upper, designated: false, source: "a plan"), met: met)
    }

    private let test = TestOutcome(statistic: nil, p: 0.03, verdict: .significantlyBetter)

    /// The line of the table that begins with the area, its columns separated by two spaces or more.
    private func line(_ report: Report) throws -> [String] {
        let text = TableRenderer(width: 200).render(report)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Northshire") })
        return line.split(separator: "  ").map { $0.filter { $0 != " " || true }.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }

    @Test("a frequency is given per 100, its target too")
    func frequency() throws {
        let report = report(
            .frequency, unit: "per 100", polarity: .lowerIsBetter,
            [
                finding(
                    .frequency(
                        FrequencyFigures(
                            people: 1000, per: 100, rate: 1.42, interval: .pair(1.3, 1.55),
                            poissonInterval: .pair(1.35, 1.5),
                            dispersion: 2, clustering: 0.7, callable: [.significantlyBetter, .significantlyWorse],
                            tests: .init(againstTarget: test))), observed: 1420, n: 1000,
                    verdict: .significantlyBetter, target: agreed(.rate, 1.55, met: true))
            ])
        #expect(
            try line(report) == [
                "Northshire", "1,000", "1,420", "142.0", "130.0 to 155.0", "0.030", "0.030", "155.0 met",
                "significantly better",
            ])
        #expect(TableRenderer(width: 200).render(report).contains("Per 100"))
    }

    @Test("a rate per 1,000 stands beside its baseline's; an unknown baseline is a dash")
    func rate() throws {
        func figures(_ change: Double?) -> RateFigures {
            RateFigures(
                per: 1000, rate: 0.003, interval: .pair(0.0025, 0.0036), baselineEvents: change.map { _ in 150 },
                baselinePopulation: change.map { _ in 39_000 }, baselineRate: change.map { _ in 0.00385 },
                change: change, changeInterval: nil, tests: .init(againstBaseline: change.map { _ in test }))
        }
        let known = finding(
            .rate(figures(-22)), observed: 120, n: 40_000, verdict: .significantlyBetter,
            target: agreed(.value, 3.2, met: true))
        let unknown = finding(
            .rate(figures(nil)), observed: 120, n: 40_000,
            area: Area(code: "A11", name: "Southshire", level: .trust))
        let report = report(.ratePerPopulation, unit: "per 1,000", [known, unknown])
        #expect(
            try line(report) == [
                "Northshire", "120", "40,000", "3.0", "2.5 to 3.6", "3.9", "-22.0%", "0.030", "0.030", "3.2 met",
                "significantly better",
            ])
        let csv = CSVRenderer().render(report).components(separatedBy: "\r\n")
        let cells = Dictionary(
            uniqueKeysWithValues: zip(
                csv[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init),
                csv[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)))
        #expect(cells["rate"] == "0.003" && cells["rate_per"] == "1000" && cells["change_pct"] == "")
        #expect(cells["baseline_rate"] == "" && cells["verdict"] == "")
    }

    @Test("a count shows the target for the year and to date; a range shows both ends")
    func count() throws {
        let one = finding(
            .count(
                CountFigures(
                    interval: .pair(56.3, 90.7), yearShare: 0.75, targetToDate: 45, targetToDateUpper: nil,
                    percentOfTarget: 160, tests: .init(againstTarget: test))), observed: 72,
            verdict: .significantlyBetter, target: agreed(.count, 60, met: true))
        #expect(
            try line(report(.countAgainstTarget, unit: "count", [one])) == [
                "Northshire", "72", "56.3 to 90.7", "45", "160%", "0.030", "0.030", "60 met", "significantly better",
            ])
        let band = finding(
            .count(
                CountFigures(
                    interval: nil, yearShare: 0.25, targetToDate: 400, targetToDateUpper: 450, percentOfTarget: nil,
                    tests: .init(againstTarget: nil))), observed: 420, target: agreed(.count, 1600, to: 1800, met: true)
        )
        #expect(
            try line(report(.countAgainstTarget, unit: "hours", [band])) == [
                "Northshire", "420", "400 to 450", "1,600 to 1,800 met", "not judged",
            ])
    }

    @Test("a supplied figure is in its own unit; a long text stands in full below")
    func supplied() throws {
        let text = "Scheme published, reviewed by the board in March"
        let figures = SuppliedFigures(
            value: 29, text: text, interval: .pair(26.5, 31.5), rate: nil, rateInterval: nil,
            source: "Place Survey 2008",
            tests: .init(exactBinomial: nil))
        let report = report(
            .supplied, unit: "%", [finding(.supplied(figures), target: agreed(.value, 30, met: false))])
        #expect(
            try line(report) == [
                "Northshire", "29.0%", "Scheme published, revie…", "26.5% to 31.5%", "30.0% not met", "not judged",
            ])
        let table = TableRenderer(width: 200).render(report)
        #expect(table.contains("Northshire: \(text)") && table.contains("Supplied: Place Survey 2008."))
        let json = try JSONRenderer().render(report)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        #expect(finding["observed"] is NSNull && finding["n"] is NSNull && finding["value"] as? Double == 29)
    }

    @Test("a report without a finding says so, and why")
    func undefined() throws {
        let report = report(.undefined, unit: "", [], caveats: ["The definition is not known."])
        let table = TableRenderer(width: 80).render(report)
        #expect(table.contains("No figure.") && table.contains("* The definition is not known."))
        #expect(CSVRenderer().render(report).components(separatedBy: "\r\n").count == 2, "a heading alone")
        #expect(try JSONRenderer().render(report).contains("\"findings\" : [\n\n  ]"))
    }

    @Test("a table of several families has every column once, empty where a family has it not")
    func together() {
        let proportion = finding(
            .proportion(
                ProportionFigures(
                    rate: 0.5, interval: .pair(0.4, 0.6), notRecorded: 1, tests: .init(exactBinomial: nil))),
            observed: 50, n: 100)
        let mean = finding(
            .mean(
                MeanFigures(
                    total: 34.5, denominator: 12.5, mean: 2.76, interval: nil, tests: .init(againstTarget: nil))))
        let text = CSVRenderer.text([
            report(.proportionAgainstTarget, unit: "%", [proportion]), report(.mean, unit: "per FTE", [mean]),
            report(.undefined, unit: "", []),
        ])
        let lines = text.components(separatedBy: "\r\n")
        let names = lines[0].split(separator: ",").map(String.init)
        #expect(Set(names).count == names.count)
        #expect(names.contains("rate") && names.contains("mean") && !names.contains("change_pct"))
        #expect(
            lines.count == 4
                && lines.dropLast().allSatisfy {
                    // The sentence itself contains commas, within quotes.
                    $0.replacing(/"[^"]*"/, with: "").split(separator: ",", omittingEmptySubsequences: false).count
                        == names.count
                })
    }
}
