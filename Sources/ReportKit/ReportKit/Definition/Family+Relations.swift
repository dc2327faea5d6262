extension Family {
    /// How the counts of one finding add up by the family's own arithmetic. No module declares these.
    ///
    /// Where a finding has no such count, as a trust's measure of authorities not assigned is missing from an
    /// authority, the relation says nothing of it.
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
        case .quantile: return [equal(.answeredOf, .n, .answered), equal(.authorityOf, .n)]
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget, .countChange:
            return [equal(.authorityOf, .observed)]
        case .supplied, .undefined: return []
        }
    }

    /// The counts that a finding of the family can have.
    public var counts: [CountKind] {
        switch self {
        case .proportionAgainstPredicted:
            [.observed, .n, .people] + [.pncMatch, .pncMatchOf, .prediction, .predictionOf, .repeats, .repeatsOf]
                + [.authority, .authorityOf]
        case .proportionAgainstTarget:
            [.observed, .n, .notRecorded, .answered, .answeredOf, .authority, .authorityOf]
        case .frequency: [.observed, .n, .people, .repeats, .repeatsOf, .authority, .authorityOf]
        case .cohortChange: [.observed, .n, .people, .expectedChange, .expectedChangeOf, .authority, .authorityOf]
        case .ratePerPopulation: [.observed, .n, .yearBefore, .authority, .authorityOf]
        case .standardisedRate, .countChange, .mean: [.observed, .n, .authority, .authorityOf]
        case .countAgainstTarget: [.observed, .authority, .authorityOf]
        case .quantile: [.n, .answered, .answeredOf, .authority, .authorityOf]
        case .supplied: [.observed, .n]
        case .undefined: []
        }
    }

    /// Whether an area has a count of zero where a report of its level has no finding for it: nothing there was to be
    /// counted. What somebody else supplies, how many people live or work there, is not known then; nor is how many
    /// people have no outcome or no prediction, since an area where nobody has both has no finding.
    public func isZeroWithoutFinding(_ count: CountKind) -> Bool {
        switch self {
        case .proportionAgainstPredicted: [.observed, .n, .people, .repeats, .repeatsOf].contains(count)
        case .proportionAgainstTarget, .frequency, .cohortChange, .countAgainstTarget, .countChange, .quantile:
            counts.contains(count)
        case .ratePerPopulation, .standardisedRate, .mean, .supplied, .undefined: false
        }
    }
}
