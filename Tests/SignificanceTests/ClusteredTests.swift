import Testing

@testable import Significance

@Suite("Clustered by offender")
struct ClusteredTests {
    @Test("an offender in four snapshots counts once in the clustered variance")
    func oncePerPerson() throws {
        let result = try Clustered.test(
            clusters: [7, 7, 7, 7, 9], observed: [true, true, false, true, false],
            predicted: [0.1, 0.2, 0.1, 0.1, 0.3])
        let first = 3 - 0.5
        #expect(relativeError(result.variance, first * first + 0.09) < 1e-14)
        #expect(result.clusters == 2 && result.few)
        #expect(
            relativeError(try #require(result.normal.statistic), (first - 0.3) / (first * first + 0.09).squareRoot())
                < 1e-14)
    }

    @Test("rows in any order, and ids near or far apart, give the same answer")
    func order() throws {
        var generator = SeededGenerator(seed: 11)
        let people = (0..<400).map { _ in Int32(generator.next() % 150) }
        let observed = people.map { _ in generator.uniform() < 0.2 }
        let predicted = people.map { _ in generator.uniform() / 2 }
        let plain = try Clustered.test(clusters: people, observed: observed, predicted: predicted)
        let order = people.indices.shuffled(using: &generator)
        let shuffled = try Clustered.test(
            clusters: order.map { people[$0] }, observed: order.map { observed[$0] },
            predicted: order.map { predicted[$0] })
        let spread = try Clustered.test(
            clusters: people.map { $0 * 14_000_000 - 2_000_000_000 }, observed: observed, predicted: predicted)
        for other in [shuffled, spread] {
            #expect(relativeError(other.normal.p, plain.normal.p) < 1e-12)
            #expect(relativeError(other.variance, plain.variance) < 1e-13)
            #expect(other.clusters == plain.clusters)
            #expect(relativeError(other.effectiveClusters, plain.effectiveClusters) < 1e-13)
        }
    }

    @Test("one row a person gives the sum of squared residuals, and a design effect near one")
    func noRepeats() throws {
        var generator = SeededGenerator(seed: 3)
        let predicted = (0..<20_000).map { _ in generator.uniform() * 0.3 }
        let observed = predicted.map { generator.uniform() < $0 }
        let result = try Clustered.test(
            clusters: (0..<20_000).map(Int32.init), observed: observed, predicted: predicted)
        #expect((try #require(result.designEffect) - 1).magnitude < 0.03)
        #expect(!result.few)
        #expect(relativeError(result.normal.p, try #require(result.smallSample).p) < 0.02)
    }

    @Test("the small-sample form is the one-sample t test of the people's residual sums")
    func tTest() throws {
        let result = try Clustered.test(residualSums: [0.9, -0.1, 0.8, -0.2, 1.7, -0.3, 0.4])
        let t = try #require(result.smallSample)
        #expect(relativeError(try #require(t.statistic), 1.6621040665546651) < 1e-12)
        #expect(relativeError(t.p, 0.14755456341529982) < 1e-11)
    }

    @Test("people unequal in rows make fewer effective people")
    func effective() throws {
        let result = try Clustered.test(residualSums: [0.9, -0.1, 0.8, -0.2], variances: [0.3, 0.1, 0.1, 0])
        #expect(result.clusters == 3)
        #expect(relativeError(result.effectiveClusters, 0.25 / 0.11) < 1e-14)
    }

    @Test("the clustered test holds its level where the same people come back with the same outcome")
    func size() throws {
        var generator = SeededGenerator(seed: 2010)
        var rejected = (plain: 0, clustered: 0)
        for _ in 0..<2_000 {
            var sums: [Double] = []
            var total = 0.0
            for _ in 0..<150 {
                let residual = 4 * ((generator.uniform() < 0.25 ? 1 : 0) - 0.25)
                sums.append(residual)
                total += residual
            }
            if (total / (600 * 0.1875).squareRoot()).magnitude > 1.96 { rejected.plain += 1 }
            if try Clustered.test(residualSums: sums).normal.p <= 0.05 { rejected.clustered += 1 }
        }
        #expect(rejected.plain > 500)
        #expect((70...135).contains(rejected.clustered), "\(rejected)")
    }

    @Test("no residual at all leaves no z; one person leaves no t")
    func nothing() throws {
        let still = try Clustered.test(residualSums: [0, 0])
        #expect(still.normal.statistic == nil && still.normal.p == 1)
        #expect(try Clustered.test(residualSums: [0.7]).smallSample == nil)
    }

    @Test("bad rows are refused by name and place")
    func badInput() {
        #expect(throws: SignificanceError.empty(name: "residualSums")) { try Clustered.test(residualSums: []) }
        #expect(throws: SignificanceError.self) { try Clustered.test(residualSums: [.nan]) }
        #expect(throws: SignificanceError.notAProbability(name: "predicted", value: 1.5, index: 1)) {
            try Clustered.test(clusters: [1, 2], observed: [true, true], predicted: [0.5, 1.5])
        }
        #expect(throws: SignificanceError.self) {
            try Clustered.test(clusters: [1, 2], observed: [true], predicted: [0.5, 0.5])
        }
    }
}
