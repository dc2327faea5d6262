import Significance

/// The family of NI 39: the rate that an area would have with the standard population's ages.
///
/// The query returns a row an area, group and age band:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `age_band` | the band, with the sex where the standard population has it: any text, the same in every row |
/// | `events` | the events of the band; 0 for none, never left out |
/// | `population` | the residents of the band |
/// | `standard_population` | the standard population of the band, the same in every row of it |
public enum StandardisedRate {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("age_band", .label), ColumnRequirement("events", .integer),
            ColumnRequirement("population", .integer), ColumnRequirement("standard_population", .integer),
        ]
}
