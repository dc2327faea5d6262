import ReportKit

/// How often each verdict was given in one set of reports.
struct VerdictCounts {
    var judged = 0
    var worse = 0
    var better = 0
    var notEnoughData = 0

    mutating func add(_ verdict: Verdict) {
        judged += 1
        switch verdict {
        case .significantlyWorse: worse += 1
        case .significantlyBetter: better += 1
        case .notEnoughData: notEnoughData += 1
        case .noSignificantDifference: break
        }
    }
}

/// The verdicts of one cell of the grid: one design and size, and one effect.
///
/// All sums are whole numbers, so that they do not depend on the order in which sets are added.
public struct Tally: Sendable, Equatable {
    /// How often something happened, out of all verdicts.
    public struct Share: Sendable, Equatable {
        public fileprivate(set) var count = 0
        /// Σ h², h being the count in one set of reports.
        fileprivate var squares = 0
        /// Σ h m, m being the number of verdicts in that set.
        fileprivate var products = 0

        fileprivate mutating func add(_ count: Int, of judged: Int) {
            self.count += count
            squares += count * count
            products += count * judged
        }
    }

    /// The number of verdicts.
    public private(set) var replicates = 0
    public private(set) var worse = Share()
    public private(set) var better = Share()
    /// Either of the two.
    public private(set) var significant = Share()
    public private(set) var notEnoughData = Share()
    private var sets = 0
    private var squaredReplicates = 0

    public init() {}

    mutating func add(_ counts: VerdictCounts) {
        guard counts.judged > 0 else { return }
        sets += 1
        replicates += counts.judged
        squaredReplicates += counts.judged * counts.judged
        worse.add(counts.worse, of: counts.judged)
        better.add(counts.better, of: counts.judged)
        significant.add(counts.worse + counts.better, of: counts.judged)
        notEnoughData.add(counts.notEnoughData, of: counts.judged)
    }

    /// The share as a fraction; nil where there is no verdict.
    public func rate(_ share: KeyPath<Tally, Share>) -> Double? {
        replicates > 0 ? Double(self[keyPath: share].count) / Double(replicates) : nil
    }

    /// The Monte-Carlo standard error of the share; nil where there are fewer than two sets.
    ///
    /// Areas of one report share what is estimated over the whole cohort, so the set of reports on the same people is
    /// the unit, not the verdict: with h of m verdicts in each of s sets, p = Σ h / Σ m, it is sqrt(s / (s - 1) Σ (h -
    /// p m)²) / Σ m.
    public func standardError(_ share: KeyPath<Tally, Share>) -> Double? {
        guard sets > 1, let p = rate(share) else { return nil }
        let share = self[keyPath: share]
        let squares = Double(share.squares) - 2 * p * Double(share.products) + p * p * Double(squaredReplicates)
        return (max(squares, 0) * Double(sets) / Double(sets - 1)).squareRoot() / Double(replicates)
    }
}
