import Significance

/// The family of INT25: a mean, such as the size of a group, or one total over another.
///
/// The query returns a row a combination of areas and group:
///
/// | column | |
/// |---|---|
/// | `trust_id`, `authority_id`, `breakdown` | as for ``ProportionAgainstPredicted`` |
/// | `total` | the sum of the values |
/// | `n` | how many values, or the total that theirs is divided by (full-time equivalents) |
/// | `sum_of_squares` | the sum of the squares of the values; null where there are no single values, and no interval |
public enum MeanValue {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("total", .real), ColumnRequirement("n", .real),
            ColumnRequirement("sum_of_squares", .real, nullable: true),
        ]
}
