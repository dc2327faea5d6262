import ReportKit

/// The whole numbers behind a finding, for families that always know them.
struct Counted {
    let observed: Int
    let n: Int
    let isUnreliable: Bool
}

extension Finding {
    /// Numerator and denominator; 0 where a family has none, whose words do not ask for it.
    var counts: Counted {
        Counted(observed: observed ?? 0, n: n ?? 0, isUnreliable: unreliable)
    }
}
