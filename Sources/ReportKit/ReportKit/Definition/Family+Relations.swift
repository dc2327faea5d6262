extension Family {
    /// How the counts of one finding add up by the family's own arithmetic. No module declares these.
    ///
    /// Where a finding has no such count, as a trust's measure of authorities not assigned is missing from an authority,
    /// the relation says nothing of it.
    ///
    /// - Parameter id: the identifier of an indicator of the family.
    public func relations(of id: String) -> [CountRelation] {
        func count(_ kind: CountKind) -> CountRelation.Term { .init(id, kind) }
        func equal(_ left: CountKind, _ right: CountKind...) -> CountRelation {
            CountRelation([count(left)], .equal, right.map(count))
        }
        switch self {
        case .proportionAgainstPredicted:
            return [
                equal(.pncMatchOf, .n, .pncMatch, .prediction), equal(.predictionOf, .pncMatchOf),
                equal(.n, .people, .repeats), equal(.repeatsOf, .n), equal(.authorityOf, .n),
            ]
        case .proportionAgainstTarget:
            return [
                equal(.answeredOf, .n, .answered), equal(.answered, .notRecorded), equal(.authorityOf, .n),
            ]
        case .frequency: return [equal(.n, .people, .repeats), equal(.repeatsOf, .n), equal(.authorityOf, .n)]
        case .cohortChange: return [equal(.expectedChangeOf, .people), equal(.authorityOf, .people)]
        case .mean: return [equal(.authorityOf, .n)]
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget, .countChange:
            return [equal(.authorityOf, .observed)]
        case .supplied, .undefined: return []
        }
    }
}
