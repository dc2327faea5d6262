import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("What is most worth knowing")
struct WorthKnowingTests {
    private func finding(
        _ name: String, level: AreaLevel = .localAuthority, n: Int = 1000, rate: Double, p: Double?, verdict: Verdict?,
        target: Double? = nil, met: Bool? = nil
    ) -> Finding {
        Finding(
            area: Area(code: name, name: name, level: level), group: nil, observed: Int(rate * Double(n)), n: n,
            verdict: verdict, unreliable: false,
            target: target.map {
                TargetOutcome(AgreedTarget(measure: .rate, value: $0, designated: true, source: "plan"), met: met)
            }, dataQuality: [],
            figures: .proportion(
                ProportionFigures(
                    rate: rate, interval: nil, notRecorded: 0,
                    tests: .init(
                        exactBinomial: p.map { TestOutcome(statistic: nil, p: $0, verdict: verdict ?? .notEnoughData) })
                )))
    }

    private func items(_ findings: [Finding], missing: [Return.MissingSection] = [], areas: [Area] = []) throws
        -> [String]
    {
        // Each of an indicator of its own, since no indicator comes twice.
        let reports = try findings.enumerated().map { number, finding in
            var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: "NI\(100 + number)", areas: 0)
            report.findings = [finding]
            return report
        }
        guard let quarter = Quarter("2010-11Q4") else { throw Made.Missing() }
        let edition = Return(areas: areas, quarter: quarter, reports: reports, missing: missing)
        return WorthKnowing(edition, count: 9).items.map { String($0.subject.split(separator: ", ").last ?? "") }
    }

    @Test("significantly worse comes first, by p; then targets missed, by most; then what is missing, too few, better")
    func order() throws {
        let findings = [
            finding("better", rate: 0.9, p: 0.001, verdict: .significantlyBetter, target: 0.75, met: true),
            finding("few", n: 20, rate: 0.7, p: nil, verdict: .notEnoughData),
            finding(
                "missed by little", rate: 0.74, p: 0.4, verdict: .noSignificantDifference, target: 0.75, met: false),
            finding("worse", rate: 0.68, p: 0.01, verdict: .significantlyWorse, target: 0.75, met: false),
            finding("missed by most", rate: 0.71, p: 0.06, verdict: .noSignificantDifference, target: 0.75, met: false),
            finding("worst", rate: 0.5, p: 0.0001, verdict: .significantlyWorse, target: 0.75, met: false),
            finding("plain", rate: 0.75, p: 0.9, verdict: .noSignificantDifference, target: 0.75, met: true),
        ]
        #expect(
            try items(findings, missing: [.init(module: "libX.so", reason: "it crashed")]) == [
                "worst", "worse", "missed by most", "missed by little", "libX.so",
                "few", "better", "plain",
            ])
    }

    @Test("a figure that is not comparable with its prediction is never among them, whatever its records lack")
    func notComparable() throws {
        var withheld = finding("withheld", rate: 0.1, p: nil, verdict: nil, target: 0.75, met: false)
        withheld.dataQuality = [
            QualityMeasure(.pncMatch, count: 500, of: 1000, thresholds: QualityThresholds([.pncMatch: 0.05]))
        ]
        #expect(try items([withheld]) == ["withheld"])
        withheld.withdrawJudgement(NotJudged(.notComparable, "it is predicted for another time"))
        #expect(try items([withheld]).isEmpty)
    }

    @Test("areas shown for comparison and offenders of no known authority are never among them, those asked for are")
    func own() throws {
        let nation = finding("England and Wales", level: .national, rate: 0.5, p: 0.001, verdict: .significantlyWorse)
        let trust = finding("Lancashire", level: .trust, rate: 0.6, p: 0.01, verdict: .significantlyWorse)
        let other = finding("Cumbria", level: .trust, rate: 0.6, p: 0.01, verdict: .significantlyWorse)
        let unknown = finding("not assigned", level: .notAssigned, rate: 0.2, p: 0.001, verdict: .significantlyWorse)
        #expect(try items([nation, trust, other, unknown], areas: [trust.area]) == ["Lancashire"])
        #expect(try items([nation, trust], areas: [nation.area]) == ["England and Wales"])
    }

    @Test("an indicator comes once, with its most telling figure, as one line")
    func onceEach() throws {
        var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: "NI143", areas: 0)
        report.findings = [
            finding("missed", rate: 0.71, p: 0.06, verdict: .noSignificantDifference, target: 0.75, met: false),
            finding("worse", rate: 0.5, p: 0.0001, verdict: .significantlyWorse, target: 0.75, met: false),
        ]
        let edition = Return(areas: [], quarter: try #require(Quarter("2010-11Q4")), reports: [report], missing: [])
        let items = WorthKnowing(edition).items
        #expect(items.map(\.subject) == ["NI143, worse"])
        let line = "\(report.indicator.title): 50.00%; significantly worse; target (at least 75%) not met"
        #expect(items.map(\.line) == [line])
    }

    @Test("the same figures under several indicators' names are one thing to know")
    func sameFigures() throws {
        let worse = finding("Lancashire", rate: 0.6, p: 0.01, verdict: .significantlyWorse)
        let reports = try ["NI18", "OM21"].map { id in
            var report = try Made.report(.proportionAgainstTarget, .higherIsBetter, id: id, areas: 0)
            report.findings = [worse]
            return report
        }
        guard let quarter = Quarter("2010-11Q4") else { throw Made.Missing() }
        let edition = Return(areas: [], quarter: quarter, reports: reports, missing: [])
        #expect(WorthKnowing(edition).items.map(\.subject) == ["NI18, Lancashire"])
    }
}
