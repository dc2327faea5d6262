import ReportKit
import Significance
import Testing

@Suite("Risk groups with people in several rows")
struct RepeatsByRiskTests {
    private static let rows = (0..<400).flatMap { person in
        let predicted = 0.05 + 0.4 * Double(person % 20) / 20
        return (0..<3).map { row in (person: Int32(person), predicted: predicted + 0.001 * Double(row)) }
    }

    private static func groups(correlation: Double) -> [RiskGroup] {
        let tenths = RiskGroup.tenths(
            of: ScoredOutcomes(rows.map { .init(predicted: $0.predicted, happened: $0.person / 20 % 5 == 0) }))
        var repeats = RepeatsByRisk(tenths, correlation: correlation)
        for row in rows { repeats.add(person: row.person, predicted: row.predicted) }
        return repeats.groups
    }

    @Test("three alike rows a person make a design effect of one and twice the correlation")
    func designEffect() {
        for group in Self.groups(correlation: 0.3) { #expect(abs(group.designEffect - 1.6) < 0.02) }
        for group in Self.groups(correlation: 0) { #expect(group.designEffect == 1) }
    }

    @Test("the interval of a group widens with the design effect, and joined groups have its mean")
    func interval() throws {
        let (apart, together) = (Self.groups(correlation: 0), Self.groups(correlation: 0.5))
        for (one, other) in zip(apart, together) {
            let (narrow, wide) = (try #require(one.interval), try #require(other.interval))
            let ratio = (wide.upper - wide.lower) / (narrow.upper - narrow.lower)
            #expect(abs(ratio - 2.0.squareRoot()) < 0.05)
            let plain = try Proportions.wilsonInterval(observed: one.observed, n: one.n)
            #expect(abs(narrow.lower - plain.lower) < 1e-12 && abs(narrow.upper - plain.upper) < 1e-12)
        }
        #expect(abs(together[0].joined(together[1]).designEffect - 2) < 0.02)
    }
}
