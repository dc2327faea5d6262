import ReportKit

/// A relation that counts were found to fulfil.
public struct FoundRelation: Hashable, Sendable {
    public let relation: CountRelation
    /// The level whose areas were compared.
    public let level: AreaLevel
    /// How many areas have a count of it that is not zero, in any quarter.
    public let areas: Int
    /// In how many quarters any area has.
    public let quarters: Int
    /// How many pairs of an area and a quarter there are where any count of it is not zero; it holds in all of them,
    /// and in every other.
    public let places: Int
}
