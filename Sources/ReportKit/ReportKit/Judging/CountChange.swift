import Significance

/// The family of NI 40: a count against that of a baseline as long.
///
/// The query returns a row a combination of areas and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the count of the period |
/// | `baseline` | the count of the baseline, a span of the same length |
public enum CountChange {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [ColumnRequirement("observed", .integer), ColumnRequirement("baseline", .integer)]
}
