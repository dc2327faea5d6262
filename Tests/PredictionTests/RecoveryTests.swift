import Foundation
import Significance
import Testing

@testable import Prediction

/// Rows of a caseload made up from a seed, whose outcomes are drawn from a model.
private struct DrawnRows: DesignRows {
    let scorer: ModelScorer
    let design: ModelDesign
    var rows: [PersonRow]
    var columnCount: Int { design.columns.count }

    func visit(_ body: (DesignRow) throws -> Void) throws {
        let encoder = RowEncoder(design)
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: columnCount) { columns in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: columnCount) { values in
                for row in rows {
                    let count = encoder.encode(row, columns.baseAddress!, values.baseAddress!)
                    try body(
                        DesignRow(
                            columns: UnsafeBufferPointer(start: columns.baseAddress!, count: count),
                            values: UnsafeBufferPointer(start: values.baseAddress!, count: count), trials: 1,
                            events: Double(row.event), person: row.person))
                }
            }
        }
    }
}

@Suite("A cohort drawn from a model")
struct RecoveryTests {
    private static let json = """
        {"name": "truth", "version": "1", "horizonMonths": 3, "fittedOn": "nothing", "intercept": -1.2,
         "terms": [
           {"name": "sex", "input": "sex", "levels": {"female": -0.4, "male": 0}, "missing": "refuse"},
           {"name": "tier", "input": "tier", "levels": {"1": 0, "2": 0.3, "3": 0.6, "4": 1.1}, "missing": "refuse"},
           {"name": "age", "input": "age", "coefficient": -0.03, "missing": "refuse"},
           {"name": "sanctions", "input": "log-sanctions", "coefficient": 0.35, "missing": "refuse"}]}
        """

    /// The truth by the columns of ``design``.
    private static let truth = [-1.2, -0.4, 0.3, 0.6, 1.1, -0.03, 0.35]

    private static var design: ModelDesign {
        var design = ModelDesign()
        design.add("sex", .factor(.sex, columns: [0, -1]), labels: [["female"]], missing: .refuse)
        design.add(
            "tier", .factor(.tier, columns: [-1, 0, 1, 2]), labels: [["2"], ["3"], ["4"]], missing: .refuse)
        design.add("age", .number(.age), labels: [[]], missing: .refuse)
        design.add("sanctions", .number(.logSanctions), labels: [[]], missing: .refuse)
        return design
    }

    /// So many people, each in so many snapshots; all of a person's outcomes follow from one draw, or each from its own.
    private static func draw(
        people: Int, snapshots: Int, together: Bool, seed: UInt64
    ) throws -> DrawnRows {
        var random = SplitMix(state: seed)
        var drawn = DrawnRows(
            scorer: ModelScorer(try ModelTests.model(json)), design: design, rows: [])
        for person in 0..<people {
            var row = PersonRow()
            row.person = Int32(person)
            row.setLevel(FactorInput.sex.place, random.unit() < 0.15 ? 0 : 1)
            row.setLevel(FactorInput.tier.place, Int16(random.unit() * 4))
            row.setNumber(.age, Int32(18 + 40 * random.unit()))
            row.setNumber(.sanctions, Int32(1 + 20 * random.unit() * random.unit()))
            guard case .score(let score) = drawn.scorer.scoring({ $0(row) }) else { continue }
            let shared = random.unit()
            for _ in 0..<snapshots {
                let draw = together ? shared : random.unit()
                row.event = draw < LogisticModel.probability(score) ? 1 : 0
                drawn.rows.append(row)
            }
        }
        return drawn
    }

    private struct SplitMix {
        var state: UInt64

        mutating func unit() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
        }
    }

    /// How many of the coefficients' 95% intervals hold the truth, by plain and by-person standard errors.
    private static func coverage(
        seeds: Int, people: Int, snapshots: Int, together: Bool
    ) throws -> (plain: Double, byPerson: Double) {
        var (plain, byPerson) = (0, 0)
        for seed in 1...seeds {
            let rows = try draw(people: people, snapshots: snapshots, together: together, seed: UInt64(seed) << 32)
            let fit = try LogisticFit(rows)
            let robust = try PersonCovariance(of: fit, rows).matrix.diagonal.map { $0.squareRoot() }
            for (index, value) in truth.enumerated() {
                let off = abs(fit.coefficients[index] - value)
                if off < 1.959964 * fit.standardErrors[index] { plain += 1 }
                if off < 1.959964 * robust[index] { byPerson += 1 }
            }
        }
        let all = Double(seeds * truth.count)
        return (Double(plain) / all, Double(byPerson) / all)
    }

    @Test("is recovered by fitting: 95% of the intervals hold the coefficients that it was drawn from")
    func recovered() throws {
        // 1,400 intervals: the share varies by about 0.6 points, more where a fit's are off together.
        let coverage = try Self.coverage(seeds: 200, people: 1_500, snapshots: 1, together: false)
        #expect(abs(coverage.plain - 0.95) < 0.02, "\(coverage.plain)")
        #expect(abs(coverage.byPerson - 0.95) < 0.02, "\(coverage.byPerson)")
    }

    @Test("where people are in four snapshots, it is the intervals by person that hold what they should")
    func repeated() throws {
        let coverage = try Self.coverage(seeds: 100, people: 800, snapshots: 4, together: true)
        #expect(abs(coverage.byPerson - 0.95) < 0.025, "\(coverage.byPerson)")
        #expect(coverage.plain < 0.75, "\(coverage.plain)")
    }

    @Test(
        "people judged by a model of a small baseline differ by chance too often, unless its uncertainty is allowed for"
    )
    func judged() throws {
        let runs = 150
        var called = (without: 0, with: 0)
        for seed in 1...runs {
            let baseline = try Self.draw(people: 400, snapshots: 1, together: false, seed: UInt64(seed) << 32)
            let fit = try LogisticFit(baseline)
            let byPerson = try PersonCovariance(of: fit, baseline).matrix
            let factor = try #require(Cholesky(byPerson))
            let area = try Self.draw(people: 1_200, snapshots: 1, together: false, seed: UInt64(seed) << 32 + 1)
            var gradient = [Double](repeating: 0, count: Self.truth.count)
            var (predicted, observed): ([Double], Int) = ([], 0)
            try area.visit { row in
                let p = LogisticModel.probability(
                    fit.coefficients.withUnsafeBufferPointer { row.score($0.baseAddress!) })
                predicted.append(p)
                observed += row.events > 0 ? 1 : 0
                for index in 0..<row.columns.count {
                    gradient[Int(row.columns[index])] += p * (1 - p) * row.values[index]
                }
            }
            let people = try RepeatedPeople(
                probabilities: predicted, rowsPerPerson: predicted.map { _ in 1 }, correlation: 0)
            let error = factor.transposedFactor(times: gradient).reduce(0) { $0 + $1 * $1 }.squareRoot()
            if try JudgedCount(of: people).test(observed: observed).p < 0.05 { called.without += 1 }
            if try JudgedCount(of: people, standardError: error).test(observed: observed).p < 0.05 { called.with += 1 }
        }
        // 5% of 150 are 7.5, give or take 2.7.
        #expect(called.without > 30, "\(called)")
        #expect((1...16).contains(called.with), "\(called)")
    }
}
