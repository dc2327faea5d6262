import Significance

/// The family of INT01: a count against a target for the financial year.
///
/// The query returns a row a combination of areas and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `observed` | the count; an area that has no row has no finding, so give a row of 0 where 0 is known |
public enum CountAgainstTarget {
    /// The columns that the query must return.
    public static let columns = Places.columns + [ColumnRequirement("observed", .integer)]
}
