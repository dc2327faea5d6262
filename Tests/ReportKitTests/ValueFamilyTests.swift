import Foundation
import Testing

@testable import ReportKit

@Suite("Judging means, supplied values and what is not defined")
struct ValueFamilyTests {
    // MARK: - Mean

    private func mean(_ total: Value, _ n: Value, _ squares: Value, authority: Int? = 20) -> [String: Value] {
        TestAreas.row(authority: authority, ["total": total, "n": n, "sum_of_squares": squares])
    }

    @Test("a mean of known values has Student's interval and test, over all of an area's rows")
    func mean() throws {
        // 4, 5, 6 and 9, ten times each: R's t.test(x, mu = 5).
        let module = StubModule(
            .mean, .lowerIsBetter, unit: "people", [mean(120, 20, 790), mean(120, 20, 790, authority: 21)])
        let (finding, figures) = try module.only(MeanFigures.self, target: AgreedTarget(.value, 5))
        #expect(figures.mean == 6 && finding.observed == 240 && finding.n == 40)
        #expect(relativeError(figures.interval?.lower, 5.394057738364602) < 1e-12)
        #expect(relativeError(figures.interval?.upper, 6.605942261635398) < 1e-12)
        #expect(relativeError(figures.tests.againstTarget?.p, 0.0018638101408914223) < 1e-10)
        #expect(finding.verdict == .significantlyWorse && finding.target?.met == false && !finding.unreliable)
    }

    @Test("one total over another is given without interval, test or verdict")
    func ratio() throws {
        let module = StubModule(.mean, unit: "per FTE", [mean(34, 12.5, nil)])
        let (finding, figures) = try module.only(MeanFigures.self, target: AgreedTarget(.value, 2.5))
        #expect(relativeError(figures.mean, 2.72) < 1e-15 && figures.interval == nil)
        #expect(finding.observed == 34 && finding.n == nil && figures.denominator == 12.5)
        #expect(finding.verdict == nil && finding.target?.met == true && !finding.unreliable)
        let mixed = try StubModule(.mean, [mean(10, 5, 30), mean(10, 5, nil, authority: 21)]).only(MeanFigures.self)
        #expect(mixed.figures.interval == nil && mixed.figures.mean == 2)
    }

    @Test("few values are marked, and not judged; values that are all alike are not tested")
    func fewValues() throws {
        let few = try StubModule(.mean, [mean(60, 10, 400)])
            .only(MeanFigures.self, target: AgreedTarget(.value, 1))
        #expect(few.finding.verdict == .notEnoughData && few.finding.unreliable && few.figures.interval != nil)
        let alike = try StubModule(.mean, [mean(60, 60, 60)]).only(MeanFigures.self, target: AgreedTarget(.value, 2))
        #expect(alike.finding.verdict == nil && alike.finding.target?.met == false)
        let empty = try StubModule(.mean, [mean(0, 0, nil)]).only(MeanFigures.self)
        #expect(empty.figures.mean == nil && empty.finding.unreliable)
    }

    @Test("sums that no values can have are refused by column")
    func badMeans() {
        for (row, column) in [
            (mean(10, -1, nil), "n"), (mean(10, 0, nil), "n"), (mean(10, 2.5, 60), "n"),
            (mean(10, 2, 49), "sum_of_squares"),
            (mean(.real(.nan), 2, nil), "total"), (mean(.real(.infinity), 2, nil), "total"), (mean(1, 1e300, nil), "n"),
        ] {
            let error = #expect(throws: ReportError.self) { try StubModule(.mean, [row]).judged() }
            guard case .badValue(_, column, _, _) = error else {
                Issue.record("\(column): \(String(describing: error))")
                continue
            }
        }
    }

    // MARK: - Supplied

    private func supplied(_ area: Int, _ values: [String: Value]) -> [String: Value] {
        values.merging([
            "area_id": .integer(area), "value": nil, "text": nil, "lower": nil, "upper": nil, "numerator": nil,
            "denominator": nil, "source": nil,
        ]) { own, _ in own }
    }

    @Test("a supplied figure stands for its own area alone, with its own interval")
    func figure() throws {
        let module = StubModule(
            .supplied,
            [
                supplied(20, ["value": 29, "lower": 26.5, "upper": 31.5, "source": "Place Survey 2008"]),
                supplied(10, ["value": 31]), supplied(21, ["text": "published scheme"]),
            ])
        let findings = try module.judged(
            at: [.national, .trust, .localAuthority], targets: [20: AgreedTarget(.rate, 0.3)]
        ).findings
        #expect(findings.map(\.area.name) == ["Northshire", "Abbey", "Burgh"], "and none is added up to the nation")
        let figures = findings.compactMap { $0.figures.any as? SuppliedFigures }
        #expect(
            figures.map(\.value) == [31, 29, nil] && figures[1].interval?.lower == 26.5
                && figures[1].interval?.upper == 31.5)
        #expect(figures[1].source == "Place Survey 2008" && figures[2].text == "published scheme")
        #expect(findings.allSatisfy { $0.observed == nil && $0.n == nil && $0.verdict == nil })
        #expect(findings[1].target?.met == false && findings[0].target == nil)
    }

    @Test("a supplied proportion with its counts is tested exactly against the target")
    func proportion() throws {
        let module = StubModule(.supplied, [supplied(10, ["numerator": 700, "denominator": 1000])])
        let (finding, figures) = try module.only(SuppliedFigures.self, target: AgreedTarget(.value, 75))
        #expect(finding.observed == 700 && finding.n == 1000 && figures.rate == 0.7 && figures.value == nil)
        #expect(relativeError(figures.tests.exactBinomial?.p, 0.0003406294413669343) < 1e-10)
        #expect(relativeError(figures.rateInterval?.lower, 0.6708761390827828) < 1e-12)
        #expect(finding.verdict == .significantlyWorse && finding.target?.met == false)
        let few = try StubModule(.supplied, [supplied(10, ["numerator": 20, "denominator": 29])])
            .only(SuppliedFigures.self, target: AgreedTarget(.rate, 0.3))
        #expect(few.finding.verdict == .notEnoughData && few.finding.unreliable && few.finding.target?.met == true)
    }

    @Test("counts behind a figure that is no proportion are shown, and not tested")
    func perPerson() throws {
        let module = StubModule(
            .supplied, .lowerIsBetter, unit: "days",
            [supplied(10, ["value": 8.3, "numerator": 2490, "denominator": 300])])
        let (finding, figures) = try module.only(SuppliedFigures.self, target: AgreedTarget(.value, 10.5))
        #expect(finding.observed == 2490 && finding.n == 300 && figures.rate == nil && finding.verdict == nil)
        #expect(finding.target?.met == true)
        let budget = try StubModule(.supplied, .closestToZero, unit: "% variance", [supplied(10, ["value": -1.2])])
            .only(SuppliedFigures.self, target: AgreedTarget(.value, 1))
        #expect(budget.finding.target?.met == false)
    }

    @Test("figures that contradict themselves are refused by column, and so is a breakdown")
    func badFigures() throws {
        for (rows, column) in [
            ([supplied(10, ["value": 1]), supplied(10, ["value": 2])], "area_id"),
            ([supplied(99, ["value": 1])], "area_id"), ([supplied(10, ["value": .real(.nan)])], "value"),
            ([supplied(10, ["value": 1, "lower": 2, "upper": 3])], "value"),
            ([supplied(10, ["lower": 3, "upper": 2])], "lower"), ([supplied(10, ["lower": 3])], "lower"),
            ([supplied(10, ["upper": 3])], "upper"), ([supplied(10, ["numerator": -1])], "numerator"),
            ([supplied(10, ["numerator": 2, "denominator": 1])], "numerator"),
        ] {
            let error = #expect(throws: ReportError.self) { try StubModule(.supplied, rows).judged() }
            guard case .badValue(_, column, _, _) = error else {
                Issue.record("\(column): \(String(describing: error))")
                continue
            }
        }
        #expect(throws: ReportError.self) { try StubModule(.supplied, []).judged(by: .sex) }
        #expect(
            try StubModule(.supplied, [supplied(10, ["numerator": 0, "denominator": 0])]).judged().findings.count == 1)
    }

    // MARK: - Not defined

    @Test("an indicator without a definition asks nothing, finds nothing and says why")
    func undefined() throws {
        // The rows would be rejected if they were read.
        let judgement = try StubModule(.undefined, .lowerIsBetter, [["nothing": 1]]).judged()
        #expect(judgement.findings.isEmpty && judgement.notes.count == 1)
        #expect(judgement.notes[0].contains("definition of STUB is not known"))
        #expect(Family.undefined.columns.isEmpty)
    }

    // MARK: - Passing findings on

    @Test("findings of every family come back from JSON as they went, unknown values as null")
    func coding() throws {
        let place = TestAreas.row
        let modules = [
            StubModule(.frequency, (1...40).map { place(10, 20, nil, ["offender_id": .integer($0), "events": 2]) }),
            StubModule(
                .ratePerPopulation,
                [
                    place(
                        10, 20, nil,
                        ["events": 5, "population": 1000, "baseline_events": nil, "baseline_population": nil])
                ]),
            StubModule(
                .standardisedRate,
                [place(10, 20, nil, ["age_band": "all", "events": 50, "population": 1000, "standard_population": 1])]),
            StubModule(.countAgainstTarget, unit: "count", [place(10, 20, nil, ["observed": 50])]),
            StubModule(.countChange, [place(10, 20, nil, ["observed": 50, "baseline": 0])]),
            StubModule(.mean, [mean(34.5, 12.5, nil)]),
            StubModule(.supplied, [supplied(10, ["text": "yes"])]),
            StubModule(.proportionAgainstTarget, [place(10, 20, nil, ["observed": 5, "n": 9, "not_recorded": 0])]),
        ]
        for module in modules {
            let findings = try module.judged(targets: [10: AgreedTarget(.count, 40, to: 60)]).findings
            let data = try JSONEncoder().encode(findings)
            #expect(try JSONDecoder().decode([Finding].self, from: data) == findings)
            let object = try #require(
                (try JSONSerialization.jsonObject(with: data) as? [[String: Any]])?.first)
            #expect(object["family"] as? String == module.indicator.family.rawValue)
            #expect(object["observed"] != nil && object["n"] != nil && object["verdict"] != nil)
            #expect((object["target"] as? [String: Any])?["upper"] as? Double == 60)
        }
    }

    @Test("every family names the columns that its judgement reads, the place first")
    func columns() {
        for family in Family.allCases where family != .undefined && family != .supplied {
            #expect(family.columns.prefix(3).map(\.name) == ["trust_id", "authority_id", "breakdown"])
            #expect(family.columns.count > 3)
        }
        #expect(Family.supplied.columns.first?.name == "area_id")
        #expect(StubModule(.ratePerPopulation).indicator.per == 1000)
        #expect(StubModule(.ratePerPopulation, rateBase: 10_000).indicator.per == 10_000)
    }
}
