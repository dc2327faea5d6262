import Disclosure
import ReportKit

/// The whole numbers behind a finding, for families that always know them.
package struct Counted {
    package let observed: Int
    package let n: Int
    package let isUnreliable: Bool
}

extension ShownFinding {
    /// Numerator and denominator; 0 where a family has none and its words do not use it.
    package var counts: Counted {
        Counted(observed: observed ?? 0, n: n ?? 0, isUnreliable: unreliable)
    }
}
