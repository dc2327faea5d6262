import Testing

@testable import Sample

@Suite("Draws")
struct DrawsTests {
    @Test("the same key gives the same draws, another seed, stream, person or occasion others")
    func keys() {
        func first(_ seed: UInt64, _ stream: Draws.Stream, _ person: Int, _ occasion: Int) -> UInt64 {
            var draws = Draws(seed: seed, stream, person, occasion)
            return draws.next()
        }
        #expect(first(1, .outcome, 2, 3) == first(1, .outcome, 2, 3))
        let others = [
            first(1, .outcome, 2, 3), first(2, .outcome, 2, 3), first(1, .person, 2, 3), first(1, .outcome, 3, 3),
            first(1, .outcome, 2, 4), first(1, .outcome, 3, 2),
        ]
        #expect(Set(others).count == others.count)
    }

    @Test("each distribution has its mean and variance")
    func moments() {
        expectMoments(mean: 0.5, variance: 1.0 / 12) { $0.uniform() }
        expectMoments(mean: 0, variance: 1) { $0.normal() }
        expectMoments(mean: 4.5, variance: 8.25) { Double($0.whole(below: 10)) }
        expectMoments(mean: 3.9, variance: 3.9) { Double($0.poisson(mean: 3.9)) }
        expectMoments(mean: 1, variance: 1 / 0.44) { $0.gamma(shape: 0.44) }
        expectMoments(mean: 0.7, variance: 0.21) { Double($0.index(cumulative: [0.3, 1.0])) }
    }

    /// Draws once from each of 20,000 keys. The mean must be within 4% or 0.03 of the expected one, whichever is
    /// larger, and the variance within 6%.
    private func expectMoments(mean: Double, variance: Double, _ draw: (inout Draws) -> Double) {
        let values = (0..<20_000).map { person in
            var draws = Draws(seed: 7, .outcome, person)
            return draw(&draws)
        }
        let found = values.reduce(0, +) / Double(values.count)
        let spread = values.reduce(0) { $0 + ($1 - found) * ($1 - found) } / Double(values.count)
        #expect(abs(found - mean) < max(0.04 * abs(mean), 0.03))
        #expect(abs(spread - variance) < 0.06 * variance)
    }

    @Test("shares of a whole add up to it, the largest remainders first and ties to the earlier")
    func apportioning() {
        #expect(apportion(10, by: [1, 1, 1]) == [4, 3, 3])
        #expect(apportion(10, by: [0.5, 0.3, 0.2]) == [5, 3, 2])
        #expect(apportion(0, by: [1, 2]) == [0, 0])
        #expect(apportion(7, by: [0, 1, 0.9]) == [0, 4, 3])
    }

    @Test("a file of values may have commas within quotation marks and lines that end in CR and LF")
    func csv() throws {
        let file = try DataFile(Array("name,value\r\n\"Bristol, City of\",3\r\nHull,\r\n".utf8), name: "test")
        #expect(try file.rows.map { try $0.text("name") } == ["Bristol, City of", "Hull"])
        #expect(try file.rows.map { try $0.optionalWhole("value") } == [3, nil])
        #expect(throws: SampleError.data(file: "test", problem: "has a row with an empty 'value'")) {
            try file.rows[1].whole("value")
        }
    }
}
