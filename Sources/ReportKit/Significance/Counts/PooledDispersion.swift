/// How much more the change of people's events varies than by chance, over several groups of people.
///
/// With R a group's own ratio, φ = G/(G - 1) Σ (f - R b)² / (ΣF (1 + R)), each sum taken over all groups, and at least
/// 1: the variance of follow-up minus R times baseline, divided by the variance that it has where each person's events
/// fall into either period by chance. That people differ in how often they offend does not raise it; that they change
/// does. One group's φ rests on its own squares, and on those of 100 people more from all groups, and is at least 1. As
/// in ``PooledClustering``, what all groups tell is rounded to two significant digits.
/// R, for one group: about `summary(glm(cbind(F, B) ~ 1, family = quasibinomial))$dispersion`.
public struct PooledDispersion: Sendable, Hashable {
    /// φ over all groups.
    public let dispersion: Double
    private let byChancePerPerson: Double
    let degreesOfFreedom: Double

    private static let borrowedPeople = 100.0

    /// The dispersion over some groups of different people; 1 where nothing happened.
    public init(_ groups: some Sequence<TwoPeriods>) {
        var (squares, byChance) = (CompensatedSum(), CompensatedSum())
        var people = 0
        for group in groups {
            squares.add(group.squares)
            byChance.add(group.squaresByChance)
            people += group.people
        }
        dispersion = byChance.value > 0 ? max(1, (squares.value / byChance.value).toTwoDigits) : 1
        byChancePerPerson = people > 0 ? (byChance.value / Double(people)).toTwoDigits : 0
        degreesOfFreedom = max(1, Double(people - 1).toTwoDigits)
    }

    /// φ of one of the groups.
    public func dispersion(of group: TwoPeriods) -> Double {
        let borrowed = Self.borrowedPeople * byChancePerPerson
        let byChance = group.squaresByChance + borrowed
        return byChance > 0 ? max(1, (group.squares + borrowed * dispersion) / byChance) : 1
    }
}
