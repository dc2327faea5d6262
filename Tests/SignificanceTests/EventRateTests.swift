import Testing

@testable import Significance

@Suite("Events per person, judged and bounded on one scale")
struct EventRateTests {
    private func pairs(_ events: [Int], rows: Int = 1) throws -> EventPairs {
        var pairs = EventPairs()
        for count in events { try pairs.add(events: count, rows: rows) }
        return pairs
    }

    /// The rate of a group whose clustering is estimated from it alone.
    private func lone(_ pairs: EventPairs) throws -> EventRate {
        try EventRate(of: pairs, clustering: PooledClustering([pairs]).clustering(of: pairs))
    }

    @Test("pairs of events are counted within people, and set against chance")
    func counted() throws {
        let group = try pairs([2, 1, 0, 0])
        #expect(group.people == 4 && group.rows == 4 && group.events == 3 && group.effectivePeople == 4)
        #expect(group.together == 2, "the two events of one person, either first")
        #expect(relativeError(group.byChance, 4.0 * (9 - 5) / (16 - 4)) < 1e-15)
        #expect(try pairs([5]).byChance == 0 && EventPairs().byChance == 0 && EventPairs().effectivePeople == 0)
        var uneven = EventPairs()
        for rows in [1, 1, 4] { try uneven.add(events: 1, rows: rows) }
        #expect(uneven.effectivePeople == 2 && uneven.withoutEvents.effectivePeople == 2)
        #expect(uneven.withoutEvents.events == 0 && uneven.withoutEvents.together == 0)
    }

    @Test("test and interval are SciPy's nbinom and t, with the clustering estimated as described")
    func reference() throws {
        let cases: [(pairs: EventPairs, against: Double, excess: Double, p: Double, lower: Double, upper: Double)] = [
            (
                try pairs((1...60).map { ($0 % 4) * ($0 % 4) }), 2, 0.7164771224543771, 6.790869813963512e-05,
                2.716749966725733, 4.597747540804067
            ),
            (
                try pairs((1...60).map { 4 * ($0 % 4) }, rows: 4), 1, 0.40077958894401156, 9.87684527620108e-05,
                1.2389560298917122, 1.835574021692282
            ),
            (
                try pairs((1...60).map { $0 % 4 }), 1, 0, 0.0006177071205889615, 1.2076229085331185,
                1.842440214315002
            ),
        ]
        for (pairs, against, excess, p, lower, upper) in cases {
            let rate = try lone(pairs)
            #expect(relativeError(rate.clustering.excess, excess) < 1e-11)
            #expect(relativeError(try rate.test(expectedRate: against).p, p) < 1e-9)
            let interval = try rate.interval()
            #expect(relativeError(interval.lower, lower) < 1e-9 && relativeError(interval.upper, upper) < 1e-9)
        }
    }

    @Test("no event at all has an interval from 0, and may be called fewer than expected")
    func nothing() throws {
        let quiet = try lone(try pairs(Array(repeating: 0, count: 200)))
        #expect(relativeError(try quiet.test(expectedRate: 0.06).p, 4.370061328293657e-05) < 1e-9)
        let interval = try quiet.interval()
        #expect(interval.lower == 0 && relativeError(interval.upper, 0.015649354260177682) < 1e-9)
        #expect(try quiet.test(expectedRate: 0.01).p > 0.05)
    }

    @Test("nine events of thirty people are not fewer than a target of 60 per 100")
    func fewEvents() throws {
        let few = try lone(try pairs([2, 2, 2, 1, 1, 1] + Array(repeating: 0, count: 24)))
        #expect(try few.interval().contains(0.6))
        #expect(relativeError(try few.test(expectedRate: 0.6).p, 0.13474677312609204) < 1e-9)
    }

    @Test("a rate differs significantly exactly where its interval leaves it out")
    func agreement() throws {
        var generator = SeededGenerator(seed: 19)
        for _ in 0..<300 {
            let people = 2 + Int(generator.uniform() * 80)
            let busy = generator.uniform()
            var group = EventPairs()
            for _ in 0..<people {
                let events = generator.uniform() < busy ? Int(generator.uniform() * 12) : 0
                try group.add(events: events, rows: 1 + Int(generator.uniform() * 4))
            }
            let rate = try lone(group)
            let interval = try rate.interval()
            for expected in [interval.lower, interval.upper] where expected > 0 && expected.isFinite {
                let inward = expected < rate.rate || expected == interval.lower ? 1 + 1e-9 : 1 - 1e-9
                #expect(try rate.test(expectedRate: expected * inward).p >= 0.05)
                #expect(try rate.test(expectedRate: expected / inward).p < 0.05)
            }
        }
    }

    @Test("what happened in one area hardly moves how its events are taken to cluster")
    func borrowed() throws {
        let others = try (0..<20).map { area in try pairs((0..<50).map { ($0 + area) % 10 == 0 ? 3 : 0 }) }
        let calm = try pairs((0..<30).map { $0 < 9 ? 1 : 0 })
        let busy = try pairs([3, 3, 3] + Array(repeating: 0, count: 27))
        func excess(_ group: EventPairs) -> Double {
            PooledClustering(others + [group]).clustering(of: group).excess
        }
        #expect(excess(busy) < 1.6 * excess(calm))
        #expect(try lone(busy).clustering.excess > 10 * lone(calm).clustering.excess)
        let nobody = PooledClustering([EventPairs]())
        #expect(nobody.clustering(of: calm.withoutEvents).excess == 2, "assumed where nothing is known")
    }

    @Test("under the target, each side is called about one time in forty, few people and skewed counts included")
    func size() throws {
        var generator = SeededGenerator(seed: 4)
        for (people, mean, rows) in [(30, 0.3, 1), (30, 1.5, 1), (50, 0.6, 3), (150, 1.5, 1)] {
            var (low, high) = (0, 0)
            let (rounds, areas) = (150, 10)
            for _ in 0..<rounds {
                var groups: [EventPairs] = []
                for _ in 0..<areas {
                    var group = EventPairs()
                    for person in 0..<people {
                        let own = 1 + person % rows
                        try group.add(
                            events: generator.clusteredCount(mean: mean * Double(own)), rows: own)
                    }
                    groups.append(group)
                }
                let pooled = PooledClustering(groups)
                for group in groups {
                    let test = try EventRate(of: group, clustering: pooled.clustering(of: group))
                        .test(expectedRate: mean)
                    if test.p < 0.05 { if test.pLower < test.pUpper { low += 1 } else { high += 1 } }
                }
            }
            let tested = Double(rounds * areas)
            // 2.5%, and three Monte-Carlo errors of 0.4%.
            #expect((0.013...0.037).contains(Double(low) / tested), "low, \(people) people, \(mean)")
            #expect((0.013...0.037).contains(Double(high) / tested), "high, \(people) people, \(mean)")
        }
    }

    @Test("bad arguments of a rate are refused by name")
    func refused() throws {
        var group = EventPairs()
        #expect(throws: SignificanceError.empty(name: "group")) {
            try EventRate(of: EventPairs(), clustering: PooledClustering([group]).clustering(of: EventPairs()))
        }
        #expect(throws: SignificanceError.self) { try group.add(events: -1) }
        #expect(throws: SignificanceError.self) { try group.add(events: 1, rows: 0) }
        #expect(group.people == 0)
        let rate = try lone(try pairs([1, 0]))
        #expect(throws: SignificanceError.self) { try rate.test(expectedRate: 0) }
        #expect(throws: SignificanceError.self) { try rate.interval(confidence: 95) }
    }
}

extension SeededGenerator {
    /// A negative binomial count of size 1/2: Poisson, its mean varying as the square of a normal variable.
    mutating func clusteredCount(mean: Double) -> Int {
        let normal = Normal.quantile(max(uniform(), 1e-300))
        return poisson(mean: mean * normal * normal)
    }

    /// A Poisson count, by as many products of uniform numbers as it takes to fall below e^-mean.
    mutating func poisson(mean: Double) -> Int {
        var (count, left) = (0, mean)
        while true {
            left += logOfUniform()
            if left < 0 { return count }
            count += 1
        }
    }
}
