import Significance

/// The family of NI 19: events per 100 people, who differ in how many they have.
///
/// The query returns a row a person, or a row a person and snapshot:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `offender_id` | the person |
/// | `events` | how many events the person had; 0 for none, never left out |
public enum EventFrequency {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [ColumnRequirement("offender_id", .integer), ColumnRequirement("events", .integer)]
}
