import Disclosure
import ReportKit
import Significance
import TestSupport
import Testing
import Warehouse

@testable import Host

/// A module whose query makes its rows itself, without a table.
private struct MadeRows: ModuleWithHorizon {
    let indicator: Indicator
    let sql: String
    let parameters: [String: ParameterValue]
    /// That of the sample's model.
    var horizonMonths = 3

    init(_ family: Family, _ polarity: Polarity, _ sql: String, _ parameters: [String: ParameterValue] = [:]) {
        indicator = Indicator(
            id: "MADE", title: "Made rows", definition: "", family: family, unit: "%", polarity: polarity,
            decimals: 1, frequency: "", levels: AreaLevel.allCases, source: "", supplier: "", caveats: [],
            version: "1")
        self.sql = sql
        self.parameters = parameters
    }

    func coverage(of period: ReportPeriod) -> Coverage {
        Coverage(period: period.days, needs: [], completeOn: period.lastDay)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        Query(file: "made.sql", sql: sql, parameters: parameters)
    }
}

@Suite("Judging rows by family")
struct JudgementTests {
    private static let quarter = ReportPeriod.quarter(Quarter(containing: Day(number: 14_600)))

    /// Judges such rows on a real server, at the given levels.
    private func judge(
        _ module: MadeRows, levels: [AreaLevel] = [.national], targets: [Int: AgreedTarget] = [:],
        thresholds: QualityThresholds = QualityThresholds([:])
    ) throws -> Judgement {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        return try connection.readOnlyTransaction {
            let areas = try AreaDirectory(on: Self.quarter.lastDay, from: connection)
            return try module.findings(
                from: ReportInputs(
                    request: ReportRequest(period: Self.quarter, levels: levels),
                    warehouse: SnapshotWarehouse(connection), areas: areas, targets: TargetTable(targets),
                    thresholds: thresholds))
        }
    }

    /// Rows of the predicted family in trust 119, authority 376.
    private static let predictedRows = """
        select 119::smallint as trust_id, 376::smallint as authority_id, null::text as breakdown,
            person::integer as offender_id, outcome as reoffended, predicted::double precision,
            (select min(model_id) from reporting.prediction_model) as model_id
        from (select g as row, 1 + (g - 1) / :snapshots as person, (g - 1) / 5 % 10 < :tenths as outcome, 0.1 as predicted
            from generate_series(1, :rows) g) rows
        """

    private func predicted(rows: Int, snapshots: Int, tenths: Int) throws -> (Finding, PredictedFigures) {
        let judgement = try judge(
            MadeRows(
                .proportionAgainstPredicted, .lowerIsBetter, Self.predictedRows,
                ["rows": .integer(rows), "snapshots": .integer(snapshots), "tenths": .integer(tenths)]))
        let finding = try #require(judgement.findings.first)
        guard case .predicted(let figures) = finding.figures else {
            throw ReportError.column(file: "made.sql", name: "", problem: "gave another family")
        }
        return (finding, figures)
    }

    @Test("an offender in four snapshots counts once in the clustered variance")
    func clustered() throws {
        // Outcomes come in fives: of 400 people, or of 80 who are in five snapshots each.
        let (single, apart) = try predicted(rows: 400, snapshots: 1, tenths: 2)
        let (repeated, together) = try predicted(rows: 400, snapshots: 5, tenths: 2)
        #expect(single.n == 400 && repeated.n == 400)
        #expect(apart.people == 400 && together.people == 80)
        #expect(single.observed == 80 && repeated.observed == 80)
        #expect(apart.tests.poissonBinomial.p == together.tests.poissonBinomial.p)
        let direct = try Clustered.test(
            residualSums: (0..<80).map { person in
                person % 10 < 2 ? 5 * 0.9 : 5 * -0.1
            })
        let z = try #require(together.tests.clustered.statistic)
        #expect(abs(z - (direct.normal.statistic ?? 0)) < 1e-9)
        #expect(abs(z) < abs(try #require(apart.tests.clustered.statistic)))
    }

    @Test("the relative difference comes from unrounded sums, and its direction from the polarity")
    func direction() throws {
        let (worse, figures) = try predicted(rows: 1000, snapshots: 1, tenths: 2)
        #expect(worse.verdict == .significantlyWorse)
        #expect(abs((figures.relativeDifference ?? 0) - 100) < 1e-9)
        let (better, _) = try predicted(rows: 1000, snapshots: 1, tenths: 0)
        #expect(better.verdict == .significantlyBetter)
        let (same, _) = try predicted(rows: 1000, snapshots: 1, tenths: 1)
        #expect(same.verdict == .noSignificantDifference)
    }

    @Test("fewer than thirty are not judged, and what the normal test cannot bear is marked")
    func small() throws {
        let (few, _) = try predicted(rows: 29, snapshots: 1, tenths: 5)
        #expect(few.verdict == .notEnoughData && few.unreliable)
        let (some, figures) = try predicted(rows: 40, snapshots: 1, tenths: 5)
        #expect(figures.tests.z.verdict == .notEnoughData && figures.tests.z.p == nil)
        #expect(some.verdict == .significantlyWorse && some.unreliable)
    }

    @Test("rows without an outcome or a prediction are left out, and counted")
    func leftOut() throws {
        let judgement = try judge(
            MadeRows(
                .proportionAgainstPredicted, .lowerIsBetter,
                """
                select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                    g::integer as offender_id, case when g > 5 then false end as reoffended,
                    case when g <> 7 then 0.1::double precision end as predicted,
                    null::smallint as model_id
                from generate_series(1, 50) g
                """))
        #expect(judgement.findings[0].n == 44)
        #expect(judgement.dataQuality.map(\.count) == [5, 1, 0, 44])
    }

    @Test("a probability outside 0 to 1 is refused, naming file and column")
    func badProbability() {
        #expect(
            throws: ReportError.badValue(
                file: "made.sql", column: "predicted", value: "1.5", problem: "which is not a probability from 0 to 1")
        ) {
            try judge(
                MadeRows(
                    .proportionAgainstPredicted, .lowerIsBetter,
                    """
                    select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                        1 as offender_id, true as reoffended, 1.5::double precision as predicted,
                        null::smallint as model_id
                    """))
        }
    }

    @Test("predictions of two models are not mixed in one cohort, unless that is allowed")
    func mixedModels() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let model: Int = try connection.query("select min(model_id)::integer from reporting.prediction_model")[0].get(0)
        func module(_ other: Int) -> MadeRows {
            MadeRows(
                .proportionAgainstPredicted, .lowerIsBetter,
                """
                select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                    g::integer as offender_id, false as reoffended, 0.1::double precision as predicted,
                    case when g % 2 = 0 then :one else :other end as model_id
                from generate_series(1, 50) g
                """, ["one": .integer(model), "other": .integer(other)])
        }
        let notes = try judge(module(model)).notes
        #expect(notes.count == 1 && notes[0].hasPrefix("Predicted by: "))
        // The sample has one model; another one, which no warehouse names, is not mixed in silently either.
        #expect(throws: ReportError.self) { try judge(module(32_000)) }
    }

    @Test("predictions for another time than the outcome, or for an unknown one, are not comparable, and judge nothing")
    func otherHorizon() throws {
        let rows: [String: ParameterValue] = ["rows": .integer(1000), "snapshots": .integer(1), "tenths": .integer(2)]
        let target = AgreedTarget(measure: .relativeDifference, value: 0.5, designated: false, source: "a plan")
        func judged(_ sql: String, counting months: Int) throws -> Judgement {
            var module = MadeRows(.proportionAgainstPredicted, .lowerIsBetter, sql, rows)
            module.horizonMonths = months
            return try judge(module, levels: [.trust], targets: [119: target])
        }
        let unnamed = Self.predictedRows.replacing(
            "(select min(model_id) from reporting.prediction_model)", with: "null::smallint")
        for (judgement, reason) in [
            (
                try judged(Self.predictedRows, counting: 24),
                "predicts for 3 months, but this indicator counts 24 months"
            ),
            (try judged(unnamed, counting: 3), "it is not stated for how many months a model that the query does not"),
        ] {
            let finding = try #require(judgement.findings.first)
            #expect(finding.verdict == nil && finding.notJudged?.cause == .notComparable)
            #expect(finding.notJudged?.reason.contains(reason) == true, "\(finding.notJudged?.reason ?? "")")
            #expect(finding.target != nil && finding.target?.met == nil)
            guard case .predicted(let figures) = finding.figures else { return }
            #expect(figures.outcomes.allSatisfy { $0?.verdict == nil && $0?.p == nil && $0?.pAdjusted == nil })
            #expect(figures.relativeDifference == nil && figures.rangeOfInsignificance == nil)
            #expect(figures.smallestDetectable == nil && figures.actualRate == 0.2 && figures.expected > 99)
            #expect(judgement.notes.contains { $0.hasPrefix("NOT COMPARABLE: ") && $0.contains(reason) })
        }
        let comparable = try judged(Self.predictedRows, counting: 3)
        #expect(comparable.findings[0].verdict == .significantlyWorse && comparable.findings[0].notJudged == nil)
        #expect(comparable.findings[0].target?.met != nil && comparable.notes.count == 1)
    }

    @Test("a module of the predicted family that states no horizon is refused, before and when it judges")
    func noHorizon() throws {
        let stated = MadeRows(.proportionAgainstPredicted, .lowerIsBetter, "select nothing")
        let silent = Silent(indicator: stated.indicator)
        #expect(throws: ModuleProblem.noHorizon(file: "libMADE.so", id: "MADE")) {
            try LoadedModule(file: "libMADE.so", compiled: silent)
        }
        #expect(try LoadedModule(file: "libMADE.so", compiled: stated).indicator.id == "MADE")
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        #expect(throws: ReportError.noHorizon(indicator: "MADE")) {
            try silent.findings(
                from: ReportInputs(
                    request: ReportRequest(period: Self.quarter, levels: [.national]),
                    warehouse: SnapshotWarehouse(connection), areas: AreaDirectory(entries: []),
                    targets: TargetTable([:]), thresholds: QualityThresholds([:])))
        }
    }

    /// A module that does not say over how many months its outcome counts.
    private struct Silent: ReportModule {
        let indicator: Indicator

        func coverage(of period: ReportPeriod) -> Coverage {
            Coverage(period: period.days, needs: [], completeOn: period.lastDay)
        }

        func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
            Query(file: "made.sql", sql: "select nothing", parameters: [:])
        }
    }

    @Test("a place that is no trust or no authority is refused")
    func badPlace() {
        #expect(throws: ReportError.self) {
            try judge(
                MadeRows(
                    .proportionAgainstTarget, .higherIsBetter,
                    """
                    select 301::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                        1::bigint as observed, 2::bigint as n, 0::bigint as not_recorded
                    """))
        }
    }

    @Test("those of no known authority are kept apart under their trust, and the trust has them")
    func notAssigned() throws {
        let module = MadeRows(
            .proportionAgainstTarget, .higherIsBetter,
            """
            select trust::smallint as trust_id, authority::smallint as authority_id, null::text as breakdown,
                3::bigint as observed, 4::bigint as n, 1::bigint as not_recorded
            from (values (119, 376), (119, null), (120, null)) places (trust, authority)
            """)
        let findings = try judge(module, levels: [.trust, .localAuthority, .national]).findings
        #expect(findings.filter { $0.area.level == .trust }.map(\.n) == [8, 4])
        #expect(findings.filter { $0.area.level == .notAssigned }.count == 2)
        #expect(findings.filter { $0.area.level == .localAuthority }.map(\.n) == [4])
        #expect(findings.filter { $0.area.level == .national }.map(\.n) == [12])
    }

    @Test("a proportion is tested exactly against its area's target; an unanswered question is no failure")
    func target() throws {
        let module = MadeRows(
            .proportionAgainstTarget, .higherIsBetter,
            """
            select 119::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                700::bigint as observed, 1000::bigint as n, 300::bigint as not_recorded
            """)
        let agreed = AgreedTarget(measure: .rate, value: 0.75, designated: false, source: "a plan")
        let finding = try judge(module, levels: [.trust], targets: [119: agreed]).findings[0]
        guard case .proportion(let figures) = finding.figures else { return }
        let exact = try Proportions.exactTest(observed: 700, n: 1000, predicted: 0.75)
        #expect(figures.tests.exactBinomial?.p == exact.p)
        #expect(finding.verdict == .significantlyWorse && finding.target?.met == false)
        #expect(figures.notRecorded == 300)
        let untargeted = try judge(module, levels: [.trust]).findings[0]
        #expect(untargeted.verdict == nil && untargeted.target == nil)
    }

    @Test("a cohort's change is against the same people's baseline, and judged against what was expected of them")
    func cohort() throws {
        let module = MadeRows(
            .cohortChange, .lowerIsBetter,
            """
            select 119::smallint as trust_id, 376::smallint as authority_id, null::text as breakdown,
                g::integer as offender_id, (4 + g % 3)::bigint as baseline, (g % 4)::bigint as follow_up,
                :share as year_share, (-0.3)::double precision as expected_change
            from generate_series(1, 120) g
            """, ["share": .real(1)])
        let finding = try judge(module).findings[0]
        guard case .change(let figures) = finding.figures else { return }
        #expect(finding.n == 600 && finding.observed == 180 && figures.people == 120)
        #expect(abs((figures.change ?? 0) + 70) < 1e-9)
        #expect(abs((figures.expectedChange ?? 0) + 30) < 1e-9)
        #expect(finding.verdict == .significantlyBetter)
        // SciPy: binom and t.
        #expect(abs((figures.interval?.lower ?? 0) - 100 * (0.2530161578122986 - 1)) < 1e-7)
        #expect(abs((figures.interval?.upper ?? 0) - 100 * (0.3543597585349532 - 1)) < 1e-7)

        let inYear = MadeRows(.cohortChange, .lowerIsBetter, module.sql, ["share": .real(0.5)])
        guard case .change(let half) = try judge(inYear).findings[0].figures else { return }
        #expect(abs((half.change ?? 0) + 40) < 1e-9, "half a year is set against half of the baseline")
    }

    @Test("an adjusted p value is Benjamini and Hochberg's over the areas of the level")
    func adjusted() throws {
        let module = MadeRows(
            .proportionAgainstTarget, .higherIsBetter,
            """
            select trust::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                (trust * 2)::bigint as observed, 300::bigint as n, 0::bigint as not_recorded
            from generate_series(101, 142) trust
            """)
        let agreed = AgreedTarget(measure: .rate, value: 0.8, designated: false, source: "a plan")
        let targets = Dictionary(uniqueKeysWithValues: (101...142).map { ($0, agreed) })
        let outcomes = try published(module, judge(module, levels: [.trust], targets: targets)).compactMap { finding in
            if case .proportion(let figures) = finding.figures { return figures.tests.exactBinomial }
            return nil
        }
        let expected = try ManyAreas.benjaminiHochberg(outcomes.compactMap(\.p))
        #expect(outcomes.count == 42 && outcomes.compactMap(\.pAdjusted) == expected)
    }

    @Test("areas with too few people change no other area's adjusted p value, and have no p value themselves")
    func refusedTests() throws {
        // Thirty trusts of ten people, none of whom re-offended; four of a thousand, one of which has 119 for 100.
        let module = MadeRows(
            .proportionAgainstPredicted, .lowerIsBetter,
            """
            select trust::smallint as trust_id, null::smallint as authority_id, null::text as breakdown,
                (1000 * trust + person)::integer as offender_id,
                trust > 130 and person <= case when trust = 131 then 119 else 100 end as reoffended,
                0.1::double precision as predicted, (select min(model_id) from reporting.prediction_model) as model_id
            from generate_series(101, 134) trust, generate_series(1, case when trust > 130 then 1000 else 10 end) person
            """)
        let found = try published(module, judge(module, levels: [.trust]), internal: true)
        let few = found.filter { $0.n == 10 }
        #expect(few.count == 30)
        for finding in few {
            #expect(finding.verdict == .notEnoughData)
            #expect(finding.figures.any.outcomes.allSatisfy { $0?.p == nil && $0?.pAdjusted == nil })
        }
        let differing = try #require(found.first { $0.observed == 119 }?.figures.judging)
        let p = try #require(differing.p)
        #expect(p > 0.04 && p < 0.07, "\(p)")
        #expect(differing.pAdjusted == 4 * p, "four areas are judged")
    }

    /// The findings of a judgement as they are published.
    private func published(
        _ module: MadeRows, _ judgement: Judgement, internal: Bool = false
    ) throws -> [ShownFinding] {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let report = Report(
            indicator: module.indicator, requested: Self.quarter, period: Self.quarter.days, breakdown: nil,
            findings: judgement.findings, caveats: [],
            dataQuality: DataQuality(synthetic: false, sources: [], measures: []))
        let tree = AreaTree(try AreaDirectory(on: Self.quarter.lastDay, from: connection))
        let control = DisclosureControl(.standard, in: tree, release: `internal` ? .officialSensitive : .published)
        return try control.disclosed([report])[0].shown
    }
}
