import Testing

@testable import Significance

@Suite("Proportions")
struct ProportionTests {
    @Test("every row of binomial.csv is met to 1e-12")
    func reference() throws {
        let table = try ReferenceTable("binomial")
        for row in table.rows {
            let (observed, n) = (try table.integer("observed", row), try table.integer("n", row))
            let predicted = try table.number("predicted", row)
            let z = try Proportions.zTest(observed: observed, n: n, predicted: predicted)
            let exact = try Proportions.exactTest(observed: observed, n: n, predicted: predicted)
            let mid = try Proportions.midPTest(observed: observed, n: n, predicted: predicted)
            let clopperPearson = try Proportions.clopperPearsonInterval(observed: observed, n: n)
            let wilson = try Proportions.wilsonInterval(observed: observed, n: n)
            for (column, value) in [
                ("z", z.statistic ?? .nan), ("p_z_two_sided", z.p), ("p_lower_le", exact.pLower),
                ("p_upper_ge", exact.pUpper), ("p_exact_two_sided_min_likelihood", exact.p),
                ("p_mid_two_sided_doubled", mid.p), ("cp_lower95", clopperPearson.lower),
                ("cp_upper95", clopperPearson.upper), ("wilson_lower95", wilson.lower),
                ("wilson_upper95", wilson.upper),
            ] {
                #expect(relativeError(value, try table.number(column, row)) < 1e-12, "\(column) of \(row)")
            }
        }
    }

    @Test("the illustrative check of the domain notes: z -2.118, p 0.034, Wilson 10.40 to 11.66")
    func illustration() throws {
        let z = try Proportions.zTest(observed: 1034, n: 9389, predicted: 1100.0 / 9389)
        #expect((try #require(z.statistic) + 2.118).magnitude < 5e-4)
        #expect((z.p - 0.034).magnitude < 5e-4)
        let wilson = try Proportions.wilsonInterval(observed: 1034, n: 9389)
        #expect((wilson.lower - 0.1040).magnitude < 5e-5)
        #expect((wilson.upper - 0.1166).magnitude < 5e-5)
    }

    @Test("a certain prediction leaves no z, but a clear p")
    func certain() throws {
        let kept = try Proportions.zTest(observed: 0, n: 10, predicted: 0)
        #expect(kept.statistic == nil && kept.p == 1)
        let broken = try Proportions.zTest(observed: 1, n: 10, predicted: 0)
        #expect(broken.p == 0 && broken.pLower == 1 && broken.pUpper == 0)
        #expect(try Proportions.exactTest(observed: 10, n: 10, predicted: 1).p == 1)
        #expect(try Proportions.exactTest(observed: 9, n: 10, predicted: 1).p == 0)
        #expect(try Proportions.exactTest(observed: 1, n: 10, predicted: 0).p == 0)
    }

    @Test("the tails add to one plus the point, whatever n and p")
    func tailsAddUp() throws {
        for (n, p) in [(1, 0.3), (12, 0.5), (461, 0.0976), (8029, 0.105), (616_252, 0.1087)] {
            let binomial = try Binomial(n: n, probability: p)
            let mean = Int(binomial.mean)
            for k in [0, mean / 2, mean, mean + 1, mean + 3, n] {
                let sum = binomial.lowerTail(k) + binomial.upperTail(k)
                #expect((sum - 1 - binomial.pmf(k)).magnitude < 1e-13, "n \(n), k \(k)")
            }
        }
    }

    @Test("the lower tail rises with the count and the upper falls")
    func monotone() throws {
        let binomial = try Binomial(n: 300, probability: 0.37)
        for k in 1...300 {
            #expect(binomial.lowerTail(k) >= binomial.lowerTail(k - 1))
            #expect(binomial.upperTail(k) <= binomial.upperTail(k - 1))
        }
    }

    @Test("success and failure change places under p to 1 - p")
    func symmetric() throws {
        for (observed, n, p) in [(3, 20, 0.125), (61, 461, 0.0625), (907, 8029, 0.375)] {
            let test = try Proportions.exactTest(observed: observed, n: n, predicted: p)
            let mirrored = try Proportions.exactTest(observed: n - observed, n: n, predicted: 1 - p)
            #expect(relativeError(test.p, mirrored.p) < 1e-13)
            #expect(relativeError(test.pLower, mirrored.pUpper) < 1e-13)
            let interval = try Proportions.clopperPearsonInterval(observed: observed, n: n)
            let mirror = try Proportions.clopperPearsonInterval(observed: n - observed, n: n)
            #expect((interval.lower + mirror.upper - 1).magnitude < 1e-15)
        }
    }

    @Test("every interval covers its point, and a wider level a wider interval", arguments: [0.8, 0.95, 0.998])
    func covers(confidence: Double) throws {
        for (observed, n) in [(0, 1), (1, 1), (0, 20), (3, 20), (20, 20), (907, 8029), (67_000, 616_252)] {
            let point = Double(observed) / Double(n)
            for interval in [
                try Proportions.wilsonInterval(observed: observed, n: n, confidence: confidence),
                try Proportions.clopperPearsonInterval(observed: observed, n: n, confidence: confidence),
            ] {
                #expect(interval.contains(point))
                #expect(interval.lower >= 0 && interval.upper <= 1)
            }
            let narrow = try Proportions.clopperPearsonInterval(observed: observed, n: n, confidence: 0.5)
            let wide = try Proportions.clopperPearsonInterval(observed: observed, n: n, confidence: confidence)
            #expect(wide.lower <= narrow.lower && wide.upper >= narrow.upper)
        }
    }

    @Test("the exact test rejects a true prediction no oftener than its level, at every n")
    func size() throws {
        for (n, p) in [(5, 0.3719), (12, 0.4214), (30, 0.2184), (150, 0.102)] {
            let binomial = try Binomial(n: n, probability: p)
            for level in [0.01, 0.05, 0.2] {
                var rejected = 0.0
                for k in 0...n where try Proportions.exactTest(observed: k, n: n, predicted: p).p <= level {
                    rejected += binomial.pmf(k)
                }
                #expect(rejected <= level, "n \(n), p \(p), level \(level)")
            }
        }
    }

    @Test("a limit of the Clopper-Pearson interval is the rate at which the exact tail is 2.5%")
    func intervalInvertsTail() throws {
        let interval = try Proportions.clopperPearsonInterval(observed: 61, n: 461)
        #expect(relativeError(try Binomial(n: 461, probability: interval.lower).upperTail(61), 0.025) < 1e-11)
        #expect(relativeError(try Binomial(n: 461, probability: interval.upper).lowerTail(61), 0.025) < 1e-11)
    }

    @Test("far tails keep their digits: 10 of 616,252 at 1%")
    func farTail() throws {
        let test = try Proportions.exactTest(observed: 5400, n: 616_252, predicted: 0.01)
        #expect(test.pLower > 1e-30 && test.pLower < 1e-15)
        #expect(relativeError(test.pUpper, 1) < 1e-14)
    }

    @Test("bad input is refused by name, with the value and the remedy")
    func badInput() {
        #expect(throws: SignificanceError.notAProbability(name: "predicted", value: 1.5, index: nil)) {
            try Proportions.zTest(observed: 1, n: 10, predicted: 1.5)
        }
        #expect(throws: SignificanceError.self) { try Proportions.exactTest(observed: 1, n: 10, predicted: .nan) }
        #expect(throws: SignificanceError.self) { try Proportions.exactTest(observed: 11, n: 10, predicted: 0.5) }
        #expect(throws: SignificanceError.self) { try Proportions.wilsonInterval(observed: -1, n: 10) }
        #expect(throws: SignificanceError.self) { try Proportions.wilsonInterval(observed: 0, n: 0) }
        #expect(throws: SignificanceError.self) {
            try Proportions.clopperPearsonInterval(observed: 1, n: 10, confidence: 1)
        }
        let error = SignificanceError.notAProbability(name: "probabilities", value: 2, index: 7)
        #expect(error.description == "probabilities[7] is 2.0: give a probability from 0 to 1")
    }
}
