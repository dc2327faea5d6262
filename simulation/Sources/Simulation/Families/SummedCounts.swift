import ReportKit

/// NI 143's family: a binomial count against a target that is the truth.
public struct EventsOutOfN: SimulatedFamily {
    public let rate: Double
    public let n: Int

    public init(rate: Double, n: Int) {
        self.rate = rate
        self.n = n
    }

    public var family: Family { .proportionAgainstTarget }
    public var target: AgreedTarget? { AgreedTarget(.rate, rate) }

    public func rows(of people: Void, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        let observed = effects.map { random.binomial(n: n, p: min(1, rate * (1 + $0))) }
        return .oneForEachArea(["observed": .integers(observed), "n": .sameInteger(n), "not_recorded": .sameInteger(0)])
    }
}

/// NI 15's family: a Poisson count of events against that of a baseline year with the same rate.
public struct EventsInAPopulation: SimulatedFamily {
    /// Events expected in the baseline, and in the period where nothing differs.
    public let expected: Double

    private static let population = 100_000

    public init(expected: Double) {
        self.expected = expected
    }

    public var family: Family { .ratePerPopulation }

    public func rows(of people: Void, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        let events = effects.map { random.poisson(mean: expected * (1 + $0)) }
        let baseline = effects.map { _ in random.poisson(mean: expected) }
        return .oneForEachArea([
            "events": .integers(events), "population": .sameInteger(EventsInAPopulation.population),
            "baseline_events": .integers(baseline),
            "baseline_population": .sameInteger(EventsInAPopulation.population),
        ])
    }
}

/// INT01's family: a Poisson count in a quarter against a quarter of a target that is the truth.
public struct EventsInAQuarter: SimulatedFamily {
    /// Events expected in the quarter.
    public let expected: Double

    public init(expected: Double) {
        self.expected = expected
    }

    public var family: Family { .countAgainstTarget }
    public var target: AgreedTarget? { AgreedTarget(.count, 4 * expected) }

    public func rows(of people: Void, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        .oneForEachArea(["observed": .integers(effects.map { random.poisson(mean: expected * (1 + $0)) })])
    }
}

extension SimulatedRows {
    /// Rows of counts that are summed already: one for each area.
    fileprivate static func oneForEachArea(_ counts: [String: Values]) -> SimulatedRows {
        let places: [String: Values] = [
            "trust_id": .integers(SimulatedAreas.trusts), "authority_id": .null, "breakdown": .null,
        ]
        return SimulatedRows(count: SimulatedAreas.count, columns: places.merging(counts) { place, _ in place })
    }
}
