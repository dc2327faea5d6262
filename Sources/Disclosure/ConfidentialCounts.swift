import ReportKit

// Which of each family's figures count people, and must not be published where they are small.
extension Family {
    /// The counts that the family's figures are made of; empty where they do not count people.
    var sides: [CountTable.Side] {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied:
            [
                .init(name: "counted", overTime: .adds, whenSmall: .smallCount),
                .init(name: "not counted", overTime: .adds, whenSmall: .smallComplement),
            ]
        case .cohortChange:
            [
                .init(name: "follow-up", overTime: .adds, whenSmall: .smallCount),
                .init(name: "baseline", overTime: .staysSame, whenSmall: .smallBase),
                .init(name: "people", overTime: .staysSame, whenSmall: .fewPeople),
            ]
        case .frequency:
            [
                .init(name: "events", overTime: .adds, whenSmall: .smallCount),
                .init(name: "of", overTime: .adds, whenSmall: .fewPeople),
            ]
        case .countChange:
            [
                .init(name: "count", overTime: .adds, whenSmall: .smallCount),
                .init(name: "baseline", overTime: .fixed, whenSmall: .smallBase),
            ]
        // Residents are published by others, and everybody knows that they live there.
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget:
            [.init(name: "events", overTime: .adds, whenSmall: .smallCount)]
        case .mean: [.init(name: "of", overTime: .adds, whenSmall: .fewPeople)]
        case .undefined: []
        }
    }

    /// A figure's counts, one per side; nil where one is not known, or the figure does not count people.
    func counts(observed: Int?, n: Int?, people: Int?) -> [Int]? {
        let counts: [Int?] =
            switch self {
            case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied:
                [observed, n.flatMap { n in observed.map { n - $0 } }]
            case .cohortChange: [observed, n, people]
            case .frequency, .countChange: [observed, n]
            case .ratePerPopulation, .standardisedRate, .countAgainstTarget: [observed]
            case .mean: [n]
            case .undefined: []
            }
        let known = counts.compactMap(\.self)
        // A supplied figure need not be a share of a whole, so that n less observed may be negative.
        return known.count == counts.count && known.allSatisfy { $0 >= 0 } ? known : nil
    }

    /// The numerator, from one count per side; nil where the counts are of the denominator alone.
    func numerator(of counts: [Int]) -> Int? { self == .mean ? nil : counts[0] }

    /// The denominator, from one count per side.
    ///
    /// - Parameter n: the true denominator, which is not confidential where it counts residents.
    func denominator(of counts: [Int], was n: Int?) -> Int? {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied: counts[0] + counts[1]
        case .cohortChange, .frequency, .countChange: counts[1]
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget: n
        case .mean: counts[0]
        case .undefined: nil
        }
    }

    /// The family's rate computed from rounded counts; nil where it is not a numerator over a denominator.
    func rate(observed: Int?, n: Int?) -> Double? {
        guard let observed, let n, n > 0 else { return nil }
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied, .frequency, .ratePerPopulation:
            return Double(observed) / Double(n)
        case .cohortChange, .standardisedRate, .countAgainstTarget, .countChange, .mean, .undefined: return nil
        }
    }
}
