import Disclosure
import ReportKit

/// Which findings of a report are shown, and in which order. What is suppressed comes last, and is left out where only
/// some verdicts are wanted: its place would tell what it is.
public struct Arrangement: Sendable {
    /// By what findings are sorted.
    public enum Order: String, CaseIterable, Sendable {
        /// By name.
        case area
        /// The highest first.
        case figure
        /// The largest first.
        case n
        /// The worst first, by how far the figure lies from what it is judged against.
        case difference
        /// The smallest p value first.
        case p
        /// Worse, no significant difference, better, then what is not judged.
        case verdict
    }

    /// Which verdicts are wanted.
    public enum Choice: String, CaseIterable, Sendable {
        case significant, worse, better
    }

    private let order: Order?
    private let choice: Choice?

    /// Everything, in the report's own order.
    public static let asReported = Arrangement()

    /// - Parameters:
    ///   - order: nil for the report's own.
    ///   - choice: nil for everything.
    public init(_ order: Order? = nil, only choice: Choice? = nil) {
        self.order = order
        self.choice = choice
    }

    /// Whether the report has figures, and none with what it is to be sorted by: such as standardised rates, which are judged by an interval and
    /// have no p value.
    public func lacksKey(in report: PublishedReport) -> Bool {
        guard let order else { return false }
        return !report.shown.isEmpty && report.shown.allSatisfy { key(of: .shown($0), order, report.indicator) == nil }
    }

    /// The findings of a report that are wanted, in order.
    package func findings(of report: PublishedReport) -> [PublishedFinding] {
        let wanted = report.findings.filter { choice == nil || $0.shown.map(isWanted) ?? false }
        guard let order else { return wanted }
        let keyed = wanted.enumerated().map { (key: key(of: $1, order, report.indicator), place: $0, finding: $1) }
        return keyed.sorted { one, other in
            switch (one.key, other.key) {
            case (let first?, let second?): (first, one.place) < (second, other.place)
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): one.place < other.place
            }
        }.map(\.finding)
    }

    private func isWanted(_ finding: ShownFinding) -> Bool {
        switch choice {
        case .significant: finding.verdict == .significantlyWorse || finding.verdict == .significantlyBetter
        case .worse: finding.verdict == .significantlyWorse
        case .better: finding.verdict == .significantlyBetter
        case nil: true
        }
    }

    /// What a finding is sorted by, the lowest first; nil where it has no such thing.
    private func key(of finding: PublishedFinding, _ order: Order, _ indicator: Indicator) -> Key? {
        if order == .area { return .name(finding.area.name) }
        guard let finding = finding.shown else { return nil }
        let words = finding.figures.presentation
        let number: Double? =
            switch order {
            case .area: nil
            case .figure: words.headline(finding, indicator)?.value.map { -$0 }
            case .n: (finding.n ?? finding.observed).map { -Double($0) }
            case .difference: words.plotted(finding, indicator).flatMap { $0.badness(indicator.polarity) }.map { -$0 }
            case .p: words.p
            case .verdict: finding.verdict.map(Self.rank)
            }
        return number.map(Key.number)
    }

    private static func rank(_ verdict: Verdict) -> Double {
        switch verdict {
        case .significantlyWorse: 0
        case .noSignificantDifference: 1
        case .significantlyBetter: 2
        case .notEnoughData: 3
        }
    }

    /// What findings are sorted by: names or numbers, never both.
    private enum Key: Comparable {
        case name(String)
        case number(Double)
    }
}

extension PlottedValue {
    /// How far on the bad side of what it is judged against the value lies; nil where there is nothing to judge
    /// against.
    fileprivate func badness(_ polarity: Polarity) -> Double? {
        reference.map { reference in
            switch polarity {
            case .lowerIsBetter: value - reference
            case .higherIsBetter: reference - value
            case .insideBand, .closestToZero, .noDirection: (value - reference).magnitude
            }
        }
    }
}
