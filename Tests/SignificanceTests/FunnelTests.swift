import Testing

@testable import Significance

@Suite("Many areas: funnels and ranks")
struct FunnelTests {
    @Test("an area lies outside the exact funnel just when its exact tail is below half the level")
    func binomialFlags() throws {
        for (n, target) in [(12, 0.3), (300, 0.1), (3_541, 0.105)] {
            let binomial = try Binomial(n: n, probability: target)
            for confidence in [0.9, 0.95, 0.998] {
                let limits = try ManyAreas.funnelLimits(n: n, target: target, confidence: confidence)
                let tail = (1 - confidence) / 2
                let centre = Int(binomial.mean)
                for k in max(0, centre - 90)...min(n, centre + 90) {
                    let rate = Double(k) / Double(n)
                    #expect((rate < limits.lower) == (binomial.lowerTail(k) < tail), "\(k) of \(n)")
                    #expect((rate > limits.upper) == (binomial.upperTail(k) < tail), "\(k) of \(n)")
                }
            }
        }
    }

    @Test("the predicted-rate funnel is the binomial one for equal people, and narrower where they differ")
    func predictedRate() throws {
        let equal = try ManyAreas.funnelLimits(probabilities: [Double](repeating: 0.125, count: 2_000))
        let binomial = try ManyAreas.funnelLimits(n: 2_000, target: 0.125)
        #expect(relativeError(equal.lower * 0.125, binomial.lower) < 1e-9)
        #expect(relativeError(equal.upper * 0.125, binomial.upper) < 1e-9)
        let mixed = try ManyAreas.funnelLimits(
            probabilities: (0..<2_000).map { $0.isMultiple(of: 2) ? 0.01 : 0.24 })
        #expect(mixed.lower > equal.lower && mixed.upper < equal.upper)
    }

    @Test("small groups and certain people have exact limits too")
    func smallGroups() throws {
        let probabilities = [0.2, 0.4, 0.1, 1, 0, 0.7]
        let distribution = try PoissonBinomial(probabilities: probabilities)
        let limits = try ManyAreas.funnelLimits(probabilities: probabilities, confidence: 0.8)
        for k in 0...6 {
            let ratio = Double(k) / distribution.mean
            #expect((ratio < limits.lower) == (distribution.lowerTail(k) < 0.1 - 1e-12), "\(k)")
            #expect((ratio > limits.upper) == (distribution.upperTail(k) < 0.1 - 1e-12), "\(k)")
        }
        let certain = try ManyAreas.funnelLimits(probabilities: [1, 0, 1])
        #expect(certain.lower == 1 && certain.upper == 1)
        let none = try ManyAreas.funnelLimits(n: 10, target: 0)
        #expect(none.lower == 0 && none.upper == 0)
    }

    @Test("every funnel covers its target and widens with its level")
    func covers() throws {
        for expected in [0.3, 4, 40, 4_000] {
            let inner = try ManyAreas.funnelLimits(expected: expected)
            let outer = try ManyAreas.funnelLimits(expected: expected, confidence: 0.998)
            let predictive = try ManyAreas.funnelLimits(expected: expected, betweenVariance: 0.01)
            #expect(inner.contains(1) && outer.lower <= inner.lower && outer.upper >= inner.upper)
            #expect(predictive.lower <= inner.lower + 1e-9 && predictive.upper >= inner.upper - 1e-9)
        }
    }

    @Test("predictive limits tend to the exact ones as areas differ less")
    func predictive() throws {
        let exact = try ManyAreas.funnelLimits(n: 3_000, target: 0.1, confidence: 0.998)
        let mixed = try ManyAreas.funnelLimits(n: 3_000, target: 0.1, betweenVariance: 1e-9, confidence: 0.998)
        #expect(relativeError(mixed.lower, exact.lower) < 1e-4)
        #expect(relativeError(mixed.upper, exact.upper) < 1e-4)
        let wide = try ManyAreas.funnelLimits(n: 3_000, target: 0.1, betweenVariance: 4e-4, confidence: 0.998)
        #expect(wide.lower < 0.6 * exact.lower && wide.upper > 1.2 * exact.upper)
        let count = try ManyAreas.funnelLimits(expected: 40, betweenVariance: 1e-9)
        #expect(relativeError(count.upper, try ManyAreas.funnelLimits(expected: 40).upper) < 1e-6)
    }

    let observed = [100.0, 150, 180, 80, 120, 225]
    let expected = [108.0, 112, 165, 95, 100, 220]

    @Test("over-dispersion as FunnelPlotR measures it, on its own six test areas")
    func overdispersion() throws {
        for (scale, trimming, phi, tauSquared) in [
            (FunnelScale.logRatio, Trimming.winsorised(0.1), 2.149053099170452, 0.012118491459176522),
            (.rootRatio, .winsorised(0.1), 2.327178257594118, 0.0034397801541862704),
            (.rootRatio, .none, 3.2224175958036203, 0.0055011899155399955),
        ] {
            let scores = try zip(observed, expected).map { try scale.score(observed: $0, size: $1) }
            let result = try ManyAreas.overdispersion(
                zScores: scores.map(\.z), standardErrors: scores.map(\.standardError), trimming: trimming)
            #expect(relativeError(result.phi, phi) < 1e-12)
            #expect(relativeError(result.tauSquared, tauSquared) < 1e-11)
        }
    }

    @Test("truncation leaves out the lowest and highest tenth")
    func truncation() throws {
        let scores = [-9.0, -1, -0.5, -0.2, 0, 0.1, 0.3, 0.6, 1, 2, 8]
        let result = try ManyAreas.overdispersion(
            zScores: scores, standardErrors: scores.map { _ in 0.1 }, trimming: .truncated(0.1))
        #expect(result.areas == 9)
        #expect(relativeError(result.phi, scores[1...9].map { $0 * $0 }.reduce(0, +) / 9) < 1e-14)
    }

    @Test("areas that vary no more than chance keep their limits")
    func noOverdispersion() throws {
        let result = try ManyAreas.overdispersion(zScores: [0.3, -0.2, 0.5, -0.6], standardErrors: [1, 1, 1, 1])
        #expect(result.tauSquared == 0)
        let plain = try FunnelScale.rootRatio.limits(size: 25)
        #expect(relativeError(plain.lower, 0.8040036015459946 * 0.8040036015459946) < 1e-14)
        #expect(try FunnelScale.rootRatio.limits(size: 25, tauSquared: 4).lower == 0)
        #expect(try FunnelScale.arcsineProportion(target: 0.9).limits(size: 3, tauSquared: 1).upper == 1)
    }

    @Test("a league table's intervals hold the true ranks of all areas at once")
    func ranks() throws {
        var generator = SeededGenerator(seed: 42)
        var missed = 0
        for _ in 0..<300 {
            let truth = (0..<20).map { Double($0) / 10 }
            let estimates = truth.map { $0 + 0.3 * Normal.quantile(max(generator.uniform(), 1e-12)) }
            let ranks = try ManyAreas.ranks(estimates: estimates, standardErrors: truth.map { _ in 0.3 })
            if zip(ranks, 1...20).contains(where: { $1 < $0.lower || $1 > $0.upper }) { missed += 1 }
            #expect(ranks.allSatisfy { Double($0.lower) <= $0.rank && $0.rank <= Double($0.upper) })
        }
        #expect(missed <= 25)
    }

    @Test("clear differences give single ranks, ties share the middle")
    func clearRanks() throws {
        let ranks = try ManyAreas.ranks(estimates: [3, 1, 2, 2], standardErrors: [0.01, 0.01, 0.01, 0.01])
        #expect(ranks.map(\.rank) == [4, 1, 2.5, 2.5])
        #expect(ranks[0].lower == 4 && ranks[0].upper == 4 && ranks[2].lower == 2 && ranks[2].upper == 3)
    }

    @Test("bad funnels are refused by name")
    func badInput() {
        #expect(throws: SignificanceError.self) { try ManyAreas.funnelLimits(n: 10, target: 1.5) }
        #expect(throws: SignificanceError.self) { try ManyAreas.funnelLimits(expected: 0) }
        #expect(throws: SignificanceError.self) { try ManyAreas.funnelLimits(probabilities: [0, 0]) }
        #expect(throws: SignificanceError.self) { try ManyAreas.funnelLimits(n: 10, target: 0.5, confidence: 99.8) }
        #expect(throws: SignificanceError.self) { try ManyAreas.overdispersion(zScores: [1], standardErrors: [1]) }
        #expect(throws: SignificanceError.self) {
            try ManyAreas.overdispersion(zScores: [1, 2], standardErrors: [1, 1], trimming: .winsorised(0.6))
        }
        #expect(throws: SignificanceError.self) { try FunnelScale.logRatio.score(observed: 0, size: 4) }
        #expect(throws: SignificanceError.self) { try ManyAreas.ranks(estimates: [1, .nan], standardErrors: [1, 1]) }
    }
}
