import Testing

@testable import ReportKit

@Suite("Judging rates: frequencies, per population, standardised")
struct RateFamilyTests {
    // MARK: - Frequency

    private func people(_ count: Int, snapshots: Int = 1, events: (Int) -> Int) -> [[String: Value]] {
        (1...count).flatMap { person in
            Array(
                repeating: TestAreas.row([
                    "offender_id": .integer(person), "events": .integer(events(person)),
                ]), count: snapshots)
        }
    }

    @Test("events per person, judged and bounded as they cluster in people")
    func frequency() throws {
        let module = StubModule(
            .frequency, .lowerIsBetter, unit: "per 100", people(60) { ($0 % 4) * ($0 % 4) })
        let (finding, figures) = try module.only(FrequencyFigures.self, target: AgreedTarget(.value, 200))
        #expect(finding.observed == 210 && finding.n == 60 && figures.people == 60 && figures.per == 100)
        #expect(figures.rate == 3.5)
        // SciPy: nbinom and t.
        #expect(relativeError(figures.clustering, 0.7164771224543771) < 1e-11)
        #expect(relativeError(figures.interval?.lower, 2.716749966725733) < 1e-9)
        #expect(relativeError(figures.interval?.upper, 4.597747540804067) < 1e-9)
        #expect(relativeError(figures.tests.againstTarget?.p, 6.790869813963512e-05) < 1e-9)
        #expect(figures.tests.againstTarget?.statistic == nil)
        #expect(finding.verdict == .significantlyWorse && finding.target?.met == false && !finding.unreliable)
        #expect(figures.callable == [.significantlyBetter, .significantlyWorse])
        // The same target, expressed as events per person.
        let rate = try module.only(FrequencyFigures.self, target: AgreedTarget(.rate, 2)).figures
        #expect(rate.tests == figures.tests)
    }

    @Test("a person in several snapshots counts once in the variance")
    func repeated() throws {
        let once = try StubModule(.frequency, .lowerIsBetter, people(60) { ($0 % 4) * ($0 % 4) })
            .only(FrequencyFigures.self)
        let module = StubModule(.frequency, .lowerIsBetter, people(60, snapshots: 4) { ($0 % 4) * ($0 % 4) })
        let (finding, figures) = try module.only(FrequencyFigures.self)
        #expect(finding.n == 240 && figures.people == 60 && figures.rate == 3.5 && figures.dispersion == nil)
        #expect(relativeError(figures.interval?.lower, once.figures.interval!.lower) < 0.03)
        #expect(relativeError(figures.interval?.upper, once.figures.interval!.upper) < 0.03)
        #expect(figures.poissonInterval!.lower > once.figures.poissonInterval!.lower)
        #expect(finding.dataQuality.first { $0.measure == .repeats }?.count == 180)
        #expect(finding.verdict == nil && figures.callable.isEmpty, "there is no target")
    }

    @Test("few people or events are not judged against a frequency's target")
    func fewEvents() throws {
        let few = try StubModule(.frequency, .lowerIsBetter, people(29) { $0 % 4 })
            .only(FrequencyFigures.self, target: AgreedTarget(.rate, 1))
        #expect(few.finding.verdict == .notEnoughData && few.finding.unreliable)
        #expect(few.figures.tests.againstTarget == nil && few.figures.callable.isEmpty)
        // Not enough is expected, whatever happened.
        for events in [0, 6] {
            let quiet = try StubModule(.frequency, .lowerIsBetter, people(100) { $0 <= events ? 1 : 0 })
                .only(FrequencyFigures.self, target: AgreedTarget(.rate, 0.009))
            #expect(quiet.finding.verdict == .notEnoughData && quiet.finding.unreliable)
            #expect(quiet.figures.tests.againstTarget == nil && quiet.figures.callable.isEmpty)
            #expect(quiet.finding.target?.met == (events == 0))
        }
    }

    @Test("what a group could be called follows from what is expected of it, not from what happened")
    func callable() throws {
        for events in [0, 2, 9] {
            let (finding, figures) = try StubModule(
                .frequency, .lowerIsBetter, people(100) { $0 <= events ? 1 : 0 }
            ).only(FrequencyFigures.self, target: AgreedTarget(.rate, 0.02))
            #expect(figures.callable == [.significantlyWorse], "none is too common where two are expected")
            #expect(finding.verdict == (events == 9 ? .significantlyWorse : .noSignificantDifference))
        }
        let (finding, figures) = try StubModule(.frequency, .lowerIsBetter, people(200) { _ in 0 })
            .only(FrequencyFigures.self, target: AgreedTarget(.rate, 0.06))
        #expect(finding.verdict == .significantlyBetter, "none of twelve expected")
        #expect(figures.rate == 0 && figures.interval?.lower == 0 && figures.poissonInterval?.lower == 0)
        #expect(figures.callable == [.significantlyBetter, .significantlyWorse])
        let up = try StubModule(.frequency, .higherIsBetter, people(100) { $0 <= 2 ? 1 : 0 })
            .only(FrequencyFigures.self, target: AgreedTarget(.rate, 0.02))
        #expect(up.figures.callable == [.significantlyBetter])
    }

    @Test("nine events of thirty people are not better than 60 per 100, which lies inside their interval")
    func insideTheInterval() throws {
        let module = StubModule(
            .frequency, .lowerIsBetter, unit: "per 100", people(30) { $0 <= 3 ? 2 : $0 <= 6 ? 1 : 0 })
        let (finding, figures) = try module.only(FrequencyFigures.self, target: AgreedTarget(.value, 60))
        #expect(finding.observed == 9 && figures.interval?.contains(0.6) == true)
        #expect(finding.verdict == .noSignificantDifference)
    }

    @Test("a frequency is significantly better or worse exactly where its interval leaves out the target")
    func frequencyAgreement() throws {
        var verdicts: Set<Verdict> = []
        for (index, spread) in [1, 2, 3, 5, 8, 13].enumerated() {
            let rows = people(40 + 20 * index, snapshots: 1 + index % 3) { person in
                person * person % 7 < 2 ? person % (spread + 1) : 0
            }
            for target in stride(from: 0.05, through: 4, by: 0.05) {
                let (finding, figures) = try StubModule(.frequency, .lowerIsBetter, rows)
                    .only(FrequencyFigures.self, target: AgreedTarget(.rate, target))
                let interval = try #require(figures.interval)
                let expected: Verdict =
                    target > interval.upper
                    ? .significantlyBetter : target < interval.lower ? .significantlyWorse : .noSignificantDifference
                #expect(finding.verdict == expected, "\(spread), \(target)")
                #expect(((figures.tests.againstTarget?.p ?? 1) < 0.05) == (expected != .noSignificantDifference))
                verdicts.insert(expected)
            }
        }
        #expect(verdicts.count == 3)
    }

    // MARK: - Per population

    private func counted(
        _ events: Value, _ population: Value, _ baseline: Value, _ baselinePopulation: Value, trust: Int = 10,
        authority: Int? = 20
    ) -> [String: Value] {
        TestAreas.row(
            trust: trust, authority: authority,
            [
                "events": events, "population": population, "baseline_events": baseline,
                "baseline_population": baselinePopulation,
            ])
    }

    @Test("a rate per 1,000 has Byar's interval, and R's poisson.test against the baseline")
    func population() throws {
        let module = StubModule(
            .ratePerPopulation, .lowerIsBetter, unit: "per 1,000", [counted(120, 40_000, 150, 39_000)])
        let (finding, figures) = try module.only(
            RateFigures.self, at: .localAuthority, target: AgreedTarget(.value, 3))
        #expect(finding.observed == 120 && finding.n == 40_000 && figures.per == 1000)
        #expect(relativeError(figures.rate, 0.003) < 1e-15)
        #expect(relativeError(figures.interval?.lower, 0.0024872557901404555) < 1e-12)
        #expect(relativeError(figures.interval?.upper, 0.00358729151135148) < 1e-12)
        #expect(relativeError(figures.change, -22) < 1e-12)
        #expect(relativeError(figures.changeInterval?.lower, 100 * (0.6083613652610701 - 1)) < 1e-11)
        #expect(relativeError(figures.changeInterval?.upper, 100 * (0.9982861747566616 - 1)) < 1e-9)
        #expect(relativeError(figures.tests.againstBaseline?.p, 0.0445286510040707) < 1e-10)
        #expect(finding.verdict == .significantlyBetter && finding.target?.met == true)
    }

    @Test("counts and populations add up over authorities; a baseline only where all of them have one")
    func sums() throws {
        let module = StubModule(
            .ratePerPopulation, .lowerIsBetter,
            [
                counted(20, 10_000, 30, 10_000), counted(10, 5_000, nil, nil, authority: 21),
                counted(40, 20_000, 50, 20_000, trust: 11, authority: 22),
            ])
        let findings = try module.judged(at: [.trust, .localAuthority]).findings
        #expect(findings.map(\.observed) == [30, 40, 20, 10, 40])
        #expect(findings.map(\.verdict)[0] == nil, "half of the baseline is not known")
        let rates = findings.compactMap { $0.figures.any as? RateFigures }
        #expect(rates[0].baselineRate == nil && rates[0].rate == 0.002 && rates[3].baselineRate == nil)
        #expect(rates[4].baselineEvents == 50)
        #expect(findings.compactMap(\.pOfVerdict).count == 3)
    }

    @Test("few events are tested exactly and marked unreliable; none at all tell nothing")
    func fewCounted() throws {
        let few = try StubModule(.ratePerPopulation, .lowerIsBetter, [counted(4, 10_000, 20, 10_000)])
            .only(RateFigures.self, at: .localAuthority)
        #expect(few.finding.unreliable && few.finding.verdict == .significantlyBetter)
        #expect(relativeError(few.figures.interval?.lower, 1.0898653736263249 / 10_000) < 1e-10, "exact, not Byar's")
        let none = try StubModule(.ratePerPopulation, .lowerIsBetter, [counted(0, 10_000, 0, 10_000)])
            .only(RateFigures.self, at: .localAuthority)
        #expect(none.finding.verdict == .notEnoughData && none.figures.change == nil && none.figures.rate == 0)
        let empty = try StubModule(.ratePerPopulation, .lowerIsBetter, [counted(0, 0, 0, 0)])
            .only(RateFigures.self, at: .localAuthority)
        #expect(empty.finding.verdict == .notEnoughData && empty.figures.rate == nil && empty.finding.unreliable)
    }

    @Test(
        "impossible counts of a population are refused by column",
        arguments: [
            ([-1, 10, nil, nil], "events"), ([1, -10, nil, nil], "population"), ([1, 10, nil, 5], "baseline_events"),
            ([1, 10, 5, nil], "baseline_population"), ([9_000_000_000_000_000, 10, nil, nil], "events"),
        ] as [([Int?], String)])
    func impossible(values: [Int?], column: String) {
        let cells = values.map { $0.map(Value.integer) ?? .null }
        let error = #expect(throws: ReportError.self) {
            try StubModule(.ratePerPopulation, [counted(cells[0], cells[1], cells[2], cells[3])]).judged()
        }
        guard case .badValue(_, let named, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(named == column)
    }

    @Test("an area with events but no residents has no figure; the others have, and what contains it is not judged")
    func nobody() throws {
        for population in [0, nil] as [Value] {
            let module = StubModule(
                .ratePerPopulation, .lowerIsBetter,
                [
                    counted(20, 10_000, 60, 10_000), counted(3, population, 4, 9_000, authority: 21),
                    counted(40, 20_000, 50, 20_000, trust: 11, authority: 22),
                ])
            let findings = try module.judged(at: [.localAuthority, .trust, .national]).findings
            let byName = Dictionary(uniqueKeysWithValues: findings.map { ($0.area.name, $0) })
            let burgh = try #require(byName["Burgh"])
            #expect(burgh.observed == nil && burgh.n == nil && burgh.verdict == nil)
            #expect(burgh.notJudged?.cause == .noFigure && burgh.notJudged?.reason.contains("population") == true)
            #expect(byName["Abbey"]?.verdict == .significantlyBetter && byName["Castle"]?.verdict != nil)
            let trust = try #require(byName["Northshire"])
            #expect(trust.observed == 20 && trust.n == 10_000 && trust.verdict == nil)
            #expect(trust.notJudged?.cause == .notComplete && trust.notJudged?.reason.contains("Burgh") == true)
            #expect(trust.coverage?.members == 2 && trust.coverage?.missing.map(\.name) == ["Burgh"])
            #expect(byName["Southshire"]?.verdict != nil && byName["Southshire"]?.coverage?.isComplete == true)
            #expect(byName["Nation"]?.observed == 60 && byName["Nation"]?.coverage?.present == 2)
        }
        // Events of nobody are no baseline.
        let baseline = try StubModule(.ratePerPopulation, .lowerIsBetter, [counted(20, 10_000, 5, 0)])
            .only(RateFigures.self, at: .localAuthority)
        #expect(baseline.figures.baselineRate == nil && baseline.figures.rate == 0.002)
    }

    @Test("an authority without a row is missing from what contains it")
    func noRow() throws {
        let module = StubModule(.ratePerPopulation, .lowerIsBetter, [counted(20, 10_000, 60, 10_000)])
        let trust = try module.only(RateFigures.self).finding
        #expect(trust.verdict == nil && trust.coverage?.missing.map(\.name) == ["Burgh"])
        #expect(trust.notJudged?.reason == "no count is loaded for Burgh")
    }

    // MARK: - Standardised

    private func bands(
        _ events: [Int], _ population: [Int], standard: [Int] = [5000, 3000, 2000], trust: Int = 10,
        authority: Int = 20
    ) -> [[String: Value]] {
        events.indices.map { band in
            TestAreas.row(
                trust: trust, authority: authority,
                [
                    "age_band": .text(["0-29", "30-59", "60+"][band]), "events": .integer(events[band]),
                    "population": .integer(population[band]), "standard_population": .integer(standard[band]),
                ])
        }
    }

    @Test("a rate with the standard's ages has Dobson's interval, and is set against all areas together")
    func standardised() throws {
        let rows =
            bands([4, 10, 20], [2000, 2000, 1000]) + bands([6, 20, 40], [3000, 2000, 2000], authority: 21)
            + bands([80, 90, 95], [5000, 4000, 3000], trust: 11, authority: 22)
        let module = StubModule(.standardisedRate, .lowerIsBetter, unit: "per 100,000", rows)
        let findings = try module.judged(at: [.trust, .national], targets: [10: AgreedTarget(.value, 700)]).findings
        let figures = findings.compactMap { $0.figures.any as? StandardisedFigures }
        #expect(relativeError(figures[0].rate, 0.00725) < 1e-14 && figures[0].per == 100_000)
        #expect(relativeError(figures[0].interval?.lower, 0.005886224788510032) < 1e-12)
        #expect(relativeError(figures[0].interval?.upper, 0.008832563155467155) < 1e-12)
        #expect(relativeError(figures[0].crudeRate, 100.0 / 12_000) < 1e-14)
        #expect(findings.map(\.verdict) == [.significantlyBetter, .significantlyWorse, nil])
        #expect(figures[0].overallRate == figures[2].rate && figures[2].overallRate == nil)
        #expect(findings[0].target?.met == false && figures[0].tests.againstOverall?.p == nil)
    }

    @Test("the order of rows changes no digit of a standardised rate")
    func order() throws {
        let rows = bands([11, 37, 61], [5003, 4001, 2999]) + bands([83, 97, 95], [5000, 4000, 3000], authority: 21)
        let one = try StubModule(.standardisedRate, rows).only(StandardisedFigures.self).figures
        let other = try StubModule(.standardisedRate, rows.reversed()).only(StandardisedFigures.self).figures
        #expect(one == other)
    }

    @Test("few events are not judged, and a band without anybody leaves no rate")
    func unreliable() throws {
        let few = try StubModule(.standardisedRate, bands([1, 3, 5], [5000, 4000, 3000]))
            .judged(at: [.localAuthority]).findings[0]
        #expect(few.unreliable && few.verdict == .notEnoughData)
        let gap = try StubModule(.standardisedRate, bands([10, 30, 0], [5000, 4000, 0]))
            .only(StandardisedFigures.self, at: .localAuthority)
        #expect(gap.figures.rate == nil && gap.finding.observed == nil && !gap.finding.unreliable)
        #expect(gap.finding.notJudged?.reason == "the population aged 60+ is 0 or not loaded")
        // One authority has a band that the other has no row for.
        let rows = bands([10, 30, 60], [5000, 4000, 3000]) + bands([10, 30], [5000, 4000], authority: 21)
        let findings = try StubModule(.standardisedRate, rows).judged(at: [.localAuthority]).findings
        #expect(findings.compactMap { ($0.figures.any as? StandardisedFigures)?.rate }.count == 1)
        #expect(findings.map(\.n) == [12_000, nil])
    }

    @Test("a standard population that differs, or is empty, is refused")
    func badStandard() {
        func problem(_ rows: [[String: Value]]) -> String? {
            do {
                _ = try StubModule(.standardisedRate, rows).judged()
                return nil
            } catch ReportError.badValue(_, let column, _, _) {
                return column
            } catch {
                return "\(error)"
            }
        }
        #expect(
            problem(bands([1, 1, 1], [9, 9, 9]) + bands([1, 1, 1], [9, 9, 9], standard: [1, 1, 1], authority: 21))
                == "standard_population")
        #expect(problem(bands([1, 1, 1], [9, 9, 9], standard: [0, 0, 0])) == "standard_population")
        #expect(problem(bands([1, -1, 1], [9, 9, 9])) == "events")
    }
}
