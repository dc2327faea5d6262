/// The families of indicators: each has its own columns and its own judgement.
public enum Family: String, Codable, CaseIterable, Sendable {
    /// A proportion of people against the proportion predicted for them.
    case proportionAgainstPredicted = "proportion-predicted"
    /// A proportion of events against a target.
    case proportionAgainstTarget = "proportion-target"
    /// A named cohort's count against the same people's baseline.
    case cohortChange = "cohort-change"
    /// Events per 100 people, who may have several each.
    case frequency
    /// Events per 1,000 of an area's population, against a baseline.
    case ratePerPopulation = "rate-population"
    /// Events per 100,000 as they would be with the standard population's ages.
    case standardisedRate = "standardised-rate"
    /// A count against a target for the financial year.
    case countAgainstTarget = "count-target"
    /// A count against a baseline count.
    case countChange = "count-change"
    /// A mean, or one total over another.
    case mean
    /// A figure that somebody else worked out, such as a survey's.
    case supplied
    /// An indicator whose definition is not known: it has no query and no figure.
    case undefined
}

extension Family {
    /// The columns that a query of the family must return.
    public var columns: [ColumnRequirement] {
        switch self {
        case .proportionAgainstPredicted: ProportionAgainstPredicted.columns
        case .proportionAgainstTarget: ProportionAgainstTarget.columns
        case .cohortChange: CohortChange.columns
        case .frequency: EventFrequency.columns
        case .ratePerPopulation: RatePerPopulation.columns
        case .standardisedRate: StandardisedRate.columns
        case .countAgainstTarget: CountAgainstTarget.columns
        case .countChange: CountChange.columns
        case .mean: MeanValue.columns
        case .supplied: SuppliedValue.columns
        case .undefined: []
        }
    }

    /// How many people a rate of the family is given for; 1 where it has no rate per people.
    public var rateBase: Int {
        switch self {
        case .frequency: 100
        case .ratePerPopulation: 1_000
        case .standardisedRate: 100_000
        case .proportionAgainstPredicted, .proportionAgainstTarget, .cohortChange, .countAgainstTarget, .countChange,
            .mean, .supplied, .undefined:
            1
        }
    }
}

extension Indicator {
    /// How many people a rate is given for: the indicator's own number, or its family's.
    public var per: Int { rateBase ?? family.rateBase }
}
