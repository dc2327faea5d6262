import ReportKit

// What of each family's figures counts people, and must not be told where it is small.
extension Family {
    /// The counts that figures of the family are made of; none where they are of no people.
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

    /// The counts of a figure, one a side; nil where one is not known, or the figure is no count of people.
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
        // What somebody supplied need be no share of a whole.
        return known.count == counts.count && known.allSatisfy { $0 >= 0 } ? known : nil
    }

    /// The numerator that counts, one a side, give; nil where they are of the denominator alone.
    func numerator(of counts: [Int]) -> Int? { self == .mean ? nil : counts[0] }

    /// The denominator that counts, one a side, give.
    ///
    /// - Parameter n: that of the true counts, which is no secret where it counts residents.
    func denominator(of counts: [Int], was n: Int?) -> Int? {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied: counts[0] + counts[1]
        case .cohortChange, .frequency, .countChange: counts[1]
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget: n
        case .mean: counts[0]
        case .undefined: nil
        }
    }

    /// What rounded counts give as the family's rate; nil where that is no numerator over a denominator.
    func rate(observed: Int?, n: Int?) -> Double? {
        guard let observed, let n, n > 0 else { return nil }
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied, .frequency, .ratePerPopulation:
            return Double(observed) / Double(n)
        case .cohortChange, .standardisedRate, .countAgainstTarget, .countChange, .mean, .undefined: return nil
        }
    }
}
