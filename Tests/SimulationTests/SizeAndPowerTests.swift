import ReportKit
import Simulation
import Testing

/// The short form of `make simulate`: bounds that hold for its tables, with four Monte-Carlo standard errors to spare.
@Suite("Size and power of verdicts")
struct SizeAndPowerTests {
    /// Designs whose people are in several rows, and one where nobody is.
    private static let designs: [(PredictedPeople.Repeats, Double)] = [
        (.none, 0), (.mixed, 0.4), (.mixed, 0.7), (.four, 0.4), (.four, 0.7),
    ]

    @Test("actual against predicted: no more than one area in twenty is called better or worse by chance")
    func predictedSize() async throws {
        let scenarios =
            Self.designs.flatMap { repeats, correlation in
                [40, 400].map { people(0.1, repeats, correlation, n: $0) }
            } + [people(0.3, .mixed, 0.7, n: 40), people(0.3, .four, 0.7, n: 400)]
        for result in try await simulated(scenarios, replicates: 700) {
            let tally = try #require(result.tallies[.none])
            #expect(try upper(tally, \.significant) <= 0.055, "\(result.scenario.name)")
        }
    }

    @Test("actual against predicted: praise by chance is as frequent as blame")
    func predictedSides() async throws {
        let scenarios = [0.1, 0.3].map { people($0, .four, 0.7, n: 400) }
        for result in try await simulated(scenarios, replicates: 3_500) {
            let tally = try #require(result.tallies[.none])
            for side in [\Tally.worse, \.better] {
                #expect(try upper(tally, side) <= 0.035, "\(result.scenario.name)")
                #expect(try lower(tally, side) >= 0.015, "\(result.scenario.name)")
            }
        }
    }

    @Test("actual against predicted: the smallest detectable differences are found four times in five")
    func predictedDetectable() async throws {
        let scenarios = [people(0.1, .none, 0, n: 400), people(0.1, .four, 0.7, n: 400)]
        for result in try await simulated(scenarios, replicates: 1_050, parts: [.detectable]) {
            for (effect, side) in [(Effect.detectablyWorse, \Tally.worse), (.detectablyBetter, \.better)] {
                let tally = try #require(result.tallies[effect])
                #expect(try upper(tally, side) <= 0.83, "\(result.scenario.name), \(effect)")
                #expect(try lower(tally, side) >= 0.77, "\(result.scenario.name), \(effect)")
            }
        }
    }

    @Test("actual against predicted: people in several rows do not hide an area that is a fifth worse")
    func predictedPower() async throws {
        let scenario = people(0.1, .four, 0.7, n: 400)
        let result = try await simulated([scenario], replicates: 1_050, parts: [.differences])[0]
        let tally = try #require(result.tallies[.percent(20)])
        #expect(try lower(tally, \.worse) >= 0.15)
    }

    @Test("exact tests of counts are significant by chance once in twenty times at most")
    func exactSize() async throws {
        let scenarios =
            Grid.scenarios(of: .proportionAgainstTarget).filter { $0.size <= 400 }
            + Grid.scenarios(of: .ratePerPopulation).filter { $0.size <= 200 }
            + Grid.scenarios(of: .countAgainstTarget).filter { $0.size <= 100 }
        for result in try await simulated(scenarios, replicates: 2_100) {
            let tally = try #require(result.tallies[.none])
            #expect(try upper(tally, \.significant) <= 0.05, "\(result.scenario.name)")
        }
    }

    @Test("rates of events of people who differ are not praised by chance more often than they should be")
    func frequencySize() async throws {
        let scenarios = [30, 100].map { n in
            Scenario(EventsPerPerson(mean: 1.5, shape: 0.4, n: n), design: "mean 1.5, size 0.4", size: n)
        }
        for result in try await simulated(scenarios, replicates: 3_500) {
            let tally = try #require(result.tallies[.none])
            #expect(try upper(tally, \.significant) <= 0.06, "\(result.scenario.name)")
            #expect(try upper(tally, \.better) <= 0.035, "\(result.scenario.name)")
        }
    }

    @Test("a cohort of few offences is not praised because none happened again")
    func cohortChangeSize() async throws {
        let scenarios = [(0.3, 0.25), (4, 1)].map { mean, share in
            Scenario(
                BaselineAndFollowUp(mean: mean, yearShare: share, n: 30), design: "\(mean), \(share)", size: 30)
        }
        for result in try await simulated(scenarios, replicates: 3_500) {
            let tally = try #require(result.tallies[.none])
            #expect(try upper(tally, \.significant) <= 0.06, "\(result.scenario.name)")
        }
    }

    @Test("areas that differ are found, and more often the more they differ")
    func power() async throws {
        let scenario = people(0.3, .none, 0, n: 400)
        let result = try await simulated([scenario], replicates: 350, parts: [.size, .differences])[0]
        func rate(_ percent: Int, _ side: KeyPath<Tally, Tally.Share>) throws -> Double {
            try #require(result.tallies[.percent(percent)]?.rate(side))
        }
        #expect(try rate(20, \.worse) > 0.6 && rate(-20, \.better) > 0.6)
        #expect(try 0.1...0.4 ~= rate(10, \.worse) && 0.1...0.4 ~= rate(-10, \.better))
        #expect(try rate(20, \.better) < 0.01 && rate(-20, \.worse) < 0.01)
    }

    @Test("Monte-Carlo standard errors are those of independent verdicts where areas share nothing")
    func standardError() async throws {
        let scenario = Scenario(EventsInAQuarter(expected: 20), design: "Poisson", size: 20)
        let tally = try #require(try await simulated([scenario], replicates: 7_000)[0].tallies[.none])
        let rate = try #require(tally.rate(\.significant))
        let independent = (rate * (1 - rate) / Double(tally.replicates)).squareRoot()
        #expect(try 0.8...1.25 ~= #require(tally.standardError(\.significant)) / independent)
    }

    @Test("the verdicts are the same whatever the number of threads")
    func threads() async throws {
        let scenarios = [people(0.1, .mixed, 0.4, n: 100), people(0.1, .none, 0, n: 40)]
        func tallies(_ threads: Int) async throws -> [[Effect: Tally]] {
            try await Simulator(seed: 3, replicates: 105, threads: threads).run(scenarios).map(\.tallies)
        }
        let one = try await tallies(1)
        #expect(try await tallies(3) == one)
        #expect(one[0].values.allSatisfy { $0.replicates > 0 } && one[0].count == 7)
    }

    // MARK: - Helpers

    private func people(_ mean: Double, _ repeats: PredictedPeople.Repeats, _ correlation: Double, n: Int) -> Scenario {
        Scenario(
            PredictedPeople(mean: mean, repeats: repeats, correlation: correlation, n: n),
            design: "\(mean), \(repeats.rawValue), \(correlation)", size: n)
    }

    private func simulated(
        _ scenarios: [Scenario], replicates: Int, parts: Set<Scenario.Part> = [.size]
    ) async throws -> [Simulator.Result] {
        try await Simulator(seed: 20_261_128, replicates: replicates, parts: parts, threads: 2).run(scenarios)
    }

    /// The share less, or plus, four Monte-Carlo standard errors, which are at least those of so many independent
    /// verdicts.
    private func upper(_ tally: Tally, _ share: KeyPath<Tally, Tally.Share>) throws -> Double {
        try #require(tally.rate(share)) - 4 * error(tally, share)
    }

    /// The share plus four Monte-Carlo standard errors, which is what a lower bound must hold for.
    private func lower(_ tally: Tally, _ share: KeyPath<Tally, Tally.Share>) throws -> Double {
        try #require(tally.rate(share)) + 4 * error(tally, share)
    }

    /// The Monte-Carlo standard error, which is at least that of so many independent verdicts.
    private func error(_ tally: Tally, _ share: KeyPath<Tally, Tally.Share>) throws -> Double {
        let rate = try #require(tally.rate(share))
        let independent = (rate * (1 - rate) / Double(tally.replicates)).squareRoot()
        return max(try #require(tally.standardError(share)), independent)
    }
}
