import ReportKit
import Significance
import Simulation
import Testing

@Suite("Simulated people with predictions")
struct PredictedPeopleTests {
    private static let areas = 35

    @Test("the predictions of an area average exactly the design's mean, and people have the design's rows")
    func predictions() throws {
        let design = PredictedPeople(mean: 0.3, repeats: .mixed, correlation: 0.4, n: 403)
        let (predicted, persons, _) = try columns(of: design, reports: 1)[0]
        for area in 0..<Self.areas {
            let sum = predicted[area * 403..<(area + 1) * 403].reduce(0, +)
            #expect((sum / 403 - 0.3).magnitude < 1e-12)
        }
        let rows = Dictionary(persons.map { ($0, 1) }, uniquingKeysWith: +)
        for (count, share) in [(1, 0.35), (2, 0.2), (3, 0.15), (4, 0.3)] {
            let found = Double(rows.values.count { $0 == count }) / Double(rows.count)
            #expect((found - share).magnitude < 0.03)
        }
        #expect(rows.values.allSatisfy { $0 <= 4 })
    }

    @Test("outcomes happen as often as predicted, and two of one person together as their correlation says")
    func outcomes() throws {
        let design = PredictedPeople(mean: 0.1, repeats: .four, correlation: 0.7, n: 40)
        let reports = try columns(of: design, reports: 200)
        let (predicted, persons, _) = reports[0]
        let expected = predicted.reduce(0, +)
        #expect(isLikely(reports.map { Double($0.outcomes.reduce(0, +)) }, mean: expected))

        let pairs = pairs(persons)
        let together = pairs.map { bothHappen(predicted[$0.0], predicted[$0.1], correlation: 0.7) }
        let counts = reports.map { report in
            Double(pairs.count { report.outcomes[$0.0] + report.outcomes[$0.1] == 2 })
        }
        #expect(isLikely(counts, mean: together.reduce(0, +)))
    }

    @Test("where an area differs, its outcomes happen that much more or less often, and those of others do not")
    func effects() throws {
        let design = PredictedPeople(mean: 0.1, repeats: .mixed, correlation: 0.4, n: 100)
        var effects = [Double](repeating: 0, count: Self.areas)
        (effects[3], effects[4]) = (0.2, -0.2)
        let reports = try columns(of: design, effects: effects, reports: 200)
        for (area, rate) in [(2, 0.1), (3, 0.12), (4, 0.08)] {
            let rows = area * 100..<(area + 1) * 100
            #expect(isLikely(reports.map { Double($0.outcomes[rows].reduce(0, +)) }, mean: 100 * rate))
        }
    }

    // MARK: - Helpers

    private typealias Report = (predicted: [Double], persons: [Int], outcomes: [Int])

    /// The columns of reports on the same people.
    private func columns(of design: PredictedPeople, effects: [Double]? = nil, reports: Int) throws -> [Report] {
        var random = RandomStream(seed: 5, name: "people", number: 0)
        let people = design.people(&random)
        return try (0..<reports).map { _ in
            let effects = effects ?? Array(repeating: 0, count: Self.areas)
            let rows = design.rows(of: people, effects: effects, &random)
            guard case .reals(let predicted)? = rows.columns["predicted"],
                case .integers(let persons)? = rows.columns["offender_id"],
                case .integers(let outcomes)? = rows.columns["reoffended"]
            else { throw ReportError.noData(indicator: "SIM", period: "", missing: "columns of people") }
            return (predicted, persons, outcomes)
        }
    }

    /// The pairs of rows of the same person.
    private func pairs(_ persons: [Int]) -> [(Int, Int)] {
        persons.indices.flatMap { row in
            (row + 1..<min(row + 4, persons.count)).filter { persons[$0] == persons[row] }.map { (row, $0) }
        }
    }

    /// The probability that two outcomes of one person both happen: ∫ φ(a) Φ(u(a)) Φ(v(a)) da over the person's effect
    /// a, by the trapezoidal rule, which for such integrands is exact to many digits.
    private func bothHappen(_ one: Double, _ other: Double, correlation: Double) -> Double {
        let (u, v) = (Normal.quantile(one), Normal.quantile(other))
        let (shared, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
        return stride(from: -6.0, through: 6, by: 0.25).reduce(0) { sum, a in
            sum + 0.25 * Normal.density(a) * Normal.cdf((u - shared * a) / own) * Normal.cdf((v - shared * a) / own)
        }
    }

    /// Whether counts of independent reports average what they should, within five of their standard errors.
    private func isLikely(_ counts: [Double], mean: Double) -> Bool {
        let n = Double(counts.count)
        let average = counts.reduce(0, +) / n
        let variance = counts.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (n - 1)
        return variance > 0 && (average - mean).magnitude < 5 * (variance / n).squareRoot()
    }
}
