import Foundation
import Testing

@testable import Significance

@Suite("The same people in two periods, judged and bounded on one scale")
struct PeriodChangeTests {
    private func sums(_ baseline: [Int], _ followUp: [Int]) throws -> TwoPeriods {
        var sums = TwoPeriods()
        for (before, after) in zip(baseline, followUp) { try sums.add(baseline: before, followUp: after) }
        return sums
    }

    /// The change of a group whose dispersion is estimated from it alone.
    private func lone(_ group: TwoPeriods) throws -> PeriodChange {
        try PeriodChange(of: group, among: PooledDispersion([group]))
    }

    @Test("test and interval are SciPy's binom and t, with the dispersion estimated as described")
    func reference() throws {
        let varied = try lone(
            try sums([5, 3, 8, 2, 6, 4, 9, 1, 7, 5, 3, 6], [3, 2, 6, 0, 14, 5, 4, 1, 3, 2, 2, 5]))
        #expect(relativeError(varied.dispersion, 1.4956203042525724) < 1e-12)
        #expect(relativeError(try varied.test(expectedRatio: 0.78).p, 0.9292323341689248) < 1e-9)
        #expect(relativeError(try varied.interval().lower, 0.46646899302721473) < 1e-9)
        #expect(relativeError(try varied.interval().upper, 1.3479731044075964) < 1e-9)
        let steady = try lone(try sums((1...120).map { 4 + $0 % 3 }, (1...120).map { $0 % 4 }))
        #expect(steady.dispersion == 1 && steady.ratio == 0.3)
        #expect(relativeError(try steady.test(expectedRatio: 0.7).p, 5.010062479974495e-19) < 1e-8)
        #expect(relativeError(try steady.interval().lower, 0.2530161578122986) < 1e-9)
        #expect(relativeError(try steady.interval().upper, 0.3543597585349532) < 1e-9)
    }

    @Test("no offence of thirty people, where two were expected, proves nothing; where six were, little")
    func nothingHappened() throws {
        let ten = try lone(
            try sums(Array(repeating: 1, count: 10) + Array(repeating: 0, count: 20), Array(repeating: 0, count: 30)))
        #expect(relativeError(try ten.test(expectedRatio: 0.195).p, 0.1789305188920563) < 1e-9)
        let interval = try ten.interval()
        #expect(interval.lower == 0 && relativeError(interval.upper, 0.37689143087803906) < 1e-9)
        let thirty = try lone(try sums(Array(repeating: 1, count: 30), Array(repeating: 0, count: 30)))
        #expect(relativeError(try thirty.test(expectedRatio: 0.195).p, 0.008532935911412966) < 1e-9)
    }

    @Test("a change differs significantly from an expected one exactly where its interval leaves it out")
    func agreement() throws {
        var generator = SeededGenerator(seed: 30)
        for _ in 0..<300 {
            var group = TwoPeriods()
            try group.add(baseline: 1, followUp: 0)
            let busy = generator.uniform()
            for _ in 0..<Int(generator.uniform() * 80) {
                try group.add(
                    baseline: Int(generator.uniform() * 6),
                    followUp: generator.uniform() < busy ? Int(generator.uniform() * 12) : 0)
            }
            let change = try lone(group)
            let interval = try change.interval()
            for (end, inward) in [(interval.lower, 1 + 1e-9), (interval.upper, 1 - 1e-9)] where end > 0 && end < 1e100 {
                #expect(try change.test(expectedRatio: end * inward).p >= 0.05)
                #expect(try change.test(expectedRatio: end / inward).p < 0.05)
            }
        }
    }

    @Test("people who differ do not raise the dispersion, people who change do, and one area hardly moves it")
    func dispersion() throws {
        let differing = try (0..<10).map { area in
            try sums((0..<50).map { ($0 + area) % 10 }, (0..<50).map { (($0 + area) % 10) / 2 })
        }
        #expect(PooledDispersion(differing).dispersion == 1)
        let changing = try sums(Array(repeating: 4, count: 40), (0..<40).map { $0 % 4 == 0 ? 16 : 0 })
        let own = PooledDispersion([changing]).dispersion(of: changing)
        #expect(own > 5 && PooledDispersion(differing + [changing]).dispersion(of: changing) < own / 1.5)
        #expect(PooledDispersion([TwoPeriods]()).dispersion == 1)
        #expect(changing.withoutFollowUp.followUp == 0 && changing.withoutFollowUp.baseline == 160)
    }

    @Test("under the expectation, each side is called about one time in forty, and few offences are not proof")
    func size() throws {
        var generator = SeededGenerator(seed: 8)
        for (people, mean, share, band) in [
            (30, 0.3, 0.25, 0.0...0.037), (60, 1.0, 0.25, 0.010...0.037), (60, 1.0, 1.0, 0.013...0.037),
            (40, 4.0, 1.0, 0.013...0.037),
        ] {
            var (low, high) = (0, 0)
            let (rounds, areas) = (150, 10)
            let ratio = 0.78 * share
            for _ in 0..<rounds {
                let groups = try (0..<areas).map { _ in
                    var group = TwoPeriods()
                    for _ in 0..<people {
                        let rate = mean * -generator.logOfUniform()
                        try group.add(
                            baseline: generator.poisson(mean: rate), followUp: generator.poisson(mean: rate * ratio))
                    }
                    return group
                }
                let pooled = PooledDispersion(groups)
                for group in groups where group.baseline > 0 {
                    let test = try PeriodChange(of: group, among: pooled).test(expectedRatio: ratio)
                    if test.p < 0.05 { if test.pLower < test.pUpper { low += 1 } else { high += 1 } }
                }
            }
            let tested = Double(rounds * areas)
            #expect(band.contains(Double(low) / tested), "low, \(people) people, \(mean)")
            #expect(band.contains(Double(high) / tested), "high, \(people) people, \(mean)")
        }
    }

    @Test("bad arguments of a change are refused by name")
    func refused() throws {
        var group = TwoPeriods()
        #expect(throws: SignificanceError.self) { try group.add(baseline: -1, followUp: 0) }
        #expect(throws: SignificanceError.self) { try group.add(baseline: 0, followUp: -1) }
        #expect(throws: SignificanceError.tooFew(name: "baseline", count: 0, needed: 1)) { try lone(group) }
        try group.add(baseline: 2, followUp: 1)
        let change = try lone(group)
        #expect(throws: SignificanceError.self) { try change.test(expectedRatio: 0) }
        #expect(throws: SignificanceError.self) { try change.interval(confidence: 0) }
    }
}

extension SeededGenerator {
    /// The logarithm of a uniform number above 0.
    mutating func logOfUniform() -> Double { log(max(uniform(), 0x1p-53)) }
}
