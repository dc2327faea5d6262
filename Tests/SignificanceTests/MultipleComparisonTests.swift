import Testing

@testable import Significance

@Suite("Many areas: adjusted p-values")
struct MultipleComparisonTests {
    let pValues = [0.01, 0.02, 0.03, 0.04, 0.05]

    @Test("Benjamini-Hochberg as R's p.adjust: five evenly spaced p-values all become the largest")
    func benjaminiHochberg() throws {
        for value in try ManyAreas.benjaminiHochberg(pValues) { #expect(relativeError(value, 0.05) < 1e-15) }
        let mixed = try ManyAreas.benjaminiHochberg([0.6, 0.001, 0.04, 0.03])
        for (value, expected) in zip(mixed, [0.6, 0.004, 0.16 / 3, 0.16 / 3]) {
            #expect(relativeError(value, expected) < 1e-14)
        }
    }

    @Test("Holm as R's p.adjust: never falls as the p-values rise")
    func holm() throws {
        for (value, expected) in zip(try ManyAreas.holm(pValues), [0.05, 0.08, 0.09, 0.09, 0.09]) {
            #expect(relativeError(value, expected) < 1e-14)
        }
        #expect(try ManyAreas.holm([0.9, 0.6]) == [1, 1])
    }

    @Test("adjusted p-values keep the order of areas, are never smaller, and never above one")
    func properties() throws {
        var generator = SeededGenerator(seed: 174)
        let pValues = (0..<174).map { _ in generator.uniform() }
        let order = pValues.indices.shuffled(using: &generator)
        let adjustments: [([Double]) throws -> [Double]] = [
            { try ManyAreas.benjaminiHochberg($0) }, { try ManyAreas.holm($0) },
        ]
        for adjust in adjustments {
            let adjusted = try adjust(pValues)
            #expect(zip(pValues, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
            #expect(try adjust(order.map { pValues[$0] }) == order.map { adjusted[$0] })
        }
        #expect(try ManyAreas.holm([]) == [])
    }

    @Test("a p-value that is not a number is refused with its place")
    func badInput() {
        #expect(throws: SignificanceError.self) { try ManyAreas.benjaminiHochberg([0.1, .nan]) }
        #expect(throws: SignificanceError.notAProbability(name: "pValues", value: -0.1, index: 1)) {
            try ManyAreas.holm([0.1, -0.1])
        }
    }
}
