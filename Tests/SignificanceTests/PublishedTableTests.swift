import Testing

@testable import Significance

@Suite("Figures published by PHEindicatormethods")
struct PublishedTableTests {
    @Test("its exact limits of a count agree to the 1e-6 to which it searched for them, 1e-4 for a single event")
    func ratioFunnel() throws {
        let table = try ReferenceTable("phe_funnel_ratio")
        for row in table.rows {
            let observed = try table.integer("observed", row)
            for (confidence, name) in [(0.95, "95"), (0.998, "998")] {
                let interval = try Counts.exactInterval(observed: observed, confidence: confidence)
                let tolerance = observed == 1 ? 1e-4 : 1e-6
                #expect(relativeError(interval.upper, try table.number("upper\(name)", row)) < tolerance, "\(row)")
                #expect(relativeError(interval.lower, try table.number("lower\(name)", row)) < tolerance, "\(row)")
            }
        }
    }

    @Test("its ratio funnel flags an area just when the exact Poisson limits do")
    func ratioFlags() throws {
        for (observed, expected) in [
            (8, 6.239860227), (151, 106.4429719), (159, 232.9329036), (191, 184.0963855), (0, 240.6273499),
            (16, 36.38844667), (6, 4.293052052), (29, 31.19956966), (66, 98.43400447), (84, 105.0),
        ] {
            for confidence in [0.95, 0.998] {
                let garwood = try Counts.exactInterval(observed: observed, confidence: confidence)
                let funnel = try ManyAreas.funnelLimits(expected: expected, confidence: confidence)
                #expect(garwood.contains(expected) == funnel.contains(Double(observed) / expected))
            }
        }
    }

    @Test("its proportion funnel is the normal one, to the six decimals printed")
    func proportionFunnel() throws {
        let table = try ReferenceTable("phe_funnel_proportion")
        for row in table.rows {
            let n = try table.integer("n", row)
            for (confidence, name) in [(0.95, "95"), (0.998, "998")] {
                let limits = try ManyAreas.scoreFunnelLimits(n: n, target: 0.80642448, confidence: confidence)
                #expect((limits.lower * 100 - (try table.number("lower\(name)", row))).magnitude < 2e-6)
                #expect((limits.upper * 100 - (try table.number("upper\(name)", row))).magnitude < 2e-6)
            }
        }
    }

    @Test("the exact proportion funnel differs from it by less than one person, the more the fewer people")
    func proportionDifference() throws {
        for n in [50, 211, 1_008, 9_998, 110_000] {
            let exact = try ManyAreas.funnelLimits(n: n, target: 0.80642448)
            let normal = try ManyAreas.scoreFunnelLimits(n: n, target: 0.80642448)
            #expect((exact.lower - normal.lower).magnitude * Double(n) < 1)
            #expect((exact.upper - normal.upper).magnitude * Double(n) < 1)
        }
    }

    @Test("Dobson's interval about Fleiss' standardised rate of Down's syndrome, 75.52901 in 100,000")
    func directRate() throws {
        let rate = try Standardised.directRate(
            observed: [0, 8, 63, 112, 262, 295], n: [327, 30_666, 123_419, 149_919, 104_088, 34_392],
            standard: [319_933, 931_318, 786_511, 488_235, 237_863, 61_313])
        #expect((rate.value - 75.52901).magnitude < 5e-6)
        let interval = try #require(rate.interval)
        #expect(relativeError(interval.lower, 67.63274312268956) < 1e-12)
        #expect(relativeError(interval.upper, 83.86710870854243) < 1e-12)
    }
}
