import Significance
import Testing

@testable import ReportKit

@Suite("Judging against a prediction that is uncertain itself")
struct UncertainPredictionTests {
    /// A cohort, and how uncertain the sums of its predictions are.
    private struct Answers: Warehouse {
        let rows: [[String: Value]]
        let sums: [[String: Value]]

        func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws {
            let isOfSums = query.file == "prediction_uncertainty"
            try StubWarehouse(rows: isOfSums ? sums : rows).stream(query, columns: columns, consume)
        }
    }

    private struct Module: PredictedModule {
        let indicator = StubModule(.proportionAgainstPredicted, .lowerIsBetter).indicator
        let horizonMonths = 3

        func coverage(of requested: ReportPeriod) -> Coverage {
            Coverage(period: requested.days, needs: [], completeOn: requested.lastDay)
        }

        func query(for period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?) -> Query {
            Query(file: "stub.sql", sql: "", parameters: [:])
        }
    }

    private static let model = PredictionModel(id: 1, name: "a model", version: "1", horizonMonths: 3)

    /// 400 people in trust 10, of whom 40 were expected to re-offend.
    private static func rows(_ reoffenders: Int) -> [[String: Value]] {
        (0..<400).map { person in
            TestAreas.row(
                trust: 10, authority: person % 2 == 0 ? 20 : 21,
                [
                    "offender_id": .integer(person), "reoffended": .integer(person < reoffenders ? 1 : 0),
                    "predicted": 0.1, "model_id": 1, "name": "a model", "version": "1", "horizon_months": 3,
                ])
        }
    }

    /// Of each authority Σ p(1 - p), and Lᵀg in two directions.
    private static func sums(variance: Double = 18, _ directions: [Double]) -> [[String: Value]] {
        [20, 21].flatMap { authority in
            ([variance] + directions).enumerated().map { direction, value in
                TestAreas.row(
                    trust: 10, authority: authority, ["direction": .integer(direction), "value": .real(value)])
            }
        }
    }

    private static func judged(
        _ reoffenders: Int, _ sums: [[String: Value]], allowing: Bool = false
    ) throws -> (finding: Finding, figures: PredictedFigures, notes: [String]) {
        let judgement = try Module().findings(
            from: ReportInputs(
                request: ReportRequest(
                    period: .quarter(Quarter("2010-11Q3")!), levels: [.trust], model: model,
                    allowsForPrediction: allowing),
                warehouse: Answers(rows: rows(reoffenders), sums: sums), areas: TestAreas.directory,
                targets: TargetTable([:]), thresholds: QualityThresholds([:])))
        let finding = try #require(judgement.findings.first)
        return (finding, try #require(finding.figures.any as? PredictedFigures), judgement.notes)
    }

    @Test("the sums of places add up before they are squared, and the interval widens as the variance does")
    func widens() throws {
        let (finding, figures, _) = try Self.judged(40, Self.sums([2, 1.5]))
        let uncertainty = try #require(figures.predictionUncertainty)
        // Both authorities err together: 2 x 2.5.
        #expect(abs(uncertainty.standardError - 5) < 1e-12)
        let widening = try #require(uncertainty.widening)
        #expect(abs(widening / ((36 + 25) / 36.0).squareRoot() - 1) < 0.05, "\(widening)")
        #expect(!uncertainty.isJudged && uncertainty.matters)
        #expect(uncertainty.without == .init(p: figures.tests.judging.p, verdict: finding.verdict))
        let (_, apart, _) = try Self.judged(
            40,
            Self.sums([2, 1.5]).map { row in
                var row = row
                if case .integer(21) = row["authority_id"], case .real(let value) = row["value"], value < 18 {
                    row["value"] = .real(-value)
                }
                return row
            })
        #expect(apart.predictionUncertainty == nil, "what cancels out leaves nothing")
    }

    @Test(
        "where it would change the verdict that is said; where it is allowed for, all that is said is by the wider one")
    func verdict() throws {
        let (finding, figures, notes) = try Self.judged(54, Self.sums([2, 1.5]))
        let uncertainty = try #require(figures.predictionUncertainty)
        #expect(finding.verdict == .significantlyWorse && uncertainty.with.verdict == .noSignificantDifference)
        #expect(!notes.contains { $0.hasPrefix("Verdicts, intervals") })
        let (allowed, wider, said) = try Self.judged(54, Self.sums([2, 1.5]), allowing: true)
        let other = try #require(wider.predictionUncertainty)
        #expect(allowed.verdict == .noSignificantDifference && other.isJudged)
        #expect(other.with == uncertainty.with && other.without == uncertainty.without)
        #expect(abs(try #require(other.widening) - (try #require(uncertainty.widening))) < 1e-12)
        #expect(wider.tests.judging.p == other.with.p)
        let (narrow, wide) = (try #require(figures.differenceInterval), try #require(wider.differenceInterval))
        #expect(wide.lower < narrow.lower && wide.lower < 0 && narrow.lower > 0)
        let ranges = (try #require(figures.rangeOfInsignificance), try #require(wider.rangeOfInsignificance))
        #expect(ranges.1.upper > ranges.0.upper && ranges.1.contains(35))
        #expect(said.contains { $0.hasPrefix("Verdicts, intervals and ranges allow for") })
    }

    @Test("a little uncertainty does not matter, and of other people than those judged it is not known")
    func unknown() throws {
        let (_, small, _) = try Self.judged(40, Self.sums([0.2, 0.1]))
        #expect(small.predictionUncertainty?.matters == false)
        // The caseload changed a little since the model was applied: in proportion.
        let (_, near, _) = try Self.judged(40, Self.sums(variance: 17, [2, 1.5]))
        #expect(abs(try #require(near.predictionUncertainty).standardError - 5 * 18 / 17) < 1e-12)
        let (finding, far, notes) = try Self.judged(54, Self.sums(variance: 14, [2, 1.5]), allowing: true)
        #expect(far.predictionUncertainty == nil && finding.verdict == .significantlyWorse)
        #expect(notes.contains { $0.contains("For 1 of them it is not known") })
        let none = try Self.judged(40, [])
        #expect(none.figures.predictionUncertainty == nil)
        #expect(throws: ReportError.noUncertainty(indicator: "STUB", period: "2010-11Q3", model: Self.model)) {
            try Self.judged(40, [], allowing: true)
        }
    }
}
