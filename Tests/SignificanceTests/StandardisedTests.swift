import Testing

@testable import Significance

@Suite("Standardised rates and frequencies")
struct StandardisedTests {
    @Test("equal strata make the direct rate the plain rate, with Byar's interval")
    func plainRate() throws {
        let rate = try Standardised.directRate(
            observed: [10, 20], n: [1_000, 2_000], standard: [1, 2], per: 100)
        let byar = try Counts.byarInterval(observed: 30)
        #expect(relativeError(rate.value, 1) < 1e-14)
        #expect(relativeError(try #require(rate.interval).lower, byar.lower / 30) < 1e-13)
        #expect(!rate.few)
    }

    @Test("no event leaves a rate of 0 without an interval")
    func noEvent() throws {
        let rate = try Standardised.directRate(observed: [0, 0], n: [10, 20], standard: [1, 1])
        #expect(rate.value == 0 && rate.interval == nil && rate.few)
    }

    @Test("the indirect ratio adds up the expected events of the strata")
    func indirectRatio() throws {
        let ratio = try Standardised.indirectRatio(
            observed: [4, 8], n: [100, 200], referenceObserved: [30, 50], referenceN: [1_000, 1_000])
        #expect(relativeError(try #require(ratio.expected), 13) < 1e-14)
        #expect(relativeError(ratio.value, 12.0 / 13) < 1e-14)
        let byar = try Counts.byarInterval(observed: 12)
        #expect(relativeError(try #require(ratio.interval).upper, byar.upper / 13) < 1e-14)
        let small = try Standardised.indirectRatio(observed: 9, expected: 3)
        #expect(try #require(small.interval).method == "exact Poisson" && small.few)
    }

    @Test("a frequency's interval widens with the differences between people")
    func frequency() throws {
        let events = [0, 0, 1, 0, 3, 7, 2, 0, 1, 12, 0, 4, 1, 0, 0, 2, 5, 0, 1, 1]
        let frequency = try Counts.frequency(events: events)
        #expect(frequency.rate == 200 && frequency.events == 40 && frequency.n == 20)
        #expect(relativeError(try #require(frequency.dispersion), 4.631578947368421) < 1e-13)
        let interval = try #require(frequency.interval)
        #expect(relativeError(interval.lower, 98.1116613197569) < 1e-12)
        #expect(relativeError(interval.upper, 407.69873287167684) < 1e-12)
        let fit = try #require(frequency.negativeBinomial)
        #expect(relativeError(fit.size, 0.5939355461164678) < 1e-12)
        #expect(relativeError(fit.interval.lower, 104.65673176354517) < 1e-12)
        #expect(relativeError(fit.interval.upper, 382.20188349062414) < 1e-12)
        #expect(frequency.poissonInterval.lower > interval.lower)
    }

    @Test("people who vary no more than chance have no negative binomial; no events no interval")
    func evenFrequency() throws {
        #expect(try Counts.frequency(events: [1, 1, 1, 1]).negativeBinomial == nil)
        let none = try Counts.frequency(events: [0, 0, 0])
        #expect(none.interval == nil && none.rate == 0 && none.poissonInterval.upper > 0 && none.dispersion == nil)
        #expect(try Counts.frequency(events: [3]).interval == nil)
    }

    @Test("the negative and beta-binomial distributions agree with 40-digit sums")
    func distributions() throws {
        for (k, mean, size, pmf, lower, upper) in [
            (3, 12.5, 4.0, 0.0300339456486193254, 0.0637764348516171274, 0.966257510797002198),
            (60, 12.5, 4, 7.99427602970081847e-6, 0.999969413556386264, 0.0000385807196434368014),
            (0, 2, 0.5, 0.447213595499957939, 0.447213595499957939, 1),
            (700, 500, 20, 0.000734114814585921176, 0.949720574687141347, 0.0510135401274445742),
        ] {
            let distribution = try NegativeBinomial(mean: mean, size: size)
            #expect(relativeError(distribution.pmf(k), pmf) < 1e-13)
            #expect(relativeError(distribution.lowerTail(k), lower) < 1e-13)
            #expect(relativeError(distribution.upperTail(k), upper) < 1e-13)
        }
        let mixed = try BetaBinomial(n: 500, probability: 0.1, betweenVariance: 0.0004)
        for (k, lower, upper) in [
            (20, 0.00174951255840754015, 0.998860036579055059), (50, 0.540546327477645178, 0.492391775580331901),
            (90, 0.998294747416149148, 0.0020802986072899787),
        ] {
            #expect(relativeError(mixed.lowerTail(k), lower) < 1e-12)
            #expect(relativeError(mixed.upperTail(k), upper) < 1e-12)
        }
    }

    @Test("strata that do not match, or hold nobody, are refused")
    func badInput() {
        #expect(throws: SignificanceError.self) {
            try Standardised.directRate(observed: [1], n: [10, 20], standard: [1])
        }
        #expect(throws: SignificanceError.self) { try Standardised.directRate(observed: [1], n: [0], standard: [1]) }
        #expect(throws: SignificanceError.self) { try Standardised.indirectRatio(observed: 1, expected: 0) }
        #expect(throws: SignificanceError.empty(name: "events")) { try Counts.frequency(events: []) }
        #expect(throws: SignificanceError.self) { try Counts.frequency(events: [1, -1]) }
        #expect(throws: SignificanceError.self) { try NegativeBinomial(mean: 1, size: .nan) }
        #expect(throws: SignificanceError.self) { try BetaBinomial(n: 5, probability: 0.5, betweenVariance: 0.25) }
    }
}
