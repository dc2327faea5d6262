/// The families of indicators. Each has its own columns and its own way of judging.
public enum Family: String, Codable, CaseIterable, Sendable {
    /// A proportion of people against the proportion predicted for them.
    case proportionAgainstPredicted = "proportion-predicted"
    /// A proportion of events against a target.
    case proportionAgainstTarget = "proportion-target"
    /// A named cohort's count against the baseline of the same people.
    case cohortChange = "cohort-change"
    /// Events per 100 people, each of whom may have several.
    case frequency
    /// Events per 1,000 of an area's population, against a baseline.
    case ratePerPopulation = "rate-population"
    /// Events per 100,000 people, as they would be with the age distribution of the standard population.
    case standardisedRate = "standardised-rate"
    /// A count against a target for the financial year.
    case countAgainstTarget = "count-target"
    /// A count against a baseline count.
    case countChange = "count-change"
    /// A mean, or one total divided by another.
    case mean
    /// A median or another quantile of people's values.
    case quantile
    /// A figure that somebody else calculated, such as a survey result.
    case supplied
    /// An indicator whose definition is not known: it has no query and no figures.
    case undefined
}

extension Family {
    /// The columns that a query of this family must return.
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
        case .quantile: QuantileValue.columns
        case .supplied: SuppliedValue.columns
        case .undefined: []
        }
    }

    /// The number of people that the family's rates are expressed per; 1 where its figures are not rates per people.
    public var rateBase: Int {
        switch self {
        case .frequency: 100
        case .ratePerPopulation: 1_000
        case .standardisedRate: 100_000
        case .proportionAgainstPredicted, .proportionAgainstTarget, .cohortChange, .countAgainstTarget, .countChange,
            .mean, .quantile, .supplied, .undefined:
            1
        }
    }
}

extension Indicator {
    /// The number of people that a rate is expressed per: the indicator's own, or else its family's.
    public var per: Int { rateBase ?? family.rateBase }
}
