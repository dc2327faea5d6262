import Significance

/// The family of NI 15: recorded events per 1,000 residents, against a baseline.
///
/// The query returns a row an authority and group, each with its population once:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `events` | the events of the period |
/// | `population` | the residents, above 0 wherever there are events |
/// | `baseline_events` | the events of a span of the same length in the baseline, or null where they are not known |
/// | `baseline_population` | the residents then; null where the events are |
public enum RatePerPopulation {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("events", .integer), ColumnRequirement("population", .integer),
            ColumnRequirement("baseline_events", .integer, nullable: true),
            ColumnRequirement("baseline_population", .integer, nullable: true),
        ]
}
