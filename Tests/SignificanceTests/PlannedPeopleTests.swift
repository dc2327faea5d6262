import Testing

@testable import Significance

@Suite("What a caseload of a kind could show")
struct PlannedPeopleTests {
    /// Half of the people of each risk, one row each.
    private func twoKinds(_ n: Int, _ low: Double, _ high: Double) throws -> PlannedPeople {
        let (few, many) = (Double(n / 2), Double(n - n / 2))
        return try PlannedPeople(
            n: n, people: n, expected: few * low + many * high,
            variance: few * low * (1 - low) + many * high * (1 - high), correlation: 0)
    }

    @Test("the counts that are significant, and the chances of them, are SciPy's")
    func power() throws {
        let table = try ReferenceTable("power")
        for row in table.rows {
            let (n, ratio) = (try table.integer("n", row), try table.number("ratio", row))
            let people = try twoKinds(
                n, try table.number("lower_risk", row), try table.number("higher_risk", row))
            let judged = JudgedCount(of: try people.rows(n))
            #expect(
                judged.insignificant
                    == (try table.integer("first_insignificant", row))...(try table.integer("last_insignificant", row)),
                "\(row)")
            let power = judged.power(ratio: ratio)
            #expect(abs(power.low - (try table.number("power_low", row))) < 1e-9, "\(row)")
            #expect(abs(power.high - (try table.number("power_high", row))) < 1e-9, "\(row)")
        }
    }

    @Test("the caseload that a true difference needs is what going through SciPy's binomial finds")
    func caseload() throws {
        let table = try ReferenceTable("caseload")
        for row in table.rows {
            let people = try PlannedPeople(rate: try table.number("rate", row))
            let n = try people.caseload(
                detecting: try table.number("ratio", row), power: try table.number("power", row))
            #expect(n == (try table.integer("n", row)), "\(row)")
        }
        #expect(try PlannedPeople(rate: 0.1).caseload(detecting: 0.999) == nil)
        // Not even a rate of nothing is told from so small a one by fewer.
        #expect(try PlannedPeople(rate: 0.1).caseload(detecting: 0.01, smallest: 30) ?? 0 >= 30)
    }

    @Test("a stand-in has the rate, the variance and nearly the chances of the people that it stands for")
    func standIn() throws {
        var generator = SeededGenerator(seed: 17)
        for correlation in [0, 0.15, 0.4] {
            var (probabilities, rows) = ([Double](), [Int]())
            for _ in 0..<500 {
                let count = 1 + Int(generator.uniform() * 4)
                let (a, b) = (generator.uniform(), generator.uniform())
                let risk = 0.01 + 0.35 * a * b
                rows.append(count)
                probabilities += Array(repeating: risk, count: count)
            }
            let real = try RepeatedPeople(probabilities: probabilities, rowsPerPerson: rows, correlation: correlation)
            let alike = try PlannedPeople(
                n: real.n, people: real.people, expected: real.expected, variance: real.variance,
                correlation: correlation)
            let made = try alike.rows(real.n)
            #expect(made.people == real.people && relativeError(made.expected, real.expected) < 1e-12)
            #expect(relativeError(made.variance, real.variance) < 0.01, "\(correlation)")
            let (judged, standing) = (JudgedCount(of: real), JudgedCount(of: made))
            #expect(abs(judged.insignificant.lowerBound - standing.insignificant.lowerBound) <= 1)
            #expect(abs(judged.insignificant.upperBound - standing.insignificant.upperBound) <= 1)
            for ratio in [0.7, 0.85, 1, 1.2] {
                let truly = real.distribution(times: real.factor(reaching: ratio))
                let told = made.distribution(times: made.factor(reaching: ratio))
                for count in stride(from: real.n / 20, to: real.n / 5, by: 5) {
                    #expect(
                        abs(truly.lowerTail(count) - told.lowerTail(count)) < 0.01, "\(correlation), \(ratio), \(count)"
                    )
                }
            }
            let double = try alike.rows(2 * real.n)
            #expect(relativeError(double.expected, 2 * real.expected) < 1e-12)
            #expect(relativeError(double.variance, 2 * real.variance) < 0.01)
        }
    }

    @Test("figures that no people could have are refused")
    func refused() {
        #expect(throws: SignificanceError.self) {
            try PlannedPeople(n: 10, people: 11, expected: 1, variance: 1, correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try PlannedPeople(n: 10, people: 5, expected: 11, variance: 1, correlation: 0)
        }
        #expect(throws: SignificanceError.self) {
            try PlannedPeople(n: 10, people: 5, expected: 1, variance: .nan, correlation: 0)
        }
        #expect(throws: SignificanceError.self) { try PlannedPeople(rate: 0.1).rows(0) }
        #expect(throws: SignificanceError.self) { try PlannedPeople(rate: 0.1).caseload(detecting: 1) }
    }
}
