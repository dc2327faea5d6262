import Testing

@testable import Significance

@Suite("Why a rate changed")
struct RateDecompositionTests {
    private typealias Group = RateDecomposition.Group

    private func groups(_ n: [Int], _ observed: [Int], _ expected: [Double]) throws -> [Group] {
        try n.indices.map { index in
            Group(
                n: n[index], observed: observed[index], expected: expected[index],
                interval: n[index] == 0
                    ? Interval(lower: 0, upper: 1, confidence: 0.95, method: "")
                    : try Proportions.wilsonInterval(observed: observed[index], n: n[index]))
        }
    }

    @Test("the parts are those that NumPy finds by averaging over every order of change")
    func parts() throws {
        let found = try RateDecomposition(
            before: try groups([400, 300, 100], [60, 30, 5], [55, 33, 6]),
            after: try groups([500, 250, 50], [80, 20, 4], [70, 30, 3]))
        // NumPy: R(w, p, d) = (w * (p + d)).sum(), each of the six orders of changing w, p and d, averaged.
        #expect(relativeError(found.mix.value, 0.0096875) < 1e-12)
        #expect(relativeError(found.risk.value, 0.00484375) < 1e-12)
        #expect(relativeError(found.performance.value, -0.00328125) < 1e-12)
        #expect(relativeError(found.change.value, 0.01125) < 1e-12)
        #expect(relativeError(found.predictedChange, 0.01125) < 1e-12)
        // SciPy: binomtest(...).proportion_ci(method='wilson') of all six, and the recovered variances.
        let interval = try #require(found.performance.interval)
        #expect(abs(interval.lower + 0.035927774402774657) < 1e-12)
        #expect(abs(interval.upper - 0.029892497889095197) < 1e-12)
    }

    @Test("the parts, and each group's own, add up to the change exactly, and change sign when the times are swapped")
    func exact() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            func made() throws -> [Group] {
                let n = (0..<5).map { _ in Int(generator.uniform() * 400) }
                return try groups(
                    n, n.map { Int(generator.uniform() * Double($0 + 1)) }, n.map { generator.uniform() * Double($0) })
            }
            let (before, after) = (try made(), try made())
            let found = try RateDecomposition(before: before, after: after)
            let change = found.mix.value + found.risk.value + found.performance.value
            #expect(abs(change - found.change.value) < 1e-12)
            #expect(abs(found.groups.reduce(0) { $0 + $1.mix } - found.mix.value) < 1e-12)
            #expect(abs(found.groups.reduce(0) { $0 + $1.risk } - found.risk.value) < 1e-12)
            #expect(abs(found.groups.reduce(0) { $0 + $1.performance } - found.performance.value) < 1e-12)
            let back = try RateDecomposition(before: after, after: before)
            #expect(
                abs(back.mix.value + found.mix.value) < 1e-12
                    && abs(back.performance.value + found.performance.value) < 1e-12)
            let interval = try #require(found.performance.interval)
            #expect(interval.contains(found.performance.value))
        }
    }

    @Test("a group that is there at one time only changes the mix alone")
    func absent() throws {
        let found = try RateDecomposition(
            before: try groups([100, 0], [10, 0], [12, 0]), after: try groups([100, 100], [10, 30], [12, 25]))
        #expect(abs(found.risk.value) < 1e-15 && abs(found.performance.value) < 1e-15)
        #expect(abs(found.mix.value - 0.1) < 1e-12 && abs(found.change.value - 0.1) < 1e-12)
    }

    @Test("the intervals hold the true parts about nineteen times in twenty")
    func coverage() throws {
        var generator = SeededGenerator(seed: 9)
        let (n0, n1) = ([300, 200, 80], [350, 150, 120])
        let (r0, r1) = ([0.08, 0.15, 0.3], [0.1, 0.12, 0.28])
        func drawn(_ n: [Int], _ rates: [Double]) throws -> [Group] {
            let observed = zip(n, rates).map { n, rate in
                (0..<n).reduce(0) { sum, _ in sum + (generator.uniform() < rate ? 1 : 0) }
            }
            return try groups(n, observed, n.map { 0.1 * Double($0) })
        }
        let (t0, t1) = (Double(n0.reduce(0, +)), Double(n1.reduce(0, +)))
        let truth = n0.indices.reduce(0.0) {
            $0 + (Double(n0[$1]) / t0 + Double(n1[$1]) / t1) / 2 * (r1[$1] - r0[$1])
        }
        var held = 0
        for _ in 0..<1000 {
            let found = try RateDecomposition(before: try drawn(n0, r0), after: try drawn(n1, r1))
            if found.performance.interval?.contains(truth) == true { held += 1 }
        }
        #expect((930...970).contains(held), "\(held)")
    }

    @Test("counts that cannot be are refused")
    func refused() throws {
        let fine = try groups([10], [1], [1])
        #expect(throws: SignificanceError.self) { try RateDecomposition(before: fine, after: []) }
        #expect(throws: SignificanceError.self) { try RateDecomposition(before: [], after: []) }
        let wrong = [Group(n: 10, observed: 11, expected: 1, interval: fine[0].interval)]
        #expect(throws: SignificanceError.self) { try RateDecomposition(before: fine, after: wrong) }
        let nobody = try groups([0], [0], [0])
        #expect(throws: SignificanceError.self) { try RateDecomposition(before: nobody, after: fine) }
    }
}
