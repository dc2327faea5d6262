import Significance

/// The family of surveys, audits and finance: a figure that somebody else worked out, reported as it was supplied.
///
/// The query returns a row an area. A figure is of exactly that area, and figures are never added up:
///
/// | column | |
/// |---|---|
/// | `area_id` | the area, of whatever level |
/// | `value` | the figure in the indicator's own unit (85 where that is %), or null where it is a text or not known |
/// | `text` | what was supplied in words, or null |
/// | `lower`, `upper` | the figure's own 95% interval, or null both |
/// | `numerator`, `denominator` | the counts behind it, or null |
/// | `source` | where the figure is from, or null |
public enum SuppliedValue {
    /// The columns that the query must return.
    public static let columns = [
        ColumnRequirement("area_id", .integer), ColumnRequirement("value", .real, nullable: true),
        ColumnRequirement("text", .label, nullable: true), ColumnRequirement("lower", .real, nullable: true),
        ColumnRequirement("upper", .real, nullable: true), ColumnRequirement("numerator", .integer, nullable: true),
        ColumnRequirement("denominator", .integer, nullable: true),
        ColumnRequirement("source", .label, nullable: true),
    ]
}
