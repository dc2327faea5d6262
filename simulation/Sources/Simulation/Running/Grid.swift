import ReportKit

/// The scenarios of `make simulate`, by family.
public enum Grid {
    public static let families: [Family] = [
        .proportionAgainstPredicted, .frequency, .cohortChange, .proportionAgainstTarget, .ratePerPopulation,
        .countAgainstTarget,
    ]

    public static func scenarios(of family: Family) -> [Scenario] {
        switch family {
        case .proportionAgainstPredicted: predicted
        case .frequency: frequency
        case .cohortChange: cohortChange
        case .proportionAgainstTarget:
            [0.1, 0.3].flatMap { rate in
                sizes.map { Scenario(EventsOutOfN(rate: rate, n: $0), design: percent(rate), size: $0) }
            }
        case .ratePerPopulation:
            [10, 50, 200, 1_000].map {
                Scenario(EventsInAPopulation(expected: Double($0)), design: "as many in the baseline", size: $0)
            }
        case .countAgainstTarget:
            [5, 20, 100, 1_000].map { Scenario(EventsInAQuarter(expected: Double($0)), design: "Poisson", size: $0) }
        case .standardisedRate, .countChange, .mean, .quantile, .supplied, .undefined: []
        }
    }

    /// What the sizes of a family's scenarios count.
    public static func sizeName(of family: Family) -> String {
        switch family {
        case .cohortChange: "people"
        case .ratePerPopulation, .countAgainstTarget: "events expected"
        default: "n"
        }
    }

    private static let sizes = [40, 100, 400, 2_000]

    /// Eight designs with people in several rows and two without; where their outcomes are independent of each other
    /// (correlation 0), repeats make no difference, which is two designs more for each rate.
    private static let predicted = [0.1, 0.3].flatMap { mean in
        designs.flatMap { repeats, correlation in
            sizes.map { n in
                Scenario(
                    PredictedPeople(mean: mean, repeats: repeats, correlation: correlation, n: n),
                    design: repeats == .none
                        ? "\(percent(mean)), \(repeats.rawValue)"
                        : "\(percent(mean)), \(repeats.rawValue), \(correlation)",
                    size: n)
            }
        }
    }

    private static let designs: [(PredictedPeople.Repeats, Double)] = [
        (.none, 0), (.mixed, 0), (.mixed, 0.4), (.mixed, 0.7), (.four, 0), (.four, 0.4), (.four, 0.7),
    ]

    private static let frequency =
        [(0.6, 0.5), (1.5, 0.4)].flatMap { mean, shape in
            [30, 50, 100, 400, 2_000].map { n in
                Scenario(
                    EventsPerPerson(mean: mean, shape: shape, n: n), design: "mean \(mean), size \(shape)", size: n)
            }
        }
        + [200, 800].map { n in
            Scenario(
                EventsPerPerson(mean: 1.5, shape: 0.4, rowsPerPerson: 4, n: n),
                design: "mean 1.5, size 0.4, 4 rows each",
                size: n)
        }

    private static let cohortChange = [
        (0.3, 0.25, 30), (0.3, 0.25, 60), (0.3, 0.25, 150), (1, 0.25, 30), (4, 0.25, 30), (4, 0.25, 60), (4, 1, 30),
        (4, 1, 60), (4, 1, 400),
    ].map { mean, share, people in
        Scenario(
            BaselineAndFollowUp(mean: mean, yearShare: share, n: people),
            design: "\(mean.formatted) offences a head, \(share == 1 ? "whole year" : "first quarter")", size: people)
    }

    private static func percent(_ rate: Double) -> String { "\(Int((100 * rate).rounded()))%" }
}

extension Double {
    /// Without decimals where there are none.
    fileprivate var formatted: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
