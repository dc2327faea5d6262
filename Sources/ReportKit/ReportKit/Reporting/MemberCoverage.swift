/// How many of the areas that make up a larger area are in its figure.
///
/// A region and the nation are made up of probation trusts, or, for counts of official returns, of local authorities; a
/// local delivery unit and a partnership of local authorities.
public struct MemberCoverage: Hashable, Codable, Sendable {
    /// How many areas make up the larger one.
    public var members: Int
    /// How many of them have everything that the figure needs.
    public var present: Int
    /// The others, by name.
    public var missing: [Area]

    /// - Parameters:
    ///   - members: how many areas make up the larger one.
    ///   - missing: those that are not in its figure, in any order.
    public init(members: Int, missing: [Area]) {
        self.members = members
        present = members - missing.count
        self.missing = missing.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }

    /// Whether every member is there.
    public var isComplete: Bool { missing.isEmpty }

    /// The same members without some more of them.
    ///
    /// - Parameter areas: members; those already missing count once.
    public func without(_ areas: [Area]) -> MemberCoverage {
        MemberCoverage(members: members, missing: missing + areas.filter { !missing.contains($0) })
    }
}
