import Testing

@testable import ReportKit

@Suite("Judging sums of counts that some areas lack")
struct MissingRowsTests {
    private static let everyArea = DataBasis([:], countsNeedEveryArea: true)
    private static let families: [Family] = [.proportionAgainstTarget, .countAgainstTarget, .countChange, .mean]

    /// A row that each of the families reads.
    private func counted(trust: Int = 10, authority: Int? = 20) -> [String: Value] {
        TestAreas.row(
            trust: trust, authority: authority,
            [
                "observed": 20, "n": 100, "not_recorded": 0, "baseline": 60, "total": 20, "sum_of_squares": nil,
            ])
    }

    private func rate(_ population: Value, trust: Int = 10, authority: Int?) -> [String: Value] {
        TestAreas.row(
            trust: trust, authority: authority,
            ["events": 20, "population": population, "baseline_events": 60, "baseline_population": 10_000])
    }

    private func byName(
        _ module: StubModule, _ levels: [AreaLevel], basis: DataBasis = .unknown
    ) throws -> [String: Finding] {
        let target = AgreedTarget(module.indicator.family == .countAgainstTarget ? .count : .value, 40)
        let findings = try module.judged(at: levels, targets: [1: target, 10: target, 21: target], basis: basis)
            .findings
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.area.name, $0) })
    }

    @Test("the authority whose counts are at fault is the one that is named")
    func blamed() throws {
        // Abbey has no row, and comes first by name.
        let module = StubModule(
            .ratePerPopulation, .lowerIsBetter, [rate(0, authority: 21), rate(10_000, trust: 11, authority: 22)])
        let found = try byName(module, [.trust, .national])
        let flaw = "Burgh has no figure: its population is 0, but it has events, and 1 more authority has none"
        #expect(found["Northshire"]?.notJudged == NotJudged(.noFigure, flaw))
        #expect(found["Northshire"]?.observed == nil && found["Northshire"]?.coverage?.present == 0)
        #expect(found["Nation"]?.notJudged == NotJudged(.notComplete, flaw) && found["Nation"]?.observed == 20)
    }

    @Test("a trust that is at fault leaves the nation without a judgement, where no row names an authority")
    func trustAtFault() throws {
        let module = StubModule(
            .ratePerPopulation, .lowerIsBetter, [rate(nil, authority: nil), rate(10_000, trust: 11, authority: nil)])
        let found = try byName(module, [.trust, .national])
        #expect(found["Northshire"]?.notJudged == NotJudged(.noFigure, "its population is not loaded"))
        #expect(found["Southshire"]?.verdict == .significantlyBetter)
        #expect(found["Nation"]?.notJudged?.reason == "Northshire has no figure: its population is not loaded")
        #expect(found["Nation"]?.verdict == nil)
    }

    @Test("an authority without a row has no figure, and its trust no judgement; another trust's has no finding at all")
    func withoutRow() throws {
        for family in Self.families {
            let module = StubModule(family, [counted()])
            let found = try byName(module, [.trust, .localAuthority, .national], basis: Self.everyArea)
            let trust = try #require(found["Northshire"])
            #expect(trust.notJudged == NotJudged(.notComplete, "no count is loaded for Burgh"), "\(family)")
            #expect(trust.coverage?.members == 2 && trust.coverage?.present == 1 && trust.verdict == nil)
            #expect(trust.target?.met == nil)
            let burgh = try #require(found["Burgh"])
            #expect(burgh.observed == nil && burgh.n == nil && burgh.verdict == nil && burgh.target?.met == nil)
            #expect(
                burgh.notJudged
                    == NotJudged(.notComplete, "no count of it is loaded for all of 2010-10-01 to 2010-12-31"))
            if case .count(let figures) = burgh.figures {
                #expect(figures.interval == nil && figures.percentOfTarget == nil)
            }
            #expect(found["Abbey"]?.notJudged == nil && found["Castle"] == nil)
            #expect(found["Nation"]?.notJudged?.reason == "no count is loaded for Burgh, and 1 more authority has none")
            // Rows about people are not counts that each area supplies.
            let people = try byName(module, [.trust, .localAuthority])
            #expect(people["Northshire"]?.notJudged == nil && people["Burgh"] == nil)
        }
    }

    @Test("where no row names an authority, the trust without one is missing from the nation")
    func trustWithoutRow() throws {
        for family in Self.families {
            let found = try byName(
                StubModule(family, [counted(authority: nil)]), [.trust, .national], basis: Self.everyArea)
            #expect(found["Northshire"]?.notJudged == nil && found["Northshire"]?.coverage == nil)
            #expect(found["Nation"]?.coverage?.missing.map(\.name) == ["Southshire"], "\(family)")
            #expect(found["Nation"]?.notJudged?.reason == "no count is loaded for Southshire")
            #expect(found["Nation"]?.verdict == nil && found["Nation"]?.target?.met == nil)
        }
    }

    @Test("which extract is missing is said in place of which rows")
    func extractMissing() throws {
        let reason = NotJudged(.notComplete, "no area-counts extract covers Burgh")
        let basis = DataBasis(["A21": .init(notJudged: reason)], countsNeedEveryArea: true)
        let found = try byName(StubModule(.countChange, [counted()]), [.trust, .localAuthority], basis: basis)
        #expect(found["Burgh"]?.notJudged == reason && found["Burgh"]?.observed == nil)
        #expect(found["Northshire"]?.notJudged?.reason == "no count is loaded for Burgh")
    }

    @Test("the rate of all areas together is that of the areas that have a figure")
    func overall() throws {
        func band(_ name: String, _ events: Int, _ population: Value, trust: Int, authority: Int) -> [String: Value] {
            TestAreas.row(
                trust: trust, authority: authority,
                [
                    "age_band": .text(name), "events": .integer(events), "population": population,
                    "standard_population": 5_000,
                ])
        }
        let rows = [
            band("0-29", 20, 2_000, trust: 10, authority: 20), band("30+", 40, 2_000, trust: 10, authority: 20),
            // Without residents in one band: neither its events nor its other residents count.
            band("0-29", 900, 1_000, trust: 10, authority: 21), band("30+", 900, nil, trust: 10, authority: 21),
            band("0-29", 40, 2_000, trust: 11, authority: 22), band("30+", 80, 2_000, trust: 11, authority: 22),
        ]
        let found = try byName(StubModule(.standardisedRate, .lowerIsBetter, rows), [.localAuthority, .national])
        guard case .standardised(let abbey) = try #require(found["Abbey"]).figures else {
            Issue.record("of another family")
            return
        }
        #expect(relativeError(abbey.overallRate, 180.0 / 8_000) < 1e-14)
        #expect(found["Nation"]?.observed == 180 && found["Nation"]?.n == 8_000 && found["Nation"]?.verdict == nil)
        #expect(found["Burgh"]?.observed == nil && found["Castle"]?.verdict == .significantlyWorse)
    }
}
